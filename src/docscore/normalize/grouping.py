"""Spaces inside numbers (4 167 785): taken out only where they can be nothing but separators of thousands."""

from __future__ import annotations

import re

from .mending import Edit

_SPACE = r"[ \u00a0\u2009\u202f]"
_NARROW_SPACE = r"[\u00a0\u2009\u202f]"
# Two numbers side by side look alike (2019 200, 3 200): so either two groups, or a space that does not part words, or
# a sum of money behind it; and nothing before it that counts (表1 200, 3、200).
_GROUPED = re.compile(
    r"(?<![\d.,，、/\-—~～至到第表图号][^\S\n])(?<![\d.,、/\-—~～第表图号])"
    rf"[1-9]\d{{0,2}}(?:(?:{_SPACE}\d{{3}}){{2,}}|{_NARROW_SPACE}\d{{3}}|{_SPACE}\d{{3}}(?=(?:\.\d+)?{_SPACE}?[万亿]?元))"
    rf"(?!\d|{_SPACE}\d|,\d)"
)
_ANY_SPACE = re.compile(_SPACE)


def grouping_spaces(text: str) -> list[Edit]:
    """The spaces of *text* that part the thousands of one number, to be taken out.

    Groups must be of three digits, so that two cells or years that stand side by side are never joined: where it may be
    either, the space stays and the numbers stay two.
    """
    return [
        Edit(match.start() + space.start(), match.start() + space.end())
        for match in _GROUPED.finditer(text)
        for space in _ANY_SPACE.finditer(match.group())
    ]
