"""Interval arithmetic: every value within goes where the interval says, half-open ends included."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.model import Interval, PointsRange, round_points, sums

_NUMBERS = st.decimals(min_value=1, max_value=10**6, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def _with_member(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and a value within it."""
    low, member, high = sorted(draw(st.lists(_NUMBERS, min_size=3, max_size=3)))
    return Interval(low, high), member


@given(_with_member(), _with_member())
def test_sums_and_quotients_hold_their_members(
    left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = left, right
    assert a.plus(b).contains(x + y)
    quotient = a.over(b)
    assert quotient.low is not None
    assert quotient.high is not None
    assert quotient.low <= x / y + Decimal("1e-20")
    assert x / y - Decimal("1e-20") <= quotient.high


@given(_with_member(), _NUMBERS)
def test_comparisons_agree_with_their_members(pair: tuple[Interval, Decimal], bound: Decimal) -> None:
    interval, member = pair
    truth = interval.at_least(bound)
    if truth is not None:
        assert (member >= bound) is truth
    truth = interval.above(bound)
    if truth is not None:
        assert (member > bound) is truth


@given(_with_member(), _NUMBERS)
def test_capped_holds_what_is_capped(pair: tuple[Interval, Decimal], top: Decimal) -> None:
    interval, member = pair
    assert interval.capped(top).contains(min(member, top))


def test_half_open_ends() -> None:
    printed = Interval(Decimal("82.5"), Decimal("83.5"), high_open=True)
    assert printed.contains(Decimal("82.5"))
    assert not printed.contains(Decimal("83.5"))
    assert printed.at_least(Decimal("83.5")) is False
    assert printed.above(Decimal("82.5")) is None
    assert not printed.overlaps(Interval(Decimal("83.5"), Decimal("84.5"), high_open=True))
    assert printed.overlaps(Interval.point(Decimal("82.5")))


def test_unbounded_below_a_base_gives_no_upper_end() -> None:
    assert Interval(Decimal(5), None).over(Interval.point(Decimal(2))) == Interval(Decimal("2.5"), None)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("0.005", "0.01"),
        ("2.345", "2.35"),
        ("2.344", "2.34"),
        ("5.00", "5"),
        ("100", "100"),
        ("-0.125", "-0.13"),
    ],
)
def test_points_round_half_up_per_line(value: str, printed: str) -> None:
    assert f"{round_points(Decimal(value)):f}" == printed


def test_attainable_sums() -> None:
    def one(*points: int) -> tuple[PointsRange, ...]:
        return tuple(PointsRange(Decimal(p), Decimal(p)) for p in points)

    totals = {points.low for points in sums([one(5, 2, 0), one(5, 3, 0)])}
    assert totals == {Decimal(p) for p in (0, 2, 3, 5, 7, 8, 10)}
    assert {points.low for points in sums([one(4, 0), one(3, 0), one(1, 0)])} == {0, 1, 3, 4, 5, 7, 8}
