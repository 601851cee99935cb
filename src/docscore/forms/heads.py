"""Lines that head what follows: of the indicators, of the budget, of a department's tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from docscore.model import FormField

from .amounts import amount_of
from .headings import Headings, bare
from .lines import Column, Line, Slot
from .shapes import completed

LEVELS = frozenset((FormField.LEVEL1, FormField.LEVEL2, FormField.NAME))
MONEY = frozenset((FormField.INITIAL, FormField.ANNUAL, FormField.EXECUTED, FormField.RATE))
#: A budget says what was planned: 执行率 beside 执行 may be an indicator.
PLANNED = frozenset((FormField.INITIAL, FormField.ANNUAL))
_BUDGET = MONEY | {FormField.SOURCE, FormField.WEIGHT, FormField.POINTS, FormField.REASON}
_RESULTS = frozenset((FormField.ACTUAL, FormField.POINTS))
_SCORED = frozenset((FormField.WEIGHT, FormField.POINTS))
_AIMED = frozenset((FormField.TARGET, FormField.ACTUAL))
_JUDGED = frozenset((FormField.ACTUAL, FormField.POINTS))
_LEAST = 3
#: A cell merged over more rows than headings take is a label beside them (绩效指标 written down the left edge).
MOST_HEADING_ROWS = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Headings of the lines that follow.

    Attributes:
        columns: what the columns hold.
        first: first column that is headed.
        last: last row that belongs to the headings.
        block: index of its block.
        labels: cells that stand beside what is headed, by their first row and column.
        tasks: what is headed are a department's main tasks with their money.
    """

    columns: tuple[Column, ...]
    first: int
    last: int
    block: int
    labels: frozenset[tuple[int, int]]
    tasks: bool = False

    @property
    def fields(self) -> tuple[FormField, ...]:
        """What is headed, in the order of the columns."""
        return tuple(field for column in self.columns for field in column.fields)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A cell that heads columns; ``part`` tells apart what a cell below it divides."""

    fields: tuple[FormField, ...]
    rank: tuple[int, int, int]
    part: tuple[int, int]
    text: str
    listed: bool


#: What a second heading for the same thing says: 预算数 beside 调整预算数 was not yet adjusted, 完成情况说明 beside 完成值 says why.
_ELSE: tuple[tuple[FormField, Callable[[_Heading], bool]], ...] = (
    (FormField.INITIAL, lambda each: each.fields == (FormField.ANNUAL,) and "预算" in each.text),
    (FormField.REASON, lambda each: each.text.endswith("说明") and each.fields != (FormField.STANDARD,)),
)


def indicator_head(lines: Sequence[Line], headings: Headings) -> Head | None:
    """The headings of indicators, in one line or in up to three; ``None`` if the first line is none.

    A level or a name, and a result (实际完成值 or 得分), and three headings in all, two of them in the case of a name and
    points alone: a table of goals that were only set has no results and is no self-evaluation.

    Args:
        lines: the line, and those below it.
        headings: the words of the packs.
    """
    for depth in range(min(MOST_HEADING_ROWS, len(lines)), 0, -1):
        columns = _columns(lines[:depth], headings)
        if _is_head(columns, lines[0], headings):
            columns = _named_twice(columns, lines[depth - 1], lines[depth:], headings)
            columns = (*_levels_before(columns, lines[0], headings), *columns)
            columns = completed(columns, lines[depth - 1], lines[depth:], headings)
            return _head(columns, lines[0], lines[depth - 1].row)
    return None


def _levels_before(columns: tuple[Column, ...], line: Line, headings: Headings) -> tuple[Column, ...]:
    """What stands before the names under words of its own groups them (职责活动): the levels, if nothing else is one."""
    fields = {field for column in columns for field in column.fields}
    if FormField.NAME not in fields or fields & {FormField.LEVEL1, FormField.LEVEL2}:
        return ()
    first = min(column.start for column in columns)
    before = [
        slot
        for slot in line.own
        if slot.end <= first
        and slot.cell.row_span <= MOST_HEADING_ROWS
        and FormField.OTHER not in headings.fields(slot.text)
    ]
    if not 1 <= len(before) <= 2:
        return ()
    levels = (FormField.LEVEL1, FormField.LEVEL2)
    return tuple(Column((level,), slot.start, slot.end) for level, slot in zip(levels, before, strict=False))


def _named_twice(
    columns: tuple[Column, ...], line: Line, below: Sequence[Line], headings: Headings
) -> tuple[Column, ...]:
    """Where two headings name the indicator and none its level (评价内容, 指标), the left one groups what the right one names.

    It does if its cells are merged or left blank where the right one goes on, repeat, or are called as levels are.
    """
    name = next((column for column in columns if column.fields == (FormField.NAME,)), None)
    if name is None or any({FormField.LEVEL1, FormField.LEVEL2} & set(column.fields) for column in columns):
        return columns
    twice = [slot for slot in line.slots if headings.fields(slot.text) == (FormField.NAME,)]
    if len(twice) != 2 or twice[0].end != twice[1].start:
        return columns
    left, right = ([cell for row in below for cell in row.under(s.start, s.end) if cell.own] for s in twice)
    texts = [cell.text for cell in left]
    called = any(bare(text).startswith(headings.words.level_roots) for text in texts)
    if not called and len(left) >= len(right) and len(set(texts)) == len(texts):
        return columns
    level = Column((FormField.LEVEL1,), twice[0].start, twice[0].end)
    named = replace(name, start=twice[1].start, end=twice[1].end)
    rest = [column for column in columns if column is not name]
    return tuple(sorted((level, named, *rest), key=lambda column: column.start))


def goal_table(line: Line, headings: Headings) -> bool:
    """Whether a line heads indicators with targets but without any result: a table of goals (绩效目标申报表)."""
    fields = {field for column in _columns((line,), headings) for field in column.fields}
    return bool(fields & LEVELS) and FormField.TARGET in fields and not fields & _RESULTS


def budget_head(line: Line, below: Line | None, headings: Headings) -> Head | None:
    """The headings of the budget, or of tasks with their money; ``None`` if the line is none.

    A heading of money (预算资金) with words below it heads whence the money comes.
    """
    if any(_is_number(slot, headings) for slot in line.own):
        return None
    columns = tuple(
        _sourced(column, below, headings)
        for column in _chosen(_row(line, headings, own=True))
        if set(column.fields) <= _BUDGET
    )
    fields = {field for column in columns for field in column.fields}
    task = next((slot for slot in line.own if headings.is_task(slot.text)), None)
    if task is not None and fields & MONEY:
        named = Column((FormField.SOURCE,), task.start, task.end)
        money = (column for column in columns if set(column.fields) <= MONEY)
        return _head((named, *money), line, line.row, tasks=True)
    if len(fields & MONEY) < 2 or not fields & PLANNED:
        return None
    return _head(columns, line, line.row)


def _sourced(column: Column, below: Line | None, headings: Headings) -> Column:
    if below is None or not any(amount_of(slot.text, headings) for slot in below.own):
        return column
    words = [slot for slot in below.under(column.start, column.end) if slot.own]
    told = bool(words) and not any(
        headings.is_absent(slot.text) or any(map(str.isdecimal, slot.text)) for slot in words
    )
    return replace(column, fields=(FormField.SOURCE,)) if told and set(column.fields) <= PLANNED else column


def _columns(lines: Sequence[Line], headings: Headings) -> tuple[Column, ...]:
    """What one to three lines of headings say of each column: the lowest that says anything; empty if they are none.

    The lines below the first must be headings throughout, and leave something of the first to say: else each stands for
    itself. Empty too if a number stands in them.
    """
    found: dict[int, _Heading] = {}
    for depth, line in enumerate(lines):
        row = _row(line, headings, own=depth > 0)
        if depth == 0:
            first = min(row, default=0)
            if any(_is_number(slot, headings) and slot.start >= first for slot in line.own):
                return ()
        elif not _goes_on(line, row, found, headings):
            return ()
        for col, heading in row.items():
            if not heading.fields and col in found:
                heading = replace(found[col], part=heading.part)
            found[col] = heading
    level1 = min((col for col, each in found.items() if each.fields == (FormField.LEVEL1,)), default=0)
    beside = {col for col in found if col < level1 and found[col].fields == (FormField.NAME,)}
    return _chosen({col: each for col, each in found.items() if each.fields and col not in beside})


def _goes_on(line: Line, row: dict[int, _Heading], found: dict[int, _Heading], headings: Headings) -> bool:
    """Whether a line is one more line of headings below those found."""
    known = [slot for slot in line.own if headings.fields(slot.text) or headings.is_neutral(slot.text)]
    listed = [slot for slot in known if headings.is_listed(slot.text) or headings.is_neutral(slot.text)]
    said = {field for heading in row.values() for field in heading.fields}
    if len(known) < max(2, len(line.own)) or (len(listed) < 2 and not said >= _AIMED):
        return False
    return any(
        (col not in row or not row[col].fields) and not said & set(heading.fields)
        for col, heading in found.items()
    ) and all(col in found for col, heading in row.items() if not heading.fields)


def _row(line: Line, headings: Headings, *, own: bool = False) -> dict[int, _Heading]:
    """The headings of one line by column; without words of its own where a heading is neutral."""
    found: dict[int, _Heading] = {}
    for slot in line.slots:
        if slot.cell.row_span > MOST_HEADING_ROWS or (own and not slot.own):
            continue
        fields = headings.fields(slot.text)
        if headings.is_neutral(slot.text):
            fields = ()
        elif not fields:
            continue
        part = (slot.cell.row, slot.cell.col)
        heading = _Heading(
            fields, headings.rank(slot.text), part, bare(slot.text), headings.is_listed(slot.text)
        )
        found.update(dict.fromkeys(range(slot.start, slot.end), heading))
    return found


def _chosen(found: dict[int, _Heading]) -> tuple[Column, ...]:
    """One column for each thing that is headed.

    Of several the one that the packs name first, then the leftmost; of weights the one beside the deepest level, for
    tables may give one to each level.
    """
    parts = [
        (found[cols[0]], Column(found[cols[0]].fields, cols[0], cols[-1] + 1, found[cols[0]].listed))
        for _, group in groupby(sorted(found), key=lambda col: (found[col].part, found[col].fields))
        for cols in [list(group)]
    ]
    names = [column.start for heading, column in parts if set(heading.fields) & LEVELS]
    deepest = max(names, default=-1)

    def order(part: tuple[_Heading, Column]) -> tuple[int, tuple[int, ...], int]:
        heading, column = part
        before = FormField.WEIGHT in heading.fields and column.start < deepest
        return (int(before), heading.rank if FormField.WEIGHT not in heading.fields else (), column.start)

    columns: list[Column] = []
    spare: list[tuple[_Heading, Column]] = []
    seen: set[FormField] = set()
    for heading, column in sorted(parts, key=order):
        fields = tuple(field for field in heading.fields if field not in seen)
        if fields:
            seen.update(set(fields) - {FormField.OTHER})
            columns.append(replace(column, fields=fields))
        else:
            spare.append((heading, column))
    for heading, column in spare:
        other = next((field for field, fits in _ELSE if field not in seen and fits(heading)), None)
        if other is not None:
            seen.add(other)
            columns.append(replace(column, fields=(other,)))
    if not seen & LEVELS:
        columns = _aims_named(columns, spare, found)
    if FormField.NAME not in seen:
        columns = [_named(column, found) if seen & LEVELS else column for column in columns]
    return tuple(sorted(columns, key=lambda column: column.start))


def _aims_named(
    columns: list[Column], spare: Sequence[tuple[_Heading, Column]], found: dict[int, _Heading]
) -> list[Column]:
    """工作目标, or 目标类型 and 目标明细, on the left of 目标要求, results and points are what is judged, where nothing else names it."""
    known = {field for column in columns for field in column.fields}
    chosen = [column for column in columns if column.fields == (FormField.TARGET,)]
    aims = [*chosen, *(column for heading, column in spare if heading.fields == (FormField.TARGET,))]
    aims.sort(key=lambda column: column.start)
    names = {2: (FormField.NAME,), 3: (FormField.LEVEL1, FormField.NAME)}.get(len(aims), ())
    rest = [column for column in columns if column not in chosen and column.fields != (FormField.OTHER,)]
    first = min((column.start for column in rest), default=0)
    counted = any(found[aim.start].text.endswith(("值", "数", "量")) for aim in aims[:-1])
    if not names or counted or aims[0].start > 1 or aims[-2].end > first or not known >= _JUDGED:
        return columns
    named = [replace(aim, fields=(field,)) for aim, field in zip(aims, names, strict=False)]
    return [*named, aims[-1], *(column for column in columns if column not in chosen)]


def _named(column: Column, found: dict[int, _Heading]) -> Column:
    """评价要点 beside levels is what is judged where nothing else names it, else how."""
    named = column.fields == (FormField.STANDARD,) and found[column.start].text.endswith("要点")
    return replace(column, fields=(FormField.NAME,)) if named else column


def _is_number(slot: Slot, headings: Headings) -> bool:
    return amount_of(bare(slot.text), headings) is not None and not headings.fields(slot.text)


def _is_head(columns: tuple[Column, ...], line: Line, headings: Headings) -> bool:
    """Whether columns are those of indicators: by listed words as they are, by meaning with more signs than one.

    Headings that are known by their meaning alone must say both the points and what they are of, or the result and what
    was aimed at, and no level (产出指标) stands among them: that is a row of data.
    """
    if _enough({field for column in columns if column.listed for field in column.fields}):
        return True
    fields = {field for column in columns for field in column.fields}
    both = fields >= _SCORED or fields >= _AIMED
    return _enough(fields) and both and not any(headings.is_level(slot.text) for slot in line.own)


def _enough(fields: set[FormField]) -> bool:
    return bool(fields & LEVELS) and bool(fields & _RESULTS) and len(fields) >= _LEAST


def _head(columns: tuple[Column, ...], line: Line, last: int, *, tasks: bool = False) -> Head:
    first = min(column.start for column in columns)
    labels = frozenset((slot.cell.row, slot.cell.col) for slot in line.slots if slot.end <= first)
    return Head(columns, first, last, line.block.index, labels, tasks)
