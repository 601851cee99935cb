"""A difference as an Excel workbook: 数据差异, and with a rubric 疑点变化."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ..model import Difference, FigurePair, Standing, SubmissionDifference
from .book import BookWriter, new_book
from .difference import (
    DOUBT,
    STANDING,
    by_how_much,
    criteria,
    doubt_row,
    doubts,
    file_name,
    groups,
    moved,
    named,
    place,
    printed,
    share,
)
from .words import BLANK

FIGURES, DOUBTS = "数据差异", "疑点变化"
"""Names of the worksheets."""

_COLUMNS = (
    ("状态", 11), ("指标", 26), ("A 所写", 18), ("A 位置", 16), ("B 所写", 18), ("B 位置", 16), ("差值", 20),
    ("差幅", 10), ("涉及评分项", 24), ("分值变化", 20),
)  # fmt: skip
_DOUBT_COLUMNS = (("变化", 10), *zip(DOUBT, (6, 7, 60, 8, 24), strict=True), ("建议", 44))
_STAKE = 1 + DOUBT.index("涉及分")
_MOVES = "会改变得分"
_FILLS = {_MOVES: "red", "有改动": "orange", "只在 A": "yellow", "只在 B": "yellow", "一致": "green"}
_DOUBT_FILLS = {"新增": "red", "内容有变": "orange", "消除": "green"}
_PLACES_SHOWN = 5


def difference_workbook(whole: SubmissionDifference, names: Mapping[str, str]) -> bytes:
    """The difference as the bytes of an ``.xlsx`` file.

    Args:
        whole: what was compared.
        names: metric id → its name.
    """
    title = f"{file_name(whole.left)} → {file_name(whole.right)}"
    out = io.BytesIO()
    with new_book(title, out) as book:
        _Writer(book, whole, names, title).write(book)
    return out.getvalue()


class _Writer(BookWriter):
    """Writes the sheets of one difference."""

    def __init__(self, book: Any, whole: SubmissionDifference, names: Mapping[str, str], title: str) -> None:
        super().__init__(book)
        self.whole, self.names, self.title = whole, names, title
        self.several = len(whole.papers) > 1

    def write(self, book: Any) -> None:
        """Write 数据差异, and 疑点变化 where a rubric was given."""
        self._write_figures(book.add_worksheet(FIGURES))
        if any(difference.score for difference in self.whole.papers):
            self._write_doubts(book.add_worksheet(DOUBTS))

    def _write_figures(self, page: Any) -> None:
        columns = (*_COLUMNS, ("文件", 30)) if self.several else _COLUMNS
        rows = [(difference, pair) for difference in self.whole.papers for pair in _ordered(difference)]
        papers = [("只在 A", name) for name in self.whole.gone] + [
            ("只在 B", name) for name in self.whole.added
        ]
        self._lay_out(page, columns, 0, len(rows) + len(papers), self.title)
        for row, (difference, pair) in enumerate(rows, start=1):
            status = _MOVES if difference.moves(pair) else STANDING[pair.standing]
            cells = (
                named(pair, self.names),
                printed(pair.left),
                place(pair.left),
                printed(pair.right),
                place(pair.right),
                "写法不同" if pair.reworded else by_how_much(pair),
                share(pair),
                criteria(difference, pair.criteria),
                moved(difference, pair),
                *([file_name(difference.right.document.path)] if self.several else []),
            )
            self._row(page, row, status, _FILLS[status], cells, columns)
        for row, (status, name) in enumerate(papers, start=len(rows) + 1):
            self._row(
                page, row, status, _FILLS[status], (f"材料：{name}", *[BLANK] * (len(columns) - 2)), columns
            )

    def _write_doubts(self, page: Any) -> None:
        told = [doubts(difference) for difference in self.whole.papers]
        rows = [(change, *one) for paper in told for change, found in paper.items() for one in found]
        self._lay_out(page, _DOUBT_COLUMNS, 0, len(rows), self.title)
        for row, (change, finding, text) in enumerate(rows, start=1):
            cells = (*doubt_row(finding, text, _PLACES_SHOWN), finding.remedy)
            self._row(page, row, change, _DOUBT_FILLS[change], cells, _DOUBT_COLUMNS)
            self._points(page, row, _STAKE, finding.points_at_stake)

    def _row(
        self,
        page: Any,
        row: int,
        status: str,
        fill: str,
        cells: tuple[str, ...],
        columns: tuple[tuple[str, int], ...],
    ) -> None:
        self._text(page, row, 0, status, fill)
        for column, text in enumerate(cells, start=1):
            self._text(page, row, column, text)
        widths = (width for _, width in columns[1:])
        self._height(page, row, *zip(cells, widths, strict=True))


def _ordered(difference: Difference) -> list[FigurePair]:
    """What moves the score, what else changed, what only one side has, then what agrees."""
    told = [pair for group in groups(difference) for pair in group.pairs]
    return [*told, *difference.of(Standing.EQUAL)]
