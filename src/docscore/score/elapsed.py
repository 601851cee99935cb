"""Months since something began: 中心于2020年3月投入使用, counted to the day that the rubric sets (运行满6个月)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..model import Assertions, Interval, Metric, Rubric, Stance, Statement, Value
from ..quantity import date_span, whole_months


def elapsed(metric: Metric, rubric: Rubric, assertions: Assertions) -> Value | None:
    """The whole months from a fact's date to the rubric's ``as_of``.

    A date by month or year is every day of it, so the count is an interval; sentences with different dates together
    give the interval of all. A date after ``as_of`` says nothing of what was so on that day.

    Args:
        metric: the metric, with ``months_since``.
        rubric: the rubric.
        assertions: what the document says.

    Returns:
        ``None`` where the metric is no such count, the rubric sets no day, or no sentence that shows the fact is dated.
    """
    if metric.months_since is None or rubric.as_of is None:
        return None
    said = [
        (statement, span)
        for statement in assertions.statements.get(metric.months_since, ())
        if statement.stance is Stance.SHOWN and (span := _began(statement, rubric.as_of)) is not None
    ]
    if not said:
        return None
    low = Decimal(min(max(0, whole_months(last, rubric.as_of)) for _, (_, last) in said))
    high = Decimal(max(whole_months(first, rubric.as_of) for _, (first, _) in said))
    count = f"{low}" if low == high else f"{low}–{high}"
    since = "、".join(dict.fromkeys(statement.dated for statement, _ in said))
    end = f"{rubric.as_of.year}年{rubric.as_of.month}月{rubric.as_of.day}日"
    return Value(
        metric.id,
        Interval(low, high),
        f"{count}{metric.unit}",
        formula=f"{since}起，至{end}止，满 {count} {metric.unit}",
        statements=tuple(statement for statement, _ in said),
    )


def _began(statement: Statement, as_of: date) -> tuple[date, date] | None:
    """The days on which it may have begun, those after *as_of* left out."""
    span = date_span(statement.dated)
    if span is None or span[0] > as_of:
        return None
    return span[0], min(span[1], as_of)
