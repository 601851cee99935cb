"""X05: a metric that is far from last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model import CohortFinding, Interval, Member
from .codes import X05, doubt

#: A metric that grew or fell by so many times wants a reason.
_TIMES = 3


def jumps(cohort: Sequence[Member], names: Mapping[str, str]) -> Iterator[CohortFinding]:
    """Metrics of each unit that its own last year makes unlikely."""
    for unit in cohort:
        for metric in sorted(unit.metrics.keys() & unit.earlier.keys()):
            now, before = unit.metrics[metric], unit.earlier[metric]
            if _far_above(now.interval, before.interval) or _far_above(before.interval, now.interval):
                yield doubt(
                    X05,
                    (unit,),
                    f"{names.get(metric, metric)}上年 {before.printed}，本年 {now.printed}，相差 {_TIMES} 倍以上",
                    (*now.places, *before.places),
                )


def _far_above(more: Interval, less: Interval) -> bool:
    return more.low is not None and less.high is not None and less.high > 0 and more.low >= less.high * _TIMES
