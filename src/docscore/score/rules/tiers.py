"""``tiers``: bands from best to worst; the first that matches earns its points (档次)."""

from __future__ import annotations

from decimal import Decimal

from ...model import (
    Band,
    Comparison,
    Interval,
    Outcome,
    PointsRange,
    Rubric,
    Slip,
    Status,
    Submission,
    Tiers,
    Trace,
    Value,
)
from ..conditions import compare, words
from ..values import one_less, value_of
from . import fact_bands

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


def outcome(rule: Tiers, rubric: Rubric, submission: Submission) -> Outcome:
    """What the bands give for the metric's value, or for the facts that they name."""
    if rule.metric is None:
        return fact_bands.outcome(rule.kind, rule.bands, rubric, submission)
    value = value_of(rule.metric, rubric, submission)
    return of_value(rule, value, rubric)


def of_value(rule: Tiers, value: Value, rubric: Rubric) -> Outcome:
    """What the bands give for a value of their metric.

    Every band that the value's interval may fall into counts, so a printed precision that straddles a threshold
    gives the range of both; so do two figures that disagree.
    """
    assert rule.metric is not None
    name = rubric.metrics[rule.metric].name
    if value.interval is None:
        return _unknown(rule, value, name, rubric)
    matched = matching_bands(rule.bands, value.interval)
    points = _hull(matched)
    row = " 或 ".join(words(band.when, name) if band else "各档都不符合" for band in matched)
    shown = value.formula or f"{name} {value.printed}"
    if value.rivals:
        intervals = [claim.figure.quantity.interval for claim in value.rivals]
        rival_points = _hull(
            [band for interval in intervals for band in matching_bands(rule.bands, interval)]
        )
        if rival_points != points:
            both = PointsRange(min(points.low, rival_points.low), max(points.high, rival_points.high))
            others = "、".join(dict.fromkeys(claim.figure.printed for claim in value.rivals))
            reason = f"{name}前后不一：{value.printed}、{others}，落在不同档次"
            return Outcome(
                both.low,
                both.high,
                max(both.low, _ZERO),
                Status.CONFLICT,
                Trace(rule.kind, row, reason, (value,)),
            )
    if len(matched) > 1:
        reason = f"{shown}，按印出的精度可能跨过档线"
        return Outcome(
            points.low, points.high, points.high, Status.AMBIGUOUS, Trace(rule.kind, row, reason, (value,))
        )
    trace = Trace(rule.kind, row, f"{shown}，符合“{row}”", (value,), slip=_slip(rule, value, points, rubric))
    if points.low != points.high:
        return Outcome(points.low, points.high, points.high, Status.JUDGEMENT, trace)
    status = Status.MET if points.low > 0 else Status.NOT_MET
    return Outcome(points.low, points.high, points.low, status, trace)


def matching_bands(bands: tuple[Band, ...], interval: Interval) -> list[Band | None]:
    """The bands that some value of *interval* falls into, best first; ``None`` stands for falling through all."""
    possible: list[Band | None] = []
    for band in bands:
        holds = compare(band.when, interval) if isinstance(band.when, Comparison) else True
        if holds is not False:
            possible.append(band)
        if holds:
            return possible
    return [*possible, None]


def _hull(bands: list[Band | None]) -> PointsRange:
    """The range from the least to the most that *bands* give; falling through all gives 0."""
    ranges = [band.points if band else PointsRange(_ZERO, _ZERO) for band in bands]
    return PointsRange(min(points.low for points in ranges), max(points.high for points in ranges))


def _unknown(rule: Tiers, value: Value, name: str, rubric: Rubric) -> Outcome:
    """No value: anything the rule can give is possible, and nothing is supported."""
    low = min(points.low for points in rule.attainable)
    high = max(points.high for points in rule.attainable)
    if value.missing:
        lacking = "、".join(rubric.metrics[metric].name for metric in value.missing)
        reason = f"正文没有写{name}，也推算不出：缺{lacking}"
    else:
        reason = f"正文没有写{name}"
    return Outcome(low, high, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason, (value,)))


def _slip(rule: Tiers, value: Value, points: PointsRange, rubric: Rubric) -> Slip | None:
    """What one thing less would earn, if less. A demand for all (100%) always hangs on one; that says nothing."""
    if value.interval is not None and value.interval.low == _HUNDRED and rubric.metrics[value.metric].share:
        return None
    less = one_less(value, rubric)
    if less is None or less.interval is None:
        return None
    then = _hull(matching_bands(rule.bands, less.interval))
    if then.high >= points.high:
        return None
    return Slip(less.formula or less.printed, then.high)
