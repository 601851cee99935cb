"""One root cause, one doubt to settle: findings in chains, each consequence after its root, nothing hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ..model import Finding, Place
from .causes import CAUSES, Cause, Shared

Lines = Mapping[str, frozenset[str]]
"""Criteria by the id of their indicator or section; a criterion stands for itself and is not listed."""


def chained(findings: Iterable[Finding], lines: Lines) -> tuple[Finding, ...]:
    """Roots ranked by points at stake, each followed by its consequences.

    Args:
        findings: all findings, each with its fingerprint.
        lines: the criteria of each indicator and section, since some findings concern a whole one.

    Returns:
        The same findings; a consequence has its root in ``caused_by``, a root the points of its whole chain.
    """
    order = ranked(findings)
    known = _Known(order, lines)
    cause = [known.cause(position) for position in range(len(order))]
    chains: dict[int, list[Finding]] = {}
    for position, finding in enumerate(order):
        root = position
        while (above := cause[root]) is not None:
            root = above
        if root == position:
            chains.setdefault(root, []).insert(0, finding)
        else:
            chains.setdefault(root, []).append(replace(finding, caused_by=order[root].fingerprint))
    whole = [
        (replace(root, points_at_stake=_stake((root, *effects), lines)), *effects)
        for root, *effects in chains.values()
    ]
    whole.sort(key=lambda chain: (-chain[0].points_at_stake, min(part.severity.order for part in chain)))
    return tuple(finding for chain in whole for finding in chain)


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by points at stake, then severity, then code; what is equal in these stays as it was."""
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[Decimal, int, str]:
    return -finding.points_at_stake, finding.severity.order, finding.code


def _stake(chain: tuple[Finding, ...], lines: Lines) -> Decimal:
    """Points of the union of a chain's criteria: where two findings share one, only the greater counts."""
    total, counted = Decimal(0), set[str]()
    for finding in ranked(chain):
        concerned = _criteria(finding, lines)
        if concerned and counted.isdisjoint(concerned):
            total += finding.points_at_stake
            counted |= concerned
    return max(total, *(finding.points_at_stake for finding in chain))


def _criteria(finding: Finding, lines: Lines) -> frozenset[str]:
    return frozenset[str]().union(*(lines.get(key, {key}) for key in finding.criteria))


class _Known:
    """Ranked findings by what they speak of, so that a root is looked up and not searched for.

    Args:
        order: the findings, ranked; a root of the same code stands before its consequence.
        lines: the criteria of each indicator and section.
    """

    def __init__(self, order: list[Finding], lines: Lines) -> None:
        self._order = order
        self._lines = [_criteria(finding, lines) for finding in order]
        self._at: defaultdict[tuple[str, Hashable], list[int]] = defaultdict(list)
        for position, finding in enumerate(order):
            keys = {key for by in Shared for key in self._keys(position, by)}
            for key in keys:
                self._at[finding.code, key].append(position)

    def cause(self, position: int) -> int | None:
        """Position of the nearest finding that causes the one at *position*; ``None`` for a root."""
        code = self._order[position].code
        for row in CAUSES:
            if code in row.effects or (not row.effects and row.code != code):
                for other in self._candidates(position, row):
                    if (row.code != code or other < position) and self._fits(other, position, row.by):
                        return other
        return None

    def _candidates(self, position: int, row: Cause) -> Iterator[int]:
        """Findings of the row's code that have something in common with the one at *position*."""
        for key in self._keys(position, row.by):
            yield from self._at.get((row.code, key), ())

    def _keys(self, position: int, by: Shared) -> Iterable[Hashable]:
        """What a finding can be met by."""
        finding = self._order[position]
        match by:
            case Shared.NUMBER | Shared.NUMBERS:
                return _numbers(finding)
            case Shared.LINES | Shared.POINTS:
                return sorted(self._lines[position])
            case Shared.PLACE:
                return [(place.paper, place.block) for place in finding.places]
            case Shared.PAPER:
                return [("", place.paper) for place in finding.places if place.paper]
            case Shared.DIFFERENCE | Shared.RUBRIC:
                return (None,)

    def _fits(self, root: int, effect: int, by: Shared) -> bool:
        """Whether what the two have in common is enough."""
        first, second = self._order[root], self._order[effect]
        match by:
            case Shared.NUMBERS:
                return set(_numbers(second)) <= set(_numbers(first))
            case Shared.LINES:
                return self._lines[effect] <= self._lines[root]
            case Shared.POINTS:
                return first.points_at_stake > 0 and self._lines[effect] <= self._lines[root]
            case Shared.PLACE:
                return any(_overlap(one, other) for one in first.places for other in second.places)
            case Shared.DIFFERENCE:
                return first.points_at_stake == second.points_at_stake
            case Shared.RUBRIC:
                return bool(self._lines[effect])
            case Shared.NUMBER | Shared.PAPER:
                return True


def _numbers(finding: Finding) -> tuple[Hashable, ...]:
    """What its numbers are known by: metrics, and each figure by name and place, since files number their own."""
    return (
        *(("metric", metric) for metric in finding.metrics),
        *((figure.id, figure.place) for figure in finding.figures),
    )


def _overlap(one: Place, other: Place) -> bool:
    here = (one.paper, one.block) == (other.paper, other.block)
    return here and one.start < other.end and other.start < one.end
