"""The 复核表 as a workbook: thirteen columns in the order that agencies use, one sheet a submission or form, with 汇总 and 差值表.

Source of the columns: recheck lists of an accounting firm, Sichuan 2026; 备注 carries the 扣分原因. Sums and differences are live:
a sheet sums its lines, 差值表 takes each line and total from the sheets, 汇总 takes the totals from 差值表.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from .book import new_book
from .dossier import UNSIGNED
from .fillable import KEYS
from .recheck import RECHECK_POINTS, REMARK, RecheckLine, RecheckSheet
from .recheck_totals import (
    DIFFERENCES,
    SUMMARY,
    TOP,
    TotalsWriter,
    groups,
    points_of,
    sum_of_points,
    sum_of_self_rows,
    weight_of,
)

COLUMNS = (
    ("一级指标", 14), ("二级指标", 22), ("三级指标", 26), ("指标性质", 7), ("指标值", 22), ("计量单位", 8), ("权重", 7),
    ("自评完成值", 16), ("自评得分", 8), ("复核完成值", 16), (RECHECK_POINTS, 8), ("偏离度", 9), (REMARK, 52),
)  # fmt: skip
_WEIGHT, _SELF, _POINTS, _REMARK = 6, 8, 10, 12
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NAME_LENGTH = 31
#: Names that a sheet must not have: our own, and one that Excel keeps for itself.
_TAKEN = frozenset({SUMMARY, DIFFERENCES, "问题清单", "底稿信息", "history"})


def recheck_book(title: str, sheets: Iterable[RecheckSheet], *, masked: bool) -> bytes:
    """The papers as the bytes of an ``.xlsx`` file: 汇总, 差值表, then a sheet each.

    Args:
        title: name of the batch.
        sheets: one a submission or project.
        masked: personal data is masked.
    """
    out = io.BytesIO()
    with new_book(title, out) as book:
        summary, differences = book.add_worksheet(SUMMARY), book.add_worksheet(DIFFERENCES)
        write_recheck(book, summary, differences, title, tuple(sheets), masked=masked)
    return out.getvalue()


def write_recheck(
    book: Any, summary: Any, differences: Any, title: str, sheets: Sequence[RecheckSheet], *, masked: bool
) -> None:
    """Write 汇总 and 差值表 on two sheets of *book*, and append a sheet for each submission or project.

    Args:
        book: the workbook.
        summary: its sheet for 汇总.
        differences: its sheet for 差值表.
        title: name of the batch.
        sheets: one a submission or project.
        masked: personal data is masked.
    """
    writer = _Writer(book, masked=masked)
    names = writer.names(sheets)
    for name, sheet in zip(names, sheets, strict=True):
        writer.sheet(book.add_worksheet(name), sheet)
    rows = writer.differences(differences, title, names, sheets)
    writer.totals(summary, title, names, sheets, rows)


class _Writer(TotalsWriter):
    """Writes the sheets of one book."""

    def names(self, sheets: Iterable[RecheckSheet]) -> list[str]:
        """Names of the sheets that a workbook allows, each once."""
        found: list[str] = []
        taken = set(_TAKEN)
        for sheet in sheets:
            base = _NOT_IN_NAMES.sub("", self._shown(sheet.name)).strip() or "单位"
            chosen, number = _cut(base, ""), 2
            while chosen.casefold() in taken:
                chosen, number = _cut(base, f"（{number}）"), number + 1
            taken.add(chosen.casefold())
            found.append(chosen)
        return found

    def sheet(self, page: Any, sheet: RecheckSheet) -> None:
        """The form of one submission."""
        last = TOP + len(sheet.lines) - 1
        back = any(line.key for line in sheet.lines)
        note = sheet.state
        if UNSIGNED in sheet.state:
            how = "填好后用 docscore import 导回" if back else "汇总和差值表会跟着变"
            note = f"{UNSIGNED}。浅蓝色的格可以填，{how}。"
        self.heading(page, sheet.title, note)
        self.columns(page, COLUMNS, TOP - 1, last, sheet.title)
        page.freeze_panes(TOP, 3)
        for row, line in enumerate(sheet.lines, start=TOP):
            self._line(page, row, line)
        for first, end in groups(sheet.lines):
            line = sheet.lines[first]
            if line.group_points is not None and end > first:
                page.merge_range(
                    TOP + first, _SELF, TOP + end, _SELF, float(line.group_points), self.formats["points"]
                )
        if back:
            self._key_heads(page, TOP - 1, len(COLUMNS))
        page.autofilter(TOP - 1, 0, max(last, TOP - 1), len(COLUMNS) + (len(KEYS) if back else 0) - 1)
        total = last + 1
        for column in range(len(COLUMNS)):
            page.write_blank(total, column, None, self.formats["part_text"])
        points = f"K{TOP + 1}:K{max(last, TOP) + 1}"
        label = f'="合计"&IF(COUNT({points})<ROWS({points}),"（复核未定完）","")'
        cached = "合计" if points_of(sheet) is not None else "合计（复核未定完）"
        page.write_formula(total, 0, label, self.formats["part_text"], cached)
        for column, value in (
            (_WEIGHT, weight_of(sheet)),
            (_SELF, sum_of_self_rows(sheet.lines)),
        ):
            self.total(page, total, column, TOP, max(last, TOP), value)
        so_far = sum_of_points(sheet.lines, whole=False) or Decimal(0)
        self._sum(page, total, _POINTS, (TOP, max(last, TOP)), so_far, sheet.cap, "part_points")
        if sheet.cap is not None:
            self.put(page, total, _REMARK, f"预算执行率低，总分封顶 {sheet.cap:f} 分", "part_text")
        self.put(
            page,
            total + 2,
            0,
            "主评人（签字）：　　　　　　　　复核人（签字）：　　　　　　　　日期：　　　年　　月　　日",
            "note",
        )
        for row, (head, text) in enumerate(sheet.notes, start=total + 3):
            self.put(page, row, 0, f"{head}：{text}", "note")
        page.print_area(0, 0, total + 2 + len(sheet.notes), len(COLUMNS) - 1)
        self._protect(page)

    def _line(self, page: Any, row: int, line: RecheckLine) -> None:
        texts = (line.level1, line.level2, line.level3, line.nature, line.target, line.unit)
        for column, text in enumerate(texts):
            self.put(page, row, column, text, "centre" if column in (3, 5) else "text")
        self.amount(page, row, _WEIGHT, line.weight)
        self.put(page, row, 7, line.self_value)
        self.amount(page, row, _SELF, line.self_points if line.group_points is None else line.group_points)
        self.put(page, row, 9, line.recheck_value)
        self._points(page, row, _POINTS, line.points, style="entry_points")
        if line.deviation is None:
            self.put(page, row, 11, "", "value")
        else:
            page.write_number(row, 11, float(line.deviation), self.formats["percent"])
        # What comes back is the reviewer's own words: a remark that was put in for him would be taken for his reason.
        remark = line.remark if line.key else line.told
        self.put(page, row, _REMARK, remark, "entry_text")
        self._between(page, row, _POINTS, line.least, line.most)
        if line.key is not None:
            self._keys(page, row, len(COLUMNS), line.key, (line.points, self._shown(line.remark)))
        self.fit(
            page, row, (line.level1, 12), (line.level2, 20), (line.level3, 24), (line.target, 20), (line.self_value, 14),
            (line.recheck_value, 14), (remark, 50),
        )  # fmt: skip


def _cut(name: str, tail: str) -> str:
    """*name* and *tail* as Excel takes it; it counts a letter beyond the basic plane twice."""
    while len((name + tail).encode("utf-16-le")) // 2 > _NAME_LENGTH:
        name = name[:-1]
    return name.rstrip(" （(") + tail
