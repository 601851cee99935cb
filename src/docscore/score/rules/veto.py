"""``veto``: a condition that fails the whole submission (一票否决). Only a person pronounces it."""

from __future__ import annotations

from decimal import Decimal

from ...model import (
    Comparison,
    FactHolds,
    Outcome,
    Rubric,
    Stance,
    Statement,
    Status,
    Submission,
    Trace,
    Value,
    Veto,
)
from ..conditions import compare, evidence, words
from ..values import value_of

_ZERO = Decimal(0)


def outcome(rule: Veto, rubric: Rubric, submission: Submission) -> Outcome:
    """Whether the veto's condition shows in the papers; 0 points either way."""
    values: tuple[Value, ...] = ()
    said: tuple[Statement, ...] = ()
    if isinstance(rule.when, Comparison) and rule.metric is not None:
        value = value_of(rule.metric, rubric, submission)
        values = (value,)
        name = rubric.metrics[rule.metric].name
        holds = compare(rule.when, value.interval) if value.interval is not None else None
    else:
        assert isinstance(rule.when, FactHolds)
        name = rubric.facts[rule.when.fact].name
        stance, said = evidence(rule.when.fact, submission)
        holds = True if stance is Stance.SHOWN else False if stance is Stance.DENIED else None
    row = words(rule.when, name)
    if holds:
        reason = f"正文出现否决情形“{row}”，请人核定"
        return Outcome(_ZERO, _ZERO, _ZERO, Status.VETOED, Trace(rule.kind, row, reason, values, said))
    if holds is False:
        reason = f"按正文，没有出现“{row}”"
        return Outcome(_ZERO, _ZERO, _ZERO, Status.MET, Trace(rule.kind, "", reason, values, said))
    reason = f"正文看不出是否“{row}”，请另行核实"
    return Outcome(_ZERO, _ZERO, _ZERO, Status.PENDING, Trace(rule.kind, "", reason, values, said))
