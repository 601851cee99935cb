"""The 补充材料清单 as an Excel workbook, with all that was asked for and what each file was taken for beside it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from ..model import PART_NAMES, Assessment, Presence
from .supplement import COLUMNS, HOW, PRESENCE, supplement_rows, supplement_totals

_WIDTHS = (6, 26, 32, 9, 36, 9, 44)
_PAPERS = (("文件", 44), ("当作什么", 12), ("题目", 40), ("依据", 60))
_ASKED = (("指标", 26), ("所需材料", 32), ("现状", 9), ("已交文件", 44), ("依据", 52))
_BASE = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_FILL = {
    Presence.PRESENT: "#CFE8D3",
    Presence.DOUBTFUL: "#FBF0B2",
    Presence.MISSING: "#F4B6B0",
    Presence.UNREADABLE: "#F9D5A7",
}
_TOP = 3


def supplement_sheet(assessment: Assessment) -> bytes:
    """The list as the bytes of an ``.xlsx`` file.

    Args:
        assessment: of a submission.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "补充材料清单", "created": datetime(2020, 1, 1)})
        writer = _Writer(book)
        writer.list(assessment)
        writer.asked(assessment)
        writer.papers(assessment)
    return out.getvalue()


class _Writer:
    """Writes the sheets of one book; every text is text, also one that begins with ``=``."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._text = book.add_format(_BASE)
        self._centre = book.add_format({**_BASE, "align": "center"})
        self._points = book.add_format({**_BASE, "num_format": "0.00", "align": "right"})
        self._head = book.add_format({**_BASE, "bold": True, "align": "center", "bg_color": "#E4E7EA"})
        self._title = book.add_format({"font_name": "微软雅黑", "font_size": 14, "bold": True})
        self._plain = book.add_format({"font_name": "微软雅黑", "font_size": 10})
        self._fills = {
            kind: book.add_format({**_BASE, "align": "center", "bg_color": colour})
            for kind, colour in _FILL.items()
        }

    def list(self, assessment: Assessment) -> None:
        """What is still to be handed in."""
        page = self._book.add_worksheet("补充材料清单")
        rows = supplement_rows(assessment)
        page.write_string(0, 0, f"补充材料清单　{assessment.sheet.title}", self._title)
        page.write_string(1, 0, supplement_totals(assessment), self._plain)
        self._lay_out(page, list(zip(COLUMNS, _WIDTHS, strict=True)), _TOP - 1, len(rows))
        for number, row in enumerate(rows, start=_TOP):
            texts = row.texts()
            for column, text in enumerate(texts):
                page.write_string(number, column, text, self._text)
            page.write_number(number, 0, row.number, self._centre)
            page.write_string(number, 3, texts[3], self._fills[row.presence])
            page.write_number(number, 5, float(row.points), self._points)
            self._height(page, number, zip(texts, _WIDTHS, strict=True))
        page.write_string(_TOP + len(rows) + 1, 0, f"注：{HOW}", self._plain)

    def asked(self, assessment: Assessment) -> None:
        """Everything that the rubric asks for."""
        page = self._book.add_worksheet("佐证核对")
        names = {indicator.id: indicator.name for indicator in assessment.sheet.indicators()}
        required = assessment.submission.required if assessment.submission else ()
        self._lay_out(page, _ASKED, 0, len(required))
        for number, one in enumerate(required, start=1):
            texts = (
                names.get(one.indicator, one.indicator),
                one.name,
                PRESENCE[one.presence],
                "\n".join(one.papers),
                one.reason,
            )
            for column, text in enumerate(texts):
                page.write_string(number, column, text, self._text)
            page.write_string(number, 2, texts[2], self._fills[one.presence])
            self._height(page, number, zip(texts, (width for _, width in _ASKED), strict=True))

    def papers(self, assessment: Assessment) -> None:
        """Every file, and what it was taken for."""
        page = self._book.add_worksheet("材料")
        papers = assessment.submission.papers if assessment.submission else ()
        self._lay_out(page, _PAPERS, 0, len(papers))
        for number, paper in enumerate(papers, start=1):
            texts = (paper.path, PART_NAMES[paper.part], paper.title, paper.reason)
            for column, text in enumerate(texts):
                page.write_string(number, column, text, self._text)
            self._height(page, number, zip(texts, (width for _, width in _PAPERS), strict=True))

    def _lay_out(self, page: Any, columns: Sequence[tuple[str, int]], head: int, rows: int) -> None:
        for column, (name, width) in enumerate(columns):
            page.set_column(column, column, width)
            page.write_string(head, column, name, self._head)
        page.freeze_panes(head + 1, 0)
        page.autofilter(head, 0, head + max(rows, 1), len(columns) - 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(head)
        page.set_footer("&C第 &P 页，共 &N 页")

    def _height(self, page: Any, row: int, cells: Iterable[tuple[str, int]]) -> None:
        """Row height for wrapped text, which Excel measures only on editing."""
        lines = max(
            sum(max(1, -(-_columns(line) // max(width - 2, 1))) for line in text.split("\n"))
            for text, width in cells
        )
        page.set_row(row, 15 * lines + 4)


def _columns(text: str) -> int:
    """Width in characters of a Latin font: a Chinese character takes two."""
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)
