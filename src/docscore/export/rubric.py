"""Rubrics as text for a terminal: the list of those at hand, and one with its clauses and rule rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import (
    Bonus,
    Checklist,
    Comparison,
    Condition,
    Criterion,
    FactHolds,
    Judged,
    PointsRange,
    Rubric,
    Tiers,
    Veto,
)
from .words import points


def rubrics_text(rubrics: Iterable[tuple[str, str]]) -> str:
    """One line a rubric, its id and title; ids stand in a column of their own."""
    rows = list(rubrics)
    width = max((len(key) for key, _ in rows), default=0)
    return "".join(f"{key:<{width}}  {title}\n" for key, title in rows)


def rubric_text(rubric: Rubric) -> str:
    """The whole rubric: sections, indicators, and under each criterion its clause and rule rows."""
    lines = [
        rubric.title,
        f"编号 {rubric.id}　版本 {rubric.version}　适用于{rubric.unit}　满分 {points(rubric.total)} 分",
        f"出处 {rubric.source}",
    ]
    groups = [(f"{s.name}{_marks(s.points)}", s.indicators) for s in rubric.sections]
    groups += [("加分项", rubric.bonus), ("一票否决项", rubric.veto)]
    for heading, indicators in groups:
        if not indicators:
            continue
        lines += ["", heading]
        for indicator in indicators:
            lines.append(f"  {indicator.name}{_marks(indicator.points)}")
            lines += [f"    注：{indicator.note}"] if indicator.note else []
            for criterion in indicator.criteria:
                lines += _criterion(criterion, rubric)
    lines += ["", *(f"注：{note}" for note in rubric.notes)] if rubric.notes else []
    return "\n".join(lines) + "\n"


def _criterion(criterion: Criterion, rubric: Rubric) -> Iterator[str]:
    marks = _marks(criterion.points) if criterion.points else ""
    yield f"    {criterion.id} {criterion.name}{marks}：{criterion.clause}"
    for row in _rows(criterion, rubric):
        yield f"        {row}"
    if criterion.note:
        yield f"        注：{criterion.note}"


def _rows(criterion: Criterion, rubric: Rubric) -> Iterator[str]:
    rule = criterion.rule
    if isinstance(rule, Judged):
        yield f"做到（{_fact(rule.fact, rubric)}）：{_range(rule.points)} 分，由人评议"
    elif isinstance(rule, Checklist):
        for item in rule.items:
            yield f"{_fact(item.fact, rubric)}：{points(item.points)} 分"
    elif isinstance(rule, Tiers | Bonus):
        if isinstance(rule, Bonus):
            yield "取最高一档，不累加" if rule.combine == "highest" else "各档可累加"
        for band in rule.bands:
            yield f"{_condition(band.when, rule.metric, rubric)}：{_range(band.points)} 分"
    elif isinstance(rule, Veto):
        yield f"{_condition(rule.when, rule.metric, rubric)}：一票否决"


def _condition(when: Condition, metric: str | None, rubric: Rubric) -> str:
    if isinstance(when, Comparison):
        known = rubric.metrics.get(metric) if metric else None
        return f"{known.name if known else metric or ''} {when.text}".strip()
    if isinstance(when, FactHolds):
        return _fact(when.fact, rubric)
    return "其他情况（条款未写，按此推定）" if when.presumed else "其他情况"


def _fact(fact: str, rubric: Rubric) -> str:
    known = rubric.facts.get(fact)
    return known.name if known else fact


def _range(given: PointsRange) -> str:
    return points(given.low) if given.low == given.high else f"{points(given.low)}～{points(given.high)}"


def _marks(value: object) -> str:
    return f"（{value:f} 分）" if value is not None else ""
