"""Targets × results → goals: what was promised, what a report says became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from rapidfuzz import fuzz

from ..model import Comparator, Extraction, Figure, Goal, Interval, Mood, Role
from .targets import targets

#: Likeness of two subjects (0–100) from which they are taken for the same thing, where no metric says so.
_SAME_THING = 80
#: A shorter subject than this is compared whole: 企业 is in many names.
_TELLING = 4
#: Words right before or after a percentage that make it a growth rate, which only another growth rate answers.
_GROWTH = re.compile(r"增长|增幅|增速|递增|提高|提升|上升|下降|降低|减少")
_NEAR = 6
_HUNDRED = Decimal(100)


class _Result(NamedTuple):
    figure: Figure
    growth: bool


def goals(plan: Extraction, report: Extraction | None, source: str = "") -> tuple[Goal, ...]:
    """Every target of a plan with the result that answers it.

    A result answers a target of the same unit if both speak to the same metric, or else if their subjects are nearly the
    same words; growth rates answer growth rates only. Of several, one of the target's own period comes first, then one
    that is not itself worded as planned, then the first.

    Args:
        plan: the paper that sets the targets.
        report: the report that gives the results; ``None`` if there is only the plan.
        source: title of the plan.
    """
    results = _results(report) if report is not None else {}
    return tuple(
        _goal(target, _is_growth(target, plan), results.get(target.quantity.unit, ()), source)
        for target in targets(plan)
    )


def _results(report: Extraction) -> Mapping[str, tuple[_Result, ...]]:
    """What the report says was reached, by unit."""
    found: defaultdict[str, list[_Result]] = defaultdict(list)
    for figure in report.figures:
        mood = report.sentences[figure.sentence].mood
        if figure.role in (Role.ACTUAL, Role.CHANGE) and mood in (Mood.STATED, Mood.PROBLEM):
            found[figure.quantity.unit].append(_Result(figure, _is_growth(figure, report)))
    return {unit: tuple(results) for unit, results in found.items()}


def _is_growth(figure: Figure, extraction: Extraction) -> bool:
    if figure.quantity.unit != "%":
        return False
    text = extraction.sentences[figure.sentence].text
    around = text[max(0, figure.start - _NEAR) : figure.start]
    return figure.role is Role.CHANGE or _GROWTH.search(around) is not None


def _goal(target: Figure, growth: bool, results: Iterable[_Result], source: str) -> Goal:
    best: tuple[tuple[float, bool, bool], Figure, str] | None = None
    for result, is_growth in results:
        if is_growth is not growth:
            continue
        likeness, reason = _likeness(target, result)
        merit = (likeness, result.period == target.period, not result.planned)
        if likeness >= _SAME_THING and (best is None or merit > best[0]):
            best = merit, result, reason
    if best is None:
        return Goal(target, source)
    result = best[1]
    return Goal(
        target,
        source,
        result=result,
        completion=None if growth else _completion(target, result),
        met=_met(target, result),
        repeats=result.quantity.value == target.quantity.value,
        reason=best[2],
    )


def _likeness(target: Figure, result: Figure) -> tuple[float, str]:
    if target.metric is not None and target.metric == result.metric:
        return 100.0, "同一指标"
    if target.metric is not None and result.metric is not None:
        return 0.0, ""
    shorter = min(len(target.subject), len(result.subject))
    alike = fuzz.partial_ratio if shorter >= _TELLING else fuzz.ratio
    return alike(target.subject, result.subject), f"“{target.subject}”与“{result.subject}”"


def _met(target: Figure, result: Figure) -> bool | None:
    """Whether the result reaches the target; a bound from above is reached by staying below it."""
    asked = target.quantity
    if asked.comparator in (Comparator.LE, Comparator.LT):
        above = result.quantity.interval.above(asked.value)
        return None if above is None else not above
    return result.quantity.interval.at_least(asked.value)


def _completion(target: Figure, result: Figure) -> Interval | None:
    """Result over target in percent, the usual 完成率; the lower end of a range counts as the target."""
    asked = target.quantity
    if asked.value <= 0 or asked.comparator in (Comparator.LE, Comparator.LT):
        return None
    return result.quantity.interval.over(Interval.point(asked.value)).scaled(_HUNDRED)
