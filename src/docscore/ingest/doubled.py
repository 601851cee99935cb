"""Fake bold: programs without a bold font draw each character twice, hardly apart. It is read once."""

from __future__ import annotations

import re
from array import array

#: pdfium itself leaves out text drawn again nearly in the same place, but not within one text object, and not where
#: the second stroke is further away. This far, in parts of the character's height, no other character can stand.
_NEAR = 0.3
_TWICE = re.compile(r"([^\s])\1")


def without_doubles(text: str, boxes: array[float]) -> tuple[str, array[float]]:
    """Text and boxes of a page without characters that are drawn again where they stand.

    Args:
        text: all characters.
        boxes: x0, top, x1, bottom of each.
    """
    doubles: set[int] = set()
    match = _TWICE.search(text)
    while match is not None:
        at = match.start() + 1
        x0, top, x1, bottom = boxes[4 * at - 4 : 4 * at]
        near = _NEAR * min(bottom - top, x1 - x0)
        if abs(boxes[4 * at] - x0) < near and abs(boxes[4 * at + 1] - top) < near:
            doubles.add(at)
        match = _TWICE.search(text, at)
    if not doubles:
        return text, boxes
    kept = [at for at in range(len(text)) if at not in doubles]
    found = array("f")
    for at in kept:
        found.extend(boxes[4 * at : 4 * at + 4])
    return "".join(text[at] for at in kept), found
