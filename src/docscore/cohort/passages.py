"""X02: paragraphs that two units share nearly word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from ..model import CohortFinding, Member, Passage
from .codes import X02, doubt

#: Share of common five-character pieces from which two paragraphs are the same text.
_ALIKE = 0.8
_PIECE = 5
_PERMUTATIONS = 64
#: Beyond this share of the units (and at least three) a paragraph is the template that all were given.
_TEMPLATE_SHARE = 0.3
_TEMPLATE_FEWEST = 3
#: Characters that two reports must share before it is worth a person's time: one short paragraph is a coincidence.
_ENOUGH = 100
_SHOWN = 3
#: Passages whose pieces are kept in memory; those of a province would fill it.
_REMEMBERED = 1024
_EXCERPT = 24

_DIGITS = re.compile(r"[\d.,，%％]+")
_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z]")


def alike_passages(cohort: Sequence[Member]) -> Iterator[CohortFinding]:
    """Pairs of units whose reports share text, with the first places of both."""
    from datasketch import MinHash, MinHashLSH  # loads scipy, which takes a second

    passages = [(index, passage) for index, unit in enumerate(cohort) for passage in unit.passages]

    @lru_cache(_REMEMBERED)
    def pieces(key: int) -> frozenset[str]:
        index, passage = passages[key]
        return _pieces(passage.text, cohort[index].name)

    index = MinHashLSH(threshold=_ALIKE - 0.1, num_perm=_PERMUTATIONS)
    empty = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=crc32)
    signatures = []
    for key in range(len(passages)):
        signature = empty.copy()
        signature.update_batch([piece.encode() for piece in pieces(key)])
        signatures.append(signature)
        index.insert(key, signature)
    shared: defaultdict[tuple[int, int], list[tuple[Passage, Passage]]] = defaultdict(list)
    for key, (unit, passage) in enumerate(passages):
        near = sorted(
            other
            for other in index.query(signatures[key])
            if passages[other][0] != unit and _likeness(pieces(key), pieces(other)) >= _ALIKE
        )
        units = {passages[other][0] for other in near} | {unit}
        if len(units) > max(_TEMPLATE_FEWEST - 1, _TEMPLATE_SHARE * len(cohort)):
            continue
        for other in near:
            if passages[other][0] > unit:
                shared[unit, passages[other][0]].append((passage, passages[other][1]))
    for (left, right), pairs in sorted(shared.items()):
        if sum(len(one.text) for one, _ in pairs) < _ENOUGH:
            continue
        excerpt = pairs[0][0].text.strip()[:_EXCERPT]
        yield doubt(
            X02,
            (cohort[left], cohort[right]),
            f"{cohort[left].name}与{cohort[right].name}有 {len(pairs)} 段文字雷同，如“{excerpt}…”",
            [passage.place for pair in pairs[:_SHOWN] for passage in pair],
        )


def _pieces(text: str, name: str) -> frozenset[str]:
    """Five-character pieces of the words alone: numbers and the unit's own name may differ in a copy."""
    words = _NOT_WORDS.sub("", _DIGITS.sub("", text.replace(name, "")))
    return frozenset(words[start : start + _PIECE] for start in range(max(1, len(words) - _PIECE + 1)))


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)
