"""Which of several figures a metric is: by role, scope and time; what contradicts it is kept, and what it supersedes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ..model import Claim, Comparator, Interval, Metric, Role, Value
from ..quantity import date_span

_HUNDRED = Decimal(100)
_BEFORE = re.compile(r"去年|上年|前年|往年|以前")
#: A year or a part of one, without 截至 or 底: what happened within it.
_WITHIN = re.compile(r"\d{4}年(?:度|上半年|下半年|第?[一二三四]季度)?")


def best_claim(metric: Metric, claims: Sequence[Claim], as_of: date | None) -> Value | None:
    """The value that the document states for a metric.

    Worded as a result goes before worded as planned, the whole before a part of it, the latest date before an earlier
    one, the sum up to a date before what was done within a while, and what is said often before what is said once.

    Args:
        metric: the metric.
        claims: its figures that are no targets, in reading order.
        as_of: the day to which results count; what carries no date counts as of that day.

    Returns:
        ``None`` if nothing is stated; a value without an interval where only parts are, for several places each its own.
    """
    if not claims:
        return None
    if all(claim.part for claim in claims) and len({claim.part for claim in claims}) > 1:
        return Value(metric.id, None, "", others=tuple(claims))
    intervals = {claim.figure.id: _interval(metric, claim) for claim in claims}
    times = Counter(intervals[claim.figure.id] for claim in claims if not claim.part)
    alike = {
        interval: sum(count for other, count in times.items() if other.overlaps(interval))
        for interval in dict.fromkeys(intervals.values())
    }

    def merit(claim: Claim) -> tuple[bool, bool, bool, date, bool, int, Decimal]:
        return (
            not claim.figure.planned,
            claim.figure.role is Role.ACTUAL,
            not claim.part,
            _until(claim, as_of),
            claim.cumulative,
            alike[intervals[claim.figure.id]],
            -_width(intervals[claim.figure.id]),
        )

    best = max(claims, key=merit)
    interval = intervals[best.figure.id]
    same, rivals, others = [best], [], []
    for claim in claims:
        if claim is best:
            continue
        if _superseded(claim, best, as_of):
            others.append(claim)
        elif intervals[claim.figure.id].overlaps(interval):
            same.append(claim)
        else:
            rivals.append(claim)
    return Value(
        metric=metric.id,
        interval=interval,
        printed=best.figure.printed,
        claims=tuple(same),
        rivals=tuple(rivals),
        others=tuple(others),
    )


def _superseded(claim: Claim, best: Claim, as_of: date | None) -> bool:
    """Whether *claim* is of a part, of an earlier time, or of a while that *best* sums up, and so no contradiction."""
    if claim.part and claim.part != best.part:
        return True
    if _until(claim, as_of) < _until(best, as_of):
        return True
    within = claim.figure.period is not None and _WITHIN.fullmatch(claim.figure.period)
    return bool(within) and best.cumulative and not claim.cumulative


def _until(claim: Claim, as_of: date | None) -> date:
    """The day to which a figure holds, no later than *as_of*; without a date it is taken to hold now."""
    now = as_of or date.max
    period = claim.figure.period
    if period is None:
        return now
    if _BEFORE.search(period):
        return date.min
    span = date_span(period)
    return now if span is None else min(span[1], now)


def _interval(metric: Metric, claim: Claim) -> Interval:
    """What the figure may stand for. A share of 100% says "all of them", so it is exact and not [99.5, 100.5)."""
    quantity = claim.figure.quantity
    if metric.share and quantity.value == _HUNDRED and quantity.comparator is Comparator.EQ:
        return Interval.point(_HUNDRED)
    return quantity.interval


def _width(interval: Interval) -> Decimal:
    if interval.low is None or interval.high is None:
        return Decimal("Infinity")
    return interval.high - interval.low
