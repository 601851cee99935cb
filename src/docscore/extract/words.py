"""Finding the words of a pack in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")

#: 计划 tells a plan only as a verb: 计划出台政策, not 国培计划, 较计划工期, 计划的完成.
_VERBS = {
    "计划": r"(?<![训才动作度展金施智业养程强家培人])计划(?=[\u4e00-\u9fff\d])(?![的书表数值工期内外中和与等性生之])"
}


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of *words*; where several begin at one place, the longest."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(_VERBS.get(word, re.escape(word)) for word in ordered) or r"(?!)")


def last_of(patterns: Mapping[Key, re.Pattern[str]], text: str) -> Key | None:
    """The key whose word ends last in *text*; of two that end together, the longer; ``None`` if none occurs."""
    best: tuple[int, int] | None = None
    chosen: Key | None = None
    for key, words in patterns.items():
        for match in words.finditer(text):
            rank = (match.end(), match.end() - match.start())
            if best is None or rank > best:
                best, chosen = rank, key
    return chosen
