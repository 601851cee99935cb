"""Tables without any ruling line: a head, and rows under it whose numbers stand in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .lattice import Box, Lattice
from .lines import Line
from .openlattice import columns_of, pieces_between, rows_of
from .pagefile import PageInk

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_FEWEST_NUMERIC = 2
#: Numbers of one column end, begin or have their middle at the same x, give or take this many points.
_ALIGNED = 3.0
#: Rows further apart than this, in heights of a line, are of two tables.
_FURTHEST = 3.0
_AMOUNT = r"[+\-—－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?"
_NUMBER = re.compile(rf"(?:{_AMOUNT}|[—\-－/])$")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年.*)?$")
#: The cheap check: lines of nothing but a number, or lines that end in two numbers.
_ALONE = re.compile(rf"^[ \t]*{_AMOUNT}[ \t]*\r?$", re.MULTILINE)
_IN_A_ROW = re.compile(rf"\s{_AMOUNT}[ \t]+{_AMOUNT}[ \t]*\r?$", re.MULTILINE)


def bare_lattices(page: PageInk, known: Sequence[Lattice]) -> list[Lattice]:
    """The tables of a page that have no ruling lines but evident columns of numbers.

    Args:
        page: the page.
        known: its other tables; nothing is looked for where they stand.
    """
    if (
        _outside(page, _IN_A_ROW, known) < _FEWEST_ROWS
        and _outside(page, _ALONE, known) < _FEWEST_ROWS * _FEWEST_NUMERIC
    ):
        return []
    pieces = [
        piece
        for piece in pieces_between(page, 0.0, page.height)
        if not any(grid.ys[0] <= (piece.top + piece.bottom) / 2 <= grid.ys[-1] for grid in known)
    ]
    found = []
    for rows in _stretches(rows_of(pieces)):
        lattice = _bare_lattice(rows)
        if lattice is not None:
            found.append(lattice)
    return found


def _outside(page: PageInk, pattern: re.Pattern[str], known: Sequence[Lattice]) -> int:
    """How many lines of a pattern stand outside the tables that are known."""
    count = 0
    for match in pattern.finditer(page.text):
        last = match.start() + len(match.group().rstrip()) - 1
        top = page.boxes[4 * last + 1]
        count += not any(grid.ys[0] <= top <= grid.ys[-1] for grid in known)
    return count


def _stretches(rows: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Rows of three pieces or more that follow one another closely, the first of them the head."""
    stretches: list[list[list[Line]]] = []
    before: list[Line] | None = None
    for row in rows:
        if len(row) < _FEWEST_COLUMNS:
            before = None
            continue
        is_head = not any(_NUMBER.match(piece.text) and not _YEAR.match(piece.text) for piece in row)
        near = before is not None and row[0].top - before[0].bottom < _FURTHEST * row[0].height
        if not near or (is_head and stretches and len(stretches[-1]) > 1):
            stretches.append([])
        stretches[-1].append(sorted(row, key=lambda piece: piece.x0))
        before = row
    return stretches


def _bare_lattice(rows: Sequence[Sequence[Line]]) -> Lattice | None:
    head, body = rows[0], rows[1:]
    if len(body) < _FEWEST_ROWS or any(_NUMBER.match(p.text) and not _YEAR.match(p.text) for p in head):
        return None
    columns = columns_of([piece for row in rows for piece in row])
    if len(columns) < _FEWEST_COLUMNS or len(head) < len(columns) - 1:
        return None
    filled: list[list[Line]] = [[] for _ in columns]
    for row in rows:
        places = [
            next(number for number, (x0, x1) in enumerate(columns) if x0 <= piece.x0 <= x1) for piece in row
        ]
        if len(set(places)) < len(places):
            return None  # two pieces in one cell
        if row is not head:
            for place, piece in zip(places, row, strict=True):
                filled[place].append(piece)
    numeric = [
        column
        for column in filled
        if len(column) >= _FEWEST_ROWS and all(_NUMBER.match(piece.text) for piece in column)
    ]
    if len(numeric) < _FEWEST_NUMERIC or not all(_aligned(column) for column in numeric):
        return None
    xs = (
        columns[0][0] - 1,
        *((one[1] + two[0]) / 2 for one, two in pairwise(columns)),
        columns[-1][1] + 1,
    )
    ys = (
        min(piece.top for piece in head) - 0.5,
        *(
            (max(piece.bottom for piece in one) + min(piece.top for piece in two)) / 2
            for one, two in pairwise(rows)
        ),
        max(piece.bottom for piece in rows[-1]) + 0.5,
    )
    if any(below <= above for above, below in pairwise(ys)):
        return None
    boxes = tuple(Box(row, col, 1, 1) for row in range(len(rows)) for col in range(len(columns)))
    return Lattice(xs, ys, boxes, open_top=False, open_bottom=False)


def _aligned(column: Sequence[Line]) -> bool:
    """Whether the numbers of a column begin, end or have their middle at one x."""
    column = [piece for piece in column if _DIGIT.search(piece.text)]
    if len(column) < _FEWEST_ROWS:
        return False
    for places in (
        [piece.x1 for piece in column],
        [piece.x0 for piece in column],
        [(piece.x0 + piece.x1) / 2 for piece in column],
    ):
        if max(places) - min(places) <= _ALIGNED:
            return True
    return False
