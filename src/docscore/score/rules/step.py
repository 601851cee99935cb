"""``step`` and ``per_unit``: points at a base value, and so many more or less for each step from it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ...model import Outcome, Status, Step, Trace
from ..inputs import Inputs

_ZERO = Decimal(0)


def outcome(rule: Step, inputs: Inputs) -> Outcome:
    """The points of every value that the interval allows and of every reading that the rule document leaves open."""
    metric = inputs.metrics[rule.metric]
    value = inputs.value(rule.metric)
    if value.interval is None:
        ends = rule.attainable[0]
        high = max(ends.high, rule.at_base) if rule.cap is not None else rule.at_base
        reason = f"没有写{metric.name}"
        trace = Trace(rule.kind, "", reason, (value,))
        return Outcome(min(ends.low, high), high, _ZERO, Status.NO_EVIDENCE, trace)
    exact = value.interval.is_point
    found = [
        points
        for end in (value.interval.low, value.interval.high)
        if end is not None
        for points in _at(rule, end)
    ]
    if value.interval.low is None or value.interval.high is None:
        found += [points for points in (rule.floor, rule.cap) if points is not None]
    low, high = min(found), max(found)
    deviation = (value.interval.low or _ZERO) - rule.base
    row = _row(rule, metric.unit, deviation)
    reason = f"{metric.name} {value.formula or value.printed}，{row}"
    if low != high and exact:
        reason += "；不足一步的部分怎样算，细则没有写"
    trace = Trace(rule.kind, row, reason, (value,))
    status = Status.AMBIGUOUS if low != high else Status.MET if low > 0 else Status.NOT_MET
    return Outcome(low, high, high, status, trace)


def _at(rule: Step, value: Decimal) -> Iterator[Decimal]:
    """Points at one value, under each reading that the rule leaves open."""
    deviation = value - rule.base
    each = rule.above if deviation > 0 else rule.below
    steps = abs(deviation) / rule.size
    readings = {
        "whole": [steps.to_integral_value(ROUND_FLOOR)],
        "begun": [steps.to_integral_value(ROUND_CEILING)],
        "proportional": [steps],
        "unstated": [steps.to_integral_value(ROUND_FLOOR), steps],
    }[rule.partial]
    for count in readings:
        points = rule.at_base + each * count
        if rule.floor is not None:
            points = max(points, rule.floor)
        if rule.cap is not None:
            points = min(points, rule.cap)
        yield points


def _row(rule: Step, unit: str, deviation: Decimal) -> str:
    if deviation == 0:
        return f"正好 {rule.base}{unit}，得 {rule.at_base} 分"
    word, each = ("高", rule.above) if deviation > 0 else ("低", rule.below)
    change = f"{'加' if each >= 0 else '扣'} {abs(each)} 分"
    return f"{rule.base}{unit} 得 {rule.at_base} 分，每{word} {rule.size}{unit}{change}"
