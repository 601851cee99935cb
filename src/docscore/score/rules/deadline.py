"""``deadline``: full marks in time, less for each day late (逾期一天扣…)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from ...model import Deadline, Outcome, Status, Trace
from ..inputs import Inputs

_ZERO = Decimal(0)


def outcome(rule: Deadline, inputs: Inputs) -> Outcome:
    """Points by the days late; a begun step counts as one, for a day is the least that is counted."""
    metric = inputs.metrics[rule.metric]
    value = inputs.value(rule.metric)
    due = f"{rule.due:%Y-%m-%d} 前" if rule.due else "按时"
    row = f"{due}得 {rule.points} 分，" + (
        f"每迟 {rule.days:f} 天扣 {rule.each} 分" if rule.each is not None else f"逾期得 {rule.late} 分"
    )
    if value.interval is None:
        reason = f"没有写{metric.name}"
        return Outcome(
            rule.late, rule.points, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason, (value,))
        )
    ends = sorted(_at(rule, end) for end in (value.interval.low, value.interval.high) if end is not None)
    status = Status.AMBIGUOUS if ends[0] != ends[-1] else Status.MET if ends[0] > 0 else Status.NOT_MET
    trace = Trace(rule.kind, row, f"{metric.name} {value.printed}", (value,))
    return Outcome(ends[0], ends[-1], ends[-1], status, trace)


def _at(rule: Deadline, late: Decimal) -> Decimal:
    if late <= 0:
        return rule.points
    if rule.each is None:
        return rule.late
    steps = (late / rule.days).to_integral_value(ROUND_CEILING)
    return max(rule.late, rule.points - steps * rule.each)
