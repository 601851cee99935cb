"""How far a row got: target and result in one unit, and which way the target points."""

from __future__ import annotations

import re
from decimal import Decimal

from docscore.model import Amount, Completion, FormCell, FormField, FormRow, Operator

_HUNDRED = Decimal(100)
_SCALED = re.compile(r"^([万亿])(.+)$")
_SCALES = {"万": 10_000, "亿": 100_000_000}
#: Indicators whose target may point either way where the form does not say.
_EITHER = re.compile(r"成本|时效|及时|造价|单价|费用")


def completion(row: FormRow) -> Completion | None:
    """Target and result of a row; ``None`` where its target is no single number (定性, a date, words).

    Args:
        row: a row of a form.
    """
    target = row.cells.get(FormField.TARGET)
    if target is None or target.amount is None or row.operator is Operator.QUALITATIVE:
        return None
    actual = row.cells.get(FormField.ACTUAL)
    measure = row.text(FormField.MEASURE)
    goal, goal_unit = printed(target.amount, measure)
    done, done_unit = printed(actual.amount, measure) if actual is not None and actual.amount else (None, "")
    if done is not None and goal_unit and done_unit and goal_unit != done_unit:
        one, other = _whole(goal, goal_unit), _whole(done, done_unit)
        if one[1] == other[1]:
            goal, done, goal_unit = one[0], other[0], one[1]
    if done is not None and actual is not None and goal_unit == "%" and _is_fraction(goal, actual):
        done *= _HUNDRED
    operators: tuple[Operator, ...] = (row.operator or Operator.AT_LEAST,)
    if row.operator is None and _EITHER.search(row.text(FormField.LEVEL2) + row.name):
        operators = (Operator.AT_LEAST, Operator.AT_MOST)
    return Completion(goal, done, goal_unit or done_unit, operators, row.operator is not None)


def printed(amount: Amount, measure: str = "") -> tuple[Decimal, str]:
    """A number as the cell prints it, and its unit: from the cell, else from the column of units.

    Args:
        amount: the number.
        measure: what the column of units says.
    """
    value = amount.value / amount.scale
    magnitude = next((sign for sign, scale in _SCALES.items() if scale == amount.scale), "")
    return value, (magnitude + amount.unit) or measure


def _whole(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the unit without 万 and 亿."""
    match = _SCALED.match(unit)
    return (value * _SCALES[match[1]], match[2]) if match else (value, unit)


def _is_fraction(goal: Decimal, actual: FormCell) -> bool:
    """0.95 under a target of 95%: the sheet was filled with a fraction."""
    amount = actual.amount
    return amount is not None and not amount.unit and goal > 1 and amount.value <= 1 and "." in actual.text
