"""C: does the report say two numbers of the same thing?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ..model import (
    Code,
    CriterionLine,
    Figure,
    Finding,
    Interval,
    Reconciled,
    Role,
    Severity,
    Stance,
    Statement,
    Status,
)
from .case import Case

C01 = Code(
    "C01",
    Severity.WARNING,
    "同一指标前后两个数",
    "计分要用的同一个指标，正文不同地方写了不同的数。落在不同档次时为高。",
    "请核实哪一个为准，并更正另一处",
    "前文写 137 个村级站点，后文写 132 个",
)
C02 = Code(
    "C02",
    Severity.WARNING,
    "同一件事前后两个数",
    "两处的说法几乎一样，数却不同。范围、级别、年份不同的不算。",
    "请核实哪一个为准，并更正另一处",
    "前文写示范基地 7 家，后文写 4 家",
)

C03 = Code(
    "C03",
    Severity.WARNING,
    "同一件事一处说做到、一处说没有",
    "正文一处写某件事已经做到，另一处（多在“存在问题”）又写没有做到。",
    "请核实实际情况，并更正说错的一处",
    "前文写建立了溯源系统，存在问题写溯源系统尚未建成",
)

#: Words that make two alike clauses speak of different things when one has them and the other has not.
_SCOPE = re.compile(
    r"国家级?|(?<![全我本各该])[省市县区镇乡村]级?|非|无|新增|累计|其中|本年|上年|去年|\d{4}年|[A-Z]+级?|"
    r"第[一二三四五六七八九十]|一期|二期|男|女|目标|计划|户籍|常住"
)
#: Clauses share at least this part of their character pairs to count as the same words.
_ALIKE = 0.6
_MIN_PAIRS = 8
#: Clauses meet by so many of their rarest character pairs; a pair that more clauses hold says nothing.
_ANCHORS = 8
_MOST_MET = 40
_CLAUSE_ENDS = "，；。！？："


class _Clause(NamedTuple):
    figure: Figure
    pairs: frozenset[str]
    scope: frozenset[str]


def rival_values(case: Case) -> Iterator[Finding | Reconciled]:
    """C01: a metric that decides points has more than one value."""
    for value, lines in case.used_values:
        if not value.rivals:
            continue
        figures = (value.claims[0].figure, *(claim.figure for claim in value.rivals)) if value.claims else ()
        shown = "、".join(dict.fromkeys(figure.printed for figure in figures))
        split = any(line.outcome.status is Status.CONFLICT for line in lines)
        open_points = sum((line.outcome.high - line.outcome.low for line in lines), Decimal(0))
        yield C01.finding(
            f"{case.metric_name(value.metric)}前后不一：{shown}",
            points=open_points if split else Decimal(0),
            criteria=(line.id for line in lines),
            figures=figures,
            severity=Severity.ERROR if split else Severity.WARNING,
        )


def same_words_two_numbers(case: Case) -> Iterator[Finding | Reconciled]:
    """C02: two clauses in nearly the same words with different numbers."""
    clauses: list[_Clause] = []
    told: set[tuple[str, frozenset[str], frozenset[str], Interval]] = set()
    for figure in case.extraction.figures:
        if figure.place.cell or figure.role not in (Role.ACTUAL, Role.REFERENCE) or figure.metric:
            continue
        clause = _clause(case, figure)
        same = (figure.quantity.unit, clause.pairs, clause.scope, figure.quantity.interval)
        if (
            same in told
        ):  # said again in the same words: one contradiction, and the cost stays that of what is new
            continue
        told.add(same)
        clauses.append(clause)
    raised: set[tuple[str, str]] = set()
    for met in _meetings(clauses):
        for left, right in combinations(met, 2):
            key = (left.figure.id, right.figure.id)
            if key not in raised and _contradict(left, right):
                raised.add(key)
                yield C02.finding(
                    f"{left.figure.subject or '同一件事'}前后不一：{left.figure.printed}、{right.figure.printed}",
                    figures=(left.figure, right.figure),
                )


def said_and_denied(case: Case) -> Iterator[Finding | Reconciled]:
    """C03: a fact achieved in one place and denied in another; facts that a line only leans on (``doubts``) too."""
    for line, fact, shown, against in _leaned_on(case):
        message = f"“{case.rubric.facts[fact].name}”两处说法对不上：一处写“{shown.text.rstrip('。；')}”，一处写“{against.text.rstrip('。；')}”"
        yield C03.finding(message, points=line.max, criteria=(line.id,), places=(shown.place, against.place))
    for line in case.lines.values():
        achieved, denied = case.disputed(line)
        if achieved:
            message = f"“{line.name}”前后说法相反：一处写“{achieved[0].text.rstrip('。；')}”，一处写“{denied[0].text.rstrip('。；')}”"
            places = tuple(statement.place for statement in (*achieved, *denied))
            yield C03.finding(message, points=line.max, criteria=(line.id,), places=places)


def _leaned_on(case: Case) -> Iterator[tuple[CriterionLine, str, Statement, Statement]]:
    """Facts of ``doubts`` that the text both states as achieved and denies."""
    for criterion in case.rubric.criteria():
        for fact in criterion.doubts:
            said = case.assertions.statements.get(fact, ())
            achieved = next((s for s in said if s.stance is Stance.SHOWN), None)
            denied = next((s for s in said if s.stance is Stance.DENIED), None)
            if achieved is not None and denied is not None and case.lines[criterion.id].outcome.supported > 0:
                yield case.lines[criterion.id], fact, achieved, denied


def _clause(case: Case, figure: Figure) -> _Clause:
    text = case.extraction.sentences[figure.sentence].text
    start = max((text.rfind(mark, 0, figure.start) for mark in _CLAUSE_ENDS), default=-1) + 1
    ends = [position for mark in _CLAUSE_ENDS if (position := text.find(mark, figure.end)) >= 0]
    words = text[start : figure.start] + text[figure.end : min(ends, default=len(text))]
    letters = re.sub(r"[^\u4e00-\u9fff]", "", words)
    pairs = frozenset(letters[i : i + 2] for i in range(len(letters) - 1))
    return _Clause(figure, pairs, frozenset(_SCOPE.findall(words)))


def _meetings(clauses: list[_Clause]) -> Iterator[list[_Clause]]:
    """Clauses of one unit that share one of their rarest character pairs: only those are worth comparing."""
    times = Counter((clause.figure.quantity.unit, pair) for clause in clauses for pair in clause.pairs)
    meeting: defaultdict[tuple[str, str], list[_Clause]] = defaultdict(list)
    for clause in clauses:
        shared = [(clause.figure.quantity.unit, pair) for pair in clause.pairs]
        shared = [key for key in shared if 2 <= times[key] <= _MOST_MET]
        for key in sorted(shared, key=lambda key: (times[key], key[1]))[:_ANCHORS]:
            meeting[key].append(clause)
    yield from meeting.values()


def _contradict(left: _Clause, right: _Clause) -> bool:
    if left.figure.sentence == right.figure.sentence or left.scope != right.scope:
        return False
    if left.figure.quantity.interval.overlaps(right.figure.quantity.interval):
        return False
    smaller = min(len(left.pairs), len(right.pairs))
    return smaller >= _MIN_PAIRS and len(left.pairs & right.pairs) >= _ALIKE * smaller
