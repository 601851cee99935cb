"""Written numbers → exact decimals: Arabic, Chinese, 大写 and mixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇○", "一壹弌", "二两贰弍", "三叁弎", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

#: Characters of Chinese numerals, for building patterns.
SPELLED = "零〇○一二三四五六七八九十百千万亿两"
CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"

#: Longest number that is read; longer digit runs are account numbers or damage.
LONGEST = 24

_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(LONGEST + 1))
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.·]\d+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    Attributes:
        value: what it stands for.
        step: the unit of its last written place: 1 for 83, 0.01 for 4.00, 10000 for 42万.
        spelled: written in Chinese numerals.
        magnitude: 万, 亿 or the like closed it, so the places below were rounded off.
    """

    value: Decimal
    step: Decimal
    spelled: bool
    magnitude: bool = False

    def times(self, magnitude: str) -> Numeral:
        """The number with a magnitude written behind it: 3 and 千万 → 30000000.

        Args:
            magnitude: one or more of 十百千万亿; empty for none.
        """
        factor = Decimal(1)
        for character in magnitude:
            factor *= _SMALL.get(character) or _LARGE[character]
        if factor == 1:
            return self
        return Numeral(self.value * factor, self.step * factor, self.spelled, magnitude=True)


def read_arabic(text: str) -> Numeral | None:
    """``4,167,785.00`` → 4167785.00; ``None`` for bad separators (7,00.0,77) and over-long runs.

    Args:
        text: digits with , and . only.
    """
    if len(text) > LONGEST or not _ARABIC.fullmatch(text):
        return None
    digits = text.replace(",", "").replace("·", ".")
    point = digits.find(".")
    return Numeral(Decimal(digits), _STEPS[len(digits) - 1 - point if point >= 0 else 0], spelled=False)


def read_chinese(text: str) -> Numeral | None:
    """一百九十万零三千九百七十一 → 1903971; 两万五 → 25000; 三点五 → 3.5.

    Args:
        text: characters of Chinese numerals, small or capital, with 点 for the decimal point.

    Returns:
        The number; ``None`` for what is no well-formed number: digits in a row (二三, 二〇二一), 十二五.
    """
    if not text or len(text) > LONGEST:
        return None
    whole, point, decimals = text.partition("点")
    value = _read_whole(whole)
    if value is None:
        return None
    if not point:
        last = whole[-1]
        return Numeral(Decimal(value), Decimal(_LARGE.get(last, 1)), True, magnitude=last in _LARGE)
    if not decimals or any(character not in _DIGITS for character in decimals):
        return None
    digits = "".join(str(_DIGITS[character]) for character in decimals)
    return Numeral(Decimal(f"{value}.{digits}"), Decimal(1).scaleb(-len(digits)), True)


def _read_whole(text: str) -> int | None:
    total = section = 0  # total: closed by 万 or 亿; section: below the next one
    digit: int | None = None
    after = 0  # magnitude just before; a digit that ends the number right after it counts tenths of it
    lowest = 0  # last small magnitude in this section: they must fall
    for character in text:
        if character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
            if digit == 0:
                after = 0
        elif character in _SMALL:
            magnitude = _SMALL[character]
            if digit == 0 or (lowest and magnitude >= lowest):
                return None
            section += (1 if digit is None else digit) * magnitude
            digit, after, lowest = None, magnitude, magnitude
        else:
            magnitude = _LARGE[character]
            section += digit or 0
            if section:
                total = _closed(total, section, magnitude)
            elif total:
                total *= magnitude  # 万亿
            else:
                total = magnitude  # a bare 万
            section, digit, after, lowest = 0, None, magnitude, 0
    if digit:
        if after == 10 or not after:
            section += digit
        else:
            section += digit * after // 10
    return total + section


def _closed(total: int, section: int, magnitude: int) -> int:
    """What stands before 亿 belongs to it whole (三千五百万亿), what stands before 万 only since the last 亿."""
    if total and magnitude == _LARGE["亿"] and total < magnitude:
        return (total + section) * magnitude
    return total + section * magnitude
