"""The batch in order: places while intervals overlap, totals on the rubric's scale, grades by its bands and no others."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..cohort import ranks_by
from ..export.dossier import Entry, Ranked
from ..model import Grade, Interval, Rubric, round_points
from ..score.rules.grade import grades_of


def ranked(entries: Sequence[Entry], rubric: Rubric) -> tuple[Ranked, ...]:
    """Each entry with its place, best first; then what is vetoed, then what could not be read.

    Args:
        entries: the batch.
        rubric: its rules.
    """
    standing = [one for one in entries if not one.trouble and not one.vetoed]
    lows = {one.id: one.low for one in standing if one.low is not None}
    highs = {one.id: one.high for one in standing if one.high is not None}
    places = ranks_by(lows, highs)
    top = (max(lows.values(), default=Decimal(0)), max(highs.values(), default=Decimal(0)))
    found = []
    for one in entries:
        final = None if one.trouble else _final(one, rubric, top)
        total = final or (None if one.low is None or one.high is None else (one.low, one.high))
        grade = "" if one.vetoed or one.trouble or total is None else _grade(rubric, *total)
        found.append(Ranked(one, places.get(one.id), final, grade))
    return tuple(sorted(found, key=_order))


def _order(one: Ranked) -> tuple[object, ...]:
    entry = one.entry
    group = 2 if entry.trouble else 1 if entry.vetoed else 0
    best, worst = (one.place.best, one.place.worst) if one.place else (0, 0)
    return group, best, worst, -(entry.supported or Decimal(0)), entry.name, entry.id


def _final(one: Entry, rubric: Rubric, top: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal] | None:
    """The total as the rubric scales it; while the highest total of the cohort is open, both ends are."""
    scale = rubric.scale
    if scale is None or one.low is None or one.high is None:
        return None
    by_cohort = scale.of == "highest"
    most, least = (top[1], max(top[0], one.high)) if by_cohort else (rubric.total, rubric.total)
    if most <= 0 or least <= 0:
        return None
    factor = scale.to * scale.weight
    return round_points(one.low * factor / most), round_points(one.high * factor / least)


def _grade(rubric: Rubric, low: Decimal, high: Decimal) -> str:
    if not rubric.grades:
        return ""
    return " 或 ".join(grades_of(Grade(rubric.grades, ""), Interval(low, high)))
