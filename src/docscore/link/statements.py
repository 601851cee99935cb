"""Sentences × facts → statements: what the text shows, plans or denies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set

from ..model import Extraction, Fact, Mood, Phrase, Sentence, Stance, Statement
from ..quantity import date_span, periods
from .candidates import Candidates
from .places import title_of
from .stance import Clause, of_denial, of_wording

#: 截至2021年8月31日 and 2019—2021年 do not tell when a thing began.
_DATED = re.compile(r"\d{4}年(?!.*\d{4}年)")
_CLAUSE_END = re.compile(r"[，；：。！？]")
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
    own = title_of(extraction)
    candidates = Candidates(facts.values())
    for sentence in extraction.sentences:
        silent = sentence.mood is Mood.RULE or sentence.place.block in passed_over
        if silent or _CONTENTS_LINE.search(sentence.text):
            continue
        text = extraction.masked(sentence)
        for fact in candidates.of(text):
            stance = _stance(text, sentence, fact, own)
            if stance is not None:
                at, kind, phrase = stance
                dated = _date(text, at)
                found[fact.id].append(
                    Statement(fact.id, kind, sentence.text, sentence.place, phrase.text, dated)
                )
    return {fact: tuple(said) for fact, said in found.items()}


def _stance(text: str, sentence: Sentence, fact: Fact, own: str) -> tuple[int, Stance, Phrase] | None:
    """Where and how a sentence speaks to a fact, and by which wording.

    What is first denied and then said to be so is so (去年尚未建成，今年已建成); the other way round a person must look.
    """
    denied = None if sentence.mood is Mood.PLANNED else _denial(text, fact, own)
    said = _saying(text, sentence, fact, own)
    if said is None or denied is None:
        return said or denied
    if said[1] is Stance.SHOWN and denied[1] is Stance.DENIED:
        return said[0], (Stance.SHOWN if denied[0] < said[0] else Stance.PARTLY), said[2]
    return denied


def _denial(text: str, fact: Fact, own: str) -> tuple[int, Stance, Phrase] | None:
    for phrase in fact.denied_by:
        for match in phrase.regex.finditer(text):
            stance = of_denial(Clause.around(text, *match.span(), phrase.text, own))
            if stance is not None:
                return match.start(), stance, phrase
    return None


def _saying(text: str, sentence: Sentence, fact: Fact, own: str) -> tuple[int, Stance, Phrase] | None:
    """The strongest that the wordings of a fact say of it in a sentence."""
    problem, planned = sentence.mood is Mood.PROBLEM, sentence.mood is Mood.PLANNED
    found = []
    for most, phrases in ((Stance.SHOWN, fact.shown_by), (Stance.PARTLY, fact.partly_by)):
        for phrase in phrases:
            for match in phrase.regex.finditer(text):
                clause = Clause.around(text, *match.span(), phrase.text, own)
                stance = of_wording(clause, fact.adverse, problem, planned)
                if stance is Stance.SHOWN and most is Stance.PARTLY:
                    stance = None if problem else most
                if stance is not None:
                    found.append((match.start(), stance, phrase))
        if found:
            break
    return min(found, key=lambda one: _STRENGTH.index(one[1]), default=None)


def _date(text: str, at: int) -> str:
    """The date nearest ahead of the wording in its sentence, else the first within it or behind it in its clause."""
    dates = [period for period in periods(text) if _DATED.match(period.text) and date_span(period.text)]
    ahead = [period.text for period in dates if period.end <= at]
    if ahead:
        return ahead[-1]
    behind = [period for period in dates if not _CLAUSE_END.search(text, at, period.start)]
    return behind[0].text if behind else ""


_STRENGTH = (Stance.SHOWN, Stance.DENIED, Stance.PARTLY, Stance.PLANNED)
