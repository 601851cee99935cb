"""A: do parts add up to their total?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import Block, Code, Figure, Finding, Interval, Reconciled, Role, Severity, plain
from .case import Case

A01 = Code(
    "A01",
    Severity.WARNING,
    "分项之和与总数不符",
    "同一段里先写总数，再用“其中”“包括”“用于”或括号列出各分项；各分项相加与总数对不上，而相差不大，多半是漏了一项或写错一个数。",
    "请核对各分项，补上漏项或更正写错的数",
    "累计拨付 300 万元，其中站点 120 万元、培训 80 万元、物流 99 万元（相加 299 万元）",
)
A02 = Code(
    "A02",
    Severity.WARNING,
    "表格合计与各行之和不符",
    "表格的合计行与上面各行相加对不上。",
    "请核对该列各行和合计",
    "三个乡镇 12、15、18 个站点，合计写 44",
)

#: Words after a total that announce its parts.
_PARTS_FOLLOW = re.compile(
    r"其中|包括|包含|主要用于|用于|分别为|分别是|分别用于|分别|分为|由.{0,10}组成|具体为|具体是|明细|即"
)
#: Words that announce all parts, so that any difference is one; 其中 and 包括 may leave some out.
_ALL_PARTS = re.compile(r"分别|分为|组成|具体|明细|即")
#: Words right before a total that the text has listed the parts of; 共 alone may also begin a list.
_BRACKET = re.compile(r"[（(）)]")
_SUMMED_UP = re.compile(r"(?P<sure>合计|共计|总计|合共|总共)|共")
_ADDITIVE_ROLES = frozenset({Role.ACTUAL, Role.TARGET, Role.REFERENCE, Role.OTHER})
_RATIO_UNITS = frozenset({"%", "‰", "百分点", "倍", "岁", "年", "月", "个月", "天", "日", "小时", "分", ""})
#: A sum within this share of the total was meant to be the total; further off, the list is merely not complete.
_MEANT = Decimal("0.1")
_TOTAL_LABEL = re.compile(r"^(?:合计|总计|共计)$")


def parts_and_total(case: Case) -> Iterator[Finding | Reconciled]:
    """A01: a total and the parts that its paragraph lists after it."""
    for block, figures in case.figures_of_block.items():
        if case.document.blocks[block].table is not None:
            continue
        text = case.document.blocks[block].text
        seen: set[tuple[str, ...]] = set()
        for total in figures:
            if total.quantity.unit in _RATIO_UNITS or total.role not in _ADDITIVE_ROLES:
                continue
            for parts, complete in (*_part_lists(total, figures, text), *_list_before(total, figures, text)):
                key = tuple(part.id for part in parts)
                if key not in seen:
                    verdict = _compare(total, parts, complete=complete)
                    if verdict is not None:
                        seen.add(key)
                        yield verdict


def _part_lists(total: Figure, figures: tuple[Figure, ...], text: str) -> Iterator[tuple[list[Figure], bool]]:
    """Lists of parts that the text announces for *total*: in brackets right after it, and after 其中 and the like.

    Yields:
        The figures of the list, and whether the text says that it is complete.
    """
    end = total.place.end
    same = [f for f in figures if f.quantity.unit == total.quantity.unit and f.place.start > end]
    brackets = _bracket_spans(text, end)

    def outside(position: int) -> bool:
        return not any(start <= position < stop for start, stop in brackets)

    for start, stop in brackets:
        if any(outside(f.place.start) and f.place.start < start for f in same) or "。" in text[end:start]:
            break
        inside = [f for f in same if start <= f.place.start < stop]
        if len(inside) > 1:
            yield inside, True
    for cue in _PARTS_FOLLOW.finditer(text, end):
        if not outside(cue.start()):
            continue
        between = text[end : cue.start()]
        if between.count("。") > 1 or any(
            outside(f.place.start) and f.place.start < cue.start() for f in same
        ):
            return
        stop = text.find("。", cue.end())
        stop = len(text) if stop < 0 else stop
        parts = [f for f in same if cue.end() <= f.place.start < stop and outside(f.place.start)]
        if len(parts) > 1:
            yield parts, bool(_ALL_PARTS.search(cue.group()))
        return


def _list_before(
    total: Figure, figures: tuple[Figure, ...], text: str
) -> Iterator[tuple[list[Figure], bool]]:
    """The parts that a sentence lists before it sums them up: …A 元、B 元、C 元，合计 D 元.

    Yields:
        The figures of the list, and that it may leave parts out.
    """
    begin = text.rfind("。", 0, total.place.start) + 1
    same = [
        f
        for f in figures
        if f.quantity.unit == total.quantity.unit and begin <= f.place.start < total.place.start
    ]
    if not same:
        return
    between = text[same[-1].place.end : total.place.start]
    cue = _SUMMED_UP.search(between)
    if cue and not re.search(r"[（(；;]|其中", between) and len(same) >= (2 if cue["sure"] else 3):
        yield same, False


def _bracket_spans(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of outermost brackets from *start* on."""
    spans, depth, opened = [], 0, 0
    for bracket in _BRACKET.finditer(text, start):
        if bracket[0] in "（(":
            if depth == 0:
                opened = bracket.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((opened, bracket.start()))
    return spans


