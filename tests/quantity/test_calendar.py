"""Dates as worded, and whole months between days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.quantity import date_span, whole_months


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020年3月", "2020-03-01", "2020-03-31"),
        ("2020年2月", "2020-02-01", "2020-02-29"),
        ("2020年3月5日", "2020-03-05", "2020-03-05"),
        ("2020年3月底", "2020-03-21", "2020-03-31"),
        ("2020年2月下旬", "2020-02-21", "2020-02-29"),
        ("2020年10月初", "2020-10-01", "2020-10-10"),
        ("2020年", "2020-01-01", "2020-12-31"),
        ("2020年底", "2020-12-01", "2020-12-31"),
        ("2020年上半年", "2020-01-01", "2020-06-30"),
        ("2020年第三季度", "2020-07-01", "2020-09-30"),
        ("自2019年12月起", "2019-12-01", "2019-12-31"),
    ],
)
def test_date_span(text: str, first: str, last: str) -> None:
    assert date_span(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["去年", "3月5日", "近两年", "2020年2月30日", "1200平方米", ""])
def test_no_date(text: str) -> None:
    assert date_span(text) is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2020-03-01", "2021-08-31", 17),
        ("2020-03-31", "2021-08-31", 17),
        ("2021-02-28", "2021-08-31", 6),
        ("2021-03-01", "2021-08-31", 5),
        ("2020-08-31", "2021-02-28", 6),
        ("2021-08-31", "2021-08-31", 0),
        ("2021-09-01", "2021-08-31", -1),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert whole_months(date.fromisoformat(start), date.fromisoformat(end)) == months


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_later_end_is_never_fewer_months(start: date, end: date) -> None:
    assert whole_months(start, end) <= whole_months(start, end + timedelta(days=1))
    assert whole_months(start + timedelta(days=1), end) <= whole_months(start, end)
