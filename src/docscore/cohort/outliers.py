"""X01: a value far from those of all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from ..model import CohortFinding, Member
from .codes import X01, doubt

#: Fewer units make no cohort.
_FEWEST = 8
#: Modified z-score from which a value is an outlier (Iglewicz & Hoaglin 1993, 3.5), and the constant that makes the median
#: absolute deviation of a normal distribution its standard deviation.
_FAR, _NORMAL = Decimal("3.5"), Decimal("0.6745")
#: Counties differ in size: only a value so many times the median is worth a person's time.
_TIMES = 3


def outliers(cohort: Sequence[Member], names: Mapping[str, str]) -> Iterator[CohortFinding]:
    """Values that the rest of the cohort makes unlikely, metric by metric."""
    metrics = sorted({metric for one in cohort for metric in one.metrics})
    for metric in metrics:
        values = {one.id: _middle(one, metric) for one in cohort if metric in one.metrics}
        known = {key: value for key, value in values.items() if value is not None}
        if len(known) < _FEWEST:
            continue
        centre = median(known.values())
        spread = median(abs(value - centre) for value in known.values())
        for one in cohort:
            value = known.get(one.id)
            if value is None or not _is_far(value, centre, spread):
                continue
            stated = one.metrics[metric]
            more = "高于" if value > centre else "低于"
            yield doubt(
                X01,
                (one,),
                f"{names.get(metric, metric)} {stated.printed}，远{more}同批 {len(known)} 个单位的中位数 {_plain(centre)}",
                stated.places,
            )


def _middle(one: Member, metric: str) -> Decimal | None:
    interval = one.metrics[metric].interval
    if interval.low is None or interval.high is None:
        return interval.low if interval.low is not None else interval.high
    return (interval.low + interval.high) / 2


def _is_far(value: Decimal, centre: Decimal, spread: Decimal) -> bool:
    if centre <= 0 or centre / _TIMES < value < centre * _TIMES:
        return False
    return spread == 0 or _NORMAL * abs(value - centre) / spread > _FAR


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"
