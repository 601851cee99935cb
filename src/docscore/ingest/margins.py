"""What stands on every page and belongs to none: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .lines import Line

#: Parts of the page's height, at top and bottom, in which page numbers and running heads stand.
_NUMBER_ZONE = 0.1
_HEAD_ZONE = 0.13
_FEWEST_REPEATS = 3
#: Odd and even pages may have heads of their own.
_REPEATED_ON = 0.4

_DASH = r"[-—–－―─\s·•~]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}\d{{1,4}}{_DASH}$"
    rf"|{_DASH}第?\s*\d{{1,4}}\s*页\s*[,，/]?\s*(?:共\s*\d{{1,4}}\s*页)?{_DASH}$"
    r"|\d{1,4}\s*/\s*\d{1,4}$"
    r"|[ivxIVX]{1,6}$"
)


def without_margins(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page without page numbers and running heads.

    Args:
        pages: height and lines of each page, lines inside tables left out.
    """
    heads = Counter(
        signature
        for height, lines in pages
        for signature in {_signature(line) for line in lines if _in_zone(line, height, _HEAD_ZONE)}
    )
    enough = max(_FEWEST_REPEATS, _REPEATED_ON * len(pages))
    return [
        [
            line
            for line in lines
            if not (
                (_in_zone(line, height, _NUMBER_ZONE) and _PAGE_NUMBER.match(line.text))
                or (_in_zone(line, height, _HEAD_ZONE) and heads[_signature(line)] >= enough)
            )
        ]
        for height, lines in pages
    ]


def _in_zone(line: Line, height: float, zone: float) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < zone * height or middle > (1 - zone) * height


def _signature(line: Line) -> tuple[str, int]:
    """Its words without numbers, and its height on the page, roughly."""
    return re.sub(r"[\d\s]+", "#", line.text), round(line.top / 4)
