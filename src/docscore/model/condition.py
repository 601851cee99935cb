"""Conditions: when a row of a rule holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Comparison:
    """A numeric condition, ``>= 70%``.

    Attributes:
        op: one of ``>= > <= < ==``.
        bound: the threshold, in the metric's unit.
        text: the condition as the rubric file writes it.
        metric: id of the metric; ``None`` for the metric of the rule.
    """

    op: Literal[">=", ">", "<=", "<", "=="]
    bound: Decimal
    text: str
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class FactHolds:
    """The condition that a fact is so.

    Attributes:
        fact: id of the fact.
    """

    fact: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of several conditions (且)."""

    conditions: tuple[Comparison | FactHolds, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of several conditions (或), each of them plain or an :class:`AllOf`."""

    conditions: tuple[Comparison | FactHolds | AllOf, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The condition that no band before it matched.

    Attributes:
        presumed: the rule document does not say what happens then; these points are our reading.
    """

    presumed: bool = False


Condition = Comparison | FactHolds | AllOf | AnyOf | Otherwise


def parts_of(condition: Condition) -> Iterator[Comparison | FactHolds]:
    """The plain conditions that a condition is made of."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.conditions:
            yield from parts_of(part)
    elif not isinstance(condition, Otherwise):
        yield condition
