"""``tiers``: bands from best to worst; the first that matches earns its points (档次)."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ...model import (
    Band,
    Comparison,
    FactHolds,
    Interval,
    Outcome,
    PointsRange,
    Rank,
    Slip,
    Status,
    Tiers,
    Trace,
    Value,
    parts_of,
)
from ..conditions import basis, compare, holds, words
from ..inputs import Inputs
from ..values import alternatives, one_less
from . import fact_bands
from .settled import settled

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


def outcome(rule: Tiers, inputs: Inputs) -> Outcome:
    """What the bands give for the metric's value, for the facts that they name, or for both together."""
    plain = [part for band in rule.bands for part in parts_of(band.when)]
    if all(isinstance(band.when, FactHolds) or not list(parts_of(band.when)) for band in rule.bands):
        return fact_bands.outcome(rule.kind, rule.bands, inputs)
    numbers = {part.metric or rule.metric for part in plain if isinstance(part, Comparison)}
    if len(numbers) == 1 and all(isinstance(part, Comparison) for part in plain):
        metric = numbers.pop()
        assert metric is not None
        return of_value(rule, inputs.value(metric), inputs)
    return _compound(rule, inputs)


def of_value(rule: Tiers | Rank, value: Value, inputs: Inputs) -> Outcome:
    """What the bands give for a value of their metric.

    Every band that the value's interval may fall into counts, so a printed precision that straddles a threshold
    gives the range of both; so do two figures that disagree.
    """
    name = inputs.metrics[value.metric].name
    if value.interval is None:
        return _unknown(rule, value, name, inputs)
    matched = matching_bands(rule.bands, value.interval)
    points = _hull(matched)
    row = " 或 ".join(words(band.when, inputs, value.metric) if band else "各档都不符合" for band in matched)
    shown = _computed(value) or f"{name} {value.printed}"
    contrary = alternatives(value, inputs.metrics)
    if contrary:
        rivals = _hull([band for interval, _ in contrary for band in matching_bands(rule.bands, interval)])
        if rivals != points:
            low, high = min(points.low, rivals.low), max(points.high, rivals.high)
            others = "、".join(dict.fromkeys(printed for _, printed in contrary))
            reason = f"{name}前后不一：{value.formula or value.printed}、{others}，落在不同档次"
            return Outcome(
                low, high, max(low, _ZERO), Status.CONFLICT, Trace(rule.kind, row, reason, (value,))
            )
    doubtful = [claim.figure.printed for claim in value.all_claims() if claim.figure.doubtful]
    if doubtful:
        trace = Trace(rule.kind, row, f"{shown}，其中 {'、'.join(doubtful)} 识别存疑，请对照原件", (value,))
        anything = _hull([*rule.bands, None])
        return Outcome(anything.low, anything.high, points.high, Status.AMBIGUOUS, trace)
    if len(matched) > 1:
        reason = f"{shown}，按印出的精度可能跨过档线"
        trace = Trace(rule.kind, row, reason, (value,))
        return Outcome(points.low, points.high, points.high, Status.AMBIGUOUS, trace)
    between = neighbours(rule.bands, value.interval) if matched == [None] else None
    if between is not None:
        gap = _hull([rule.bands[position] for position in between])
        trace = Trace(rule.kind, "", f"{shown}，落在两档之间，细则没有写得几分", (value,))
        return Outcome(gap.low, gap.high, gap.high, Status.AMBIGUOUS, trace)
    reason = f"{shown}，符合“{row}”" if matched[0] else f"{shown}，各档都不符合"
    trace = Trace(rule.kind, row, reason, (value,), slip=_slip(rule, value, points, inputs))
    return settled(points, trace)


def matching_bands(bands: tuple[Band, ...], interval: Interval) -> list[Band | None]:
    """The bands that some value of *interval* falls into, best first; ``None`` stands for falling through all."""
    possible: list[Band | None] = []
    for band in bands:
        truths = [compare(part, interval) for part in parts_of(band.when) if isinstance(part, Comparison)]
        truth = False if False in truths else None if None in truths else True
        if truth is not False:
            possible.append(band)
        if truth:
            return possible
    return [*possible, None]


def _hull(bands: list[Band | None]) -> PointsRange:
    """The range from the least to the most that *bands* give; falling through all gives 0."""
    ranges = [band.points if band else PointsRange(_ZERO, _ZERO) for band in bands]
    return PointsRange(min(points.low for points in ranges), max(points.high for points in ranges))


def neighbours(bands: tuple[Band, ...], interval: Interval) -> tuple[int, int] | None:
    """Positions of the two bands that a value lies between, where the rule document leaves the value out."""
    sides = [_side(band, interval) for band in bands]
    return next(
        ((upper, upper + 1) for upper in range(len(bands) - 1) if sides[upper] * sides[upper + 1] < 0), None
    )


