"""E: does a count agree with the list beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Code, Figure, Finding, Reconciled, Severity
from .case import Case

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
#: Points that a paragraph numbers: 四条措施：一是…；二是….
_FIRST_POINT = re.compile(r"[^。；，：:\d]{0,12}[：:，]一是")
_POINTS = frozenset({"项", "条", "点", "个", "个方面", "方面"})
_ORDINALS = "一二三四五六七八九十百"
_SEPARATOR = re.compile(r"、|，|和(?=[^、，]{1,20}$)|及(?=[^、，]{1,20}$)|以及|与(?=[^、，]{1,12}$)")
_NOT_NAMES = re.compile(r"[\d%％]|其中|含|包括|不含|占|按|详见|附件")
_COUNTS = frozenset(
    {"%", "元", "‰", "百分点", "年", "月", "天", "小时", "分", "公里", "亩", "吨", "平方米", "人次", "倍"}
)


def listed_names(case: Case) -> Iterator[Finding | Reconciled]:
    """E01: 3个景区（A、B、C）; 四项任务，即A、B、C、D."""
    for figure, names in listed(case):
        value = figure.quantity.value
        if len(names) == value:
            yield Reconciled(
                E01.id,
                f"{figure.subject}{figure.printed}，与所列 {len(names)} 个名目相符",
                (figure.place,),
            )
        elif abs(len(names) - int(value)) <= max(2, int(value) // 3):
            message = (
                f"{figure.subject or '所写'} {figure.printed}，而列出的是 {len(names)} 个：{'、'.join(names)}"
            )
            yield E01.finding(message, figures=(figure,))
    yield from _numbered(case)


def _numbered(case: Case) -> Iterator[Finding | Reconciled]:
    """四条措施：一是…；二是…；三是…: points that a paragraph numbers itself."""
    for figures in case.extraction.by_sentence.values():
        for figure in figures:
            block = case.document.blocks[figure.place.block]
            rest = block.text[figure.place.end :]
            begin = _FIRST_POINT.match(rest)
            if figure.place.cell or figure.quantity.unit not in _POINTS or begin is None:
                continue
            count = next(i for i, digit in enumerate(_ORDINALS, start=0) if f"{digit}是" not in rest)
            following = case.document.blocks[block.index + 1 : block.index + 2]
            goes_on = any(one.text.lstrip().startswith(_ORDINALS[count]) for one in following)
            if count < 2 or goes_on:
                continue
            if count == figure.quantity.value:
                yield Reconciled(E01.id, f"{figure.printed}，与所列 {count} 点相符", (figure.place,))
            else:
                message = f"{figure.subject or '所写'} {figure.printed}，而列出的是 {count} 点（一是至{_ORDINALS[count - 1]}是）"
                yield E01.finding(message, figures=(figure,))


def listed(case: Case) -> Iterator[tuple[Figure, list[str]]]:
    """Counts with the names that are listed for them, where the list is meant to be complete."""
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
            if len(names) >= 2 or value == len(names):
                yield figure, names


def _names(case: Case, figure: Figure) -> list[str]:
    """The names listed for a count; empty if there is no list, or it says 等 and so is not complete."""
    after = case.extraction.sentences[figure.sentence].text[figure.end :]
    match = _LISTED.match(after) or _NAMELY.match(after)
    if match is None or _NOT_NAMES.search(match[1]) or match[1].endswith("等") or "等" in match[1][-3:]:
        return []
    return [name for name in (part.strip() for part in _SEPARATOR.split(match[1])) if name]
