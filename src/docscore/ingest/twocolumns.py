"""Pages in two columns: left column first, then right, between the lines that go across."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .lines import Line, visual_lines
from .paragraphs import Column

#: Fewest lines in each column, and characters in most of them.
_FEWEST_LINES = 5
_FEWEST_CHARACTERS = 8
#: The narrower column is at least so wide, compared with the other.
_SIMILAR = 0.8
#: This part of a column's lines fills it to this part: labels, numbers and signatures do not.
_MOSTLY, _FILLED = 0.6, 0.85
#: A gap wider than this, in font sizes, parts the columns; between words it is narrower.
_GUTTER = 1.0
#: What goes across may be so much, compared with the lines of both columns.
_MOST_ACROSS = 0.5


@dataclass(frozen=True, slots=True)
class Gutter:
    """The gap between two columns of text, with the columns.

    Attributes:
        left: the left column.
        right: the right column.
    """

    left: Column
    right: Column

    def side(self, x0: float, x1: float) -> int:
        """0 for what stands in the left column, 1 for the right, -1 for what goes across."""
        middle = (self.left.right + self.right.left) / 2
        if x1 <= middle:
            return 0
        return 1 if x0 >= middle else -1

    def column(self, line: Line) -> Column | None:
        """The column of a line; ``None`` if it goes across."""
        side = self.side(line.x0, line.x1)
        return None if side < 0 else (self.left, self.right)[side]


def in_reading_order(
    found: Iterable[Line], tables: Sequence[tuple[float, float, float]]
) -> tuple[list[Line], Gutter | None]:
    """The lines of a page as they are read, and the gap between its two columns if it has them.

    Args:
        found: the lines outside tables, as pdfium cuts them.
        tables: left, right and upper edge of each table.
    """
    lines = list(found)
    if len(lines) < _FEWEST_LINES:
        return visual_lines(lines), None
    pieces = [piece for line in lines for piece in _cut(line)]
    gutter = _gutter(pieces)
    if gutter is None:
        return visual_lines(lines), None
    across = [line for line in lines if gutter.side(line.x0, line.x1) < 0]
    # a title with blanks in it goes across as a whole; a line of both columns is cut
    whole = [line for line in across if not _parted(line, gutter)]
    kept = {id(line) for line in whole}
    parts = [piece for line in lines if id(line) not in kept for piece in _at_gutter(line, gutter)]
    borders = [line.top for line in whole]
    borders += [top for x0, x1, top in tables if gutter.side(x0, x1) < 0]
    borders.sort()
    zones: list[tuple[list[Line], list[Line]]] = [([], []) for _ in range(len(borders) + 1)]
    for piece in parts:
        middle = (piece.top + piece.bottom) / 2
        zones[sum(1 for border in borders if border < middle)][gutter.side(piece.x0, piece.x1)].append(piece)
    ordered = [*visual_lines(zones[0][0]), *visual_lines(zones[0][1])]
    for border, zone in zip(borders, zones[1:], strict=True):
        ordered += visual_lines([line for line in whole if line.top == border])
        ordered += [*visual_lines(zone[0]), *visual_lines(zone[1])]
    return list({id(line): line for line in ordered}.values()), gutter


def _cut(line: Line) -> list[Line]:
    """A line cut at its wide gaps; pdfium puts a blank into each."""
    if " " not in line.text:
        return [line]
    pieces: list[Line] = []
    first = 0
    edge: float | None = None
    for at, character in enumerate(line.text):
        if character.isspace():
            continue
        if edge is not None and line.boxes[4 * at] - edge > _GUTTER * max(line.height, 1.0):
            pieces.append(_part(line, first, at))
            first = at
        edge = line.boxes[4 * at + 2]
    pieces.append(_part(line, first, len(line.text)))
    return pieces


def _part(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end].rstrip()
    boxes = array("f", line.boxes[4 * start : 4 * (start + len(text))])
    return replace(
        line,
        text=text,
        boxes=boxes,
        x0=boxes[0],
        top=min(boxes[1::4]),
        x1=max(boxes[2::4]),
        bottom=max(boxes[3::4]),
        certainty=line.certainty[start : start + len(text)],
    )


def _gutter(pieces: Sequence[Line]) -> Gutter | None:
    """The gap between two columns of running text; ``None`` if the page has but one, or a table."""
    wide = [piece for piece in pieces if len(piece.text) >= _FEWEST_CHARACTERS]
    if len(wide) < 2 * _FEWEST_LINES:
        return None
    middle = (min(piece.x0 for piece in wide) + max(piece.x1 for piece in wide)) / 2
    left = [piece for piece in wide if piece.x1 <= middle]
    right = [piece for piece in wide if piece.x0 >= middle]
    across = len(wide) - len(left) - len(right)
    if min(len(left), len(right)) < _FEWEST_LINES or across > _MOST_ACROSS * (len(left) + len(right)):
        return None
    one, other = _block(left), _block(right)
    widths = sorted((one.right - one.left, other.right - other.left))
    size = sorted(piece.height for piece in wide)[len(wide) // 2]
    if widths[0] < _SIMILAR * widths[1] or other.left - one.right < 0.5 * size:
        return None
    for column, lines in ((one, left), (other, right)):
        full = sum(1 for line in lines if line.x1 - line.x0 >= _FILLED * (column.right - column.left))
        if full < _MOSTLY * len(lines):
            return None
    return Gutter(one, other)


def _block(lines: Sequence[Line]) -> Column:
    return Column(min(line.x0 for line in lines), max(line.x1 for line in lines))


def _parted(line: Line, gutter: Gutter) -> bool:
    """Whether a line that pdfium sees as one is a line of each column."""
    return any(
        one.x1 <= gutter.left.right + 2 and two.x0 >= gutter.right.left - 2 for one, two in pairwise(_cut(line))
    ) and len(_at_gutter(line, gutter)) == 2


def _at_gutter(line: Line, gutter: Gutter) -> list[Line]:
    """A line cut once, where its pieces change from the left column to the right."""
    if gutter.side(line.x0, line.x1) >= 0:
        return [line]
    middle = (gutter.left.right + gutter.right.left) / 2
    for at in range(1, len(line.text)):
        if not line.text[at].isspace() and line.boxes[4 * at] >= middle:
            return [_part(line, 0, at), _part(line, at, len(line.text))]
    return [line]
