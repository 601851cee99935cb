"""Which facts a text may speak to: of hundreds of wordings a sentence holds none or a few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from ..model import Fact, Phrase


class Candidates:
    """Facts by the pairs of characters that their wordings cannot do without.

    Args:
        facts: the facts; their order is kept.
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts: Sequence[Fact] = tuple(facts)
        self._always: set[int] = set()
        self._by_pair: defaultdict[str, set[int]] = defaultdict(set)
        for number, fact in enumerate(self._facts):
            for phrase in _wordings(fact):
                if not phrase.pairs:
                    self._always.add(number)
                for pair in phrase.pairs:
                    self._by_pair[pair].add(number)

    def of(self, text: str) -> list[Fact]:
        """The facts of which *text* may hold a wording; of all others it holds none."""
        near = set(self._always)
        for pair in set(map("".join, pairwise(text))) & self._by_pair.keys():
            near |= self._by_pair[pair]
        return [self._facts[number] for number in sorted(near)]


def _wordings(fact: Fact) -> Iterable[Phrase]:
    return chain(fact.shown_by, fact.partly_by, fact.denied_by)
