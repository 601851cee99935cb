"""Tables on pages, and their joining over page breaks into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docscore.model import Glyphs

from .grid import GridCell, compact, header_rows, reads_as_header, to_table
from .headings import number_level
from .lattice import Lattice
from .lines import CERTAIN, Line, glue, joined, visual_lines
from .passages import Passage

#: Columns of two pages whose lines differ by less, in points, are the same.
_SAME_COLUMN = 4.0
_MOST_HEADER_ROWS = 4
_NUMBER = re.compile(r"[\d.,，%％+\-—~～/\s分]*\d[\d.,，%％+\-—~～/\s分]*$|[/／—\-]+$")
_SENTENCE_END = re.compile(r"[。；;！!？?：:…]$")
_GOES_ON = re.compile(r"[，。；、：）)》”%％,;]")
#: A line that fills less of its cell was not broken for want of room.
_FULL = 0.6
#: Blank points at either side of a cell.
_MARGIN = 6.0


@dataclass(slots=True)
class PageCell:
    """A cell as it grows over pages.

    Attributes:
        row: 0-based row.
        col: 0-based column.
        row_span: rows covered.
        col_span: columns covered.
        width: width in points.
        lines: its text, line by line.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    width: float
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text without any blanks, for comparing."""
        return "".join("".join(line.text for line in self.lines).split())

    @property
    def below(self) -> int:
        """The first row under it."""
        return self.row + self.row_span


@dataclass(slots=True)
class PageTable:
    """A table on one page or, after joining, over several.

    Attributes:
        first_page: 1-based page on which it begins.
        last_page: page on which it ends.
        xs: x of the lines between columns.
        rows: number of rows.
        cells: by row, then column.
        open_top: no line closes it at the top.
        open_bottom: no line closes it at the bottom.
        top: y of its upper edge on its first page.
    """

    first_page: int
    last_page: int
    xs: tuple[float, ...]
    rows: int
    cells: list[PageCell]
    open_top: bool
    open_bottom: bool
    top: float

    def passage(self) -> Passage | None:
        """The table as a passage; ``None`` if no cell has text."""
        texts: dict[tuple[int, int], tuple[str, Glyphs] | None] = {}
        cells = []
        for cell in self.cells:
            found = _cell_text(cell)
            texts[(cell.row, cell.col)] = found
            cells.append(
                GridCell(cell.row, cell.col, cell.row_span, cell.col_span, found[0] if found else "")
            )
        if not any(cell.text for cell in cells):
            return None
        # compact keeps the order of cells, so the glyphs follow it
        order = sorted(texts, key=lambda place: place)
        text, table = to_table(compact(cells))
        glyphs = _placed(
            text, [(cell.start, texts[place]) for cell, place in zip(table.cells, order, strict=True)]
        )
        return Passage(text, table=table, page=self.first_page, glyphs=_with_pages(glyphs, self.first_page))


def page_table(page: int, lattice: Lattice, lines_of: Sequence[Sequence[Line]]) -> PageTable:
    """A ruled table with its text.

    Args:
        page: 1-based page.
        lattice: its grid.
        lines_of: for each of its cells the pieces of text in it, in any order.
    """
    cells = [
        PageCell(
            box.row,
            box.col,
            box.row_span,
            box.col_span,
            lattice.xs[box.col + box.col_span] - lattice.xs[box.col],
            visual_lines(lines),
        )
        for box, lines in zip(lattice.boxes, lines_of, strict=True)
    ]
    return PageTable(
        page,
        page,
        lattice.xs,
        len(lattice.ys) - 1,
        cells,
        lattice.open_top,
        lattice.open_bottom,
        lattice.ys[0],
    )


def join(above: PageTable, below: PageTable) -> bool:
    """Joins a table at the top of a page to the one at the end of the page before, if it goes on there.

    Args:
        above: the table so far; it grows.
        below: the table on the next page; it is used up if joined.

    Returns:
        whether they were joined.
    """
    xs = _common_columns(above.xs, below.xs)
    if xs is None:
        return False
    repeated = _repeated_rows(above, below)
    if not repeated and _has_other_header(above, below):
        return False
    _regrid(above, xs)
    _regrid(below, xs)
    below.cells = [cell for cell in below.cells if cell.row >= repeated]
    for cell in below.cells:
        cell.row -= repeated
    rows = below.rows - repeated
    pairs = _pairs(above, below)
    going_on = bool(pairs) and (
        (above.open_bottom and (below.open_top or repeated > 0) and not _both_numbers(pairs))
        or _row_goes_on(pairs)
        or (above.open_bottom and _only_text_goes_on(pairs))
    )
    if going_on:
        _append_row(above, below, pairs, rows)
    else:
        _append_rows(above, below, pairs, rows)
    above.last_page = below.last_page
    above.open_bottom = below.open_bottom
    return True


def _common_columns(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The finer of two sets of columns if the coarser one fits into it, else ``None``."""
    finer, coarser = (one, other) if len(one) >= len(other) else (other, one)
    if abs(one[0] - other[0]) > 2 * _SAME_COLUMN or abs(one[-1] - other[-1]) > 2 * _SAME_COLUMN:
        return None
    inner = coarser[1:-1]
    fits = all(min(abs(x - y) for y in finer) <= _SAME_COLUMN for x in inner)
    return tuple(finer) if fits else None


