"""Points in a cell of a self-score column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.link.score_cells import Glued, Points, points_in


@pytest.mark.parametrize(
    ("text", "given_points", "of"),
    [
        ("2", "2", None),
        ("２．５", "2.5", None),
        ("-5", "-5", None),
        ("10 10", "10", "10"),
        ("9/10", "9", "10"),
        ("10/9", "9", "10"),
        ("分值10自评9", "9", "10"),
        ("自评9分（满分10分）", "9", "10"),
        ("10（自评9）", "9", "10"),
        ("9分（扣1分）", "9", None),
        ("满分10分", None, "10"),
        ("", None, None),
        ("/", None, None),
        ("——", None, None),
        ("未评", None, None),
        ("第2项3分4条", None, None),
        ("见附件3", None, None),
        ("2021年8月", None, None),
    ],
)
def test_points(text: str, given_points: str | None, of: str | None) -> None:
    found = points_in(text)
    assert found == Points(*(None if one is None else Decimal(one) for one in (given_points, of)))


@given(st.text(alphabet="0123456789.-/（）() 分自评满扣得、第年\n—", max_size=20), st.sampled_from(Glued))
def test_any_cell_gives_points_or_nothing(text: str, glued: Glued) -> None:
    found = points_in(text, glued)
    assert found.given is None or found.given.is_finite()


@given(st.integers(0, 100), st.integers(0, 100))
def test_the_heading_tells_the_order(first: int, second: int) -> None:
    assert points_in(f"{first}/{second}", Glued.SELF_FIRST) == Points(Decimal(first), Decimal(second))
    assert points_in(f"{first}/{second}", Glued.WEIGHT_FIRST) == Points(Decimal(second), Decimal(first))
