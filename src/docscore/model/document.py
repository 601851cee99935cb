"""A document as it was read: blocks in reading order, tables as cells, and the place of every character."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from .cells import Cell, PackedCells, PackedGrid

#: x0, top, x1, bottom in PDF points from the page's upper left corner. Geometry is float; amounts never are.
BBox = tuple[float, float, float, float]


#: Below this, in percent, a recognised character is doubtful: a person must look at it.
DOUBTFUL_BELOW = 90
#: A table of more cells is a roll: a list of people or payments, counted and not read as text.
LONGEST_READ = 200_000
#: All that ``str.split`` parts words at.
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Where each character of a block stands on its page; kept from the pass that produced the text.

    Attributes:
        pages: 1-based page of each character, one item a character.
        boxes: x0, top, x1, bottom of each character in PDF points, four items a character; a character without
            ink of its own (a joining separator) has four zeros.
        certainty: how sure the recognition of a scan is of each character, in percent, one item a character; empty
            if all characters were in the file as text. What stands under a seal, or was read differently at a second
            look, or does not add up to its printed total, is never above 50.
    """

    pages: array[int]
    boxes: array[float]
    certainty: bytes = b""

    def page(self, start: int) -> int:
        """1-based page of the character at *start*."""
        return self.pages[min(start, len(self.pages) - 1)]

    def bbox(self, start: int, end: int) -> BBox | None:
        """The box around the characters [start, end) that stand on the page of the first one."""
        page, pages = self.page(start), self.pages[start:end]
        boxes = self.boxes[4 * start : 4 * end]
        if pages.count(page) < len(pages) or 0.0 in boxes[3::4]:  # it goes on overleaf, or over a separator
            places = range(0, len(boxes), 4)
            inked = [
                boxes[at : at + 4]
                for at, own in zip(places, pages, strict=True)
                if own == page and any(boxes[at : at + 4])
            ]
            boxes = sum(inked, array("f"))
        if not boxes:
            return None
        return (
            round(min(boxes[0::4]), 2),
            round(min(boxes[1::4]), 2),
            round(max(boxes[2::4]), 2),
            round(max(boxes[3::4]), 2),
        )


@dataclass(frozen=True)
class Table:
    """The grid of a table block.

    Attributes:
        rows: number of rows.
        cols: number of columns.
        cells: all cells, by row, then column; each position of the grid is covered by at most one. Those of a roll
            are kept as numbers.
        header_rows: leading rows that head the columns, 0 if none was recognised.
    """

    rows: int
    cols: int
    cells: Sequence[Cell]
    header_rows: int = 0

    def __reduce__(self) -> tuple[object, ...]:
        """Documents go between processes."""
        return Table.unpacked, (self.rows, self.cols, self.packed(), self.header_rows)

    def packed(self) -> array[int]:
        """Its cells as one array of numbers, six a cell: a sheet has hundreds of thousands."""
        if isinstance(self.cells, PackedCells):
            return self.cells.numbers
        numbers = array("I")
        for cell in self.cells:
            numbers.extend((cell.row, cell.col, cell.row_span, cell.col_span, cell.start, cell.end))
        return numbers

    @classmethod
    def unpacked(cls, rows: int, cols: int, numbers: array[int], header_rows: int) -> Table:
        """The table whose cells were :meth:`packed`."""
        cells = PackedCells(numbers)
        return cls(rows, cols, cells if len(cells) > LONGEST_READ else tuple(cells), header_rows)

    @property
    def is_roll(self) -> bool:
        """Whether it is so long that it is counted row by row, and none of its cells is read as a sentence."""
        return len(self.cells) > LONGEST_READ

    @cached_property
    def grid(self) -> Mapping[tuple[int, int], Cell]:
        """(row, col) → the cell that covers it; merged cells stand at each position that they cover."""
        if isinstance(self.cells, PackedCells):
            return PackedGrid(self.cells)
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    @cached_property
    def starts(self) -> Sequence[int]:
        """Start offsets of the cells in document order, for finding a cell by offset."""
        if isinstance(self.cells, PackedCells):
            return self.cells.numbers[4::6]
        return tuple(cell.start for cell in self.cells)

    def cell_at(self, offset: int) -> Cell | None:
        """The cell whose text holds *offset* of the block's text."""
        position = bisect_right(self.starts, offset) - 1
        if position < 0:
            return None
        cell = self.cells[position]
        return cell if cell.start <= offset < max(cell.end, cell.start + 1) else None