def _side(band: Band, interval: Interval) -> int:
    """1 if the band lies above the value, -1 if below."""
    for part in parts_of(band.when):
        if isinstance(part, Comparison) and compare(part, interval) is False:
            return 1 if part.op in (">=", ">") else -1 if part.op in ("<=", "<") else 0
    return 0


def _unknown(rule: Tiers | Rank, value: Value, name: str, inputs: Inputs) -> Outcome:
    """No value: anything the rule can give is possible, and nothing is supported."""
    low = min(points.low for points in rule.attainable)
    high = max(points.high for points in rule.attainable)
    if value.missing:
        lacking = "、".join(inputs.metrics[metric].name for metric in value.missing)
        reason = f"没有写{name}，也推算不出：缺{lacking}"
        if value.ceiling is not None:
            reason += f"；至多 {value.ceiling.formula}{_out_of_reach(rule, value.ceiling)}"
    else:
        reason = f"没有写{name}{_undated(value, inputs)}{_only_parts(value)}"
    return Outcome(low, high, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason, (value,)))


def _computed(value: Value) -> str:
    """The computation, and what the text itself prints where the two differ in digits."""
    stated = value.claims[0].figure.printed if value.formula and value.claims else value.printed
    return value.formula + (f"（正文写 {stated}）" if value.formula and stated != value.printed else "")


def _out_of_reach(rule: Tiers | Rank, ceiling: Value) -> str:
    """How far a rate that cannot be more than *ceiling* is from the best band: by how much its base must shrink."""
    best = next((part for part in parts_of(rule.bands[0].when) if isinstance(part, Comparison)), None)
    if best is None or best.op != ">=" or ceiling.interval is None or len(ceiling.inputs) != 2:
        return ""
    most, base = (part.interval for part in ceiling.inputs)
    reached = ceiling.interval.at_least(best.bound)
    if reached is not False or most is None or most.high is None or base is None or base.low is None:
        return ""
    needed = (most.high * _HUNDRED / best.bound).to_integral_value(ROUND_FLOOR)
    least = base.low.to_integral_value(ROUND_CEILING)
    return f"，到不了“{best.text}”；基数要由 {least:f} 降到 {needed:f} 及以下（至少减少 {least - needed:f}）才有可能"


def _undated(value: Value, inputs: Inputs) -> str:
    since = inputs.metrics[value.metric].months_since
    return f"，也没有写明{inputs.facts[since].name}的日期" if since and since in inputs.facts else ""


def _only_parts(value: Value) -> str:
    """What the text gives in its stead: numbers of parts, none of which is the whole."""
    parts = "、".join(dict.fromkeys(claim.part for claim in value.others if claim.part))
    return f"，只分别写了{parts}的数" if parts else ""


def _slip(rule: Tiers | Rank, value: Value, points: PointsRange, inputs: Inputs) -> Slip | None:
    """What one thing less would earn, if less. A demand for all (100%) always hangs on one; that says nothing."""
    if value.interval is not None and value.interval.low == _HUNDRED and inputs.metrics[value.metric].share:
        return None
    less = one_less(value, inputs.metrics)
    if less is None or less.interval is None:
        return None
    then = _hull(matching_bands(rule.bands, less.interval))
    if then.high >= points.high:
        return None
    return Slip(less.formula or less.printed, then.high)


def _compound(rule: Tiers, inputs: Inputs) -> Outcome:
    """Bands that ask for several things at once."""
    possible: list[Band | None] = []
    for band in rule.bands:
        truth = holds(band.when, inputs, rule.metric)
        if truth is not False:
            possible.append(band)
        if truth:
            break
    else:
        possible.append(None)
    found = basis(tuple(band.when for band in rule.bands), inputs, rule.metric)
    points = _hull(possible)
    row = " 或 ".join(words(band.when, inputs, rule.metric) if band else "各档都不符合" for band in possible)
    if len(possible) == 1:
        reason = f"符合“{row}”" if possible[0] else "各档都不符合"
        return settled(points, Trace(rule.kind, row, reason, found.values, found.statements))
    if found.silent:
        reason = f"没有写{'、'.join(found.silent)}"
        trace = Trace(rule.kind, "", reason, found.values, found.statements)
        return Outcome(points.low, points.high, max(points.low, _ZERO), Status.NO_EVIDENCE, trace)
    trace = Trace(rule.kind, row, f"可能符合“{row}”", found.values, found.statements)
    status = Status.CONTRADICTED if found.denied else Status.AMBIGUOUS
    return Outcome(points.low, points.high, max(points.low, _ZERO), status, trace)
