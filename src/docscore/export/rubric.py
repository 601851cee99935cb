"""Rubrics as text for a terminal: the list of those at hand, and one with its clauses and rule rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Criterion, Rubric
from .rule import Names, rule_rows
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
    groups += [("加分项", rubric.bonus), ("扣分项", rubric.deductions), ("一票否决项", rubric.veto)]
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
    for row in rule_rows(criterion.rule, Names(rubric.metrics, rubric.facts)):
        yield f"        {row}"
    if criterion.note:
        yield f"        注：{criterion.note}"


def _marks(value: object) -> str:
    return f"（{value:f} 分）" if value is not None else ""
