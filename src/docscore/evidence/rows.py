"""A table row by row: cheap enough for a hundred thousand of them, with merged cells filled down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docscore.model import Block, BlockKind, Document, Place
from docscore.personal import mask_text

from .headings import Group, Headings

#: Headings stand among the first rows; titles, units and notes may stand before them.
_SEARCHED = 12
#: Paragraphs right before a table that may be its title.
_TITLES_BEFORE = 2
_LONGEST_TITLE = 60

Row = dict[int, str]
"""Texts by column of the grid; blank cells are left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title, as evidence.

    Attributes:
        document: the file.
        paper: its path in the submission.
        block: the table's block.
    """

    document: Document
    paper: str
    block: Block

    @property
    def above(self) -> tuple[str, ...]:
        """What stands right before the table and may be its title: the sheet's name, a heading, short paragraphs."""
        before = self.document.blocks[max(self.block.index - _TITLES_BEFORE, 0) : self.block.index]
        near: list[str] = []
        for block in reversed(before):
            if block.kind is BlockKind.TABLE:
                break
            if len(block.text) <= _LONGEST_TITLE:
                near.append(block.text)
        return tuple(near) or self.block.section[-1:]

    def place(self, row: int, column: int | None = None) -> Place:
        """The place of a cell, or of the first cell of a row, with the file's name in its label."""
        assert self.block.table is not None
        cells = self.block.table.cells
        at = _first_of_row(self.block, row)
        cell = cells[at]
        if column is not None:
            for candidate in map(cells.__getitem__, range(at, len(cells))):
                if candidate.row != row:
                    break
                if candidate.col == column:
                    cell = candidate
                    break
        place = self.document.place(self.block.index, cell.start, cell.end)
        label = place.label
        if self.document.kind in ("xlsx", "xls") and self.block.section:
            label = f"工作表“{self.block.section[-1]}”第{cell.row + 1}行第{cell.col + 1}列"
        paper = mask_text(self.paper)
        return replace(place, label=f"{paper} {label}", paper=self.paper)


def sheets(document: Document, paper: str) -> Iterator[Sheet]:
    """The tables of a document."""
    for block in document.blocks:
        if block.table is not None and block.table.cells:
            yield Sheet(document, paper, block)


def rows(block: Block) -> Iterator[tuple[int, Row]]:
    """Each row with content: its number and its texts; a cell merged down stands in each row that it covers."""
    assert block.table is not None
    text = block.text
    held: dict[int, tuple[int, str]] = {}
    number = -1
    row: Row = {}
    for cell in block.table.cells:
        if cell.row != number:
            if row:
                yield number, row
            number, row = cell.row, {}
            for column, (last, shown) in tuple(held.items()) if held else ():
                if last < number:
                    del held[column]
                else:
                    row[column] = shown
        shown = text[cell.start : cell.end].strip()
        if shown:
            row[cell.col] = shown
            if cell.row_span > 1:
                held[cell.col] = (cell.row + cell.row_span - 1, shown)
    if row:
        yield number, row


def headed(block: Block, headings: Headings) -> tuple[int, tuple[Group, ...], tuple[str, ...]] | None:
    """The row of headings of a table, or ``None`` if its columns are not known.

    Returns:
        The number of the last row of headings, the groups of columns, and the texts of the rows above (titles).
    """
    titles: list[str] = []
    found: tuple[int, Row, tuple[Group, ...]] | None = None
    for seen, (number, row) in enumerate(rows(block)):
        if seen > _SEARCHED:
            break
        if found is not None:
            # A second row of headings under merged ones (基本情况 over 姓名, 电话) adds to the first.
            below = {column: cell for column, cell in row.items() if found[1].get(column) != cell}
            if below and all(headings.of(cell) for cell in below.values()):
                both = headings.groups({**found[1], **below})
                return (number, both, tuple(titles)) if both else (found[0], found[2], tuple(titles))
            return found[0], found[2], tuple(titles)
        groups = headings.groups(row)
        if groups:
            found = (number, row, groups)
        else:
            titles += row.values()
    return None if found is None else (found[0], found[2], tuple(titles))


def _first_of_row(block: Block, row: int) -> int:
    """Position of the first cell of a row, by halving: a table may have hundreds of thousands of cells."""
    assert block.table is not None
    cells = block.table.cells
    low, high = 0, len(cells) - 1
    while low < high:
        middle = (low + high) // 2
        if cells[middle].row < row:
            low = middle + 1
        else:
            high = middle
    return low
