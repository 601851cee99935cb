"""Places in a cohort: a range while intervals overlap, for rules that ask for one and for the ranking sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..model import CohortRank, Interval, Measured, Member

_HUNDRED = Decimal(100)


def ranks_by(lows: Mapping[str, Decimal], highs: Mapping[str, Decimal]) -> dict[str, CohortRank]:
    """The place of each unit by an interval of points or of a metric; more is better, equals share the better place.

    Args:
        lows: lower end by id.
        highs: upper end by id; the same ids.

    Returns:
        By id the best place (every open doubt falls out well for this unit and badly for the others) and the worst.
    """
    sorted_lows, sorted_highs = sorted(lows.values()), sorted(highs.values())
    count = len(lows)
    found = {}
    for identifier, low in lows.items():
        high = highs[identifier]
        certainly_above = count - bisect_right(sorted_lows, high)
        possibly_above = count - bisect_right(sorted_highs, low)
        if high > low:
            possibly_above -= 1  # itself: its own high lies above its low
        found[identifier] = CohortRank(certainly_above + 1, possibly_above + 1, count)
    return found


def rank_interval(members: Iterable[Member], metric: str, *, percent: bool) -> dict[str, Interval]:
    """The place of each unit that states a metric, as a rule with ``rank`` reads it.

    Args:
        members: the cohort.
        metric: what they are ranked by.
        percent: places in percent of the cohort (前30%); else plain places (第1名).

    Returns:
        By id of the submission; a unit that does not state the metric has no place and is counted in the cohort.
    """
    cohort = tuple(members)
    known: dict[str, Measured] = {one.id: one.metrics[metric] for one in cohort if metric in one.metrics}
    lows = {key: value.interval.low for key, value in known.items() if value.interval.low is not None}
    highs = {key: known[key].interval.high for key in lows}
    top = max((high for high in highs.values() if high is not None), default=Decimal(0))
    places = ranks_by(lows, {key: top if high is None else high for key, high in highs.items()})
    unknown = len(cohort) - len(lows)  # each of them may stand above
    scale = _HUNDRED / len(cohort) if percent and cohort else Decimal(1)
    return {
        key: Interval(place.best * scale, (place.worst + unknown) * scale) for key, place in places.items()
    }
