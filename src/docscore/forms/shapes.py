"""What a column of indicators holds whose heading does not say it: by the shape of its cells beside those that are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from docscore.model import Amount, FormField

from .amounts import amount_of, operator_of
from .headings import Headings
from .lines import Column, Line, Slot

#: So many rows are looked at, the line of headings among them.
SHAPE_ROWS = 12
#: Fewer cells show no shape.
_LEAST = 2
_POINTS_GIVEN = re.compile(r"[\d一]分|[得扣计加]分|满分|[×*]\s*\d|酌[情扣]|扣完")
_Test = Callable[[Slot, "Slot | None", Headings], bool]


def completed(
    columns: tuple[Column, ...], line: Line, below: Sequence[Line], headings: Headings
) -> tuple[Column, ...]:
    """The columns, and those whose cells show what their heading does not: only where a single column can be meant.

    Points are numbers of which none is more than the weight in its row; a weight is never less than the points in its row;
    targets are bounds (≥95%); results are counted as their targets are; rules say how many points are given or lost.

    Args:
        columns: the columns that are known.
        line: the last line of the headings.
        below: the rows under it.
        headings: the words of the packs.
    """
    columns = _ruled(columns, line, below, headings)
    place = {field: column for column in columns for field in column.fields}
    for missing, beside, test in _SHAPES:
        if missing in place or (beside is not None and beside not in place):
            continue
        partner = place.get(beside) if beside is not None else None
        open_ = [slot for slot in line.slots if _is_open(slot, columns, headings, missing)]
        fitting = [slot for slot in open_ if _fits(slot, partner, below[: SHAPE_ROWS - 1], headings, test)]
        if len(fitting) == 1:
            place[missing] = Column((missing,), fitting[0].start, fitting[0].end, listed=False)
            columns = (*columns, place[missing])
    return tuple(sorted(columns, key=lambda column: column.start))


def _is_open(slot: Slot, columns: tuple[Column, ...], headings: Headings, missing: FormField) -> bool:
    """Whether nothing is known of a column, or only that it is one more of points or weights."""
    if any(column.start < slot.end and slot.start < column.end for column in columns):
        return False
    fields = headings.fields(slot.text)
    spare = {FormField.POINTS: (FormField.WEIGHT,), FormField.STANDARD: (FormField.WEIGHT, FormField.POINTS)}
    return not fields or fields[0] in spare.get(missing, ())


def _fits(slot: Slot, partner: Column | None, below: Sequence[Line], headings: Headings, test: _Test) -> bool:
    """Whether the cells under a heading have a shape, all of those beside something in the column of *partner*."""
    seen = 0
    for line in below:
        cells = [cell for cell in line.under(slot.start, slot.end) if cell.own]
        beside = [cell for cell in line.own if partner and partner.start <= cell.start < partner.end]
        if len(cells) != 1 or (partner is not None and len(beside) != 1) or headings.is_absent(cells[0].text):
            continue
        if not test(cells[0], beside[0] if beside else None, headings):
            return False
        seen += 1
    return seen >= _LEAST


def _points(cell: Slot, weight: Slot | None, headings: Headings) -> bool:
    most, given = _plain(weight, headings), _plain(cell, headings)
    return most is not None and given is not None and given <= most


def _weight(cell: Slot, points: Slot | None, headings: Headings) -> bool:
    return points is not None and _points(points, cell, headings)


def _target(cell: Slot, _: Slot | None, headings: Headings) -> bool:
    amount = amount_of(cell.text, headings)
    return amount is not None and amount.operator is not None


def _actual(cell: Slot, target: Slot | None, headings: Headings) -> bool:
    aim, came = (amount_of(slot.text, headings) if slot else None for slot in (target, cell))
    same = aim is not None and came is not None and aim.unit == came.unit and came.operator is None
    return same and target is not None and cell.start > target.start


def _operator(cell: Slot, _: Slot | None, headings: Headings) -> bool:
    return operator_of(cell.text, headings) is not None


def _rule(cell: Slot, _: Slot | None, __: Headings) -> bool:
    return _POINTS_GIVEN.search("".join(cell.text.split())) is not None


def _ruled(
    columns: tuple[Column, ...], line: Line, below: Sequence[Line], headings: Headings
) -> tuple[Column, ...]:
    """The columns with the rules of scoring under their heading where two headings speak of them and one has no rules."""
    chosen = next((column for column in columns if column.fields == (FormField.STANDARD,)), None)
    if chosen is None:
        return columns
    slots = [slot for slot in line.slots if headings.fields(slot.text) == (FormField.STANDARD,)]
    fitting = [slot for slot in slots if _fits(slot, None, below[: SHAPE_ROWS - 1], headings, _rule)]
    if len(slots) < 2 or len(fitting) != 1:
        return columns
    better = replace(chosen, start=fitting[0].start, end=fitting[0].end)
    return tuple(better if column is chosen else column for column in columns)


def _plain(slot: Slot | None, headings: Headings) -> Decimal | None:
    """The number of a cell that is no more than a number of points."""
    amount: Amount | None = amount_of(slot.text, headings) if slot else None
    plain = amount is not None and amount.unit in ("", "分") and amount.operator is None
    return amount.value if amount is not None and plain else None


_SHAPES: tuple[tuple[FormField, FormField | None, _Test], ...] = (
    (FormField.POINTS, FormField.WEIGHT, _points),
    (FormField.WEIGHT, FormField.POINTS, _weight),
    (FormField.TARGET, None, _target),
    (FormField.ACTUAL, FormField.TARGET, _actual),
    (FormField.STANDARD, None, _rule),
    (FormField.OPERATOR, None, _operator),
)
