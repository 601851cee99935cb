"""Closed and half-open intervals of exact decimals: what a printed number may stand for, what a line may earn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

#: Enough digits that dividing two counts never rounds across a threshold.
_WIDE = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of decimals between two ends.

    Attributes:
        low: lower end, ``None`` if unbounded below.
        high: upper end, ``None`` if unbounded above.
        low_open: the lower end itself is excluded.
        high_open: the upper end itself is excluded.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval that holds *value* alone."""
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Whether one value alone is possible."""
        return self.low is not None and self.low == self.high

    def contains(self, value: Decimal) -> bool:
        """Whether *value* lies within."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.high_open)

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (_entirely_below(self, other) or _entirely_below(other, self))

    def at_least(self, bound: Decimal) -> bool | None:
        """Whether every value is ≥ *bound* (True), none is (False), or it depends (None)."""
        if self.low is not None and self.low >= bound:
            return True
        if self.high is not None and (self.high < bound or (self.high == bound and self.high_open)):
            return False
        return None

    def above(self, bound: Decimal) -> bool | None:
        """Whether every value is > *bound* (True), none is (False), or it depends (None)."""
        if self.low is not None and (self.low > bound or (self.low == bound and self.low_open)):
            return True
        if self.high is not None and self.high <= bound:
            return False
        return None

    def plus(self, other: Interval) -> Interval:
        """All sums of a value of each."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def scaled(self, factor: Decimal) -> Interval:
        """All values times a positive *factor*."""
        return Interval(
            None if self.low is None else _WIDE.multiply(self.low, factor),
            None if self.high is None else _WIDE.multiply(self.high, factor),
            self.low_open,
            self.high_open,
        )

    def over(self, base: Interval) -> Interval:
        """All quotients of a value of self by one of *base*, both taken as not negative.

        An end that would divide by zero or by an unbounded end is unbounded (above) or 0 (below).
        """
        low = (
            None
            if self.low is None
            else (Decimal(0) if base.high is None else _quotient(self.low, base.high))
        )
        high = None if self.high is None or base.low is None else _quotient(self.high, base.low)
        return Interval(low, high, self.low_open or base.high_open, self.high_open or base.low_open)

    def capped(self, top: Decimal) -> Interval:
        """Every value cut down to at most *top*."""
        low = self.low if self.low is None or self.low <= top else top
        if self.high is None or self.high > top:
            return Interval(low, top, self.low_open and low != top, False)
        return Interval(low, self.high, self.low_open, self.high_open)


def _entirely_below(left: Interval, right: Interval) -> bool:
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.high_open or right.low_open))


def _quotient(value: Decimal, base: Decimal) -> Decimal | None:
    return _WIDE.divide(value, base) if base else None


def round_points(value: Decimal) -> Decimal:
    """Points as they are printed: half up at two decimals, trailing zeros dropped (5.00 → 5).

    Source: DESIGN.md, *Scoring*; the fiscal forms keep two decimals a line.
    """
    rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return plain(rounded)


def plain(value: Decimal) -> Decimal:
    """*value* without trailing zeros and never in exponent form."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return normal.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else normal
