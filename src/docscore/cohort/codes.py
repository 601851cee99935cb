"""The X codes: one a kind of doubt across units, as ``docscore explain`` tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Code, CohortFinding, Member, Place, Severity

X01 = Code(
    "X01", Severity.WARNING, "数值明显偏离同批各单位",
    "同一指标在同批各单位中的中位数和中位数绝对偏差；偏离超过 3.5 倍稳健标准差，并且与中位数相差 3 倍以上才报，至少 8 个单位。",
    "请核对单位（万元与元、人与人次）和口径", "同批县培训人次多在 3,000 到 6,000，一县写 43,850",
)  # fmt: skip
X02 = Code(
    "X02", Severity.WARNING, "与别的单位文字雷同",
    "两份报告里几乎相同的段落（去掉数字和地名再比）。多数单位都有的段落是统一模板，不报。",
    "请两个单位说明，并核对所写是否本地实际", "两县的“存在问题”一节除县名外逐字相同",
)  # fmt: skip
X03 = Code(
    "X03", Severity.WARNING, "与别的单位数据雷同",
    "两份报告里同一事项、同一数值、零头不整的数据有多少个。偶尔一两个相同是巧合，四个以上不是。",
    "请两个单位分别提供原始台账", "两县都写培训 4385 人次、支出 1,216,985.3 元、带动 751 人、网店 328 家",
)  # fmt: skip
X04 = Code(
    "X04", Severity.WARNING, "佐证材料与别的单位相同",
    "佐证文件逐字节相同，或表格里多数行相同。多数单位都有的文件是上级发的，不报。",
    "请说明这份材料属于哪个单位", "两县的培训签到表是同一个文件",
)  # fmt: skip
X05 = Code(
    "X05", Severity.INFO, "与上年相差悬殊",
    "本年与所附上年报告的同一指标，差到 3 倍以上（或不到三分之一）。",
    "请说明变化的原因，或更正口径", "上年培训 420 人次，本年 4,385 人次",
)  # fmt: skip

COHORT_CODES: Mapping[str, Code] = {code.id: code for code in (X01, X02, X03, X04, X05)}


def doubt(code: Code, units: Iterable[Member], message: str, places: Iterable[Place]) -> CohortFinding:
    """A finding of this kind about *units*, the one in doubt first."""
    return CohortFinding(tuple(unit.id for unit in units), code.finding(message, places=places))


def explain_cohort_code(code: str) -> str | None:
    """What an X code means, in Chinese; ``None`` if there is no such code."""
    known = COHORT_CODES.get(code.upper())
    return known.told() if known else None
