"""``composite``: several rules in one line, all, added, the best, or weighted."""

from __future__ import annotations

from decimal import Decimal

from ...model import Composite, Outcome, Status, Trace
from ..inputs import Inputs

_ZERO = Decimal(0)

#: The status of the whole is that of its most doubtful part.
_DOUBT = (
    Status.VETOED,
    Status.CONFLICT,
    Status.CONTRADICTED,
    Status.NO_EVIDENCE,
    Status.PENDING,
    Status.AMBIGUOUS,
    Status.JUDGEMENT,
)


def outcome(rule: Composite, inputs: Inputs, parts: list[Outcome]) -> Outcome:  # noqa: ARG001 - one shape for all rules
    """The parts' outcomes put together.

    Args:
        rule: the composite.
        inputs: its numbers and facts.
        parts: the outcome of each part, in order.
    """
    lows, highs, grounds = ([getattr(part, end) for part in parts] for end in ("low", "high", "supported"))
    readings = ("best", "sum") if rule.combine == "unstated" else (rule.combine,)
    low = min(_together(rule, reading, lows) for reading in readings)
    high = max(_together(rule, reading, highs) for reading in readings)
    supported = max(_together(rule, reading, grounds) for reading in readings)
    statuses = {part.status for part in parts}
    status = next((status for status in _DOUBT if status in statuses), None)
    silent = statuses <= {Status.NO_EVIDENCE, Status.PENDING}
    if low == high and status is not Status.VETOED and not silent:
        status = Status.MET if high > 0 else Status.NOT_MET
    elif status is None:
        status = Status.AMBIGUOUS
    trace = Trace(
        rule.kind,
        "；".join(part.trace.row for part in parts if part.trace.row),
        "；".join(part.trace.reason for part in parts if part.trace.reason),
        tuple(dict.fromkeys(value for part in parts for value in part.trace.values)),
        tuple(dict.fromkeys(statement for part in parts for statement in part.trace.statements)),
    )
    return Outcome(low, high, supported, status, trace)


def _together(rule: Composite, reading: str, points: list[Decimal]) -> Decimal:
    match reading:
        case "best":
            total = max(points)
        case "all":
            total = sum(points, _ZERO) if all(value > 0 for value in points) else _ZERO
        case "weighted":
            total = sum((value * weight for value, weight in zip(points, rule.weights, strict=True)), _ZERO)
        case _:
            total = sum(points, _ZERO)
    if rule.cap is not None:
        total = min(total, rule.cap)
    return total if rule.floor is None else max(total, rule.floor)
