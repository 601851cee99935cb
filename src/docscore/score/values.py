"""What a metric is according to the document: stated, derived from other metrics, or unknown. Never 0 for unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ..model import (
    Assertions,
    Comparator,
    Interval,
    Metric,
    Role,
    Rubric,
    Stance,
    Statement,
    Value,
    plain,
)
from .best_claim import best_claim
from .elapsed import elapsed

_HUNDRED = Decimal(100)
#: How a bound is said again in a computation, where the figure's own characters do not hold the word.
_BOUNDS = {
    Comparator.GE: "不少于",
    Comparator.GT: "超过",
    Comparator.LE: "不超过",
    Comparator.LT: "不足",
    Comparator.APPROX: "约",
}
_HEDGES = ("余", "多", "以上", "以下", "以内", "左右", "近", "约", "超", "不足")


def value_of(metric_id: str, rubric: Rubric, assertions: Assertions) -> Value:
    """The value of a metric.

    A stated value and one derived from numerator and denominator both count; the narrower stands where they agree,
    and where they do not the stated one stands beside the derivation (check R01 raises it). A near-by metric stands in
    only where there is neither.

    Args:
        metric_id: id of a metric of *rubric*.
        rubric: the rubric.
        assertions: what the document says.
    """
    metric = rubric.metrics[metric_id]
    claims = [claim for claim in assertions.claims.get(metric_id, ()) if claim.figure.role is not Role.TARGET]
    stated = best_claim(metric, claims, rubric.as_of)
    derived = (
        _derived(metric, rubric, assertions)
        or _summed(metric, rubric, assertions)
        or elapsed(metric, rubric, assertions)
        or _measured(metric, assertions)
    )
    if stated is None or stated.interval is None:
        if derived is not None and derived.interval is not None:
            return derived
        return _stand_in(metric, rubric, assertions) or derived or stated or Value(metric_id, None, "")
    stated = replace(stated, derivation=derived)
    if derived is None or derived.interval is None:
        return stated
    agree = stated.interval is not None and stated.interval.overlaps(derived.interval)
    if agree and _width(derived.interval) < _width(stated.interval):
        return replace(derived, claims=stated.claims, rivals=stated.rivals, others=stated.others)
    return stated


def one_less(value: Value, metrics: Mapping[str, Metric]) -> Value | None:
    """The value with one thing counted less, where it rests on an exact count; else ``None``.

    Args:
        value: the value of a count, or of a rate derived from two.
        metrics: metrics by id, for the denominator rule.
    """
    metric = metrics[value.metric]
    if metric.months_since is not None:
        return None  # a month is no thing that could turn out not to count
    if value.inputs and metric.ratio:
        less = _minus_one(value.inputs[0])
        return _quotient(metric, less, value.inputs[1]) if less else None
    return _minus_one(value)


def _stand_in(metric: Metric, rubric: Rubric, assertions: Assertions) -> Value | None:
    """The first near-by metric with a value, marked as such."""
    for proxy in metric.proxies:
        value = value_of(proxy, rubric, assertions)
        if value.interval is not None:
            return replace(value, metric=metric.id, proxy=proxy)
    return None


def _derived(metric: Metric, rubric: Rubric, assertions: Assertions) -> Value | None:
    if metric.ratio is None:
        return None
    of = value_of(metric.ratio.of, rubric, assertions)
    to = value_of(metric.ratio.to, rubric, assertions)
    missing = tuple(value.metric for value in (of, to) if value.interval is None)
    if missing:
        ceiling = _ceiling(metric, to, rubric, assertions) if missing == (metric.ratio.of,) else None
        return Value(metric.id, None, "", inputs=(of, to), missing=missing, ceiling=ceiling)
    return _quotient(metric, of, to)


def _ceiling(metric: Metric, to: Value, rubric: Rubric, assertions: Assertions) -> Value | None:
    """The most that a rate can be: its numerator is unknown, but cannot exceed another metric that is known."""
    assert metric.ratio is not None
    bound = rubric.metrics[metric.ratio.of].at_most
    most = value_of(bound, rubric, assertions) if bound else None
    return _quotient(metric, most, to) if most is not None and most.interval is not None else None


def rate_of(metric: Metric, of: Value, to: Value) -> Value | None:
    """The rate of *metric* from values of its numerator and denominator; ``None`` if one of them is unknown.

    Args:
        metric: a metric with a ratio, whose rule for the denominator is kept.
        of: the numerator.
        to: the denominator.
    """
    return _quotient(metric, of, to)


def _quotient(metric: Metric, of: Value, to: Value) -> Value | None:
    assert metric.ratio is not None
    if of.interval is None or to.interval is None:
        return None
    base, base_printed = _not_below_zero(to.interval), _shown(to)
    if metric.ratio.base_max is not None and base.above(metric.ratio.base_max):
        base_printed = f"{metric.ratio.base_max}（基数上限）"
    if metric.ratio.base_max is not None:
        base = base.capped(metric.ratio.base_max)
    quotient = _not_below_zero(of.interval).over(base).scaled(_HUNDRED)
    if quotient.low is None:
        return None  # nothing to divide by
    printed = _percent(quotient)
    return Value(
        metric=metric.id,
        interval=quotient,
        printed=printed,
        inputs=(of, to),
        formula=f"{_shown(of)} ÷ {base_printed} = {printed}",
    )


def _summed(metric: Metric, rubric: Rubric, assertions: Assertions) -> Value | None:
    if not metric.total_of:
        return None
    parts = tuple(value_of(part, rubric, assertions) for part in metric.total_of)
    missing = tuple(part.metric for part in parts if part.interval is None)
    if missing:
        return Value(metric.id, None, "", inputs=parts, missing=missing)
    total = Interval.point(Decimal(0))
    for part in parts:
        if part.interval is not None:
            total = total.plus(part.interval)
    formula = f"{' + '.join(part.printed for part in parts)} = {_number(total)}"
    return Value(metric.id, total, f"{_number(total)}{metric.unit}", inputs=parts, formula=formula)


def _minus_one(value: Value) -> Value | None:
    """One less, where the count is exact and whole; claims are kept so that the place stays known."""
    interval = value.interval
    if interval is None or not interval.is_point or interval.low is None or interval.low != int(interval.low):
        return None
    if interval.low <= 1:
        return None
    less = interval.low - 1
    return Value(value.metric, Interval.point(less), f"{plain(less)}", claims=value.claims)


def _width(interval: Interval | None) -> Decimal:
    if interval is None or interval.low is None or interval.high is None:
        return Decimal("Infinity")
    return interval.high - interval.low


def _middle(interval: Interval) -> Decimal:
    ends = [end for end in (interval.low, interval.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends)


def _not_below_zero(interval: Interval) -> Interval:
    """What is counted or paid is never below 0: 不足4200人次 is [0, 4200)."""
    return interval if interval.low is not None else replace(interval, low=Decimal(0))


def _shown(value: Value) -> str:
    """A value in a computation: its number, or its own words where they bound or blur it (约4200人次, 130余个)."""
    assert value.interval is not None
    comparator = value.claims[0].figure.quantity.comparator if value.claims else Comparator.EQ
    if comparator is Comparator.EQ:
        return _number(value.interval)
    told = any(word in value.printed for word in _HEDGES)
    return value.printed if told else f"{_BOUNDS.get(comparator, '')}{value.printed}"


def alternatives(value: Value, metrics: Mapping[str, Metric]) -> tuple[tuple[Interval, str], ...]:
    """What the value would be by the figures that contradict it or what it is derived from, each as a person reads it.

    Args:
        value: a value.
        metrics: metrics by id, for the denominator rule.
    """
    found = [(claim.figure.quantity.interval, claim.figure.printed) for claim in value.rivals]
    metric = metrics[value.metric]
    derived = value.derivation
    if metric.ratio is not None and derived is not None and _contradicts(derived, value):
        assert derived.interval is not None
        found.append((derived.interval, derived.formula))
    if metric.ratio is not None and len(value.inputs) == 2:
        for position in (0, 1):
            for interval, printed in alternatives(value.inputs[position], metrics):
                other = Value(value.inputs[position].metric, interval, printed)
                of, to = (other, value.inputs[1]) if position == 0 else (value.inputs[0], other)
                rate = _quotient(metric, of, to)
                if rate is not None and rate.interval is not None:
                    found.append((rate.interval, rate.formula))
    return tuple(found)


def _measured(metric: Metric, assertions: Assertions) -> Value | None:
    """The length of a chapter; ``None`` where the metric is no such count, or there is no such chapter."""
    length = assertions.lengths.get(metric.id)
    if length is None:
        return None
    printed = f"{length.characters}{metric.unit}"
    told = Statement(metric.id, Stance.SHOWN, length.heading, length.place, "按字数统计")
    formula = f"“{length.heading}”下共 {printed}"
    return Value(
        metric.id, Interval.point(Decimal(length.characters)), printed, formula=formula, statements=(told,)
    )


def _contradicts(derived: Value, stated: Value) -> bool:
    """Whether a rate's own numerator and denominator give another than the printed one, cut-off digits allowed for."""
    if derived.interval is None or stated.interval is None or not stated.claims:
        return False
    exact = stated.interval.is_point
    printed = stated.interval if exact else stated.claims[0].figure.quantity.rounded_or_cut
    return not printed.overlaps(derived.interval)


def _number(interval: Interval) -> str:
    return f"{plain(_middle(interval))}" if interval.low is not None else ""


def _percent(interval: Interval) -> str:
    """The rate at two decimals, and its ends in brackets where they differ there."""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    shown = list(dict.fromkeys(f"{end.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%" for end in ends))
    if len(shown) == 1:
        return shown[0]
    return f"{_middle(interval).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%（{'–'.join(shown)}）"