def _regrid(table: PageTable, xs: tuple[float, ...]) -> None:
    nearest = [min(range(len(xs)), key=lambda number: abs(xs[number] - x)) for x in table.xs]
    for cell in table.cells:
        past = nearest[cell.col + cell.col_span]
        cell.col = nearest[cell.col]
        cell.col_span = max(past - cell.col, 1)
    table.xs = xs


def _row_texts(table: PageTable, row: int) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == row]


def _repeated_rows(above: PageTable, below: PageTable) -> int:
    """How many leading rows of *below* repeat those of *above*."""
    count = 0
    while count < min(_MOST_HEADER_ROWS, above.rows, below.rows - 1):
        texts = _row_texts(below, count)
        if texts != _row_texts(above, count) or not any(texts):
            break
        count += 1
    # a cell that reaches from the repeated rows into the next one belongs to the table's body
    while count and any(cell.row < count < cell.below for cell in below.cells):
        count -= 1
    return count


def _has_other_header(above: PageTable, below: PageTable) -> bool:
    first = [GridCell(cell.row, cell.col, 1, 1, cell.text) for cell in below.cells if cell.row == 0]
    own = [GridCell(c.row, c.col, c.row_span, c.col_span, c.text) for c in above.cells]
    return all(cell.text for cell in first) and reads_as_header(first) and header_rows(own) > 0


def _pairs(above: PageTable, below: PageTable) -> list[tuple[PageCell, PageCell]]:
    """The cells at the end of *above* with those at the start of *below*, if they are divided alike; else nothing."""
    last = sorted((cell for cell in above.cells if cell.below == above.rows), key=lambda cell: cell.col)
    first = sorted((cell for cell in below.cells if cell.row == 0), key=lambda cell: cell.col)
    if [(cell.col, cell.col_span) for cell in last] != [(cell.col, cell.col_span) for cell in first]:
        return []
    return list(zip(last, first, strict=True))


def _both_numbers(pairs: Sequence[tuple[PageCell, PageCell]]) -> bool:
    return any(
        one.text and other.text and (_NUMBER.match(one.text) or _NUMBER.match(other.text))
        for one, other in pairs
    )


