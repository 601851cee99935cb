"""``proportional``: actual over target times full marks, at most full marks (按比例得分)."""

from __future__ import annotations

from decimal import Decimal

from ...model import Interval, Outcome, Proportional, Status, Trace
from ..inputs import Inputs

_ZERO = Decimal(0)


def outcome(rule: Proportional, inputs: Inputs) -> Outcome:
    """The share of the target that was reached, times full marks, both ends of the value's interval taken."""
    metric = inputs.metrics[rule.metric]
    value = inputs.value(rule.metric)
    row = f"{metric.name} {'越低越好，' if rule.inverse else ''}目标 {rule.target}{metric.unit}，按比例得分，满分 {rule.points}"
    if value.interval is None:
        reason = f"没有写{metric.name}"
        return Outcome(_ZERO, rule.points, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason, (value,)))
    ends = _points(rule, value.interval)
    trace = Trace(
        rule.kind, row, f"{value.formula or value.printed}，目标 {rule.target}{metric.unit}", (value,)
    )
    status = Status.MET if ends[0] > 0 else Status.NOT_MET if ends[1] == 0 else Status.AMBIGUOUS
    return Outcome(ends[0], ends[1], ends[1], status, trace)


def _points(rule: Proportional, interval: Interval) -> tuple[Decimal, Decimal]:
    found = [_at(rule, end) for end in (interval.low, interval.high)]
    low = min((points for points in found if points is not None), default=_ZERO)
    return (low if None not in found else _ZERO if rule.inverse else low), (
        max(points for points in found if points is not None) if None not in found else rule.points
    )


def _at(rule: Proportional, value: Decimal | None) -> Decimal | None:
    """Points at one value; ``None`` where the value is unbounded."""
    if value is None:
        return None
    if rule.zero_below is not None and value < rule.zero_below:
        return _ZERO
    if rule.inverse:
        share = Decimal(1) if value <= rule.target else rule.target / value
    else:
        share = max(_ZERO, value / rule.target)
    return min(Decimal(1), share) * rule.points
