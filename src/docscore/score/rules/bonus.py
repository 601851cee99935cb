"""``bonus``: points beyond the total (加分); nothing is expected, so silence earns nothing but is not ruled out."""

from __future__ import annotations

from decimal import Decimal

from ...model import Bonus, Checklist, ChecklistItem, Otherwise, Outcome, Tiers
from ..inputs import Inputs
from . import checklist, tiers

_ZERO = Decimal(0)


def outcome(rule: Bonus, inputs: Inputs) -> Outcome:
    """The best band that holds, or the sum of all that hold where they add up."""
    if rule.combine == "highest":
        return tiers.outcome(Tiers(rule.bands, rule.metric), inputs)
    items = tuple(
        ChecklistItem(band.when, band.points.high)
        for band in rule.bands
        if not isinstance(band.when, Otherwise)
    )
    return checklist.outcome(Checklist(items, rule.cap), inputs)
