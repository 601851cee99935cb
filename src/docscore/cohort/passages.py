"""X02: paragraphs that two units share nearly word for word."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from zlib import crc32

from ..model import CohortFinding, Member, Passage
from .codes import X02, doubt

#: Percent of common five-character pieces from which two paragraphs are the same text.
ALIKE = 80
_PIECE = 5
#: Pieces are counted in 2 to the power of so many buckets: that two share one only makes a piece look less rare.
_BUCKETS = 20
#: Beyond this share of the units (and at least three) a paragraph is the template that all were given.
_TEMPLATE_SHARE = 0.3
_TEMPLATE_FEWEST = 3
#: Characters that two reports must share before it is worth a person's time: one short paragraph is a coincidence.
_ENOUGH = 100
_SHOWN = 3
_EXCERPT = 24

_DIGITS = re.compile(r"[\d.,，%％]+")
_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z]")


def alike_passages(cohort: Sequence[Member]) -> Iterator[CohortFinding]:
    """Pairs of units whose reports share text, with the first places of both."""
    holders: defaultdict[bytes, list[tuple[int, Passage]]] = defaultdict(list)
    for number, unit in enumerate(cohort):
        for passage in unit.passages:
            holders[_pieces(passage.text, unit.name).tobytes()].append((number, passage))
    said = list(holders.values())
    near = near_texts([array("I", pieces) for pieces in holders])
    shared: defaultdict[tuple[int, int], list[tuple[Passage, Passage]]] = defaultdict(list)
    for text, others in enumerate(near):
        around = [held for other in (text, *others) for held in said[other]]
        if len({holder for holder, _ in around}) > max(_TEMPLATE_FEWEST - 1, _TEMPLATE_SHARE * len(cohort)):
            continue
        for first, passage in said[text]:
            for second, copy in around:
                if second > first:
                    shared[first, second].append((passage, copy))
    for (left, right), found in sorted(shared.items()):
        pairs = sorted(found, key=lambda pair: (pair[0].place.block, pair[1].place.block))
        if sum(len(one.text) for one, _ in pairs) < _ENOUGH:
            continue
        excerpt = pairs[0][0].text.strip()[:_EXCERPT]
        yield doubt(
            X02,
            (cohort[left], cohort[right]),
            f"{cohort[left].name}与{cohort[right].name}有 {len(pairs)} 段文字雷同，如“{excerpt}…”",
            [passage.place for pair in pairs[:_SHOWN] for passage in pair],
        )


def near_texts(texts: Sequence[array[int]]) -> list[list[int]]:
    """For each text the numbers of those that share :data:`ALIKE` percent of all their pieces with it, ascending.

    Two texts so alike share one of their few rarest pieces: of n pieces, one of the n - ⌈0.8·n⌉ + 1 first in any order that
    all texts keep (the prefix filter of Chaudhuri, Ganti and Kaushik, ICDE 2006). Only what shares one of these is compared.

    Args:
        texts: the pieces of each text as numbers, each once.
    """

    def fewest(pieces: int) -> int:
        return -(-ALIKE * pieces // 100)

    frequency = array("I", bytes(4 << _BUCKETS))
    bucket = (1 << _BUCKETS) - 1
    for pieces in texts:
        for piece in pieces:
            frequency[piece & bucket] += 1
    rare = sorted(
        (piece, number)
        for number, pieces in enumerate(texts)
        for piece in sorted(pieces, key=lambda one: (frequency[one & bucket], one))[
            : len(pieces) - fewest(len(pieces)) + 1
        ]
    )
    near: list[set[int]] = [set() for _ in texts]
    tried: set[tuple[int, int]] = set()
    for _, sharing in groupby(rare, key=itemgetter(0)):
        for pair in combinations([number for _, number in sharing], 2):
            if pair not in tried:
                tried.add(pair)
                if _alike(texts[pair[0]], texts[pair[1]]):
                    near[pair[0]].add(pair[1])
                    near[pair[1]].add(pair[0])
    return [sorted(others) for others in near]


def _alike(left: array[int], right: array[int]) -> bool:
    shorter, longer = sorted((len(left), len(right)))
    if 100 * shorter < ALIKE * longer:
        return False
    common = len(set(left).intersection(right))
    return 100 * common >= ALIKE * (shorter + longer - common)


def _pieces(text: str, name: str) -> array[int]:
    """Five-character pieces of the words alone, as numbers: figures and the unit's own name may differ in a copy."""
    words = _NOT_WORDS.sub("", _DIGITS.sub("", text.replace(name, "")))
    starts = range(max(1, len(words) - _PIECE + 1))
    return array("I", sorted({crc32(words[start : start + _PIECE].encode()) for start in starts}))
