"""Number → its written forms → the same number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.quantity.numeral import read_arabic, read_chinese

_SMALL_DIGITS = "零一二三四五六七八九"
_CAPITAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def spelled(number: int) -> str:
    """The standard written form of 1 … 999999999999, after the school rule: one 零 for any gap."""
    parts = []
    for magnitude, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, magnitude)
        if section:
            gap = "零" if parts and section < 1000 else ""
            parts.append(gap + _section(section) + name)
    return "".join(parts)


def _section(number: int) -> str:
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + _SMALL_DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_spelled_number_is_read_back(number: int) -> None:
    read = read_chinese(spelled(number))
    assert read is not None
    assert read.value == number


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_capital_number_is_read_back(number: int) -> None:
    read = read_chinese(spelled(number).translate(_CAPITAL))
    assert read is not None
    assert read.value == number


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_an_arabic_number_is_read_back_with_and_without_separators(number: Decimal) -> None:
    for written in (f"{number:f}", f"{number:,f}"):
        read = read_arabic(written)
        assert read is not None
        assert read.value == number
        assert read.step == Decimal("0.01")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百九十万零三千九百七十一", 1903971),
        ("两万五", 25000),
        ("一千二", 1200),
        ("十", 10),
        ("一万亿", 10**12),
        ("三千五百万亿", 35 * 10**14),
        ("三点一四", Decimal("3.14")),
        ("壹佰贰拾万", 1200000),
    ],
)
def test_forms_of_speech(text: str, value: int | Decimal) -> None:
    read = read_chinese(text)
    assert read is not None
    assert read.value == value


@pytest.mark.parametrize("text", ["", "二三", "二〇二一", "十二五", "三点", "一二三", "百千"])
def test_what_is_no_number(text: str) -> None:
    assert read_chinese(text) is None


@pytest.mark.parametrize("text", ["7,00.0,77", "1,23", "2021.8.31", "1" * 40, ""])
def test_bad_separators_and_endless_digits(text: str) -> None:
    assert read_arabic(text) is None
