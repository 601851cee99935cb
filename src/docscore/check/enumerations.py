"""E: does a count agree with the list beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Figure, Finding, Reconciled, Severity
from .case import Case, Code

E01 = Code(
    "E01",
    Severity.WARNING,
    "个数与所列名目不符",
    "写了几个，随后在括号里或“即”之后逐个列出，列出的个数与所写的不同。",
    "请核对个数和名单",
    "3 个景区（龙王潭、金鸡岭）",
)

_LISTED = re.compile(r"^[^，。；：、（(]{0,24}[（(]([^（()）。；]{2,160})[)）]")
_NAMELY = re.compile(
    r"^[^，。；：、]{0,16}[，：]?(?:即|分别是|分别为|包括)：?([^，。；（(]{2,160}?、[^，。；（(]{1,60})(?=[，。；]|$)"
)
_SEPARATOR = re.compile(r"、|，|和(?=[^、，]{1,20}$)|及(?=[^、，]{1,20}$)|以及|与(?=[^、，]{1,12}$)")
_NOT_NAMES = re.compile(r"[\d%％]|其中|含|包括|不含|占|按|详见|附件")
_COUNTS = frozenset(
    {"%", "元", "‰", "百分点", "年", "月", "天", "小时", "分", "公里", "亩", "吨", "平方米", "人次", "倍"}
)


def listed_names(case: Case) -> Iterator[Finding | Reconciled]:
    """E01: 3个景区（A、B、C）; 四项任务，即A、B、C、D."""
    for figures in case.extraction.by_sentence.values():
        for figure in figures:
            value = figure.quantity.value
            if (
                figure.place.cell
                or figure.quantity.unit in _COUNTS
                or value != int(value)
                or not 1 <= value <= 40
            ):
                continue
            names = _names(case, figure)
            if len(names) < 2 and value != len(names):
                continue
            if len(names) == value:
                yield Reconciled(
                    E01.id,
                    f"{figure.subject}{figure.printed}，与所列 {len(names)} 个名目相符",
                    (figure.place,),
                )
            elif abs(len(names) - int(value)) <= max(2, int(value) // 3):
                message = f"{figure.subject or '所写'} {figure.printed}，而列出的是 {len(names)} 个：{'、'.join(names)}"
                yield E01.finding(message, figures=(figure,))


def _names(case: Case, figure: Figure) -> list[str]:
    """The names listed for a count; empty if there is no list, or it says 等 and so is not complete."""
    after = case.extraction.sentences[figure.sentence].text[figure.end :]
    match = _LISTED.match(after) or _NAMELY.match(after)
    if match is None or _NOT_NAMES.search(match[1]) or match[1].endswith("等") or "等" in match[1][-3:]:
        return []
    return [name for name in (part.strip() for part in _SEPARATOR.split(match[1])) if name]
