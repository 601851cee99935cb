"""Lines of self-score tables × rubric: which criteria each speaks of, and what the county gave itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from ..model import Criterion, Document, Indicator, Rubric, RubricSection, SelfScore, StatedTotal
from .indicator_names import called, section_of
from .score_tables import ScoreTable

_TOTAL_LINE = re.compile(r"(?:自评)?(?:合计|总计|总分|总得分|共计|得分合计)(?:得?分|自评)?")
_SUBTOTAL_LINE = re.compile(r"(?:本[项部]分?)?小计(?:得?分)?")
#: A line whose words are less like a criterion's than this does not speak of it.
_SAME_CLAUSE = 55
#: Words of a criterion that a line without an indicator must hold nearly whole.
_CRITERION_ALONE = 90
_LONG_ENOUGH = 8


def self_scores(document: Document, tables: Sequence[ScoreTable], rubric: Rubric) -> tuple[SelfScore, ...]:
    """Lines of the self-score tables, each bound to the criteria that it covers.

    Args:
        document: the document as read.
        tables: its score tables.
        rubric: the rubric whose indicators are looked for.

    Returns:
        In reading order. A line that names no indicator of the rubric is left out; a blank cell gives ``points=None``.
    """
    found = []
    for table in tables:
        lines_of: defaultdict[str, list[int]] = defaultdict(list)
        for line in table.lines():
            indicator = _indicator(table, line, rubric)
            if indicator is not None:
                lines_of[indicator.id].append(line)
        for indicator in rubric.indicators():
            lines = lines_of.get(indicator.id, [])
            for line, criteria in zip(lines, _share_out(table, lines, indicator), strict=True):
                points = table.points(line)
                score = SelfScore(
                    indicator=indicator.id,
                    criteria=tuple(criterion.id for criterion in criteria),
                    points=points.given,
                    weight=points.of,
                    place=table.place(document, line),
                )
                found.append((table.block.index, line, score))
    return tuple(score for _, _, score in sorted(found, key=lambda item: item[:2]))


def table_totals(document: Document, tables: Sequence[ScoreTable], rubric: Rubric) -> tuple[StatedTotal, ...]:
    """Totals of the whole and of sections as the score tables print them, in reading order.

    A line that bears a section's name and no indicator's is that section's subtotal; 小计 and a 合计 amid the lines
    are those of the section just above.
    """
    found = []
    for table in tables:
        lines = list(table.lines())
        indicators = [_indicator(table, line, rubric) for line in lines]
        last = max((at for at, one in enumerate(indicators) if one is not None), default=-1)
        above: RubricSection | None = None
        for at, (line, indicator) in enumerate(zip(lines, indicators, strict=True)):
            if indicator is not None:
                above = section_of(indicator, rubric)
                continue
            given = table.points(line).given
            if given is None:
                continue
            labels = ["".join(label.split()) for label in table.labels(line)]
            named = called(labels, rubric.sections)[1]
            subtotal = any(_SUBTOTAL_LINE.fullmatch(label) for label in labels)
            total = any(_TOTAL_LINE.fullmatch(label) for label in labels)
            section = named or (above if subtotal or (total and at < last) else None)
            if section is not None:
                found.append(StatedTotal(given, table.place(document, line), section.id))
            elif total:
                found.append(StatedTotal(given, table.place(document, line)))
    return tuple(found)


def _indicator(table: ScoreTable, line: int, rubric: Rubric) -> Indicator | None:
    """The indicator that a line is about: by its name, else by the words of one of its criteria."""
    labels = table.labels(line)
    alike, indicator = called(labels, rubric.indicators())
    if indicator is not None and alike >= called(labels, rubric.sections)[0]:
        return indicator
    text = table.text(line)
    if re.search("加分|否决", text):
        special = (*rubric.bonus, *rubric.veto)
        return next((one for one in special if any(_speaks_of(text, line) for line in one.criteria)), None)
    return _by_criterion(labels, rubric)


def _by_criterion(labels: Sequence[str], rubric: Rubric) -> Indicator | None:
    """The indicator of the one criterion whose name a cell gives, for tables that have no column of indicators."""
    lines = [(criterion, one) for one in rubric.indicators() for criterion in one.criteria]
    _, best = called(labels, (criterion for criterion, _ in lines))
    if best is not None:
        return next(one for criterion, one in lines if criterion is best)
    long = [label for label in labels if len(label) >= _LONG_ENOUGH]
    scored = [
        (fuzz.partial_ratio(criterion.clause, label), one)
        for label in long
        for criterion, one in lines
        if len(label) <= 2 * len(criterion.clause)
    ]
    alike, indicator = max(scored, key=lambda pair: pair[0], default=(0, None))
    return indicator if alike >= _CRITERION_ALONE else None


def _share_out(table: ScoreTable, lines: list[int], indicator: Indicator) -> list[list[Criterion]]:
    """For each of an indicator's lines the criteria that it covers; one line alone covers all."""
    if len(lines) == 1:
        return [list(indicator.criteria)]
    texts = [table.text(line) for line in lines]
    shares: list[list[Criterion]] = [[] for _ in lines]
    for criterion in indicator.criteria:
        alike = [_likeness(text, criterion) for text in texts]
        if alike and max(alike) >= _SAME_CLAUSE:
            shares[alike.index(max(alike))].append(criterion)
    return shares


def _speaks_of(text: str, criterion: Criterion) -> bool:
    return any(word in text for word in criterion.matches)


def _likeness(text: str, criterion: Criterion) -> float:
    if _speaks_of(text, criterion):
        return 100.0
    return max(fuzz.partial_ratio(criterion.clause, text), fuzz.partial_ratio(criterion.name, text))
