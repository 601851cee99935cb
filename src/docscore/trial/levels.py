"""A word that names a level (较好, 按月更新, 省级): that one holds, the others do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ..rubric import Input

_SAME_WORDS = 60
_NEGATION = re.compile(r"^(?:未能?|没有?|无|不(?!定期|定时)|非|尚未)")
_TURNS = re.compile(r"(?:较为?|比较|不够?|未|非|无|没有?|欠|基本|部分)$")
_GRADES = frozenset(
    {"优", "优秀", "好", "很好", "较好", "良", "良好", "中", "一般", "合格", "基本合格", "较差", "差"}
)


def level(words: Sequence[str], facts: Sequence[Input]) -> dict[str, str] | None:
    """是 for the facts that the words name, 否 for the others; ``None`` if there are no facts.

    Args:
        words: what a person typed.
        facts: the facts that are asked.
    """
    if not facts or not words:
        return None
    chosen = {position for word in words if (position := _meant(word, facts)) is not None}
    return {asked.id: "是" if position in chosen else "否" for position, asked in enumerate(facts)}


def _meant(word: str, facts: Sequence[Input]) -> int | None:
    """The fact that a word names, ``None`` if it names none of them or denies the only one."""
    names = [asked.name.removesuffix("的") for asked in facts]
    if word in names:
        return names.index(word)
    for fits in (_ends, _within, _without):
        found = [position for position, name in enumerate(names) if fits(word, name)]
        if found:
            return min(found, key=lambda position: len(names[position]))
    bare = _NEGATION.sub("", word)
    if bare != word and any(_within(bare, name) for name in names):
        return None  # 未发生 against 发生事故
    if len(names) == 1 and word in _GRADES:
        return 0
    denied = bare != word
    scores = [
        (fuzz.ratio(word, name), fuzz.partial_ratio(word, name))
        if denied == bool(_NEGATION.match(name))
        else (0.0, 0.0)
        for name in names
    ]
    best = max(scores)
    return scores.index(best) if best[1] >= _SAME_WORDS else None


def _ends(word: str, name: str) -> bool:
    return name.endswith(word) and _plain(word, name, len(name) - len(word))


def _within(word: str, name: str) -> bool:
    return any(_plain(word, name, match.start()) for match in re.finditer(re.escape(word), name))


def _without(word: str, name: str) -> bool:
    """A name within the word: 每月按时更新 names 按时更新."""
    return len(name) >= 2 and _within(name, word)


def _plain(word: str, name: str, start: int) -> bool:
    """Nothing before the word turns it round: 规范 is not 较规范."""
    return bool(word) and _TURNS.search(name[:start]) is None
