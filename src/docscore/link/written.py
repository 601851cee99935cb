"""Sentences × facts → statements about a plan: which of the contents that an outline asks for it takes up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from ..model import Extraction, Fact, Mood, Sentence, Stance, Statement
from .candidates import Candidates


def written(
    extraction: Extraction,
    facts: Mapping[str, Fact],
    headings: Set[int] = frozenset(),
    passed_over: Set[int] = frozenset(),
) -> dict[str, tuple[Statement, ...]]:
    """All statements of a plan about the contents that its outline asks for.

    A plan is asked what it sets out to do, not what was done: a sentence counts whatever its mood, and a heading
    counts like a sentence.

    Args:
        extraction: its figures and sentences.
        facts: the contents, by id; ``within`` confines one to the chapters that may hold it.
        headings: blocks that are headings.
        passed_over: blocks that state nothing.

    Returns:
        Statements by fact id, in reading order; at most one a sentence and fact.
    """
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    candidates = Candidates(facts.values())
    for sentence in extraction.sentences:
        if sentence.mood is Mood.RULE or sentence.place.block in passed_over:
            continue
        text = extraction.masked(sentence)
        for fact in candidates.of(text):
            if not _in_its_chapter(sentence, fact, headings):
                continue
            for stance, phrases in ((Stance.SHOWN, fact.shown_by), (Stance.PARTLY, fact.partly_by)):
                phrase = next((phrase for phrase in phrases if phrase.search(text)), None)
                if phrase is not None:
                    found[fact.id].append(
                        Statement(fact.id, stance, sentence.text, sentence.place, phrase.text)
                    )
                    break
    return {fact: tuple(said) for fact, said in found.items()}


def _in_its_chapter(sentence: Sentence, fact: Fact, headings: Set[int]) -> bool:
    if not fact.within:
        return True
    above = sentence.place.section
    if sentence.place.block in headings:
        above = (*above, sentence.text)
    return any(phrase.search(heading) for phrase in fact.within for heading in above)