@dataclass(frozen=True)
class Block:
    r"""A paragraph, heading or table, in reading order.

    Attributes:
        index: 0-based position in the document; figures refer to blocks by it.
        kind: heading, paragraph or table.
        text: the text as read. A table's text is the text of its cells in order, ``\t`` between cells and ``\n``
            between rows; each cell knows its offsets.
        number: 1-based number among the document's paragraphs and headings, or among its tables.
        page: 1-based page on which it begins, ``None`` where the format has no pages (DOCX, text).
        level: outline level of a heading (1 = 一、, 2 = （一）, 3 = 1., 4 = （1）, 5 = ①), 0 for the document title,
            ``None`` for a block that is no heading.
        section: the headings above it, outermost first.
        table: the grid of a table block.
        glyphs: where each character stands, for paged formats.
        origin: offset of ``text[0]`` in the source file's text for ``.txt`` and ``.md`` (then ``text`` is a verbatim
            slice of the file), else ``None``.
    """

    index: int
    kind: BlockKind
    text: str
    number: int
    page: int | None = None
    level: int | None = None
    section: tuple[str, ...] = ()
    table: Table | None = None
    glyphs: Glyphs | None = field(default=None, repr=False)
    origin: int | None = None

    def cell_text(self, row: int, col: int) -> str:
        """Text of the cell that covers (row, col); empty if there is none."""
        cell = self.table.grid.get((row, col)) if self.table else None
        return self.text[cell.start : cell.end].strip() if cell else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document, precise enough to be drawn on the page.

    Attributes:
        block: index of the block.
        start: offset of its first character in the block's text.
        end: offset past its last character.
        cell: address of the table cell (``R7C3``), ``None`` outside tables.
        page: 1-based page, ``None`` where the format has no pages.
        bbox: the box around it in PDF points, ``None`` where the format has no pages.
        section: the headings above it, outermost first.
        label: the place as a person reads it: 第9页, 第60段, 表1第7行第3列.
        paper: path of the file in its submission where it is not the main report; empty where it is.
    """

    block: int
    start: int
    end: int
    cell: str | None
    page: int | None
    bbox: BBox | None
    section: tuple[str, ...]
    label: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that was not read.

    Attributes:
        place: where it is, in Chinese: 第3页, 工作表“台账”.
        reason: why it was not read, in Chinese; ``place + reason`` is one sentence.
        pages: 1-based pages that were not read at all; empty where only part of a page or no page is meant.
    """

    place: str
    reason: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a file was read.

    Attributes:
        pages_read: pages of which the text was read, ``None`` where the format has no pages.
        pages: all pages, ``None`` where the format has none.
        characters: characters read, blanks not counted.
        tables: tables read.
        unread: place and reason of each part that was not read, in Chinese.
    """

    pages_read: int | None
    pages: int | None
    characters: int
    tables: int
    unread: tuple[tuple[str, str], ...]

    @property
    def share(self) -> Fraction:
        """Share of the pages that was read; 1 where the format has no pages."""
        return Fraction(self.pages_read or 0, self.pages) if self.pages else Fraction(1)


@dataclass(frozen=True)
class Document:
    """One parsed file.

    Attributes:
        path: the file as it was named.
        sha256: hash of its bytes.
        kind: ``docx``, ``doc``, ``pdf``, ``ofd``, ``xlsx``, ``xls``, ``html``, ``image`` or ``text``, told by content.
        pages: number of pages, ``None`` where the format has none.
        blocks: all blocks in reading order; ``blocks[i].index == i``.
        warnings: what was not read or is uncertain, in Chinese, each with its place.
        unread: those of the warnings that tell of parts that were not read, with their pages.
        sizes: width and height of each page in PDF points, as it is shown; empty where the format has none.
    """

    path: str
    sha256: str
    kind: str
    pages: int | None
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()

    @cached_property
    def coverage(self) -> Coverage:
        """What was read of the file and what was not, counted from its blocks."""
        lost = {page for part in self.unread for page in part.pages}
        return Coverage(
            pages_read=None if self.pages is None else self.pages - len(lost),
            pages=self.pages,
            characters=sum(_inked(block.text) for block in self.blocks),
            tables=sum(1 for block in self.blocks if block.kind is BlockKind.TABLE),
            unread=tuple((part.place, part.reason) for part in self.unread),
        )

    def doubtful(self, block_index: int, start: int, end: int) -> bool:
        """Whether the characters [start, end) of a block hold a letter or digit that was recognised with doubt.

        Args:
            block_index: index of the block.
            start: first offset in the block's text.
            end: offset past the last.
        """
        block = self.blocks[block_index]
        certainty = block.glyphs.certainty[start:end] if block.glyphs else b""
        return any(
            sure < DOUBTFUL_BELOW and (character.isalnum() or character in ".%％")
            for sure, character in zip(certainty, block.text[start:end], strict=False)
        )

    def place(self, block_index: int, start: int, end: int) -> Place:
        """The place of the characters [start, end) of a block.

        Args:
            block_index: index of the block.
            start: first offset in the block's text.
            end: offset past the last.
        """
        block = self.blocks[block_index]
        cell = block.table.cell_at(start) if block.table else None
        page = block.glyphs.page(start) if block.glyphs and block.glyphs.pages else block.page
        where = []
        if page is not None:
            where.append(f"第{page}页")
        if block.kind is BlockKind.TABLE:
            where.append(f"表{block.number}" + (f"第{cell.row + 1}行第{cell.col + 1}列" if cell else ""))
        else:
            where.append(f"第{block.number}段")
        return Place(
            block=block_index,
            start=start,
            end=end,
            cell=cell.name if cell else None,
            page=page,
            bbox=block.glyphs.bbox(start, end) if block.glyphs else None,
            section=block.section,
            label="".join(where),
        )


def _inked(text: str) -> int:
    """How many characters are no blanks."""
    return len(text) - sum(map(text.count, _BLANKS))
