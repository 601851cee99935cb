"""What a drafted line is worth."""

from __future__ import annotations

from decimal import Decimal

from ..model import Composite, Rule, Step
from .drafted import Drafted

_ZERO = Decimal(0)


def worth_of(rule: Rule, drafted: Drafted, points: Decimal | None) -> Decimal:
    """Points of a line: the most that its rule gives, or where that has no end, what it gives at its base.

    Args:
        rule: the rule.
        drafted: the clause that it was read from.
        points: full marks where they stand apart from the clause.
    """
    if _open_ended(rule):
        if drafted.max is not None and drafted.max > 0 and not isinstance(rule, Composite):
            return drafted.max
        return points if points is not None else _base(rule)
    return max(given.high for given in rule.attainable)


def _open_ended(rule: Rule) -> bool:
    if isinstance(rule, Step):
        return rule.cap is None
    return isinstance(rule, Composite) and rule.cap is None and any(map(_open_ended, rule.parts))


def _base(rule: Rule) -> Decimal:
    if isinstance(rule, Step):
        return rule.at_base or max(rule.above, _ZERO)
    if isinstance(rule, Composite):
        return max((_base(part) for part in rule.parts), default=_ZERO)
    return max(given.high for given in rule.attainable)
