"""A paper as text, portion by portion, with its marks in the running words: where there is no picture of its pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Block, BlockKind, Cell, Document, Mark, Table

#: Characters that a portion holds, cells counted as some, so that what is marked is near.
_PORTION = 2_000
_CELL = 10
_BLANK = 2


@dataclass(frozen=True, slots=True)
class Portion:
    """A stretch of a paper that is shown at once.

    Attributes:
        pieces: index of a block, first row, row past the last; 0 and 0 for blocks that are no tables.
    """

    pieces: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row under the same mark.

    Attributes:
        text: the characters.
        mark: the innermost mark over them, ``None`` if there is none.
        first: the mark begins here.
    """

    text: str
    mark: Mark | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell of a written table.

    Attributes:
        runs: its text.
        head: it heads its column.
        row_span: rows covered.
        col_span: columns covered.
    """

    runs: tuple[Run, ...]
    head: bool
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class Written:
    """A block to be shown.

    Attributes:
        level: outline level of a heading, ``None`` for other blocks.
        runs: text of a paragraph or heading.
        rows: rows of a table; empty for other blocks.
    """

    level: int | None
    runs: tuple[Run, ...]
    rows: tuple[tuple[Piece, ...], ...] = ()


def portions_of(document: Document) -> tuple[Portion, ...]:
    """A paper cut into portions, between blocks or between rows of a table; at least one."""
    portions: list[Portion] = []
    pieces: list[tuple[int, int, int]] = []
    size = 0
    for block, first, past, length in _stretches(document):
        if pieces and size + length > _PORTION:
            portions.append(Portion(tuple(pieces)))
            pieces, size = [], 0
        if pieces and first and pieces[-1][0] == block:
            pieces[-1] = block, pieces[-1][1], past
        else:
            pieces.append((block, first, past))
        size += length
    return (*portions, Portion(tuple(pieces)))


def portion_at(document: Document, portions: Sequence[Portion], block: int, start: int) -> int:
    """1-based portion that shows the character at *start* of a block."""
    table = document.blocks[block].table
    cell = table.cell_at(start) if table else None
    row = cell.row if cell else 0
    for number, portion in enumerate(portions, 1):
        for index, first, past in portion.pieces:
            if index == block and (past == 0 or first <= row < past):
                return number
    return 1


def written(document: Document, portion: Portion, marks: Iterable[Mark]) -> tuple[Written, ...]:
    """The blocks of a portion with their marks; a table that goes on repeats its heading rows."""
    by_block: dict[int, list[Mark]] = {}
    for mark in marks:
        by_block.setdefault(mark.place.block, []).append(mark)
    return tuple(
        _written(document.blocks[index], first, past, by_block.get(index, ()))
        for index, first, past in portion.pieces
    )


def _stretches(document: Document) -> Iterator[tuple[int, int, int, int]]:
    """Block, first row, row past the last, size: a paragraph at a time, a row of a table at a time."""
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE or block.table is None or not block.table.cells:
            yield block.index, 0, 0, len(block.text)
            continue
        sizes = [_BLANK * block.table.cols] * block.table.rows
        for cell in block.table.cells:
            sizes[cell.row] += cell.end - cell.start + _CELL
        for row, size in enumerate(sizes):
            yield block.index, row, row + 1, size


def _written(block: Block, first: int, past: int, marks: Sequence[Mark]) -> Written:
    if not past or block.table is None:
        level = (block.level or 0) if block.kind is BlockKind.HEADING else None
        return Written(level, _runs(block.text, 0, len(block.text), marks))
    shown = [*range(min(block.table.header_rows, first)), *range(first, past)]
    begin = {
        (cell.row, cell.col): cell
        for cell in _cells(block.table, min(block.table.header_rows, first), first, past)
    }
    covered: set[tuple[int, int]] = set()
    rows = []
    for row in shown:
        pieces = []
        for col in range(block.table.cols):
            if (row, col) in covered:
                continue
            cell = begin.get((row, col))
            if cell is None:  # empty, or covered from rows that are not shown
                pieces.append(Piece((), row < block.table.header_rows, 1, 1))
                continue
            below = [at for at in range(row, row + cell.row_span) if at in shown]
            covered |= {(at, col + step) for at in below for step in range(cell.col_span)}
            runs = _runs(block.text, cell.start, cell.end, marks)
            pieces.append(Piece(runs, row < block.table.header_rows, len(below), cell.col_span))
        rows.append(tuple(pieces))
    return Written(None, (), tuple(rows))


def _cells(table: Table, head: int, first: int, past: int) -> Iterator[Cell]:
    """The cells of the heading rows and of the rows [first, past); cells stand in order of their rows."""
    for start, end in ((0, head), (first, past)):
        bounds = (bisect_left(table.cells, row, key=lambda cell: cell.row) for row in (start, end))
        yield from table.cells[slice(*bounds)]


def _runs(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """The characters [start, end) cut where the innermost mark changes."""
    over: list[Mark | None] = [None] * (end - start)
    for mark in sorted(marks, key=lambda mark: mark.place.start - mark.place.end):  # the longest first
        for at in range(max(mark.place.start, start), min(mark.place.end, end)):
            over[at - start] = mark
    runs: list[Run] = []
    seen: set[int] = set()
    at = 0
    while at < len(over):
        past = at
        while past < len(over) and over[past] is over[at]:
            past += 1
        shown = over[at]
        runs.append(Run(text[start + at : start + past], shown, shown is not None and id(shown) not in seen))
        seen.add(id(shown))
        at = past
    return tuple(runs)