def _row_goes_on(pairs: Sequence[tuple[PageCell, PageCell]]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    It must say nothing against it: no two numbers in one column, no cell that begins only now. And one cell must
    break off in the middle of a sentence, while another that the row had is blank or breaks off as well.
    """
    if _both_numbers(pairs) or any(other.text and not one.text for one, other in pairs):
        return False
    both = [(one, other) for one, other in pairs if one.text and other.text]
    broken = [_breaks_off(one, other) for one, other in both]
    blank = any(one.text and not other.text for one, other in pairs)
    if any(broken) and (blank or all(broken)):
        return True
    # in narrow cells no line looks full; but a row that had numbers is not followed by one that fills them with nothing
    numbers = any(_NUMBER.match(one.text) and not other.text for one, other in pairs)
    return numbers and bool(both) and all(_no_room(one, other) for one, other in both)


def _only_text_goes_on(pairs: Sequence[tuple[PageCell, PageCell]]) -> bool:
    """Whether the first row of a page adds text to the row before and nothing else: no name, no weight, no score.

    For rows that no line closes at the foot of their page; their cells may all end with a sentence there.
    """
    name = pairs[0]
    numbers = [other for one, other in pairs if _NUMBER.match(one.text)]
    return (
        bool(name[0].text)
        and not name[1].text
        and bool(numbers)
        and not any(other.text for other in numbers)
        and any(other.text for _, other in pairs)
        and not any(other.text and (not one.text or _NUMBER.match(other.text)) for one, other in pairs)
    )


def _breaks_off(one: PageCell, other: PageCell) -> bool:
    """Whether the text of *one* goes on in *other* in the middle of a sentence."""
    before, after = one.lines[-1], other.lines[0]
    if _GOES_ON.match(after.text):
        return True
    if _SENTENCE_END.search(before.text) or number_level(after.text) is not None:
        return False
    return (before.x1 - before.x0) >= _FULL * one.width


def _no_room(one: PageCell, other: PageCell) -> bool:
    """Whether the last line of *one* had no room for the first characters of *other*."""
    before, after = one.lines[-1], other.lines[0]
    room = one.width - 2 * _MARGIN - (before.x1 - before.x0)
    return room < after.width_of(min(2, len(after.text))) + 0.1 * after.em


def _append_row(
    above: PageTable, below: PageTable, pairs: Sequence[tuple[PageCell, PageCell]], rows: int
) -> None:
    """The first row of *below* is the rest of the last row of *above*."""
    base = above.rows - 1
    for one, other in pairs:
        one.lines.extend(other.lines)
        one.row_span += other.row_span - 1
    used = {id(other) for _, other in pairs}
    for cell in below.cells:
        if id(cell) not in used:
            cell.row += base
            above.cells.append(cell)
    above.rows = base + rows


def _append_rows(
    above: PageTable, below: PageTable, pairs: Sequence[tuple[PageCell, PageCell]], rows: int
) -> None:
    """The rows of *below* follow; merged cells at the left that the page break cut go on.

    A blank cell at the top of a page is the rest of the one above only as far as it stands at the left, where papers
    name the group; a blank score is blank.
    """
    base = above.rows
    continued: set[int] = set()
    for one, other in pairs:
        merged = one.row_span > 1 or other.row_span > 1
        if other.text or not one.text or (_NUMBER.match(one.text) and not (merged and continued)):
            break
        one.row_span += other.row_span
        continued.add(id(other))
    if len(continued) == len(pairs):  # a blank row
        for one, other in pairs:
            one.row_span -= other.row_span
        continued = set()
    for cell in below.cells:
        if id(cell) not in continued:
            cell.row += base
            above.cells.append(cell)
    above.rows = base + rows


def _cell_text(cell: PageCell) -> tuple[str, Glyphs] | None:
    if not cell.lines:
        return None
    separators = [""]
    for before, after in zip(cell.lines, cell.lines[1:], strict=False):
        room = cell.width - 2 * _MARGIN - (before.x1 - before.x0)
        first = min(2, len(after.text))
        broken = before.page == after.page and room > after.width_of(first) + after.em
        separators.append("\n" if broken else glue(before.text, after.text))
    return joined(cell.lines, separators)


def _placed(text: str, found: Sequence[tuple[int, tuple[str, Glyphs] | None]]) -> Glyphs:
    from array import array

    pages = array("l", bytes(array("l").itemsize * len(text)))
    boxes = array("f", bytes(16 * len(text)))
    certainty = bytearray(CERTAIN * len(text))
    for start, cell in found:
        if cell is not None:
            glyphs = cell[1]
            end = start + len(cell[0])
            pages[start:end] = glyphs.pages
            boxes[4 * start : 4 * end] = glyphs.boxes
            if glyphs.certainty:
                certainty[start:end] = glyphs.certainty
    recognised = any(cell is not None and cell[1].certainty for _, cell in found)
    return Glyphs(pages, boxes, bytes(certainty) if recognised else b"")


def _with_pages(glyphs: Glyphs, first_page: int) -> Glyphs:
    """Separators and blank cells take the page of what stands before them."""
    page = first_page
    for position, found in enumerate(glyphs.pages):
        if found:
            page = found
        else:
            glyphs.pages[position] = page
    return glyphs
