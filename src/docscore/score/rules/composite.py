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
    if rule.combine == "readings":
        low, high, supported = min(lows), max(highs), max(grounds)
        return Outcome(low, high, supported, _status(parts, low, high), _told(rule, parts))
    low = min(_together(rule, reading, lows) for reading in readings)
    high = max(_together(rule, reading, highs) for reading in readings)
    supported = max(_together(rule, reading, grounds) for reading in readings)
    return Outcome(low, high, supported, _status(parts, low, high), _told(rule, parts))


def _status(parts: list[Outcome], low: Decimal, high: Decimal) -> Status:
    statuses = {part.status for part in parts}
    status = next((status for status in _DOUBT if status in statuses), None)
    silent = statuses <= {Status.NO_EVIDENCE, Status.PENDING}
    if low == high and status is not Status.VETOED and not silent:
        return Status.MET if high > 0 else Status.NOT_MET
    return status or Status.AMBIGUOUS


def _told(rule: Composite, parts: list[Outcome]) -> Trace:
    """Rows and reasons of the parts; those of readings under their names, a reason that all give once."""
    names = [f"〔{name}〕" for name in rule.names] or [""] * len(parts)
    rows = [name + part.trace.row for name, part in zip(names, parts, strict=True) if part.trace.row]
    return Trace(
        rule.kind,
        "；".join(rows),
        "；".join(dict.fromkeys(part.trace.reason for part in parts if part.trace.reason)),
        tuple(dict.fromkeys(value for part in parts for value in part.trace.values)),
        tuple(dict.fromkeys(statement for part in parts for statement in part.trace.statements)),
    )


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
