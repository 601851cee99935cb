"""Points that a rule can give, and what several of them add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PointsRange:
    """Points for one band: fixed where ``low == high``, else a range in which a person grades."""

    low: Decimal
    high: Decimal


#: No points.
NOTHING = PointsRange(Decimal(0), Decimal(0))


def sums(choices: Iterable[tuple[PointsRange, ...]]) -> tuple[PointsRange, ...]:
    """Every total that one choice of each can add up to; totals within another's range are dropped.

    Args:
        choices: for each line what it can give.
    """
    totals = {NOTHING}
    for options in choices:
        added = {PointsRange(t.low + o.low, t.high + o.high) for t in totals for o in options}
        totals = {t for t in added if not any(o != t and o.low <= t.low and t.high <= o.high for o in added)}
    return tuple(sorted(totals, key=lambda points: (points.low, points.high)))


def capped(points: PointsRange, cap: Decimal) -> PointsRange:
    """*points* cut down to at most *cap*."""
    return PointsRange(min(points.low, cap), min(points.high, cap))
