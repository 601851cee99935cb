"""Which passage of one reading is which of the other: the same words first, then nearly the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from rapidfuzz import fuzz

from .assignment import assign
from .passages import Passage

#: From here on two passages are versions of each other: rapidfuzz's ratio of their words without numbers, 0 to 100.
_ALIKE = 55
_TELLING = 6  # Chinese characters from which words alone, under another heading, tell a passage
_CANDIDATES = 8  # passages weighed against each other at most
_COMMON = 64  # passages that share a stretch of words which then tells nothing
_STRETCH = 3  # characters of a stretch of words
_NEAR = 16  # places by which alike passages may stand apart where one of them was put in or taken out


def match(ours: Sequence[Passage], theirs: Sequence[Passage]) -> list[tuple[int, int]]:
    """Match passages, each at most once.

    Args:
        ours: passages of one reading.
        theirs: passages of the other.

    Returns:
        Pairs of positions, in no particular order but always the same.
    """
    return _Match(ours, theirs).all()


class _Match:
    """Two lists of passages and who was matched so far."""

    def __init__(self, ours: Sequence[Passage], theirs: Sequence[Passage]) -> None:
        self.ours, self.theirs = ours, theirs
        self.found: dict[int, int] = {}
        self.taken: set[int] = set()

    def all(self) -> list[tuple[int, int]]:
        """From what is certain to what is likely; moved text is found by its words alone."""
        around_ours, around_theirs = _around(self.ours), _around(self.theirs)
        around = {
            id(p): a for p, a in zip((*self.ours, *self.theirs), (*around_ours, *around_theirs), strict=True)
        }
        self._same(lambda p: (p.text, p.heading, around[id(p)]))
        self._same(lambda p: (p.text, p.heading))
        self._same(lambda p: (p.template, p.heading, around[id(p)]), even=True)
        self._same(lambda p: (p.template, p.heading), even=True)
        self._same(lambda p: p.text if p.told >= _TELLING else None)
        self._same(lambda p: p.template if p.told >= _TELLING else None, even=True)
        self._alike()
        return sorted(self.found.items())

    def _take(self, mine: int, other: int) -> None:
        self.found[mine] = other
        self.taken.add(other)

    def _same(self, key: Callable[[Passage], Hashable], *, even: bool = False) -> None:
        """Match passages of the same key in order; with *even*, only where both sides have as many of them."""
        groups: tuple[dict[Hashable, list[int]], ...] = ({}, {})
        for group, side, done in zip(groups, (self.ours, self.theirs), (self.found, self.taken), strict=True):
            for position, passage in enumerate(side):
                if position not in done and (name := key(passage)) is not None:
                    group.setdefault(name, []).append(position)
        for name, mine in groups[0].items():
            others = groups[1].get(name, [])
            if not even or len(mine) == len(others):
                for i, j in zip(mine, others, strict=False):
                    self._take(i, j)

    def _alike(self) -> None:
        """Match what is left by likeness; the heading and the neighbours decide between equals."""
        candidates = _candidates(
            [(i, p) for i, p in enumerate(self.ours) if i not in self.found],
            [(j, p) for j, p in enumerate(self.theirs) if j not in self.taken],
        )
        edges: dict[int, list[tuple[int, int]]] = {}
        for i, reach in candidates.items():
            for j in reach:
                weight = self._weight(i, j)
                if weight:
                    edges.setdefault(i, []).append((j, weight))
        for i, j in assign(edges).items():
            self._take(i, j)

    def _weight(self, i: int, j: int) -> int:
        mine, other = self.ours[i], self.theirs[j]
        ratio = int(fuzz.ratio(mine.template, other.template, score_cutoff=_ALIKE)) * 8
        if not ratio:
            return 0
        values = Counter(seat.figure.quantity.value for seat in mine.seats)
        shared = (values & Counter(seat.figure.quantity.value for seat in other.seats)).total()
        neighbours = (self.found.get(i - 1) == j - 1) + (self.found.get(i + 1) == j + 1)
        if mine.heading != other.heading and not neighbours and min(mine.told, other.told) < _TELLING:
            return 0  # 合计 of another table
        return (
            ratio
            + 60 * (mine.heading == other.heading)
            + 60 * neighbours
            + 60 * shared // max(len(mine.seats), len(other.seats))
        )


def _around(side: Sequence[Passage]) -> list[tuple[str, str]]:
    """The templates before and after each passage."""
    templates = ["", *(passage.template for passage in side), ""]
    return list(zip(templates, templates[2:], strict=False))


def _candidates(ours: list[tuple[int, Passage]], theirs: list[tuple[int, Passage]]) -> dict[int, list[int]]:
    """For each of our passages the few of theirs that are worth weighing: those that share rare words with it."""
    index: dict[str, list[int]] = {}
    twins: dict[str, list[int]] = {}
    for j, passage in theirs:
        twins.setdefault(passage.template, []).append(j)
        for stretch in _stretches(passage.template):
            index.setdefault(stretch, []).append(j)
    found: dict[int, list[int]] = {}
    rank: Counter[str] = Counter()
    for i, passage in ours:
        votes: Counter[int] = Counter()
        for stretch in _stretches(passage.template):
            holders = index.get(stretch, ())
            if len(holders) <= _COMMON:
                votes.update(holders)
        best = sorted(votes, key=lambda j: (-votes[j], j))[:_CANDIDATES]
        # Passages in the very same words: those at about the same place among them.
        same, place = twins.get(passage.template, []), rank[passage.template]
        rank[passage.template] += 1
        near = same[max(0, place - _NEAR) : place + _NEAR + 1]
        found[i] = sorted({*best, *near})
    return found


def _stretches(template: str) -> list[str]:
    """Every stretch of a passage's words, each once, in order; a short passage is one stretch."""
    ends = range(max(len(template) - _STRETCH, 0) + 1)
    return list(dict.fromkeys(template[end : end + _STRETCH] for end in ends))
