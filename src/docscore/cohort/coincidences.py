"""X03: figures with odd digits that two units share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from ..model import CohortFinding, CountedFigure, Member
from .codes import X03, doubt

#: So many equal odd figures are no coincidence.
_NO_CHANCE = 4
#: A value that more units have is given from above (a quota).
_MOST_UNITS = 3
_SHOWN = 6


def same_figures(cohort: Sequence[Member], names: Mapping[str, str]) -> Iterator[CohortFinding]:
    """Pairs of units that state the same odd figures of the same things."""
    where: defaultdict[tuple[str, Decimal, str], dict[int, CountedFigure]] = defaultdict(dict)
    for index, unit in enumerate(cohort):
        for figure in unit.figures:
            where[figure.what, figure.value, figure.unit].setdefault(index, figure)
    shared: defaultdict[tuple[int, int], list[tuple[CountedFigure, CountedFigure]]] = defaultdict(list)
    for units in where.values():
        if 2 <= len(units) <= _MOST_UNITS:
            for left, right in combinations(sorted(units), 2):
                shared[left, right].append((units[left], units[right]))
    for (left, right), pairs in sorted(shared.items()):
        if len(pairs) < _NO_CHANCE:
            continue
        told = "、".join(f"{names.get(one.what, one.what)} {one.printed}" for one, _ in pairs[:_SHOWN])
        yield doubt(
            X03,
            (cohort[left], cohort[right]),
            f"{cohort[left].name}与{cohort[right].name}有 {len(pairs)} 个零头不整的数据完全相同：{told}",
            [figure.place for pair in pairs[:_SHOWN] for figure in pair],
        )
