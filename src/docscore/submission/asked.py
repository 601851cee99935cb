"""What a rubric asks for as evidence, word by word: single papers, each with its kinds and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Criterion, Indicator, Lexicon, PaperKind

_SEPARATORS = re.compile(r"[、；;，,。\n]+|(?:\+|＋)|\d+[.．、)）]")
_VERBS = re.compile(
    r"^(?:查看|查阅|提供|核对|核查|检查|现场查看|实地查看|审阅|应提供|提交|报送以下材料)+[:：]?"
)
_TAIL = re.compile(r"等(?:相关)?(?:材料|资料|文件|证明)?$|为准$|为依据$|进行(?:核实|核对|打分|评分)$")
_AND = re.compile(r"和|及|与|以及")
_OR = re.compile(r"或者?|和|及|与|、")
#: Words that say nothing of what a paper is about.
_EMPTY = re.compile(
    r"正式|印发|出具|提供|相关|有关|近一年|的|工作|项目|创建|支持|部门|文本|复印件|原件|扫描件|[省市县区]级|[省市县区]定|[（(][^）)]*[）)]"
)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper that an indicator asks for.

    Attributes:
        indicator: the indicator.
        name: as the rubric asks for it.
        kinds: its kinds; several where one word asks for either (档案或调研报告).
        subjects: what it is about, alternatives; empty where its kind says all (会议纪要).
        criteria: ids of the lines that rest on it: those that speak of its subject, else all of the indicator's.
    """

    indicator: Indicator
    name: str
    kinds: tuple[PaperKind, ...]
    subjects: tuple[str, ...]
    criteria: tuple[str, ...]


def asked_papers(indicator: Indicator, lexicon: Lexicon) -> tuple[Asked, ...]:
    """The papers that an indicator asks for.

    Args:
        indicator: with the evidence column of the rule document, a list or running text.
        lexicon: the kinds of papers, and other words for the same.
    """
    names = dict.fromkeys(name for text in indicator.evidence for name in _single(text, lexicon.paper_kinds))
    return tuple(_asked(indicator, name, lexicon) for name in names)


def pairs(text: str, words: Mapping[str, str]) -> frozenset[str]:
    """A text's pairs of neighbouring characters, by which wordings are compared.

    Args:
        text: the text.
        words: other words for the same → the word that stands for them.
    """
    for other in sorted(words, key=len, reverse=True):
        text = text.replace(other, words[other])
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _single(text: str, kinds: Mapping[str, PaperKind]) -> Iterable[str]:
    """Single papers: 会议纪要、台账, 促销活动文件和总结; 冷链和溯源服务证明 is one."""
    for part in _SEPARATORS.split(text):
        name = _TAIL.sub("", _VERBS.sub("", part.strip())).strip()
        if len(name) < _LEAST:
            continue
        halves = _AND.split(name)
        if len(halves) == 2 and all(_ending(half, kinds) for half in halves):
            first, second = halves
            word = _ending(first, kinds)
            about = first.removesuffix(word)
            yield first
            # 活动文件和总结: what the second is about stands before the first.
            yield second if second != _ending(second, kinds) else about + second
        else:
            yield name


def _ending(text: str, kinds: Mapping[str, PaperKind]) -> str:
    """The longest word of a kind that *text* ends with; empty if it ends with none."""
    words = (word for kind in kinds.values() for word in kind.asked if text.endswith(word))
    return max(words, key=len, default="")


def _asked(indicator: Indicator, name: str, lexicon: Lexicon) -> Asked:
    found: list[tuple[int, int, PaperKind, str]] = []
    for alternative in re.split(r"或者?", name):
        hits = [
            (alternative.rfind(word) + len(word), len(word), kind, word)
            for kind in lexicon.paper_kinds.values()
            for word in kind.asked
            if word in alternative
        ]
        if hits:
            end, length = max((hit[0], hit[1]) for hit in hits)
            found += [hit for hit in hits if (hit[0], hit[1]) == (end, length)]
    about = name
    for word in sorted({hit[3] for hit in found}, key=len, reverse=True):
        about = about.replace(word, "或")
    subjects = tuple(
        dict.fromkeys(
            part
            for piece in _OR.split(_EMPTY.sub("", about))
            if len(part := piece.strip("向为在对")) >= _LEAST
        )
    )
    unique = {hit[2].id: hit[2] for hit in found}
    resting = _resting(indicator.criteria, subjects, lexicon.paper_words)
    return Asked(indicator, name, tuple(unique.values()), subjects, resting)


def _resting(
    criteria: tuple[Criterion, ...], subjects: tuple[str, ...], words: Mapping[str, str]
) -> tuple[str, ...]:
    """Lines whose name or clause speaks of a subject; all where none does."""
    wanted = [pairs(subject, words) for subject in subjects]
    touched = [
        criterion.id
        for criterion in criteria
        if any(2 * len(pairs(criterion.name + criterion.clause, words) & want) > len(want) for want in wanted)
    ]
    return tuple(touched or (criterion.id for criterion in criteria))
