"""One rule with given values: rubric × givens → outcome with its trace. Nothing is read from a document here."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import UsageError
from ..model import Criterion, Fact, Grade, Metric, Outcome, Quantity, Rubric, Rule, round_points
from ..rubric import Input
from ..score.inputs import Given
from ..score.rules import outcome
from ..score.rules.grade import grades_of
from .asked import inputs_of
from .typed import answer, assigned, quantity


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule gives for the values given.

    Attributes:
        outcome: points, status and trace; points rounded as on a sheet.
        grades: the grades of a ``grade`` rule, several where the total lies between two.
    """

    outcome: Outcome
    grades: tuple[str, ...] = ()


def criterion_called(name: str, rubric: Rubric) -> Criterion:
    """The criterion of that id, or of that name.

    Args:
        name: id or Chinese name.
        rubric: the rubric.

    Raises:
        UsageError: there is none; tells the nearest.
    """
    criteria = tuple(rubric.criteria())
    found = next((one for one in criteria if name in (one.id, one.name)), None)
    if found is not None:
        return found
    by_name = {one.name: one.id for one in criteria}
    close = difflib.get_close_matches(name, [*(one.id for one in criteria), *by_name], n=1)
    remedy = (
        f"是否想写“{by_name.get(close[0], close[0])}”？"
        if close
        else f"编号见：docscore rubric show {rubric.id}"
    )
    raise UsageError(f"评分细则 {rubric.id} 里没有评分项“{name}”", remedy)


def try_criterion(rubric: Rubric, criterion: Criterion, given: Sequence[str]) -> Trial:
    """One criterion of a rubric with values as a person types them.

    Args:
        rubric: the rubric.
        criterion: one of its criteria.
        given: as for :func:`try_rule`; a rate may be given by its numerator and denominator, each by name.

    Raises:
        UsageError: a value that cannot be read, or a name that no input has.
    """
    asked, parts = inputs_of(rubric, criterion.rule)
    return try_rule(criterion.rule, asked, rubric.metrics, rubric.facts, given, parts)


def try_rule(
    rule: Rule,
    inputs: Sequence[Input],
    metrics: Mapping[str, Metric],
    facts: Mapping[str, Fact],
    given: Sequence[str],
    parts: Sequence[Input] = (),
) -> Trial:
    """A rule with values as a person types them.

    Args:
        rule: the rule.
        inputs: what it asks, in order.
        metrics: its metrics by id.
        facts: its facts by id.
        given: ``NAME=VALUE`` or a bare value each, bare ones in the order of *inputs*; 是 or 否 for facts; one value
            with commas stands for several; a word that names a level means that this one holds and the others not.
        parts: numerators and denominators that may be given by name in place of their rate.

    Raises:
        UsageError: a value that cannot be read, or a name that no input has.
    """
    texts = assigned(inputs, given, parts)
    numbers: dict[str, Quantity] = {}
    answers: dict[str, bool] = {}
    for asked in (*inputs, *parts):
        text = texts.get(asked.id)
        if text is None:
            continue
        if asked.id in facts:
            answers[asked.id] = answer(text, asked)
        else:
            numbers[asked.id] = quantity(text, asked, rule)
    source = Given(metrics, facts, numbers, answers)
    result = outcome(rule, source)
    value = source.value(rule.metric).interval if isinstance(rule, Grade) else None
    grades = tuple(grades_of(rule, value)) if isinstance(rule, Grade) and value is not None else ()
    rounded = Outcome(
        round_points(result.low),
        round_points(result.high),
        round_points(result.supported),
        result.status,
        result.trace,
    )
    return Trial(rounded, grades)
