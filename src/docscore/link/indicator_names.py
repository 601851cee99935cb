"""Names of indicators and sections as reports write them: numbered, shortened, reworded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz

from ..model import Criterion, Indicator, Rubric, RubricSection

#: What stands around a name: 1.1, （二）, ③ in front, （2分） behind, spaces and marks anywhere.
_NUMBERING = re.compile(
    r"^[\s(（]*(?:[一二三四五六七八九十]{1,3}|[A-Za-z]?\d+(?:[.\-．]\d+)*|[①-⑳])[、.．)）:：\s]*(?=\S)"
)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_MARKS = re.compile(r"[\s\d.．（）()、，,：:%％“”\"]+|[①-⑳]")
#: Names count as the same from this likeness on (0–100, rapidfuzz ratio).
SAME_NAME = 85
#: Of a name this share must stand in the other, whole, where one is longer: 服务体系 for 服务体系建设.
_SHARED = 0.6
_SHORTEST = 3
_Named = TypeVar("_Named", Indicator, RubricSection, Criterion)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A name without its number, points and marks: 1.1 组织领导（2分） → 组织领导."""
    inner = _ASIDE.sub("", _NUMBERING.sub("", text.strip())) or text
    return _MARKS.sub("", inner)


def called(labels: Iterable[str], named: Iterable[_Named]) -> tuple[float, _Named | None]:
    """Which of *named* the labels name.

    Args:
        labels: what a line or a clause says.
        named: indicators, sections or criteria.

    Returns:
        The likeness (0–100) and the best; nothing where none reaches :data:`SAME_NAME`.
    """
    candidates = [(one, bare(one.name)) for one in named]
    best: tuple[float, _Named | None] = (0, None)
    for label in labels:
        words = bare(label)
        if not words:
            continue
        for one, name in candidates:
            alike = likeness(words, name)
            if alike > best[0]:
                best = (alike, one)
    return best if best[0] >= SAME_NAME else (0, None)


def likeness(words: str, name: str) -> float:
    """How alike two bare names are: 100 the same, at least :data:`SAME_NAME` if one holds the other nearly whole."""
    plain = fuzz.ratio(words, name)
    if words in name or name in words:
        shorter, longer = sorted(map(len, (words, name)))
        if shorter >= _SHORTEST and shorter >= _SHARED * longer:
            return max(plain, SAME_NAME + (100 - SAME_NAME) * shorter / (longer + 1))
    return plain


def section_of(indicator: Indicator, rubric: Rubric) -> RubricSection | None:
    """The base section that an indicator stands in; ``None`` for bonus, deductions and veto."""
    return next((section for section in rubric.sections if indicator in section.indicators), None)
