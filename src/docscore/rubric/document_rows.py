"""Tables in plain text whose cells are parted by tabs, a row a line; what stood blank at either end of a line is lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..model import BlockKind, Cell, CleanBlock, CleanDocument, Document
from .awards import cut
from .document_form import number_in
from .document_table import Grid, Role, role_of

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TAB = re.compile(r"\t")
_FEWEST_COLUMNS = 3
#: So many rows after each other may have one cell that is not blank.
_MOST_ALONE = 3


Place = tuple[CleanBlock, int, int]
"""A cell: its line, and its first and last offset in the line as read."""


class TabGrid(Grid):
    """Rows of tab-parted cells under a row of headings."""

    def __init__(self, rows: Sequence[dict[int, Place]], cols: int) -> None:
        super().__init__(len(rows), cols)
        self.lines = rows

    def at(self, row: int, col: int) -> Cell | None:
        """The cell at a position; nothing spans rows or columns here."""
        place = self.lines[row].get(col)
        return Cell(row, col, 1, 1, place[1], place[2]) if place else None

    def cell_text(self, cell: Cell) -> str:
        """Its clean text."""
        return _text(self.lines[cell.row][cell.col])

    def label(self, document: Document, cell: Cell) -> str:
        """The paragraph that it stands in."""
        block = self.lines[cell.row][cell.col][0].block
        return document.place(block.index, cell.start, cell.end).label


def tab_grids(document: CleanDocument) -> Iterator[tuple[int, TabGrid]]:
    """The tab-parted tables of a document, each with the index of its first block."""
    blocks = document.blocks
    index = 0
    while index < len(blocks):
        header = _header(blocks[index])
        past = index + 1
        if header and past < len(blocks) and _below(header, _cells(blocks[past])):
            past += 1
        roles = [role_of(_text(cell)) for cell in header]
        rows = [dict(enumerate(header))]
        while header and past < len(blocks) and _goes_on(blocks, past):
            cells = _cells(blocks[past]) or [(blocks[past], 0, len(blocks[past].block.text))]
            if any(re.search(r"\w", _text(cell)) for cell in cells):
                rows.append(_placed(cells, roles))
            past += 1
        if len(rows) > 1:
            yield index, TabGrid(rows, len(header))
        index = past


def _header(block: CleanBlock) -> list[Place]:
    """The cells of a row of headings; nothing if a line is none."""
    cells = _cells(block)
    known = sum(1 for cell in cells if role_of(_text(cell)) is not None)
    return cells if len(cells) >= _FEWEST_COLUMNS and known * 2 > len(cells) else []


def _goes_on(blocks: Sequence[CleanBlock], index: int) -> bool:
    """Whether a line is a row: it has tabs, or it stands between such lines and lost all but one of its cells."""
    if blocks[index].block.kind is BlockKind.TABLE:
        return False
    return any(_cells(block) for block in blocks[index : index + _MOST_ALONE + 1])


def _below(header: list[Place], cells: list[Place]) -> bool:
    """Whether a line heads the columns under one wide heading (评价指标: 名称, 权重); then they are put in its place."""
    if len(cells) < 2 or not all(role_of(_text(cell)) for cell in cells):
        return False
    blank = next((col for col, cell in enumerate(header) if not _text(cell)), 0)
    if blank:
        header[blank - 1 : blank + len(cells) - 1] = cells
    return True


def _cells(block: CleanBlock) -> list[Place]:
    text = block.block.text
    if block.block.kind is BlockKind.TABLE or "\t" not in text or "\n" in text:
        return []
    tabs = [match.start() for match in _TAB.finditer(text)]
    return [
        (block, start, end)
        for start, end in zip([0, *(tab + 1 for tab in tabs)], [*tabs, len(text)], strict=True)
    ]


def _text(place: Place) -> str:
    block, start, end = place
    first, past = (bisect_left(block.offsets, offset) for offset in (start, end))
    return _TAG.sub("", block.text[first:past]).strip()


def _placed(cells: list[Place], roles: Sequence[Role | None]) -> dict[int, Place]:
    """The cells of a line at their columns: moved to where numbers fall under points and clauses under clauses."""
    cells = cells[: len(roles)]
    texts = [_text(cell) for cell in cells]
    shifts = range(len(roles) - len(cells) + 1)
    best = max(shifts, key=lambda shift: (sum(map(_fit, texts, roles[shift:])), -shift))
    return {best + position: cell for position, cell in enumerate(cells)}


def _fit(text: str, role: Role | None) -> int:
    """How well a cell's words go with what its column holds."""
    number, awards = number_in(text) is not None, bool(cut(text).awards)
    if not text:
        return 0
    if role is Role.POINTS:
        return 3 if number else -3
    if role is Role.CLAUSE:
        return 2 if awards else -1 if number else 1
    if role in (Role.IGNORED, Role.EVIDENCE):
        return -1 if awards else 0
    return -2 if number else -1 if awards else 1
