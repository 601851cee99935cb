"""PDF → passages: characters and ruling lines from pdfium, tables, paragraphs and page breaks of our own."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from docscore.errors import InputError

from .barelattice import bare_lattices
from .columnsums import with_sums_checked
from .footnotes import merged, without_notes
from .lattice import Lattice, lattices
from .lines import Line, line_of, runs
from .margins import without_margins
from .openlattice import open_lattices
from .pagefile import BoxReader, PageInk, read_page
from .pagetable import PageTable, join, page_table
from .paragraphs import Column, paragraphs, text_column
from .passages import Passage, Sizes
from .scannedpages import ScannedPages, turned_back
from .secondsight import read_again
from .shapes import Rule
from .twocolumns import Gutter, in_reading_order

#: pdfium keeps state for the whole process and must not be entered twice.
ONE_AT_A_TIME = threading.Lock()
#: A whole file says so within these last bytes.
_TAIL = 2048


def read_pdf(path: Path, data: bytes) -> tuple[list[Passage], Sizes, list[str]]:
    """The passages of a PDF, the sizes of its pages, and what was not read of it.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.

    Raises:
        InputError: the file is damaged, encrypted or without pages.
    """
    warnings: list[str] = []
    if b"%%EOF" not in data[-_TAIL:]:  # pdfium rebuilds what it finds, and says nothing of what is gone
        warnings.append("PDF 文件结尾不完整，可能缺页，请核对页数")
    pages: list[PageInk] = []
    with ONE_AT_A_TIME:
        document = open_pdf(path, data)
        try:
            sizes = tuple(_size(document, index) for index in range(len(document)))
            reader = BoxReader()
            scans = ScannedPages(warnings)
            for index in range(len(sizes)):
                try:
                    page = read_page(document, index, reader)
                except pypdfium2.PdfiumError:
                    warnings.append(f"第{index + 1}页已损坏，未读取")
                    continue
                if page.scanned or page.rubbish:
                    page = scans.from_pdf(document, page)
                pages.append(page)
        finally:
            document.close()
    if not pages:
        raise InputError(path, "PDF 没有可读的页面，文件已损坏", "请重新导出或向报送单位索取原件。")
    passages = with_sums_checked(page_passages(read_again(data, pages)))
    return turned_back(passages, scans.skews), sizes, warnings


def open_pdf(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    """A PDF, to be used under :data:`ONE_AT_A_TIME` and closed.

    Raises:
        InputError: it is damaged or encrypted.
    """
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise InputError(path, "PDF 加了密码，无法打开", "请取消密码后重新导出。") from error
        raise InputError(
            path, "PDF 已损坏或不完整，无法打开", "请重新下载、重新导出或向报送单位索取原件。"
        ) from error


def _size(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height of a page as it is shown; of a damaged one those of A4."""
    try:
        width, height = document.get_page_size(index)
    except pypdfium2.PdfiumError:
        return 595.0, 842.0
    return round(width, 2), round(height, 2)


def page_passages(pages: Sequence[PageInk]) -> list[Passage]:
    """The paragraphs, headings and tables of pages, joined over page breaks.

    Args:
        pages: what stands on each page, in order.
    """
    contents = [_contents(page) for page in pages]
    kept = without_margins([(page.height, found.lines) for page, found in zip(pages, contents, strict=True)])
    notes: list[Passage] = []
    for number, (page, found) in enumerate(zip(pages, contents, strict=True)):
        if found.rules:
            foot = without_notes(kept[number], found.rules, page.width, page.height)
            kept[number] = foot.lines
            notes.extend(foot.notes)
    by_width: dict[int, list[Line]] = defaultdict(list)
    for page, lines in zip(pages, kept, strict=True):
        by_width[round(page.width)].extend(lines)
    columns = {width: text_column(lines, float(width)) for width, lines in by_width.items()}

    passages: list[Passage] = []
    stretch: list[Line] = []
    stretch_columns: list[Column] = []
    table: PageTable | None = None  # the last thing seen, if it was a table

    def end_table() -> None:
        nonlocal table
        passage = table.passage() if table else None
        if passage:
            passages.append(passage)
        table = None

    def end_stretch() -> None:
        passages.extend(paragraphs(stretch, stretch_columns))
        stretch.clear()
        stretch_columns.clear()

    for page, lines, found in zip(pages, kept, contents, strict=True):
        for item in _in_order(lines, found.tables, found.gutter):
            if isinstance(item, Line):
                end_table()
                stretch.append(item)
                own = found.gutter.column(item) if found.gutter else None
                stretch_columns.append(own or columns[round(page.width)])
            elif table is None or table.last_page == page.number or not join(table, item):
                end_stretch()
                end_table()
                table = item
    end_stretch()
    end_table()
    return merged(passages, notes)


