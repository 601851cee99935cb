"""What a rule of a rubric asks: its metrics and facts, in its own order."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import (
    Bonus,
    Checklist,
    Comparison,
    Composite,
    Condition,
    DeductEach,
    FactHolds,
    Grade,
    Judged,
    Rank,
    Rubric,
    Rule,
    Tiers,
    Veto,
    parts_of,
)
from ..rubric import Input


def inputs_of(rubric: Rubric, rule: Rule) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
    """What a rule asks, in the order in which it asks, and what its rates derive from.

    Args:
        rubric: for names, units and derivations.
        rule: one of its rules.
    """
    asked: dict[str, Input] = {}
    parts: dict[str, Input] = {}
    for identifier in _asked_ids(rule):
        if identifier in rubric.facts:
            asked.setdefault(identifier, Input(identifier, rubric.facts[identifier].name, "是/否"))
            continue
        metric = rubric.metrics.get(identifier)
        asked.setdefault(
            identifier,
            Input(identifier, metric.name if metric else identifier, metric.unit if metric else ""),
        )
        for part in (metric.ratio.of, metric.ratio.to) if metric and metric.ratio else ():
            of = rubric.metrics[part]
            parts[part] = Input(part, of.name, of.unit)
    return tuple(asked.values()), tuple(part for key, part in parts.items() if key not in asked)


def _asked_ids(rule: Rule) -> Iterator[str]:
    """Ids of the metrics and facts of a rule, in its own order, repetitions included."""
    metric = getattr(rule, "metric", None)
    if metric is not None:
        yield metric
    match rule:
        case Judged():
            yield rule.fact
        case Checklist():
            for item in rule.items:
                yield from _named_in(item.when)
        case Tiers() | Rank() | Bonus() | Grade():
            for band in rule.bands:
                yield from _named_in(band.when)
        case Veto():
            yield from _named_in(rule.when)
        case DeductEach():
            for fault in rule.faults:
                yield fault.metric
            for condition in rule.voids:
                yield from _named_in(condition)
        case Composite():
            for part in rule.parts:
                yield from _asked_ids(part)


def _named_in(condition: Condition) -> Iterator[str]:
    for part in parts_of(condition):
        if isinstance(part, FactHolds):
            yield part.fact
        elif isinstance(part, Comparison) and part.metric is not None:
            yield part.metric
