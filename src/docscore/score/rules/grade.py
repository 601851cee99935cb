"""``grade``: bands of the total that are named, not scored (优秀, 良好…)."""

from __future__ import annotations

from decimal import Decimal

from ...model import Band, Grade, Interval, Outcome, PointsRange, Status, Trace
from ..inputs import Inputs
from . import tiers

_ZERO = Decimal(0)
_NOTHING = PointsRange(_ZERO, _ZERO)


def outcome(rule: Grade, inputs: Inputs) -> Outcome:
    """The grade, as the row that matched; no points. A total between two bands (89.5 of 80–89 and 90) is ambiguous."""
    value = inputs.value(rule.metric)
    if value.interval is None:
        reason = f"没有{inputs.metrics[rule.metric].name}"
        return Outcome(_ZERO, _ZERO, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason, (value,)))
    grades = grades_of(rule, value.interval)
    shown = " 或 ".join(grades)
    status = Status.MET if len(grades) == 1 else Status.AMBIGUOUS
    reason = f"{value.printed}，{shown or '落在各等次之外'}"
    return Outcome(_ZERO, _ZERO, _ZERO, status, Trace(rule.kind, shown, reason, (value,)))


def grades_of(rule: Grade, total: Interval) -> list[str]:
    """The grades that a total may get: one; several where it straddles or lies between bands; none outside all."""
    bands = tuple(Band(band.when, _NOTHING) for band in rule.bands)
    possible = [band for band in tiers.matching_bands(bands, total) if band is not None]
    if possible:
        return [rule.bands[bands.index(band)].grade for band in possible]
    between = tiers.neighbours(bands, total)
    return [rule.bands[position].grade for position in between] if between else []
