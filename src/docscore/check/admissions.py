"""G15: does the report admit a problem in what it gives itself full marks for?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain

from ..model import Code, Finding, Mood, Reconciled, Sentence, Severity
from .case import Case
from .gaps import doubtful_by_other_words
from .self_scores import denied_by_own_text

G15 = Code(
    "G15",
    Severity.INFO,
    "自评满分，存在问题却提到同一件事",
    "指标自评满分，而“存在问题”一节自己说这方面缺乏、不足；不一定扣分，但要说明两者怎样相容。",
    "请说明存在的问题是否影响这项得分",
    "“电商人才培训”自评满分，存在问题写电商人才缺乏",
)

#: A name and a problem have at least so many letters in a row in common: two are a word of the trade.
_IN_COMMON = 4
_LACKING = re.compile(r"缺乏|缺少|不足|不够|短缺|匮乏|薄弱|滞后|不高|较低|不强|不完善|不健全|欠缺")


def admitted(case: Case) -> Iterator[Finding | Reconciled]:
    """G15: an indicator with full marks and a clause about problems that names it; what S05 or G05 tells is told there."""
    others = chain(denied_by_own_text(case), doubtful_by_other_words(case))
    told = {line for found in others if isinstance(found, Finding) for line in found.criteria}
    problems = [
        (clause, sentence)
        for sentence in case.extraction.sentences
        if sentence.mood is Mood.PROBLEM
        for clause in re.split(r"[，；。：]", sentence.text)
        if _LACKING.search(clause)
    ]
    for indicator in case.sheet.indicators():
        full = indicator.self_points is not None and indicator.self_points == indicator.max > 0
        if not full or all(line.id in told for line in indicator.criteria):
            continue
        for clause, sentence in problems:
            if _common(indicator.name, clause) >= _IN_COMMON:
                yield _finding(indicator.name, clause, indicator.id, sentence)
                break


def _finding(name: str, clause: str, indicator: str, sentence: Sentence) -> Finding:
    message = f"“{name}”自评满分，而存在问题里写“{clause}”"
    return G15.finding(message, criteria=(indicator,), places=(sentence.place,))


def _common(left: str, right: str) -> int:
    return SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size
