"""What every workbook of docscore shares: how its sheets look, and that nothing in them computes.

The sheets open alike in Excel and WPS: no macros, no formulas, no pivot tables; text is written as text, so
that nothing from a report can compute on the reader's machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from .words import PROVISIONAL

# The file is made the same twice: no clock in it. Excel shows this date as the time of creation.
_CREATED = datetime(2000, 1, 1)

_FONT = {"font_name": "微软雅黑", "valign": "vcenter"}
_BASE = {**_FONT, "font_size": 10, "border": 1, "border_color": "#BFC3C8"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_FONT, "font_size": 14, "bold": True},
    "totals": {**_FONT, "font_size": 11, "bold": True},
    "head": {**_BASE, "bold": True, "bg_color": "#E4E7EA", "align": "center", "text_wrap": True},
    "text": {**_BASE, "text_wrap": True, "indent": 1},
    "centre": {**_BASE, "align": "center", "text_wrap": True},
    "points": {**_BASE, "num_format": "0.00", "align": "right"},
    "value": {**_BASE, "align": "right"},
    "link": {**_BASE, "indent": 1, "text_wrap": True, "font_color": "#1A56AE", "underline": 1},
    "part_text": {**_BASE, "bold": True, "bg_color": "#D5DADF", "text_wrap": True},
    "part_points": {**_BASE, "bold": True, "bg_color": "#D5DADF", "num_format": "0.00", "align": "right"},
    "group_text": {**_BASE, "bold": True, "bg_color": "#F1F3F5", "text_wrap": True},
    "group_points": {**_BASE, "bold": True, "bg_color": "#F1F3F5", "num_format": "0.00", "align": "right"},
    "red": {**_BASE, "bg_color": "#F4B6B0", "align": "center"},
    "orange": {**_BASE, "bg_color": "#F9D5A7", "align": "center"},
    "yellow": {**_BASE, "bg_color": "#FBF0B2", "align": "center"},
    "green": {**_BASE, "bg_color": "#CFE8D3", "align": "center"},
}


@contextmanager
def new_book(title: str, out: io.BytesIO) -> Iterator[Any]:
    """A workbook that is written to *out* when it closes; its bytes are the same twice."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "comments": PROVISIONAL, "created": _CREATED})
        yield book


class BookWriter:
    """Writes the sheets of one book, all in the same look."""

    def __init__(self, book: Any) -> None:
        self.formats = {name: book.add_format(style) for name, style in _STYLES.items()}

    def _lay_out(
        self, page: Any, columns: Sequence[tuple[str, int]], head: int, last: int, title: str
    ) -> None:
        """Heads, widths, filter, frozen panes and print setup."""
        for column, (name, width) in enumerate(columns):
            page.set_column(column, column, width)
            page.write_string(head, column, name, self.formats["head"])
        page.set_row(head, 30)
        page.freeze_panes(head + 1, 1)
        page.autofilter(head, 0, max(last, head), len(columns) - 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(head)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.set_header(f"&L{title.replace('&', '&&')}&R{PROVISIONAL}")
        page.set_footer("&L&F　&A&R第 &P 页，共 &N 页")

    def _text(self, page: Any, row: int, column: int, text: str, style: str = "text") -> None:
        page.write_string(row, column, text, self.formats[style])

    def _points(
        self, page: Any, row: int, column: int, *values: Decimal | None, style: str = "points"
    ) -> None:
        """Points in neighbouring cells, 2 decimals; blank for what the document does not give."""
        for offset, value in enumerate(values):
            if value is None:
                page.write_blank(row, column + offset, None, self.formats[style])
            else:
                page.write_number(row, column + offset, float(value), self.formats[style])

    def _height(self, page: Any, row: int, *cells: tuple[str, int], level: int = 0) -> None:
        """Row height for wrapped text, which Excel measures only on editing; *cells* are (text, width).

        A row of *level* 1 can be folded away under the one above it.
        """
        lines = max(-(-_columns(text) // width) for text, width in cells)
        page.set_row(row, 16 * max(lines, 1) + 4, None, {"level": level})


def _columns(text: str) -> int:
    """Width of *text* in characters of a Latin font: a Chinese character takes two."""
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)
