"""A place in the batch as the value of a metric: 前30%, 第1名."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..model import CohortRank, Interval, Metric, Value

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def place_value(metric: Metric, place: CohortRank, ranked: str) -> Value:
    """The value of a metric that is a place (``rank_of``), in percent of the batch or as a plain place.

    Args:
        metric: the metric; its unit tells which.
        place: the place by the metric that it ranks.
        ranked: name of that metric.

    Returns:
        An interval while places are open; printed as a person reads it, 第2名（共10个，前20%）.
    """
    scale = _HUNDRED / place.of if metric.unit == "%" else Decimal(1)
    shown = "–".join(str(at) for at in dict.fromkeys((place.best, place.worst)))
    printed = f"{ranked}第{shown}名（共{place.of}个"
    if metric.unit == "%":
        ends = dict.fromkeys(_percent(at * scale) for at in (place.best, place.worst))
        printed += f"，前{'–'.join(ends)}"
    return Value(metric.id, Interval(place.best * scale, place.worst * scale), f"{printed}）")


def _percent(value: Decimal) -> str:
    return f"{value.quantize(_TENTH, rounding=ROUND_HALF_UP).normalize():f}%"
