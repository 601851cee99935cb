"""Word's automatic numbers as the text that Word prints: 一、 （一） 1. ①."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .wordml import W, attribute, child

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 9


def written(number: int, style: str) -> str:
    """A number as Word writes it.

    Args:
        number: the number, 0 or more.
        style: Word's name of the format (``w:numFmt``); one that is not known is written in decimal.
    """
    if style in ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
                 "japaneseCounting", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):  # fmt: skip
        return _chinese(number, _DIGITS, "十百千")
    if style in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number, _FORMAL, "拾佰仟")
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style == "ideographEnclosedCircle" and 1 <= number <= 10:
        return chr(0x3280 + number - 1)
    if style == "decimalEnclosedParen" and 1 <= number <= 20:
        return chr(0x2474 + number - 1)
    if style == "decimalEnclosedFullstop" and 1 <= number <= 20:
        return chr(0x2488 + number - 1)
    if style in ("upperLetter", "lowerLetter") and number >= 1:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman") and number >= 1:
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if style == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    return str(number)


def _chinese(number: int, digits: str, places: str) -> str:
    if number == 0:
        return digits[0]
    if number >= 10000:
        return str(number)
    text = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (places[power - 1] if power else "")
        gap = False
    # 十一, not 一十一
    return text[1:] if text.startswith(digits[1] + places[0]) else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    suffix: str
    legal: bool
    restart: int | None


@dataclass(slots=True)
class Numbering:
    """The numbers of one document; counts on with each paragraph asked for, in reading order.

    Attributes:
        levels: levels of each list, by list id (``w:numId``).
        abstract: for each list the definition whose count it shares.
    """

    levels: Mapping[str, Mapping[int, _Level]]
    abstract: Mapping[str, str]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of a list, with what Word puts after it; empty for bullets.

        Args:
            list_id: id of the list.
            level: 0-based level in it.
        """
        levels = self.levels.get(list_id)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(self.abstract[list_id], [None] * _DEEPEST)
        own = levels[level]
        current = counts[level]
        counts[level] = own.start if current is None else current + 1
        for deeper in range(level + 1, _DEEPEST):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level + 1 <= restart:
                counts[deeper] = None
        if own.style in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            of = levels.get(index, own)
            value = counts[index] if counts[index] is not None else of.start
            return written(value or 0, "decimal" if own.legal else of.style)

        return _PLACEHOLDER.sub(number, own.text) + own.suffix


def read_numbering(root: Any) -> Numbering:
    """The lists of a document.

    Args:
        root: root element of ``numbering.xml``, ``None`` where there is none.
    """
    if root is None:
        return Numbering({}, {})
    abstracts: dict[str, dict[int, _Level]] = {}
    for definition in root.findall(W + "abstractNum"):
        abstracts[attribute(definition, "abstractNumId")] = _levels(definition)
    levels: dict[str, dict[int, _Level]] = {}
    abstract: dict[str, str] = {}
    for entry in root.findall(W + "num"):
        list_id = attribute(entry, "numId")
        shared = attribute(child(entry, "abstractNumId"), "val")
        own = dict(abstracts.get(shared, {}))
        count_of = shared
        for override in entry.findall(W + "lvlOverride"):
            index = _int(attribute(override, "ilvl"), 0)
            replaced = _levels(override)
            start = child(override, "startOverride")
            if index in replaced:
                own[index] = replaced[index]
            if start is not None and index in own:
                level = own[index]
                first = _int(attribute(start, "val"), level.start)
                own[index] = _Level(first, level.style, level.text, level.suffix, level.legal, level.restart)
                count_of = f"{shared}/{list_id}"  # it counts on its own
        levels[list_id] = own
        abstract[list_id] = count_of
    return Numbering(levels, abstract)


def _levels(parent: Any) -> dict[int, _Level]:
    found = {}
    for element in parent.findall(W + "lvl"):
        suffix = attribute(child(element, "suff"), "val") or "tab"
        restart = attribute(child(element, "lvlRestart"), "val")
        legal = child(element, "isLgl")
        found[_int(attribute(element, "ilvl"), 0)] = _Level(
            start=_int(attribute(child(element, "start"), "val"), 1),
            style=attribute(child(element, "numFmt"), "val") or "decimal",
            text=attribute(child(element, "lvlText"), "val"),
            suffix="" if suffix == "nothing" else " ",
            legal=legal is not None and attribute(legal, "val") not in ("0", "false"),
            restart=_int(restart, 0) if restart else None,
        )
    return found


def _int(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default
