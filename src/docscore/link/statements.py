"""Sentences × facts → statements: what the text shows, plans or denies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from ..model import Extraction, Fact, Mood, Phrase, Sentence, Stance, Statement

#: Words that turn the wording right after them into its opposite. 未来 is no negation.
_NEGATION = re.compile(r"(?:未(?!来)|没有|尚无|暂无|缺乏|缺少|无法|并无)[^，；。！？]{0,4}$")


#: A line of a table of contents: dot leaders and a page number.
_CONTENTS_LINE = re.compile(r"[.．·…]{3,}\s*\d*$")


def statements(
    extraction: Extraction, facts: Mapping[str, Fact], passed_over: Set[int] = frozenset()
) -> dict[str, tuple[Statement, ...]]:
    """All statements of a document about the facts that a rubric asks for.

    Args:
        extraction: its figures and sentences.
        facts: the facts, by id.
        passed_over: blocks that state nothing: headings, and score tables, which repeat the rubric's own words.

    Returns:
        Statements by fact id, in reading order; at most one a sentence and fact.
    """
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for sentence in extraction.sentences:
        silent = sentence.mood is Mood.RULE or sentence.place.block in passed_over
        if silent or _CONTENTS_LINE.search(sentence.text):
            continue
        text = extraction.masked(sentence)
        for fact in facts.values():
            stance = _stance(text, sentence, fact)
            if stance is not None:
                kind, phrase = stance
                found[fact.id].append(Statement(fact.id, kind, sentence.text, sentence.place, phrase.text))
    return {fact: tuple(said) for fact, said in found.items()}


def _stance(text: str, sentence: Sentence, fact: Fact) -> tuple[Stance, Phrase] | None:
    if sentence.mood is not Mood.PLANNED:
        denial = _first(text, fact.denied_by)
        if denial is not None:
            return Stance.DENIED, denial[0]
    if sentence.mood is Mood.PROBLEM and not fact.adverse:
        return None
    for stance, phrases in ((Stance.SHOWN, fact.shown_by), (Stance.PARTLY, fact.partly_by)):
        match = _first(text, phrases)
        if match is not None:
            phrase, start = match
            if _NEGATION.search(text[:start]):
                return Stance.DENIED, phrase
            return (Stance.PLANNED if sentence.mood is Mood.PLANNED else stance), phrase
    return None


def _first(text: str, phrases: Iterable[Phrase]) -> tuple[Phrase, int] | None:
    for phrase in phrases:
        match = phrase.search(text)
        if match is not None:
            return phrase, match.start()
    return None
