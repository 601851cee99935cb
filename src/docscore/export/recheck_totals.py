"""汇总 and 差值表 of rechecks: each line and total of the sheets of a book, by live references and sums.

差值表 takes each line and total from the sheets, 汇总 takes the totals from 差值表.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .fillable import FormWriter
from .recheck import RecheckLine, RecheckSheet
from .words import points

_TOTALS = (
    ("序号", 6), ("单位或项目", 26), ("权重", 9), ("自评得分", 10), ("重算下限", 10), ("重算上限", 10), ("复核得分", 10),
    ("差值", 10), ("进度", 44),
)  # fmt: skip
_DIFFERENCES = (
    ("单位或项目", 20), ("一级指标", 14), ("二级指标", 22), ("三级指标", 24), ("自评得分", 9), ("重算下限", 9), ("重算上限", 9),
    ("超出重算", 9), ("复核得分", 9), ("差值", 9), ("备注", 48),
)  # fmt: skip
SUMMARY, DIFFERENCES = "汇总", "差值表"
"""Names of the two sheets over all."""
TOP = 3
"""First row below the heads of every sheet, 0-based."""
_SUBTOTAL = "小计"
_ZERO = Decimal(0)


class TotalsWriter(FormWriter):
    """Writes 汇总 and 差值表, which know at which row of its sheet each line stands."""

    def differences(
        self, page: Any, title: str, names: Sequence[str], sheets: Sequence[RecheckSheet]
    ) -> list[int]:
        """差值表: each line, or level 2 where the self-score is given for it whole, with sub-totals; returns their rows."""
        self.heading(
            page,
            f"{title}　差值表",
            "超出重算＝自评得分在重算的上下限之外的部分；差值＝自评得分−复核得分，复核没有定的空着。各数取自各表，改了会跟着变。",
        )
        row, subtotals = TOP, []
        for name, sheet in zip(names, sheets, strict=True):
            first = row
            for lines, start in _parts(sheet.lines):
                self._difference(page, row, name, sheet, lines, start)
                row += 1
            self._subtotal(page, row, name, sheet, (first, row - 1))
            subtotals.append(row)
            row += 1
        self.columns(page, _DIFFERENCES, TOP - 1, row - 1, title)
        return subtotals

    def _difference(
        self, page: Any, row: int, name: str, sheet: RecheckSheet, lines: Sequence[RecheckLine], start: int
    ) -> None:
        one = lines[0]
        levels = (one.level1, one.level2, one.level3 if len(lines) == 1 else "")
        for column, text in enumerate((sheet.name, *levels)):
            self.put(page, row, column, text)
        own, found = sum_of_self_rows(lines), sum_of_points(lines)
        low, high = sum((x.low for x in lines), _ZERO), sum((x.high for x in lines), _ZERO)
        for column, letter, cached in ((4, "I", own), (8, "K", found)):
            cells = f"'{name}'!{letter}{TOP + start + 1}:{letter}{TOP + start + len(lines)}"
            # A self-score for the whole level 2 stands in one cell; 复核得分 counts once every line is decided.
            lacking = f"COUNT({cells})=0" if column == 4 else f"COUNT({cells})<ROWS({cells})"
            self.live(page, row, column, f'=IF({lacking},"",SUM({cells}))', cached)
        if one.weight is None:
            low_high: tuple[Decimal | None, Decimal | None] = (None, None)
        else:
            low_high = (low, high)
        self._points(page, row, 5, *low_high)
        self._beyond(page, row, 7, own, *low_high)
        self.difference(page, row, 9, 4, 8, None if own is None or found is None else own - found)
        remark = "\n".join(line.told for line in lines if line.told)
        self.put(page, row, 10, remark)
        self.fit(page, row, (remark, 46), (levels[1], 20), (levels[2], 22), (sheet.name, 18))

    def _subtotal(self, page: Any, row: int, name: str, sheet: RecheckSheet, of: tuple[int, int]) -> None:
        """The totals of a sheet; the self-score as the unit states it, where that is not the sum of its rows."""
        for column, text in enumerate((sheet.name, _SUBTOTAL, "", "")):
            self.put(page, row, column, text, "group_text")
        total, style = TOP + len(sheet.lines) + 1, "group_points"
        own, found, told = self_of(sheet), points_of(sheet), []
        rows = sum_of_self_rows(sheet.lines)
        if own is not None and rows is not None and own != rows:
            told.append(f"自评得分是所报的总分，各行相加 {points(rows)} 分")
            self._points(page, row, 4, own, style=style)
        else:
            cells = f"'{name}'!I{TOP + 1}:I{total - 1}"
            self.live(page, row, 4, f"=IF(COUNT({cells})=0,\"\",'{name}'!I{total})", own, style=style)
        cells = f"'{name}'!K{TOP + 1}:K{total - 1}"
        self.live(
            page, row, 8, f"=IF(COUNT({cells})<ROWS({cells}),\"\",'{name}'!K{total})", found, style=style
        )
        lows, highs = (sum((getattr(x, end) for x in sheet.lines), _ZERO) for end in ("low", "high"))
        for column, added, whole in ((5, lows, sheet.low), (6, highs, sheet.high)):
            if whole <= added:
                self._sum(page, row, column, of, added, whole if whole < added else None, style)
            else:
                self._points(page, row, column, whole, style=style)
        self._beyond(page, row, 7, own, sheet.low, sheet.high, style)
        less = None if own is None or found is None else own - found
        self.difference(page, row, 9, 4, 8, less, style=style)
        if sheet.cap is not None:
            told.append(f"预算执行率低，总分封顶 {points(sheet.cap)} 分")
        self.put(page, row, 10, "；".join(told), "group_text")
        self.fit(page, row, (sheet.name, 18), ("；".join(told), 46))

    def totals(
        self, page: Any, title: str, names: Sequence[str], sheets: Sequence[RecheckSheet], rows: Sequence[int]
    ) -> None:
        """汇总: a row a submission or form, by live references to its sub-total in 差值表."""
        self.heading(
            page,
            f"{title}　复核汇总",
            "差值＝自评得分−复核得分。各数取自各单位的表，改了会跟着变；复核没有定完的不列。",
        )
        for row, (name, sheet, source) in enumerate(zip(names, sheets, rows, strict=True), start=TOP):
            page.write_number(row, 0, row - TOP + 1, self.formats["centre"])
            self.put(page, row, 1, sheet.name)
            weights = f"'{name}'!G{TOP + 1}:G{TOP + len(sheet.lines)}"
            self.live(page, row, 2, f'=IF(COUNT({weights})=0,"",SUM({weights}))', weight_of(sheet))
            known = (self_of(sheet), sheet.low, sheet.high, points_of(sheet))
            for column, letter, cached in zip((3, 4, 5, 6), "EFGI", known, strict=True):
                cell = f"'{DIFFERENCES}'!{letter}{source + 1}"
                self.live(page, row, column, f'=IF({cell}="","",{cell})', cached)
            less = None if known[0] is None or known[3] is None else known[0] - known[3]
            self.difference(page, row, 7, 3, 6, less)
            self.put(page, row, 8, sheet.state)
            self.fit(page, row, (sheet.state, 42), (sheet.name, 24))
        last = TOP + len(sheets) - 1
        if len(sheets) > 1:
            self._overall(page, last + 1, sheets)
        self.columns(page, _TOTALS, TOP - 1, last, title)

    def _overall(self, page: Any, row: int, sheets: Sequence[RecheckSheet]) -> None:
        """合计 and 平均 of 汇总; blank where one of them is not known."""
        known: tuple[list[Decimal | None], ...] = (
            [weight_of(sheet) for sheet in sheets],
            [self_of(sheet) for sheet in sheets],
            [sheet.low for sheet in sheets],
            [sheet.high for sheet in sheets],
            [points_of(sheet) for sheet in sheets],
        )
        for at, name in ((row, "合计"), (row + 1, "平均")):
            for column in range(len(_TOTALS)):
                self.put(page, at, column, name if column == 1 else "", "group_text")
            shown: list[Decimal | None] = []
            for column, values in enumerate(known, start=2):
                cells = f"{xl_col_to_name(column)}{TOP + 1}:{xl_col_to_name(column)}{row}"
                many = "" if at == row else f"/COUNT({cells})"
                given = [value for value in values if value is not None]
                whole = sum(given, _ZERO) if len(given) == len(values) else None
                shown.append(whole if whole is None or at == row else whole / len(values))
                formula = f'=IF(COUNT({cells})<ROWS({cells}),"",SUM({cells}){many})'
                self.live(page, at, column, formula, shown[-1], style="group_points")
            own, found = shown[1], shown[4]
            less = None if own is None or found is None else own - found
            self.difference(page, at, 7, 3, 6, less, style="group_points")

    def _sum(
        self,
        page: Any,
        row: int,
        column: int,
        of: tuple[int, int],
        added: Decimal,
        most: Decimal | None,
        style: str,
    ) -> None:
        """The live sum of the cells of a column, at most *most*."""
        name = xl_col_to_name(column)
        total = f"SUM({name}{of[0] + 1}:{name}{of[1] + 1})"
        if most is None:
            self.live(page, row, column, f"={total}", added, style=style)
        else:
            self.live(
                page, row, column, f"=IF({total}>{most:f},{most:f},{total})", min(added, most), style=style
            )

    def _beyond(
        self,
        page: Any,
        row: int,
        column: int,
        own: Decimal | None,
        low: Decimal | None,
        high: Decimal | None,
        style: str = "points",
    ) -> None:
        """By how much the self-score (column E) lies outside what was recomputed (F to G); live."""
        e, f, g = (f"{letter}{row + 1}" for letter in "EFG")
        formula = f'=IF(COUNT({e}:{g})<3,"",IF({e}>{g},{e}-{g},IF({e}<{f},{e}-{f},0)))'
        beyond = None
        if own is not None and low is not None and high is not None:
            beyond = max(own - high, _ZERO) + min(own - low, _ZERO)
        self.live(page, row, column, formula, beyond, style=style)


def _parts(lines: Sequence[RecheckLine]) -> Iterator[tuple[Sequence[RecheckLine], int]]:
    """The smallest parts that the unit scored, with their first position: a line, or a level 2 that is scored whole."""
    for first, end in groups(lines):
        if lines[first].group_points is not None:
            yield lines[first : end + 1], first
        else:
            for position in range(first, end + 1):
                if lines[position].weight != 0 or lines[position].self_points is not None:
                    yield lines[position : position + 1], position


def groups(lines: Sequence[RecheckLine]) -> Iterator[tuple[int, int]]:
    """First and last position of each level 2."""
    first = 0
    for position in range(1, len(lines) + 1):
        ended = position == len(lines) or _group(lines[position]) != _group(lines[first])
        if ended:
            yield first, position - 1
            first = position


def _group(line: RecheckLine) -> tuple[str, str]:
    return line.level1, line.level2


def weight_of(sheet: RecheckSheet) -> Decimal | None:
    """Full marks of the whole; ``None`` if no line gives any."""
    known = [line.weight for line in sheet.lines if line.weight is not None]
    return sum(known, _ZERO) if known else None


def self_of(sheet: RecheckSheet) -> Decimal | None:
    """The self-score of the whole: as stated, else as its rows add up."""
    return sheet.self_total if sheet.self_total is not None else sum_of_self_rows(sheet.lines)


def sum_of_self_rows(lines: Sequence[RecheckLine]) -> Decimal | None:
    """What the rows of the self-score add up to; ``None`` if all are blank."""
    known = [
        points for line in lines for points in (line.self_points, line.group_points) if points is not None
    ]
    return sum(known, _ZERO) if known else None


def points_of(sheet: RecheckSheet) -> Decimal | None:
    """复核得分 of the whole, as far as low execution leaves it; ``None`` while a line is open."""
    found = sum_of_points(sheet.lines)
    return found if found is None or sheet.cap is None else min(found, sheet.cap)


def sum_of_points(lines: Sequence[RecheckLine], *, whole: bool = True) -> Decimal | None:
    """Their 复核得分; ``None`` while a line is open, unless the sum so far is asked for."""
    known = [line.points for line in lines if line.points is not None]
    return sum(known, _ZERO) if known and (not whole or len(known) == len(lines)) else None
