"""What the rules rest on: metrics and facts that nothing states, boundaries that no worked case tries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import (
    Bonus,
    Checklist,
    Code,
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
from ..packs.source import Path_
from .lint_codes import B10, B12
from .lint_paths import criteria_with_paths

Spot = tuple[Code, Path_, str]


def cover_problems(rubric: Rubric, cases: Mapping[str, int] | None) -> Iterator[Spot]:
    """Names without a source, and numeric criteria with fewer cases than their boundaries ask for.

    Args:
        rubric: the rubric.
        cases: how many cases each criterion has; ``None`` if cases are not asked for.
    """
    told: set[str] = set()
    for criterion, path in criteria_with_paths(rubric):
        for name in _asked(criterion.rule):
            if name not in told and not _stated(name, rubric):
                told.add(name)
                known = rubric.metrics.get(name) or rubric.facts.get(name)
                shown = known.name if known else name
                yield B10, (*path, "rule"), f"“{criterion.name}”要用的“{shown}”没有写靠什么说法认出或推算"
        lines = set(_boundaries(criterion.rule))
        count = (cases or {}).get(criterion.id, 0)
        if cases is not None and lines and count <= len(lines):
            what = f"“{criterion.name}”有 {len(lines)} 条档线，算例只有 {count} 个，每条线上下要各有一个"
            yield B12, (*path, "rule"), what


def _stated(name: str, rubric: Rubric) -> bool:
    fact = rubric.facts.get(name)
    if fact is not None:
        return bool(fact.shown_by or fact.partly_by)
    metric = rubric.metrics.get(name)
    if metric is None:
        return False
    if metric.says or metric.proxies or metric.length_of:
        return True
    if metric.months_since:
        return _stated(metric.months_since, rubric)
    parts = (metric.ratio.of, metric.ratio.to) if metric.ratio else metric.total_of
    return bool(parts) and all(_stated(part, rubric) for part in parts)


def _asked(rule: Rule) -> Iterator[str]:
    """Metrics and facts that a document can state; a place in the cohort is known only when all are in."""
    match rule:
        case Rank():
            return
        case Judged():
            yield rule.fact
        case Checklist():
            for item in rule.items:
                yield from _named(item.when)
        case Tiers() | Bonus() | Grade():
            for band in rule.bands:
                yield from _named(band.when)
        case Veto():
            yield from _named(rule.when)
        case DeductEach():
            yield from (fault.metric for fault in rule.faults)
        case Composite():
            for part in rule.parts:
                yield from _asked(part)
    metric = getattr(rule, "metric", None)
    if metric is not None:
        yield metric


def _named(when: Condition) -> Iterator[str]:
    for part in parts_of(when):
        if isinstance(part, FactHolds):
            yield part.fact
        elif part.metric is not None:
            yield part.metric


def _boundaries(rule: Rule) -> Iterator[object]:
    if isinstance(rule, Tiers | Rank | Bonus):
        for band in rule.bands:
            for part in parts_of(band.when):
                if isinstance(part, Comparison):
                    yield (part.metric, part.bound)
    elif isinstance(rule, Composite):
        for piece in rule.parts:
            yield from _boundaries(piece)
