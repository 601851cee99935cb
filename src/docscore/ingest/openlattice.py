"""Tables without vertical lines (三线表): columns told from the gaps that all rows leave, rows from lines and baselines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .lattice import Box, Lattice, merged_rules
from .lines import Line, line_of, runs
from .pagefile import PageInk
from .shapes import Rule

#: Lines of one table begin and end at the same x, give or take this many points.
_SAME_END = 4.0
_FEWEST_LINES = 3
_NARROWEST = 0.25
#: A gap wider than this, in font sizes, parts two cells; a narrower one is a space.
_CELL_GAP = 0.9
_MOST_CANDIDATES = 200


def open_lattices(page: PageInk, ruled: Sequence[Lattice]) -> list[Lattice]:
    """The tables of a page that have horizontal lines only.

    Args:
        page: the page.
        ruled: its tables with lines both ways; nothing is looked for where they stand.
    """
    if len(page.horizontal) < _FEWEST_LINES:
        return []
    groups: list[list[Rule]] = []
    for rule in merged_rules(page.horizontal):
        if rule.end - rule.start < _NARROWEST * page.width or any(_touches(rule, grid) for grid in ruled):
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= _SAME_END and abs(group[0].end - rule.end) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    if len(groups) > _MOST_CANDIDATES:
        return []
    found = [_open_lattice(page, group) for group in groups if len(group) >= _FEWEST_LINES]
    return [lattice for lattice in found if lattice is not None]


def _touches(rule: Rule, grid: Lattice) -> bool:
    return grid.ys[0] - 2 <= rule.at <= grid.ys[-1] + 2


def _open_lattice(page: PageInk, rules: Sequence[Rule]) -> Lattice | None:
    pieces = pieces_between(page, rules[0].at, rules[-1].at)
    columns = columns_of(pieces)
    if len(columns) < 2:
        return None
    rows = rows_of(pieces)
    several = sum(1 for row in rows if len(row) > 1)
    if len(rows) < 2 or 2 * several < len(rows):
        return None
    xs = (
        min(rules[0].start, columns[0][0]),
        *((one[1] + two[0]) / 2 for one, two in pairwise(columns)),
        max(rules[0].end, columns[-1][1]),
    )
    ys = _row_lines(rules, rows, xs[1])
    boxes = tuple(Box(row, col, 1, 1) for row in range(len(ys) - 1) for col in range(len(xs) - 1))
    return Lattice(xs, ys, boxes, open_top=False, open_bottom=False)


def pieces_between(page: PageInk, top: float, bottom: float) -> list[Line]:
    """The text between two heights, cut where it leaves a gap wider than a space."""
    pieces: list[Line | None] = []
    for start, end in runs(page):
        middle = (page.boxes[4 * start + 1] + page.boxes[4 * start + 3]) / 2
        if not top < middle < bottom:
            continue
        first, edge = start, None
        for position in range(start, end):
            if page.text[position].isspace():
                continue
            x0, y0, x1, y1 = page.boxes[4 * position : 4 * position + 4]
            if edge is not None and (x0 - edge > _CELL_GAP * max(y1 - y0, 1.0) or x0 < edge - (y1 - y0)):
                pieces.append(line_of(page, first, position))
                first = position
            edge = x1
        pieces.append(line_of(page, first, end))
    return [piece for piece in pieces if piece is not None]


def columns_of(pieces: Sequence[Line]) -> list[tuple[float, float]]:
    """Left and right edges of the columns: where some row has ink, with gaps between that none has."""
    columns: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if columns and piece.x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def rows_of(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces of text that stand side by side, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom) / 2):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _row_lines(
    rules: Sequence[Rule], rows: Sequence[Sequence[Line]], first_column_end: float
) -> tuple[float, ...]:
    """The heights between rows: the ruling lines, and between two a new row where the first column has text again."""
    heights = [rule.at for rule in rules]
    if len(heights) > len(rows):
        return tuple(heights)
    for above, below in pairwise(rows):
        bottom, top = max(piece.bottom for piece in above), min(piece.top for piece in below)
        ruled = any(above[0].top < height < below[0].bottom for height in heights)
        if not ruled and any(piece.x0 < first_column_end for piece in below):
            heights.append((bottom + top) / 2)
    return tuple(sorted(heights))
