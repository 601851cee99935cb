"""Lines to indicators to sections to the total: points are rounded per line, then added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from ..model import (
    Assertions,
    CohortRank,
    Criterion,
    CriterionLine,
    Indicator,
    IndicatorLine,
    Outcome,
    Rubric,
    ScoreSheet,
    SectionLine,
    SelfScore,
    Value,
    round_points,
)
from .inputs import FromAssertions, Inputs
from .places import place_value
from .rules import outcome

_ZERO = Decimal(0)


def score(
    rubric: Rubric, assertions: Assertions, ranks: Mapping[str, CohortRank] | None = None
) -> ScoreSheet:
    """The provisional score sheet of one submission.

    Args:
        rubric: the rubric.
        assertions: what the document says about it.
        ranks: its place in the batch by metric, once all are in; lines that ask for a place wait without it.

    Returns:
        Every criterion with its interval, status and trace, beside the self-scores.
    """
    groups = [
        (section.id, section.name, "base", section.points, section.indicators) for section in rubric.sections
    ]
    if rubric.bonus:
        groups.append(("bonus", "加分项", "bonus", None, rubric.bonus))
    if rubric.deductions:
        groups.append(("deductions", "扣分项", "deductions", None, rubric.deductions))
    if rubric.veto:
        groups.append(("veto", "一票否决项", "veto", None, rubric.veto))
    inputs = FromAssertions(rubric, assertions, _placed(rubric, ranks or {}))
    sections = []
    for identifier, name, kind, points, indicators in groups:
        lines = tuple(_indicator(indicator, inputs, assertions) for indicator in indicators)
        sections.append(
            SectionLine(
                id=identifier,
                name=name,
                kind=kind,
                max=points if points is not None else _add(line.max for line in lines),
                self_points=_add_known(line.self_points for line in lines),
                low=_add(line.low for line in lines),
                high=_add(line.high for line in lines),
                supported=_add(line.supported for line in lines),
                indicators=lines,
            )
        )
    stated = assertions.stated_totals
    return ScoreSheet(
        rubric=rubric.id,
        title=rubric.title,
        sections=tuple(sections),
        self_total=stated[-1].points if stated else None,
        self_sum=_add_known(row.points for row in assertions.self_scores),
        max=rubric.total,
        low=_add(section.low for section in sections),
        high=_add(section.high for section in sections),
        supported=_add(section.supported for section in sections),
    )


def _placed(rubric: Rubric, ranks: Mapping[str, CohortRank]) -> dict[str, Value]:
    """The metrics of *rubric* that are places in the batch, by the place of what they rank."""
    ranked = {metric.id: metric for metric in rubric.metrics.values() if metric.rank_of}
    return {
        key: place_value(metric, ranks[metric.rank_of], rubric.metrics[metric.rank_of].name)
        for key, metric in ranked.items()
        if metric.rank_of and metric.rank_of in ranks
    }


def _indicator(indicator: Indicator, inputs: Inputs, assertions: Assertions) -> IndicatorLine:
    rows = tuple(row for row in assertions.self_scores if row.indicator == indicator.id)
    lines = tuple(_criterion(criterion, rows, inputs) for criterion in indicator.criteria)
    return IndicatorLine(
        id=indicator.id,
        name=indicator.name,
        max=indicator.points if indicator.points is not None else _add(line.max for line in lines),
        self_points=_add_known(row.points for row in rows),
        self_rows=rows,
        low=_add(line.outcome.low for line in lines),
        high=_add(line.outcome.high for line in lines),
        supported=_add(line.outcome.supported for line in lines),
        criteria=lines,
        evidence=indicator.evidence,
    )


def _criterion(criterion: Criterion, rows: tuple[SelfScore, ...], inputs: Inputs) -> CriterionLine:
    alone = next((row for row in rows if row.criteria == (criterion.id,)), None)
    return CriterionLine(
        id=criterion.id,
        name=criterion.name,
        clause=criterion.clause,
        max=criterion.points,
        self_points=alone.points if alone else None,
        outcome=_rounded(outcome(criterion.rule, inputs)),
    )


def _rounded(result: Outcome) -> Outcome:
    return replace(
        result,
        low=round_points(result.low),
        high=round_points(result.high),
        supported=round_points(result.supported),
    )


def _add(points: Iterable[Decimal]) -> Decimal:
    return sum(points, _ZERO)


def _add_known(points: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; ``None``, and not 0, if nothing is."""
    known = [value for value in points if value is not None]
    return sum(known, _ZERO) if known else None
