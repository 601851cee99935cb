"""The 复核表 as a workbook: thirteen columns in the order that agencies use, one sheet a submission, with 汇总 and 差值表.

Source of the columns: recheck lists of an accounting firm, Sichuan 2026; 备注 carries the 扣分原因. Sums and differences are live.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from .book import new_book
from .dossier import UNSIGNED
from .fillable import KEYS, FormWriter
from .recheck import RECHECK_POINTS, REMARK, RecheckLine, RecheckSheet

COLUMNS = (
    ("一级指标", 14), ("二级指标", 22), ("三级指标", 26), ("指标性质", 7), ("指标值", 22), ("计量单位", 8), ("权重", 7),
    ("自评完成值", 16), ("自评得分", 8), ("复核完成值", 16), (RECHECK_POINTS, 8), ("偏离度", 9), (REMARK, 52),
)  # fmt: skip
_TOTALS = (
    ("序号", 6),
    ("单位", 22),
    ("权重", 9),
    ("自评得分", 10),
    ("复核得分", 10),
    ("差值", 10),
    ("进度", 26),
)
_DIFFERENCES = (
    ("单位", 16),
    ("一级指标", 18),
    ("二级指标", 30),
    ("自评得分", 10),
    ("复核得分", 10),
    ("差值", 10),
    ("备注", 60),
)
_TOP, _WEIGHT, _SELF, _POINTS, _REMARK = 3, 6, 8, 10, 12
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NAME_LENGTH = 31


def recheck_book(title: str, sheets: Iterable[RecheckSheet], *, masked: bool) -> bytes:
    """The forms as the bytes of an ``.xlsx`` file: 汇总, 差值表, then a sheet each.

    Args:
        title: name of the batch.
        sheets: one a submission or project.
        masked: personal data is masked.
    """
    out = io.BytesIO()
    listed = tuple(sheets)
    with new_book(title, out) as book:
        writer = _Writer(book, masked=masked)
        totals, differences = book.add_worksheet("汇总"), book.add_worksheet("差值表")
        names = _sheet_names(sheet.name for sheet in listed)
        for name, sheet in zip(names, listed, strict=True):
            writer.sheet(book.add_worksheet(name), sheet)
        writer.totals(totals, title, names, listed)
        writer.differences(differences, title, names, listed)
    return out.getvalue()


class _Writer(FormWriter):
    """Writes the sheets of one book."""

    def sheet(self, page: Any, sheet: RecheckSheet) -> None:
        """The form of one submission."""
        last = _TOP + len(sheet.lines) - 1
        note = (
            sheet.state
            if UNSIGNED not in sheet.state
            else f"{UNSIGNED}。浅蓝色的格可以填，填好后用 docscore import 导回。"
        )
        self.heading(page, sheet.title, note)
        self.columns(page, COLUMNS, _TOP - 1, last, sheet.title)
        page.freeze_panes(_TOP, 3)
        for row, line in enumerate(sheet.lines, start=_TOP):
            self._line(page, row, line)
        for first, end in _groups(sheet.lines):
            line = sheet.lines[first]
            if line.group_points is not None and end > first:
                page.merge_range(
                    _TOP + first, _SELF, _TOP + end, _SELF, float(line.group_points), self.formats["points"]
                )
        if any(line.key for line in sheet.lines):
            self._key_heads(page, _TOP - 1, len(COLUMNS))
        page.autofilter(_TOP - 1, 0, max(last, _TOP - 1), len(COLUMNS) + len(KEYS) - 1)
        total = last + 1
        for column in range(len(COLUMNS)):
            page.write_blank(total, column, None, self.formats["part_text"])
        points = f"K{_TOP + 1}:K{max(last, _TOP) + 1}"
        weights = points.replace("K", "G")
        label = f'="合计"&IF(COUNT({points})<COUNT({weights}),"（复核未定完）","")'
        cached = "合计" if _points(sheet) is not None else "合计（复核未定完）"
        page.write_formula(total, 0, label, self.formats["part_text"], cached)
        so_far = _sum_of_points(sheet.lines, whole=False) or Decimal(0)
        for column, value in (
            (_WEIGHT, _weight(sheet)),
            (_SELF, _self(sheet) or Decimal(0)),
            (_POINTS, so_far),
        ):
            self.total(page, total, column, _TOP, max(last, _TOP), value)
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
        self.put(page, row, _REMARK, line.remark, "entry_text")
        if line.key is not None:
            self._between(page, row, _POINTS, line.least, line.most)
            self._keys(page, row, len(COLUMNS), line.key, (line.points, self._shown(line.remark)))
        self.fit(
            page, row, (line.level1, 12), (line.level2, 20), (line.level3, 24), (line.target, 20), (line.self_value, 14),
            (line.recheck_value, 14), (line.remark, 50),
        )  # fmt: skip

    def totals(self, page: Any, title: str, names: Sequence[str], sheets: Sequence[RecheckSheet]) -> None:
        """汇总: a row a submission, by live references to its total."""
        self.heading(
            page,
            f"{title}　复核汇总",
            "差值＝自评得分−复核得分。各数取自各单位的表，改了会跟着变；复核没有定完的不列。",
        )
        self.columns(page, _TOTALS, _TOP - 1, _TOP + len(sheets) - 1, title)
        for row, (name, sheet) in enumerate(zip(names, sheets, strict=True), start=_TOP):
            total = _TOP + len(sheet.lines) + 1
            page.write_number(row, 0, row - _TOP + 1, self.formats["centre"])
            self.put(page, row, 1, sheet.name)
            known = (_weight(sheet), _self(sheet), _points(sheet))
            counted = {letter: f"COUNT('{name}'!{letter}{_TOP + 1}:{letter}{total - 1})" for letter in "GIK"}
            blank = {
                "G": f"{counted['G']}=0",
                "I": f"{counted['I']}=0",
                "K": f"{counted['K']}<{counted['G']}",
            }
            for column, letter, cached in zip((2, 3, 4), "GIK", known, strict=True):
                formula = f"=IF({blank[letter]},\"\",'{name}'!{letter}{total})"
                page.write_formula(
                    row, column, formula, self.formats["points"], "" if cached is None else float(cached)
                )
            less = None if known[1] is None or known[2] is None else known[1] - known[2]
            self.difference(page, row, 5, 3, 4, less)
            self.put(page, row, 6, sheet.state)
            self.fit(page, row, (sheet.state, 24), (sheet.name, 20))

    def differences(
        self, page: Any, title: str, names: Sequence[str], sheets: Sequence[RecheckSheet]
    ) -> None:
        """差值表: every level 2 that both the unit and the reviewer scored."""
        self.heading(
            page,
            f"{title}　差值表",
            "按二级指标列自评与复核；差值＝自评得分−复核得分。复核没有定完的指标不列。",
        )
        row = _TOP
        for name, sheet in zip(names, sheets, strict=True):
            for first, end in _groups(sheet.lines):
                lines = sheet.lines[first : end + 1]
                own, found = _sum_of_self(lines), _sum_of_points(lines)
                if own is None or found is None:
                    continue
                self.put(page, row, 0, sheet.name)
                self.put(page, row, 1, lines[0].level1)
                self.put(page, row, 2, lines[0].level2)
                for column, letter, cached in ((3, "I", own), (4, "K", found)):
                    formula = f"=SUM('{name}'!{letter}{_TOP + first + 1}:{letter}{_TOP + end + 1})"
                    page.write_formula(row, column, formula, self.formats["points"], float(cached))
                self.difference(page, row, 5, 3, 4, own - found)
                remark = "\n".join(line.remark for line in lines if line.remark)
                self.put(page, row, 6, remark)
                self.fit(page, row, (remark, 58), (lines[0].level2, 28))
                row += 1
        self.columns(page, _DIFFERENCES, _TOP - 1, row - 1, title)


def _groups(lines: Sequence[RecheckLine]) -> Iterator[tuple[int, int]]:
    """First and last position of each level 2."""
    first = 0
    for position in range(1, len(lines) + 1):
        ended = position == len(lines) or _group(lines[position]) != _group(lines[first])
        if ended:
            yield first, position - 1
            first = position


def _group(line: RecheckLine) -> tuple[str, str]:
    return line.level1, line.level2


def _weight(sheet: RecheckSheet) -> Decimal:
    return sum((line.weight for line in sheet.lines), Decimal(0))


def _self(sheet: RecheckSheet) -> Decimal | None:
    known = [
        points
        for line in sheet.lines
        for points in (line.self_points, line.group_points)
        if points is not None
    ]
    return sum(known, Decimal(0)) if known else None


def _points(sheet: RecheckSheet) -> Decimal | None:
    return _sum_of_points(sheet.lines)


def _sum_of_self(lines: Sequence[RecheckLine]) -> Decimal | None:
    if lines[0].group_points is not None:
        return lines[0].group_points
    known = [line.self_points for line in lines if line.self_points is not None]
    return sum(known, Decimal(0)) if known else None


def _sum_of_points(lines: Sequence[RecheckLine], *, whole: bool = True) -> Decimal | None:
    """Their 复核得分; ``None`` while a line is open, unless the sum so far is asked for."""
    known = [line.points for line in lines if line.points is not None]
    return sum(known, Decimal(0)) if known and (not whole or len(known) == len(lines)) else None


def _sheet_names(names: Iterable[str]) -> list[str]:
    """Names that a workbook allows, each once."""
    found: list[str] = []
    taken = {"汇总", "差值表"}
    for name in names:
        base = _NOT_IN_NAMES.sub("", name).strip()[:_NAME_LENGTH] or "单位"
        chosen, number = base, 2
        while chosen.casefold() in taken:
            tail = f"（{number}）"
            chosen, number = base[: _NAME_LENGTH - len(tail)] + tail, number + 1
        taken.add(chosen.casefold())
        found.append(chosen)
    return found
