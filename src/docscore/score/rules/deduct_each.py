"""``deduct_each``: full marks less so many for each fault found (每发现一处扣…, 扣完为止)."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from ...model import DeductEach, Fault, Interval, Outcome, Status, Trace, Value
from ..conditions import basis, holds, words
from ..inputs import Inputs

_ZERO = Decimal(0)


def outcome(rule: DeductEach, inputs: Inputs) -> Outcome:
    """Full marks less the faults. A fault that nothing speaks of may or may not be there: the range spans both.

    A report does not count its own faults, so ``supported`` is full marks unless it does.
    """
    values = {fault.metric: inputs.value(fault.metric) for fault in rule.faults}
    found = basis(tuple(rule.voids), inputs, None)
    void = [holds(condition, inputs, None) for condition in rule.voids]
    if True in void:
        row = words(rule.voids[void.index(True)], inputs)
        points = rule.floor if rule.floor is not None else _ZERO
        trace = Trace(rule.kind, row, f"符合“{row}”，不得分", tuple(values.values()), found.statements)
        return Outcome(points, points, points, Status.NOT_MET, trace)
    least = most = rule.points
    silent = []
    for fault in rule.faults:
        value = values[fault.metric]
        if value.interval is None:
            silent.append(inputs.metrics[fault.metric].name)
            continue
        low, high = _cost(fault, value.interval)
        least -= high
        most -= low
    if silent:
        least = rule.attainable[0].low
    if rule.floor is not None:
        least, most = max(least, rule.floor), max(most, rule.floor)
    row = "；".join(
        f"{inputs.metrics[fault.metric].name}，每{fault.size:f}扣 {fault.each} 分" for fault in rule.faults
    )
    counted = "、".join(
        f"{inputs.metrics[value.metric].name} {value.printed}"
        for value in values.values()
        if value.interval is not None
    )
    reason = "；".join(filter(None, [counted, f"没有写{'、'.join(silent)}" if silent else ""]))
    trace = Trace(rule.kind, row, reason, tuple(values.values()), found.statements)
    return Outcome(least, most, most, _status(least, most, silent, values), trace)


def _cost(fault: Fault, count: Interval) -> tuple[Decimal, Decimal]:
    """Least and most points that a count of faults costs."""
    costs = []
    for end in (count.low, count.high):
        steps = ((end or _ZERO) / fault.size).to_integral_value(ROUND_FLOOR)
        cost = max(_ZERO, steps) * fault.each
        costs.append(cost if fault.most is None else min(cost, fault.most))
    return min(costs), max(costs)


def _status(least: Decimal, most: Decimal, silent: list[str], values: dict[str, Value]) -> Status:
    if silent:
        return Status.NO_EVIDENCE if len(silent) == len(values) else Status.AMBIGUOUS
    if least != most:
        return Status.AMBIGUOUS
    return Status.MET if least > 0 else Status.NOT_MET