def _compare(total: Figure, parts: list[Figure], *, complete: bool) -> Finding | Reconciled | None:
    """Whether the parts, or a leading run of them, make the total; nothing where the list is evidently not one."""
    for count in range(len(parts), 1, -1):
        if _sum(parts[:count]).overlaps(total.quantity.rounded_or_cut):
            words = f"{_terms(parts[:count])} = {total.printed}，与总数相符"
            return Reconciled(A01.id, words, (total.place, *(part.place for part in parts[:count])))
    if any(part.role is not total.role and Role.TARGET in (part.role, total.role) for part in parts):
        return None
    sum_value = sum((part.quantity.value for part in parts), Decimal(0))
    off = sum_value - total.quantity.value
    if abs(off) > _MEANT * abs(total.quantity.value) and not (complete and len(parts) > 1 and off > 0):
        return None
    unit = total.quantity.unit
    message = (
        f"{total.subject or '总数'}写 {total.printed}，而所列 {len(parts)} 项相加为 {plain(sum_value)}{unit}，"
        f"{'多' if off > 0 else '少'} {plain(abs(off))}{unit}（{_terms(parts)}）"
    )
    return A01.finding(message, figures=(total, *parts))


def _sum(parts: list[Figure]) -> Interval:
    total = Interval.point(Decimal(0))
    for part in parts:
        total = total.plus(part.quantity.interval)
    return total


def _terms(parts: list[Figure]) -> str:
    return " + ".join(part.printed for part in parts)


def column_totals(case: Case) -> Iterator[Finding | Reconciled]:
    """A02: the total row of a table against the rows above it, column by column."""
    for block, figures in case.figures_of_block.items():
        table = case.document.blocks[block].table
        if table is None:
            continue
        by_cell = {figure.place.cell: figure for figure in figures if figure.role in _ADDITIVE_ROLES}
        labels = [_label(case.document.blocks[block], row) for row in range(table.rows)]
        totals = [row for row, label in enumerate(labels) if _TOTAL_LABEL.match(label)]
        if len(totals) != 1 or any("小计" in label for label in labels):
            continue
        for col in range(1, table.cols):
            column = [by_cell.get(f"R{row + 1}C{col + 1}") for row in range(table.header_rows, table.rows)]
            total = by_cell.get(f"R{totals[0] + 1}C{col + 1}")
            parts = [figure for figure in column if figure is not None and figure is not total]
            if total is None or len(parts) < 2 or {p.quantity.unit for p in parts} != {total.quantity.unit}:
                continue
            if total.quantity.unit in _RATIO_UNITS:
                continue
            if _sum(parts).overlaps(total.quantity.rounded_or_cut):
                places = (total.place, *(part.place for part in parts))
                yield Reconciled(
                    A02.id, f"{total.subject or '该列'}合计 {total.printed}，与各行之和相符", places
                )
            else:
                value = sum((part.quantity.value for part in parts), Decimal(0))
                message = f"{total.subject or '该列'}合计写 {total.printed}，各行相加为 {plain(value)}{total.quantity.unit}"
                yield A02.finding(message, figures=(total, *parts))


def _label(block: Block, row: int) -> str:
    """What a row is called: its first cell that is not empty, as 合计 may stand behind an empty 序号."""
    cells = (
        block.cell_text(row, col).replace(" ", "") for col in range(block.table.cols if block.table else 0)
    )
    return next((text for text in cells if text), "")
