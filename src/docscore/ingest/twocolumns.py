"""Pages in two columns: left column first, then right, between the lines that go across."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import sub

from .lines import Line, visual_lines
from .paragraphs import Column

#: Fewest lines in each column, and characters in each line; those of fewer characters are not counted.
_FEWEST_LINES = 3
_FEWEST_CHARACTERS = 8
#: The narrower column is at least so wide, compared with the other.
_SIMILAR = 0.8
#: This part of a column's lines fills it to this part: labels, numbers and signatures do not.
_MOSTLY, _FILLED = 0.6, 0.85
#: A gap wider than this, in font sizes, parts the columns; between words it is narrower.
_GUTTER = 1.0


@dataclass(frozen=True, slots=True)
class Gutter:
    """The gap between two columns of text, with the columns.

    Attributes:
        left: the left column.
        right: the right column.
        bands: upper and lower edges of the stretches of the page that are in two columns, from top to bottom.
    """

    left: Column
    right: Column
    bands: tuple[tuple[float, float], ...]

    @property
    def middle(self) -> float:
        """Its x."""
        return (self.left.right + self.right.left) / 2

    def side(self, x0: float, x1: float) -> int:
        """0 for what stands to the left of it, 1 for the right, -1 for what goes across."""
        if x1 <= self.middle:
            return 0
        return 1 if x0 >= self.middle else -1

    def band(self, line: Line) -> int | None:
        """The number of the stretch in which a line stands."""
        middle = (line.top + line.bottom) / 2
        return next((at for at, (top, bottom) in enumerate(self.bands) if top < middle < bottom), None)

    def column(self, line: Line) -> Column | None:
        """The column of a line; ``None`` if it is in none."""
        side = self.side(line.x0, line.x1)
        return None if side < 0 or self.band(line) is None else (self.left, self.right)[side]


def in_reading_order(
    found: Iterable[Line], tables: Sequence[tuple[float, float, float]]
) -> tuple[list[Line], Gutter | None]:
    """The lines of a page as they are read, and the gap between its two columns if it has them.

    Args:
        found: the lines outside tables, as pdfium cuts them.
        tables: left, right and upper edge of each table.
    """
    lines = list(found)
    gutter = _gutter([piece for line in lines for piece in _cut(line)], tables)
    if gutter is None:
        return visual_lines(lines), None
    outside: list[Line] = []
    inside: list[tuple[list[Line], list[Line]]] = [([], []) for _ in gutter.bands]
    for line in lines:
        band = gutter.band(line)
        if band is None:
            outside.append(line)
            continue
        for piece in _at_gutter(line, gutter):
            inside[band][max(gutter.side(piece.x0, piece.x1), 0)].append(piece)
    ordered: list[Line] = []
    rest = visual_lines(outside)
    for (top, _), columns in zip(gutter.bands, inside, strict=True):
        ordered += [line for line in rest if (line.top + line.bottom) / 2 <= top]
        rest = [line for line in rest if (line.top + line.bottom) / 2 > top]
        for column in columns:
            ordered += visual_lines(column)
    return [*ordered, *rest], gutter


def _cut(line: Line) -> list[Line]:
    """A line cut at its wide gaps; pdfium puts a blank into each."""
    if " " not in line.text:
        return [line]
    widest = max(map(sub, line.boxes[4::4], line.boxes[2::4]))
    if widest <= _GUTTER * line.height and "  " not in line.text:
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


def _gutter(pieces: Sequence[Line], tables: Sequence[tuple[float, float, float]]) -> Gutter | None:
    """The gap between two columns of running text; ``None`` if the page has but one, or a table."""
    wide = [piece for piece in pieces if len(piece.text) >= _FEWEST_CHARACTERS]
    if len(wide) < 2 * _FEWEST_LINES:
        return None
    middle = (min(piece.x0 for piece in wide) + max(piece.x1 for piece in wide)) / 2
    if sum(1 for piece in wide if piece.x0 >= middle) < _FEWEST_LINES:
        return None
    borders = [piece.top for piece in pieces if piece.x0 < middle < piece.x1]
    borders += [top for x0, x1, top in tables if x0 < middle < x1]
    zones: list[list[Line]] = [[] for _ in range(len(borders) + 1)]
    borders.sort()
    for piece in pieces:
        if not piece.x0 < middle < piece.x1:
            zones[bisect(borders, (piece.top + piece.bottom) / 2)].append(piece)
    bands: list[tuple[float, float]] = []
    columned: list[Line] = []
    for zone in zones:
        if _in_two_columns([piece for piece in zone if len(piece.text) >= _FEWEST_CHARACTERS], middle):
            first = max(
                min(piece.top for piece in zone if piece.x1 <= middle),
                min(piece.top for piece in zone if piece.x0 >= middle),
            )
            zone = [piece for piece in zone if piece.bottom > first]
            bands.append((first - 1, max(piece.bottom for piece in zone) + 1))
            columned += zone
    if not bands:
        return None
    left = _block([piece for piece in columned if piece.x1 <= middle])
    right = _block([piece for piece in columned if piece.x0 >= middle])
    return Gutter(left, right, tuple(bands))


def _in_two_columns(lines: Sequence[Line], middle: float) -> bool:
    sides = [line for line in lines if line.x1 <= middle], [line for line in lines if line.x0 >= middle]
    if min(len(side) for side in sides) < _FEWEST_LINES:
        return False
    blocks = [_block(side) for side in sides]
    widths = sorted(block.right - block.left for block in blocks)
    size = max(line.height for line in lines[:1])
    if widths[0] < _SIMILAR * widths[1] or blocks[1].left - blocks[0].right < 0.5 * size:
        return False
    return all(
        sum(1 for line in side if line.x1 - line.x0 >= _FILLED * (block.right - block.left))
        >= _MOSTLY * len(side)
        for side, block in zip(sides, blocks, strict=True)
    )


def _block(lines: Sequence[Line]) -> Column:
    return Column(min(line.x0 for line in lines), max(line.x1 for line in lines))


def _at_gutter(line: Line, gutter: Gutter) -> list[Line]:
    """A line of both columns that pdfium sees as one, cut between them."""
    if gutter.side(line.x0, line.x1) >= 0:
        return [line]
    for at in range(1, len(line.text)):
        if not line.text[at].isspace() and line.boxes[4 * at] >= gutter.middle:
            return [_part(line, 0, at), _part(line, at, len(line.text))]
    return [line]
