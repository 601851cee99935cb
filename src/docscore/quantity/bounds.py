"""From a printed number and its hedge to the values that it may stand for."""

from __future__ import annotations

from decimal import Decimal

from ..model import Comparator, Interval, Quantity, Unit, plain
from ..model.lexicon import Hedge
from .numeral import Numeral

_TENTH = Decimal("0.1")
_HALF = Decimal("0.5")


def single(numeral: Numeral, unit: Unit | None, hedge: Hedge | None) -> Quantity:
    """The quantity of one number.

    Args:
        numeral: the number, magnitude included.
        unit: its unit, ``None`` if there is none.
        hedge: the word that bounds it, if any.

    Returns:
        Without a hedge the interval is that of the printed digits: 83% → [82.5, 83.5); a count without
        magnitude is exact.
    """
    value, step = numeral.value, numeral.step
    if unit and unit.factor != 1:
        value, step = value * unit.factor, step * unit.factor
    comparator = hedge.comparator if hedge else Comparator.EQ
    if hedge is None:
        interval = _printed(value, step, exact=_is_exact(numeral, unit))
    else:
        interval = _hedged(value, hedge)
    return Quantity(_tidy(value), None, unit.base if unit else "", comparator, interval)


def between(low: Numeral, high: Numeral, unit: Unit | None, *, high_open: bool = False) -> Quantity:
    """The quantity of a range, both ends included unless the text says （不含）.

    Args:
        low: lower number.
        high: upper number.
        unit: their unit.
        high_open: the upper end itself is excluded.
    """
    factor = unit.factor if unit else Decimal(1)
    bottom, top = low.value * factor, high.value * factor
    return Quantity(
        _tidy(bottom),
        _tidy(top),
        unit.base if unit else "",
        Comparator.RANGE,
        Interval(bottom, top, high_open=high_open),
    )


def _is_exact(numeral: Numeral, unit: Unit | None) -> bool:
    return unit is not None and unit.counts and not numeral.magnitude and numeral.step == 1


def _printed(value: Decimal, step: Decimal, *, exact: bool) -> Interval:
    if exact or step == 0:
        return Interval.point(value)
    half = step * _HALF
    return Interval(_tidy(value - half), _tidy(value + half), high_open=True)


def _hedged(value: Decimal, hedge: Hedge) -> Interval:
    match hedge:
        case Hedge.GE:
            return Interval(value, None)
        case Hedge.GT:
            return Interval(value, None, low_open=True)
        case Hedge.LE:
            return Interval(None, value)
        case Hedge.LT:
            return Interval(None, value, high_open=True)
        case Hedge.ABOUT:
            margin = abs(value) * _TENTH
            return Interval(_tidy(value - margin), _tidy(value + margin))
        case Hedge.NEARLY:
            return Interval(_tidy(value - abs(value) * _TENTH), value, low_open=True, high_open=True)
        case Hedge.ODD:
            return Interval(value, value + _leading_place(value), low_open=True, high_open=True)


def _leading_place(value: Decimal) -> Decimal:
    """The unit of the last digit of *value* that is not 0: 10 for 80, 1000 for 1000, 10 for 120."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _tidy(value: Decimal) -> Decimal:
    _, digits, exponent = value.as_tuple()
    if exponent == 0 or (isinstance(exponent, int) and exponent < 0 and digits[-1]):
        return value  # most are plain already
    return plain(value) if value else Decimal(0)
