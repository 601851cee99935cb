r"""Tables written with ``|`` in plain text: Markdown's, and what is left of a table when a page was copied as text.

In Markdown each line is a row. A copied table is a stream of cells, each with a ``|`` behind it, in rows of equal number:
cells that a merged one of the row above covers are left out, the rest moves to the left, and blanks fill up the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docscore.model import Cell, Table

from .columnfit import ColumnFit
from .grid import GridCell, header_rows
from .passages import Passage

_LINE = re.compile(r"[^\r\n]+")
_RULER = re.compile(r"[\s|:+=-]*-[\s|:+=-]*$")
_UNESCAPED = re.compile(r"(?<!\\)\|")
_DIGIT = re.compile(r"\d")
#: A cell of a stream may go on over so many lines before its ``|`` comes.
_LONGEST_BREAK = 2
_FEWEST_CELLS = 8
_MOST_COLUMNS = 16
_LONGEST_HEADING = 24


@dataclass(frozen=True, slots=True)
class Slice:
    """A cell's text without blanks around it, as offsets into the file's text; empty if ``start == end``."""

    start: int
    end: int


def pipe_tables(text: str) -> Iterator[Passage]:
    """The tables in *text*, each a verbatim slice of it, from the first cell to the last ``|``.

    Where the cells of a stream do not fall into rows, it is no table.
    """
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    index = 0
    while index < len(lines):
        if "|" not in text[slice(*lines[index])]:
            index += 1
            continue
        past, rows = _markdown(text, lines, index)
        if len(rows) > 1:
            yield _passage(text, rows, _header_by_ruler(text, lines, index))
            index = past
            continue
        past, cells = _stream(text, lines, index)
        placed = _rows(text, cells)
        if placed:
            yield _passage(text, placed, 1)
        index = max(past, index + 1)  # a line whose only | is escaped moves nothing


def _slice(text: str, start: int, end: int) -> Slice:
    stripped = text[start:end].strip()
    if not stripped:
        return Slice(end, end)
    first = start + text[start:end].index(stripped)
    return Slice(first, first + len(stripped))


Row = dict[int, Slice]


def _markdown(text: str, lines: Sequence[tuple[int, int]], index: int) -> tuple[int, list[Row]]:
    """Rows from *index* on, one a line, all of as many cells as the first; and the line after them."""
    rows: list[Row] = []
    width = 0
    while index < len(lines):
        start, end = lines[index]
        if rows and _RULER.match(text[start:end]) and "|" in text[start:end]:
            index += 1
            continue
        cells = _line_cells(text, start, end)
        if len(cells) < 2 or (width and len(cells) != width):
            break
        width = len(cells)
        rows.append(dict(enumerate(cells)))
        index += 1
    if sum(1 for row in rows for cell in row.values() if cell.start < cell.end) < len(rows):
        return index, []  # bare signs
    return index, rows


def _line_cells(text: str, start: int, end: int) -> list[Slice]:
    bars = [match.start() for match in _UNESCAPED.finditer(text, start, end)]
    edges = [start - 1, *bars, end]
    cells = [_slice(text, left + 1, right) for left, right in pairwise(edges)]
    if bars and not text[start : bars[0]].strip():
        cells = cells[1:]
    if bars and not text[bars[-1] + 1 : end].strip():
        cells = cells[:-1]
    return cells


def _header_by_ruler(text: str, lines: Sequence[tuple[int, int]], index: int) -> int:
    following = lines[index + 1] if index + 1 < len(lines) else (0, 0)
    return 1 if "-" in text[slice(*following)] and _RULER.match(text[slice(*following)]) else 0


def _stream(text: str, lines: Sequence[tuple[int, int]], index: int) -> tuple[int, list[Slice]]:
    """Cells from line *index* on, each with its ``|`` behind it; and the line after the last."""
    cells: list[Slice] = []
    start = lines[index][0]
    past = index
    without = 0
    while index < len(lines) and without <= _LONGEST_BREAK:
        bars = [match.start() for match in _UNESCAPED.finditer(text, *lines[index])]
        for bar in bars:
            cells.append(_slice(text, start, bar))
            start = bar + 1
        without = 0 if bars else without + 1
        index += 1
        if bars:
            past = index
    return past, cells


def _rows(text: str, cells: Sequence[Slice]) -> list[Row]:
    """The cells of a stream in rows, each at its column; nothing if they do not fall into rows."""
    width = _width(text, cells)
    if not width:
        return []
    chunks = [cells[start : start + width] for start in range(0, len(cells), width)]
    written = [_without_filling(chunk) for chunk in chunks]
    fit = ColumnFit(width)
    words = [[text[cell.start : cell.end] for cell in row] for row in written]
    for row in words:
        if len(row) == width:
            fit.learn(row, range(width))
    columns = [fit.columns(row) for row in words]
    for row, placed in zip(words, columns, strict=True):
        if len(row) < width:
            fit.learn(row, placed)
    columns = [fit.columns(row) for row in words]
    return [dict(zip(placed, row, strict=True)) for placed, row in zip(columns, written, strict=True)]


def _without_filling(row: Sequence[Slice]) -> Sequence[Slice]:
    end = len(row)
    while end and row[end - 1].start == row[end - 1].end:
        end -= 1
    return row[:end]


def _width(text: str, cells: Sequence[Slice]) -> int:
    """Number of columns of a stream: that of the headings with which it begins, if rows of it come out even; else 0.

    Of several the one in whose rows blanks stand most at the end and least at the beginning, and whose columns are most
    alike from row to row.
    """
    if len(cells) < _FEWEST_CELLS:
        return 0
    headings = 0
    for cell in cells[:_MOST_COLUMNS]:
        words = text[cell.start : cell.end]
        if not words or len(words) > _LONGEST_HEADING or _DIGIT.search(words):
            break
        headings += 1
    best = (0.0, 0)
    for width in range(2, headings + 1):
        if len(cells) % width == 0 and len(cells) > width:
            best = max(best, (_evenness(text, cells, width), width))
    return best[1]


def _evenness(text: str, cells: Sequence[Slice], width: int) -> float:
    rows = len(cells) // width
    shapes = [_shape(text[cell.start : cell.end]) for cell in cells]
    columns = [shapes[width + col :: width] for col in range(width)]
    first = 1 - columns[0].count("") / max(rows - 1, 1)
    alike = 0.0
    for column in columns:
        told = [shape for shape in column if shape]
        alike += max((told.count(shape) / len(told) for shape in set(told)), default=1.0)
    return first + alike / width


def _shape(words: str) -> str:
    """What kind of cell it is, roughly: blank, date, number, short or long words."""
    if not words:
        return ""
    if re.match(r"\d{4}年", words):
        return "date"
    if re.fullmatch(r"[\d.,%\s]+", words):
        return "number"
    return "short" if len(words) <= _LONGEST_HEADING else "long"


def _passage(text: str, rows: Sequence[Row], headings: int) -> Passage:
    width = max(col for row in rows for col in row) + 1
    slices = [cell for row in rows for cell in row.values()]
    start = min(cell.start for cell in slices)
    end = max(cell.end for cell in slices)
    before = text[:start].rstrip(" \t")
    start = len(before) - 1 if before.endswith("|") else start
    bar = _UNESCAPED.search(text, end)
    if bar and not text[end : bar.start()].strip():
        end = bar.end()
    found: list[Cell] = []
    last: dict[int, int] = {}  # column → index of the cell that stands there in the row above, or covers it
    for number, row in enumerate(rows):
        shifted = bool(row) and 0 not in row
        for col in range(width):
            cell = row.get(col)
            if cell is not None:
                last[col] = len(found)
                found.append(Cell(number, col, 1, 1, cell.start - start, cell.end - start))
            elif shifted and col in last:
                above = found[last[col]]
                found[last[col]] = Cell(above.row, col, number + 1 - above.row, 1, above.start, above.end)
            else:
                last.pop(col, None)
    verbatim = text[start:end]
    grid = [GridCell(c.row, c.col, c.row_span, c.col_span, verbatim[c.start : c.end]) for c in found]
    table = Table(len(rows), width, tuple(found), header_rows(grid) or headings)
    return Passage(verbatim, table=table, origin=start)
