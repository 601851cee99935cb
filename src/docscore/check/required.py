"""G20–G23: what was handed in beside the report; never raised for a report alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model import (
    Code,
    Finding,
    IndicatorLine,
    Part,
    Presence,
    Reconciled,
    RequiredPaper,
    Severity,
    hanging_points,
)
from .case import Case

G20 = Code(
    "G20",
    Severity.WARNING,
    "得分没有佐证材料",
    "细则要求的佐证材料，在交来的文件夹里按题目、内容和种类都没有找到，而这一指标有得分或自评得分。"
    "涉及分是这些材料所支持的评分项的上限分，同一行只算一次。只有一份报告、没有交文件夹时不查。",
    "请补交所缺的材料；已经交了的，在材料清单里核对它被当作了什么",
    "自评表“统筹协调”得 2 分，要求的会议纪要、会议图片都没有交",
)
G21 = Code(
    "G21",
    Severity.INFO,
    "佐证材料存疑",
    "种类对得上，但年份、单位或内容不像，或者只有没有读到文字的图片。程序不能断定，请人看一眼。",
    "请看这份材料是否就是细则要的",
    "要 2020 年的培训签到表，交来的是 2017 年的",
)
G22 = Code(
    "G22",
    Severity.WARNING,
    "交来的材料打不开",
    "文件夹里有加密、损坏、过大或格式不认识的文件，没有读。缺的材料可能就在里面。"
    "涉及分是只能由这些文件支持的评分项的上限分。",
    "请换成能打开的文件重新报送",
    "培训签到表.pdf 加了密码",
)
G23 = Code(
    "G23",
    Severity.WARNING,
    "哪一份是主报告不能确定",
    "有两份材料都像自评报告，评分按更像的一份。选错了，整张评分表都不作数。",
    "请核对，不对时用 --report 或材料清单指定",
    "自评报告.docx 和 绩效评价报告.docx 都有自评得分表",
)
_SHOWN = 6


def without_evidence(case: Case) -> Iterator[Finding | Reconciled]:
    """G20: papers that an indicator asks for and that nobody handed in; one finding an indicator."""
    for line, required in _by_indicator(case):
        missing = [one for one in required if one.presence is Presence.MISSING]
        claimed = line.supported > 0 or (line.self_points or Decimal(0)) > 0
        if not missing or not claimed:
            continue
        whole = len(missing) == len(required)
        names = _listed([one.name for one in missing])
        several = "都" if len(required) > 1 else ""
        told = f"{several}没有找到" if whole else f"有 {len(missing)} 样没有找到"
        yield G20.finding(
            f"{line.name}：要求的 {len(required)} 样材料{told}（{names}）",
            points=hanging_points(case.sheet, missing),
            criteria=dict.fromkeys(key for one in missing for key in one.criteria),
            severity=Severity.WARNING if whole else Severity.INFO,
        )


def doubtful_evidence(case: Case) -> Iterator[Finding | Reconciled]:
    """G21: papers that may or may not be what is asked for."""
    for line, required in _by_indicator(case):
        for one in required:
            if one.presence is Presence.DOUBTFUL:
                yield G21.finding(
                    f"{line.name}要求的“{one.name}”：{'、'.join(one.papers)} {one.reason}",
                    points=hanging_points(case.sheet, [one]),
                    criteria=one.criteria,
                )


def unreadable_papers(case: Case) -> Iterator[Finding | Reconciled]:
    """G22: files of the folder that were not read; one finding for all."""
    unread = case.submission.of(Part.UNREAD) if case.submission else ()
    if unread:
        lost = [one for one in _required(case) if one.presence is Presence.UNREADABLE]
        names = _listed([f"{paper.path}（{paper.trouble.split('。')[0]}）" for paper in unread])
        yield G22.finding(
            f"有 {len(unread)} 份材料没有读：{names}",
            points=hanging_points(case.sheet, lost),
            criteria=dict.fromkeys(key for one in lost for key in one.criteria),
        )


def uncertain_report(case: Case) -> Iterator[Finding | Reconciled]:
    """G23: another paper that may be the main report."""
    for rival in case.submission.rivals if case.submission else ():
        yield G23.finding(rival)


def _required(case: Case) -> tuple[RequiredPaper, ...]:
    return case.submission.required if case.submission else ()


def _by_indicator(case: Case) -> Iterator[tuple[IndicatorLine, list[RequiredPaper]]]:
    for line in case.sheet.indicators():
        yield line, [one for one in _required(case) if one.indicator == line.id]


def _listed(names: list[str]) -> str:
    more = f"等，共 {len(names)} 样" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