def _in_order(
    lines: Sequence[Line], tables: Sequence[PageTable], gutter: Gutter | None
) -> list[Line | PageTable]:
    """Lines with each table before the first line that stands under its upper edge, in its own column if it has one."""
    items: list[Line | PageTable] = []
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].top < line.top:
            in_left = gutter is not None and gutter.side(line.x0, line.x1) == 0
            if in_left and gutter is not None and gutter.side(waiting[0].xs[0], waiting[0].xs[-1]) == 1:
                break
            items.append(waiting.pop(0))
        items.append(line)
    return [*items, *waiting]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What stands on a page.

    Attributes:
        lines: the lines outside tables, in reading order.
        tables: the tables with their text, from top to bottom.
        gutter: the gap between its columns of text, if it has two.
        rules: horizontal ruling lines outside tables.
    """

    lines: list[Line]
    tables: list[PageTable]
    gutter: Gutter | None
    rules: tuple[Rule, ...]


def _contents(page: PageInk) -> _Contents:
    ruled = lattices(page.horizontal, page.vertical)
    grids = [*ruled, *open_lattices(page, ruled)]
    grids += bare_lattices(page, grids)
    grids.sort(key=lambda grid: grid.ys[0])
    if not grids:
        found = (line_of(page, start, end) for start, end in runs(page))
        lines, gutter = in_reading_order((line for line in found if line is not None), [])
        return _Contents(lines, [], gutter, page.horizontal)
    outside: list[Line] = []
    inside: list[list[list[Line]]] = [[[] for _ in grid.boxes] for grid in grids]
    indexes = [grid.index() for grid in grids]
    for start, end in runs(page):
        for first, past, place in _by_cell(page, start, end, grids, indexes):
            line = line_of(page, first, past)
            if line is None:
                continue
            if place is None:
                outside.append(line)
            else:
                inside[place[0]][place[1]].append(line)
    tables = [page_table(page.number, grid, lines) for grid, lines in zip(grids, inside, strict=True)]
    edges = [(grid.xs[0], grid.xs[-1], grid.ys[0]) for grid in grids]
    lines, gutter = in_reading_order(outside, edges)
    rules = tuple(
        rule
        for rule in page.horizontal
        if not any(grid.ys[0] - 2 <= rule.at <= grid.ys[-1] + 2 for grid in grids)
    )
    return _Contents(lines, tables, gutter, rules)


_Place = tuple[int, int] | None


def _by_cell(
    page: PageInk,
    start: int,
    end: int,
    grids: Sequence[Lattice],
    indexes: Sequence[dict[tuple[int, int], int]],
) -> list[tuple[int, int, _Place]]:
    """Cuts a run of characters where it crosses from one cell into another: start, end, (table, cell) or ``None``."""

    def place(position: int) -> _Place:
        x0, top, x1, bottom = page.boxes[4 * position : 4 * position + 4]
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for number, grid in enumerate(grids):
            found = grid.position(x, y)
            if found is not None:
                return number, indexes[number][found]
        return None

    text = page.text[start:end]
    blank = len(text) - len(text.lstrip())
    if blank == len(text):
        return []
    start, end = start + blank, start + len(text.rstrip())
    here = place(start)
    if here is not None and here == place(end - 1):
        return [(start, end, here)]  # cells are convex, and a run goes from left to right
    pieces: list[tuple[int, int, _Place]] = []
    current: _Place = None
    first = start
    for position in range(start, end):
        if page.text[position].isspace():
            continue
        found = place(position)
        if found != current or position == start:
            if position > first:
                pieces.append((first, position, current))
            first, current = position, found
    pieces.append((first, end, current))
    return pieces
