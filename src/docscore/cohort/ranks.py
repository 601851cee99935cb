"""Places in a cohort: a range while intervals overlap, for rules that ask for one and for the ranking sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..model import CohortRank, Measured, Member


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


def places_by(members: Iterable[Member], metric: str) -> dict[str, CohortRank]:
    """The place of each unit by a metric, as a rule with ``rank`` reads it (前30%, 第1名).

    Args:
        members: the cohort.
        metric: what they are ranked by; more is better.

    Returns:
        By id of the submission. A unit that does not state the metric has no place, but may stand above any other.
    """
    cohort = tuple(members)
    known: dict[str, Measured] = {one.id: one.metrics[metric] for one in cohort if metric in one.metrics}
    lows = {key: value.interval.low for key, value in known.items() if value.interval.low is not None}
    highs = {key: known[key].interval.high for key in lows}
    top = max((end for end in (*highs.values(), *lows.values()) if end is not None), default=Decimal(0))
    places = ranks_by(lows, {key: top if high is None else high for key, high in highs.items()})
    unknown = len(cohort) - len(lows)
    return {key: CohortRank(place.best, place.worst + unknown, len(cohort)) for key, place in places.items()}
