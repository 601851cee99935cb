"""Lines that head what follows: of the indicators, of the budget, of the annual goal."""

from __future__ import annotations

from dataclasses import dataclass

from docscore.model import FormField

from .amounts import amount_of
from .headings import Headings, bare
from .lines import Column, Line, Slot

LEVELS = frozenset((FormField.LEVEL1, FormField.LEVEL2, FormField.NAME))
MONEY = frozenset((FormField.INITIAL, FormField.ANNUAL, FormField.EXECUTED, FormField.RATE))
_BUDGET = MONEY | {FormField.SOURCE, FormField.WEIGHT, FormField.POINTS, FormField.REASON}
_RESULTS = frozenset((FormField.ACTUAL, FormField.POINTS))
_LEAST = 3
#: A cell merged over more rows than headings take is a label beside them (绩效指标 written down the left edge).
_MOST_HEADING_ROWS = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Headings of the lines that follow.

    Attributes:
        columns: what the columns hold.
        first: first column that is headed.
        last: last row that belongs to the headings.
        block: index of its block.
        labels: cells that stand beside what is headed, by their first row and column.
    """

    columns: tuple[Column, ...]
    first: int
    last: int
    block: int
    labels: frozenset[tuple[int, int]]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """What is headed, in the order of the columns."""
        return tuple(field for column in self.columns for field in column.fields)


def indicator_head(line: Line, below: Line | None, headings: Headings) -> Head | None:
    """The headings of indicators, in one line or in two; ``None`` if the line is none.

    A level or a name, and a result (实际完成值 or 得分), and three headings in all: a table of goals that were only set
    has no results and is no self-evaluation.
    """
    alone = _columns(line, headings)
    if below is not None and _is_head(both := _merged(alone, below, headings)):
        return _head(both, line, below.row)
    return _head(alone, line, line.row) if _is_head(alone) else None


def goal_table(line: Line, headings: Headings) -> bool:
    """Whether a line heads indicators with targets but without any result: a table of goals (绩效目标申报表)."""
    fields = {field for column in _columns(line, headings) for field in column.fields}
    return bool(fields & LEVELS) and FormField.TARGET in fields and not fields & _RESULTS


def budget_head(line: Line, headings: Headings) -> Head | None:
    """The headings of the budget; ``None`` if the line is none."""
    columns = tuple(column for column in _columns(line, headings, own=True) if set(column.fields) <= _BUDGET)
    fields = {field for column in columns for field in column.fields}
    if len(fields & MONEY) < 2 or not fields & {FormField.ANNUAL, FormField.INITIAL}:
        return None
    return _head(columns, line, line.row)


def goal_heads(line: Line, headings: Headings) -> tuple[Slot, Slot] | None:
    """The cells that head the annual goal as set and as reached; ``None`` if the line has not both."""
    expected = next((slot for slot in line.own if bare(slot.text) in headings.expected), None)
    achieved = next((slot for slot in line.own if bare(slot.text) in headings.achieved), None)
    return (expected, achieved) if expected and achieved else None


def _columns(line: Line, headings: Headings, *, own: bool = False) -> tuple[Column, ...]:
    """What the cells of a line head; empty if a number stands in it. A thing that is headed twice is the first."""
    columns: list[Column] = []
    seen: set[FormField] = set()
    slots = [slot for slot in line.slots if slot.own or not own]
    for slot in slots:
        if slot.cell.row_span > _MOST_HEADING_ROWS:
            continue
        if slot.own and amount_of(bare(slot.text), headings) is not None and not headings.fields(slot.text):
            return ()
        fields = tuple(field for field in headings.fields(slot.text) if field not in seen)
        if not fields:
            continue
        seen.update(set(fields) - {FormField.OTHER})
        columns.append(Column(fields, slot.start, slot.end))
    level1 = next((column for column in columns if FormField.LEVEL1 in column.fields), None)
    if level1 is not None and any(c.fields == (FormField.NAME,) and c.start < level1.start for c in columns):
        return _columns_without_name(line, headings, level1.start)
    return tuple(columns)


def _columns_without_name(line: Line, headings: Headings, first: int) -> tuple[Column, ...]:
    """The same without what stands left of the first level: 绩效指标 down the left edge is a label."""
    return _columns(Line(line.block, line.row, tuple(s for s in line.slots if s.start >= first)), headings)


def _merged(above: tuple[Column, ...], below: Line, headings: Headings) -> tuple[Column, ...]:
    """Two lines of headings as one: what the lower one says of a column, else what the upper one does.

    Empty if the upper one heads no column that the lower one leaves open: then each stands for itself.
    """
    known = [slot for slot in below.own if headings.fields(slot.text)]
    if len(known) < 2 or len(known) < len(below.own):
        return ()
    lower = _columns(Line(below.block, below.row, tuple(known)), headings)
    if not lower:
        return ()
    covered = {col for column in lower for col in range(column.start, column.end)}
    fields = {field for column in lower for field in column.fields}
    upper = tuple(
        column
        for column in above
        if not covered & set(range(column.start, column.end)) and not fields & set(column.fields)
    )
    return tuple(sorted((*upper, *lower), key=lambda column: column.start)) if upper else ()


def _is_head(columns: tuple[Column, ...]) -> bool:
    fields = {field for column in columns for field in column.fields}
    return bool(fields & LEVELS) and bool(fields & _RESULTS) and len(fields) >= _LEAST


def _head(columns: tuple[Column, ...], line: Line, last: int) -> Head:
    first = min(column.start for column in columns)
    labels = frozenset((slot.cell.row, slot.cell.col) for slot in line.slots if slot.end <= first)
    return Head(columns, first, last, line.block.index, labels)
