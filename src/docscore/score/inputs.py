"""Where rules get their numbers and facts from: a submission, or values that a person gives (``rubric try``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..model import Assertions, Fact, Metric, Quantity, Rubric, Stance, Statement, Value
from .values import rate_of, value_of

Evidence = tuple[Stance | None, tuple[Statement, ...]]
"""How the papers stand to a fact, and the sentences that decide it, in reading order."""


class Inputs(Protocol):
    """What a rule can ask."""

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Metrics by id."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by id."""

    def value(self, metric: str) -> Value:
        """The value of a metric; its interval is ``None`` where nothing says it."""

    def evidence(self, fact: str) -> Evidence:
        """How the papers stand to a fact."""


@dataclass(frozen=True)
class FromAssertions:
    """What a document says."""

    rubric: Rubric
    assertions: Assertions
    ranks: Mapping[str, Value] = field(default_factory=dict)

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Metrics of the rubric."""
        return self.rubric.metrics

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Facts of the rubric."""
        return self.rubric.facts

    def value(self, metric: str) -> Value:
        """A place in the batch where it is known; else stated, derived or unknown."""
        if metric in self.ranks:
            return self.ranks[metric]
        return value_of(metric, self.rubric, self.assertions)

    def evidence(self, fact: str) -> Evidence:
        """Denial counts before showing (a person must look), showing before touching, plans last.

        Sentences of a weaker stance decide nothing and are left out.
        """
        said = self.assertions.statements.get(fact, ())
        for stance in (Stance.DENIED, Stance.SHOWN, Stance.PARTLY, Stance.PLANNED):
            deciding = tuple(statement for statement in said if statement.stance is stance)
            if deciding:
                return stance, deciding
        return None, ()


@dataclass(frozen=True)
class Given:
    """What a person gives.

    Attributes:
        metrics: metrics of the rule, by id.
        facts: facts of the rule, by id.
        numbers: what is given for metrics.
        answers: 是 (True) or 否 (False) for facts.
    """

    metrics: Mapping[str, Metric]
    facts: Mapping[str, Fact]
    numbers: Mapping[str, Quantity]
    answers: Mapping[str, bool]

    def value(self, metric: str) -> Value:
        """As given, else derived from what is given; unknown if neither.

        A typed number is exact: a person who types 70 means 70, not [69.5, 70.5).
        """
        quantity = self.numbers.get(metric)
        if quantity is None:
            ratio = self.metrics[metric].ratio if metric in self.metrics else None
            of, to = (self.value(ratio.of), self.value(ratio.to)) if ratio else (None, None)
            rate = rate_of(self.metrics[metric], of, to) if of and to else None
            return rate or Value(metric, None, "")
        return Value(metric, quantity.interval, f"{quantity.value:f}{quantity.unit}")

    def evidence(self, fact: str) -> Evidence:
        """As answered; unknown if not."""
        answer = self.answers.get(fact)
        return (None if answer is None else Stance.SHOWN if answer else Stance.ABSENT), ()
