"""What can be wrong with a rubric itself: one code a kind of problem, as ``docscore explain`` tells it."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Code, Severity

_ASK = "问发文单位以哪个数为准，把答复写进 note，再改分值"

B01 = Code(
    "B01", Severity.ERROR, "细项之和与指标分值不符",
    "一个指标标题上写的分值，与它下面各评分项分值之和。照错的加，满分县也到不了满分。",
    _ASK, "“公开透明（8分）”下面只有 2 分、2 分两项",
)  # fmt: skip
B02 = Code(
    "B02", Severity.ERROR, "细项之和与部分分值不符",
    "一个部分（一级指标）标题上写的分值，与它下面所有评分项分值之和；各选其一的部分，逐个比。",
    _ASK, "“物流体系（10分）”下面各项是 3、3、1、1，合计 8 分",
)  # fmt: skip
B03 = Code(
    "B03", Severity.ERROR, "各部分之和与总分不符",
    "各部分标题分值之和、所有评分项之和，与细则写的总分。",
    _ASK, "写明满分 100，各部分标题加起来是 104",
)  # fmt: skip
B04 = Code(
    "B04", Severity.ERROR, "加分项之和超过加分上限",
    "加分各项的分值之和（或规则最多能给的分），与写明的加分上限。",
    "写明加满为止（cap），或问清哪一项不算", "加分项写 10 分，各项合计 12 分",
)  # fmt: skip
B05 = Code(
    "B05", Severity.WARNING, "档次之间有空档",
    "相邻两档之间有没有哪个值哪一档都不收。按个数计的整数不算空档。",
    "写明空档归上档还是归下档；没写清之前，落在空档里的按两档的区间给分", "“80%—100%得4分，60%—79%得2分”，79.5%无档可归",
)  # fmt: skip
B06 = Code(
    "B06", Severity.WARNING, "有走不到的档次",
    "从上往下逐档比，后面的档是不是已经被前面的档全部占去。",
    "核对这一档的上下限是不是抄错", "先写“≥50%得3分”，后写“≥70%得5分”，70%以上也只得3分",
)  # fmt: skip
B07 = Code(
    "B07", Severity.WARNING, "等次之间有空档",
    "总分等次按整数写而总分带小数时，有没有分数没有等次。",
    "写明“80（含）—90 分”，或写明总分先取整", "80–89 分为良好、90 分以上为优秀，89.5 分没有等次",
)  # fmt: skip
B08 = Code(
    "B08", Severity.WARNING, "没有写上限",
    "“每多一个加几分”这类规则有没有写最多加到几分。按最高分折算的办法不需要上限，不报。",
    "问清上限并写 cap；不封顶的，写明“不封顶”", "每多 1 家加 3 分，满分 10 分，没写最多加几分",
)  # fmt: skip
B09 = Code(
    "B09", Severity.WARNING, "没有写下限",
    "“每少一个扣几分”这类规则有没有写扣到几分为止。",
    "问清是不是扣完为止，写 floor", "每缺 1 份扣 2 分，没写扣完为止，可以扣成负分",
)  # fmt: skip
B10 = Code(
    "B10", Severity.WARNING, "指标没有数据来源",
    "规则要用的指标或要点，在材料里靠什么说法认出来、由什么推算出来。",
    "给指标写 says、ratio 或 total_of，给要点写 shown_by", "rule 用到“上架产品数”，metrics 里没有写它的说法",
)  # fmt: skip
B11 = Code(
    "B11", Severity.WARNING, "没有细项分",
    "一个部分的分值没有分到各项要求上，只能整块由人评。不同的人会给出差很多的分。",
    "问发文单位要细项分；问不到的，评前先定内部分法并写进 note", "“个性指标（60分）”，各部门的职责都没有标分",
)  # fmt: skip
B12 = Code(
    "B12", Severity.INFO, "档线没有算例",
    "每条档线上下各要有一个算例；数字型评分项的算例比档线数加一还少。",
    "在算例文件里补上，用 docscore rubric test 试", "三档两条线，只写了一个算例",
)  # fmt: skip
B13 = Code(
    "B13", Severity.INFO, "有推定的分",
    "原文没写、由我们推定的分值（presumed: true）。",
    "评前请主评人确认", "只写“达到得5分”，没达到推定为 0 分",
)  # fmt: skip
B14 = Code(
    "B14", Severity.WARNING, "标题重复",
    "两个部分或同一部分的两个指标同名。跨页表格的标题常重复印，分值只能算一次。",
    "核对原表：跨页重印的合成一个", "“人才培训（20）”在上一页末和下一页头各有一次",
)  # fmt: skip

RUBRIC_CODES: Mapping[str, Code] = {
    code.id: code for code in (B01, B02, B03, B04, B05, B06, B07, B08, B09, B10, B11, B12, B13, B14)
}


def explain_rubric_code(code: str) -> str | None:
    """What a B code means, in Chinese; ``None`` if there is no such code."""
    known = RUBRIC_CODES.get(code.upper())
    return known.told() if known else None
