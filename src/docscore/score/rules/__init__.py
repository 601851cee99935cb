"""One file a kind of rule; each turns a rule and its inputs into an outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from ...model import (
    Bonus,
    Checklist,
    Composite,
    Deadline,
    DeductEach,
    Grade,
    Judged,
    Outcome,
    Proportional,
    Rank,
    Rule,
    Step,
    Tiers,
    Veto,
)
from ..inputs import Inputs
from . import (
    bonus,
    checklist,
    composite,
    deadline,
    deduct_each,
    grade,
    judged,
    proportional,
    rank,
    step,
    tiers,
    veto,
)


def outcome(rule: Rule, inputs: Inputs) -> Outcome:
    """What a rule may earn, with its trace; sentences that a number was counted from stand among its statements.

    Args:
        rule: the rule.
        inputs: its numbers and facts.
    """
    result = _outcome(rule, inputs)
    dated = tuple(statement for value in result.trace.values for statement in value.statements)
    if not dated:
        return result
    statements = tuple(dict.fromkeys((*result.trace.statements, *dated)))
    return replace(result, trace=replace(result.trace, statements=statements))


def _outcome(rule: Rule, inputs: Inputs) -> Outcome:
    match rule:
        case Tiers():
            return tiers.outcome(rule, inputs)
        case Rank():
            return rank.outcome(rule, inputs)
        case Judged():
            return judged.outcome(rule, inputs)
        case Checklist():
            return checklist.outcome(rule, inputs)
        case Proportional():
            return proportional.outcome(rule, inputs)
        case Step():
            return step.outcome(rule, inputs)
        case DeductEach():
            return deduct_each.outcome(rule, inputs)
        case Deadline():
            return deadline.outcome(rule, inputs)
        case Bonus():
            return bonus.outcome(rule, inputs)
        case Veto():
            return veto.outcome(rule, inputs)
        case Grade():
            return grade.outcome(rule, inputs)
        case Composite():
            return composite.outcome(rule, inputs, [outcome(part, inputs) for part in rule.parts])
        case _:
            assert_never(rule)
