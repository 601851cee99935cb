"""Pair the figures of two readings by what they say and where they stand, and tell what changed in each pair."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter

from rapidfuzz import fuzz

from ..model import Aspect, Difference, Figure, FigurePair, Side
from .assignment import assign
from .matching import match
from .passages import Passage, Seat, passages

# Two figures are likened on a scale to 1000: what they mean counts as much as the words around them.
_UNIT, _METRIC, _ROLE, _PERIOD, _VALUE = 150, 200, 50, 50, 100
_SUBJECT, _CONTEXT = 150, 300
#: From here on two figures of one passage are the same figure: unit, role and half of the words.
_SAME_IN_PASSAGE = 400
#: From here on two figures of different passages are: unit, role, and metric or nearly all of the words.
_SAME_ELSEWHERE = 600
_CROWD = 64  # figures that share a trait and are not told apart by it
_PERIOD_NUMBERS = re.compile(r"\d+|[零〇一二两三四五六七八九十百半]+")
_PRINTED_UNIT = re.compile(r"[\d.,，]+")


def compare(left: Side, right: Side) -> Difference:
    """Pair every figure of one reading with its counterpart in the other.

    First passages are matched (:func:`docscore.compare.matching.match`), then the figures within each pair of
    passages: one by one where only numbers differ, else by metric, unit, subject, role, period and the words around
    them. What is left over on both sides is matched by the same traits wherever it stands. Two readings of the same
    file, as before and after a correction, are paired by place first.

    Equal means the same value in the base unit, the same unit, the same comparator and, printed in the same unit, the
    same precision: 416.7785万元 equals 4167785元, but 83.0% is not 83%. A period counts as changed only where both
    sentences state one themselves; an inherited one may change because a sentence was moved.

    Args:
        left: the one reading, taken for the earlier.
        right: the other.

    Returns:
        Every figure of both sides, once. ``compare(right, left)`` gives the same pairs mirrored.
    """
    if right.document.sha256 < left.document.sha256:  # so that both directions come to the same pairs
        found = {b.id: a for a, b in _paired(right, left)}
    else:
        found = {a.id: b for a, b in _paired(left, right)}
    taken = {figure.id for figure in found.values()}
    pairs = [FigurePair(figure, found.get(figure.id)) for figure in left.extraction.figures]
    pairs += [FigurePair(None, figure) for figure in right.extraction.figures if figure.id not in taken]
    return Difference(left, right, tuple(_judged(pair, left, right) for pair in pairs))


def _paired(left: Side, right: Side) -> list[tuple[Figure, Figure]]:
    pairs: list[tuple[Figure, Figure]] = []
    if left.document.sha256 == right.document.sha256:
        there = {_spot(figure): figure for figure in right.extraction.figures}
        pairs = [(f, there[_spot(f)]) for f in left.extraction.figures if _spot(f) in there]
    done = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    ours, theirs = (
        [passage for passage in passages(side) if any(seat.figure.id not in ids for seat in passage.seats)]
        for side, ids in zip((left, right), done, strict=True)
    )
    for mine, other in match(ours, theirs):
        found = _within(ours[mine], theirs[other])
        pairs += [(a, b) for a, b in found if a.id not in done[0] and b.id not in done[1]]
    taken = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    rest = (
        [seat for passage in side for seat in passage.seats if seat.figure.id not in ids]
        for side, ids in zip((ours, theirs), taken, strict=True)
    )
    return pairs + _elsewhere(*rest)


def _spot(figure: Figure) -> tuple[int, int, int]:
    return figure.place.block, figure.place.start, figure.place.end


def _within(left: Passage, right: Passage) -> list[tuple[Figure, Figure]]:
    """The figures of two matched passages."""
    ours, theirs = left.seats, right.seats
    if (
        left.template == right.template
        and len(ours) == len(theirs)
        and [seat.column for seat in ours] == [seat.column for seat in theirs]
    ):
        return [(a.figure, b.figure) for a, b in zip(ours, theirs, strict=True)]
    return _assigned(
        ours, theirs, ((i, j) for i in range(len(ours)) for j in range(len(theirs))), _SAME_IN_PASSAGE
    )


def _elsewhere(ours: list[Seat], theirs: list[Seat]) -> list[tuple[Figure, Figure]]:
    """Figures that no passage brought together: a sentence was divided, or a table became prose."""
    candidates: set[tuple[int, int]] = set()
    for trait in (attrgetter("metric"), attrgetter("subject"), attrgetter("quantity.value")):
        index: dict[tuple[str, object], list[int]] = {}
        for j, seat in enumerate(theirs):
            index.setdefault((seat.figure.quantity.unit, trait(seat.figure)), []).append(j)
        for i, seat in enumerate(ours):
            alike = index.get((seat.figure.quantity.unit, trait(seat.figure)), [])
            if trait(seat.figure) not in (None, "") and len(alike) <= _CROWD:
                candidates.update((i, j) for j in alike)
    return _assigned(ours, theirs, sorted(candidates), _SAME_ELSEWHERE)


def _assigned(
    ours: Iterable[Seat], theirs: Iterable[Seat], candidates: Iterable[tuple[int, int]], least: int
) -> list[tuple[Figure, Figure]]:
    left, right = list(ours), list(theirs)
    edges: dict[int, list[tuple[int, int]]] = {}
    for i, j in candidates:
        likeness = _likeness(left[i], right[j])
        if likeness >= least:
            # Among equals the same order counts; the scale leaves room below one point of likeness.
            edges.setdefault(i, []).append((j, likeness * 100 - min(abs(i - j), 99)))
    return [(left[i].figure, right[j].figure) for i, j in assign(edges).items()]


def _likeness(a: Seat, b: Seat) -> int:
    """How alike two figures are, to 1000."""
    one, other = a.figure, b.figure
    if one.metric and other.metric and one.metric != other.metric:
        return 0
    context = int(fuzz.ratio(a.before, b.before) * 2 + fuzz.ratio(a.after, b.after)) * _CONTEXT // 300
    if a.column or b.column:
        context = (context + int(fuzz.ratio(a.column, b.column)) * _CONTEXT // 100) // 2
    return (
        context
        + int(fuzz.ratio(one.subject, other.subject)) * _SUBJECT // 100
        + _UNIT * (one.quantity.unit == other.quantity.unit)
        + _METRIC * (one.metric is not None and one.metric == other.metric)
        + _ROLE * (one.role is other.role)
        + _PERIOD * (one.period == other.period)
        + _VALUE * (one.quantity.value == other.quantity.value)
    )


def _judged(pair: FigurePair, left: Side, right: Side) -> FigurePair:
    """The pair with what changed in it."""
    if pair.left is None or pair.right is None:
        return pair
    one, other = pair.left.quantity, pair.right.quantity
    aspects = []
    if (one.value, one.value_max) != (other.value, other.value_max):
        aspects.append(Aspect.VALUE)
    if one.unit != other.unit:
        aspects.append(Aspect.UNIT)
    if one.comparator is not other.comparator:
        aspects.append(Aspect.COMPARATOR)
    if (
        not aspects
        and one.interval != other.interval
        and _printed_unit(pair.left) == _printed_unit(pair.right)
    ):
        aspects.append(Aspect.PRECISION)
    before, after = _stated_period(pair.left, left), _stated_period(pair.right, right)
    if before and after and before != after:
        aspects.append(Aspect.PERIOD)
    return FigurePair(pair.left, pair.right, tuple(aspects))


def _stated_period(figure: Figure, side: Side) -> tuple[str, ...]:
    """The numbers of the period that a figure's own sentence states; empty if it states none."""
    if figure.period is None or figure.period not in side.extraction.sentences[figure.sentence].text:
        return ()
    return tuple(_PERIOD_NUMBERS.findall(figure.period))


def _printed_unit(figure: Figure) -> str:
    return _PRINTED_UNIT.sub("", figure.printed)
