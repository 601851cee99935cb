"""Whether the condition of a band holds: yes, no, or unknown; and the condition as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactHolds,
    Interval,
    Otherwise,
    Stance,
    Statement,
    Value,
    parts_of,
)
from .inputs import Inputs

_HOLDS = {Stance.SHOWN: True, Stance.ABSENT: False}


def compare(condition: Comparison, interval: Interval) -> bool | None:
    """Whether every value of *interval* fulfils *condition* (True), none does (False), or it depends (None)."""
    at_least, above = interval.at_least(condition.bound), interval.above(condition.bound)
    match condition.op:
        case ">=":
            return at_least
        case ">":
            return above
        case "<":
            return None if at_least is None else not at_least
        case "<=":
            return None if above is None else not above
        case "==":
            if not interval.contains(condition.bound):
                return False
            return True if interval.is_point else None


def holds(condition: Condition, inputs: Inputs, metric: str | None) -> bool | None:
    """Whether a condition holds (True), does not (False), or cannot be told (None).

    Args:
        condition: the condition.
        inputs: numbers and facts.
        metric: the metric of the rule, for comparisons that name none.
    """
    match condition:
        case Otherwise():
            return True
        case FactHolds(fact):
            stance, _ = inputs.evidence(fact)
            return None if stance is None else _HOLDS.get(stance)
        case Comparison():
            interval = inputs.value(_metric_of(condition, metric)).interval
            return None if interval is None else compare(condition, interval)
        case AllOf(conditions):
            truths = [holds(part, inputs, metric) for part in conditions]
            return False if False in truths else None if None in truths else True
        case AnyOf(choices):
            truths = [holds(part, inputs, metric) for part in choices]
            return True if True in truths else None if None in truths else False


@dataclass(frozen=True, slots=True)
class Basis:
    """What a condition rests on.

    Attributes:
        values: the metrics that it asks for.
        statements: the sentences that speak to its facts.
        silent: Chinese names of what the papers say nothing about.
        denied: Chinese names of facts that the papers themselves deny.
    """

    values: tuple[Value, ...]
    statements: tuple[Statement, ...]
    silent: tuple[str, ...]
    denied: tuple[str, ...]


def basis(conditions: tuple[Condition, ...], inputs: Inputs, metric: str | None) -> Basis:
    """What *conditions* together rest on, each thing once."""
    values: dict[str, Value] = {}
    statements: list[Statement] = []
    silent: list[str] = []
    denied: list[str] = []
    for condition in conditions:
        for part in parts_of(condition):
            if isinstance(part, FactHolds):
                stance, said = inputs.evidence(part.fact)
                statements += said
                if stance is None:
                    silent.append(inputs.facts[part.fact].name)
                elif stance is Stance.DENIED:
                    denied.append(inputs.facts[part.fact].name)
            else:
                asked = _metric_of(part, metric)
                if asked not in values:
                    values[asked] = inputs.value(asked)
                    if values[asked].interval is None:
                        silent.append(inputs.metrics[asked].name)
    return Basis(
        tuple(values.values()),
        tuple(dict.fromkeys(statements)),
        tuple(dict.fromkeys(silent)),
        tuple(dict.fromkeys(denied)),
    )


def words(condition: Condition, inputs: Inputs, metric: str | None = None) -> str:
    """A condition as a person reads it.

    Args:
        condition: the condition.
        inputs: for the names of metrics and facts.
        metric: the metric of the rule, for comparisons that name none.
    """
    match condition:
        case Comparison():
            return f"{inputs.metrics[_metric_of(condition, metric)].name} {condition.text}"
        case FactHolds(fact):
            return inputs.facts[fact].name
        case AllOf(conditions):
            return " 且 ".join(words(part, inputs, metric) for part in conditions)
        case AnyOf(choices):
            return " 或 ".join(words(part, inputs, metric) for part in choices)
        case Otherwise(presumed):
            return "其他情况（原文未写，推定）" if presumed else "其他情况"


def _metric_of(condition: Comparison, metric: str | None) -> str:
    named = condition.metric or metric
    assert named is not None, "the loader gives every comparison a metric"
    return named
