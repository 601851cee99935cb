"""Which column the cells of a row belong to, when merged cells of the rows above are left out: told by their words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_DIGIT = re.compile(r"\d+")
#: Blanks, and the pinyin of damaged papers.
_IDLE = re.compile(r"\s+|[(（][^\W\d_]{1,7}[)）](?<=[a-zü\u00e0-\u01dc][)）])")
#: A row whose words tell nothing stays as it is written: moving a number to another column needs a reason.
_TO_THE_RIGHT = -0.02
_LENGTH_WEIGHT = 0.6
#: How a cell ends tells as much as this many of its other pairs of characters: …(2分), …材料, …月底.
_END_WEIGHT = 0.5
#: Merged cells stand at one side of a row: a gap between two of its cells speaks against a reading.
_GAP = 0.6


class ColumnFit:
    """What the cells of each column of a table are like, learnt from its whole rows."""

    def __init__(self, width: int) -> None:
        """A table of *width* columns of which nothing is known yet."""
        self._pairs: list[Counter[str]] = [Counter() for _ in range(width)]
        self._lengths: list[list[int]] = [[] for _ in range(width)]

    def learn(self, row: Sequence[str], columns: Sequence[int]) -> None:
        """Takes in a row whose cells stand in *columns*."""
        for words, col in zip(row, columns, strict=True):
            if words:
                self._pairs[col].update(_pairs(words))
                self._lengths[col].append(len(words))

    def columns(self, row: Sequence[str]) -> list[int]:
        """The columns of the cells of a row, rising: those into which they fit best."""
        width = len(self._pairs)
        # ways[c]: the best score of the cells so far when the last of them stands in column c, and their columns
        ways: dict[int, tuple[float, list[int]]] = {}
        for position, words in enumerate(row):
            found: dict[int, tuple[float, list[int]]] = {}
            for col in range(position, width - len(row) + position + 1):
                before, taken = max(
                    (
                        (score - (_GAP if col - last > 1 else 0.0), columns)
                        for last, (score, columns) in ways.items()
                        if last < col
                    ),
                    default=(0.0, []),
                )
                found[col] = before + self._fit(words, col) + _TO_THE_RIGHT * col, [*taken, col]
            ways = found
        return max(ways.values(), default=(0.0, []))[1]

    def _fit(self, words: str, col: int) -> float:
        if not words:
            return 0.0
        pairs = _pairs(words)
        shares = [self._share(pair, col) for pair in pairs]
        told = (1 - _END_WEIGHT) * sum(shares[:-1]) / max(len(shares) - 1, 1) + _END_WEIGHT * shares[-1]
        lengths = self._lengths[col]
        if not lengths:
            return told
        usual = sum(map(math.log, lengths)) / len(lengths)
        return told - _LENGTH_WEIGHT * min(abs(math.log(len(words)) - usual) / 3, 1.0)

    def _share(self, pair: str, col: int) -> float:
        """How far the pair of characters speaks for the column."""
        everywhere = sum(counted[pair] for counted in self._pairs)
        return self._pairs[col][pair] / everywhere if everywhere else 0.0


def _pairs(words: str) -> list[str]:
    """The pairs of neighbouring characters, and the last two as the end."""
    plain = _DIGIT.sub("0", _IDLE.sub("", words)).rstrip("。；;")
    return [*(plain[at : at + 2] for at in range(len(plain) - 1)), plain[-2:] + "$"]
