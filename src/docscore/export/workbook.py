"""An assessment as an Excel workbook: 评分表, 疑点, 数据, with links from each line to what it rests on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ..model import Assessment, Figure, Finding, Outcome, Severity, Status, plain
from .book import BookWriter, new_book
from .goals import COLUMNS, goal_columns, goal_rows
from .words import BLANK, PROVISIONAL, ROLE, STATUS, amount, explained, grounds, one_line, where

SHEET, DOUBTS, DATA, GOALS = "评分表", "疑点", "数据", "目标"
"""Names of the three worksheets."""

_SEVERITY_FILL = {Severity.ERROR: "red", Severity.WARNING: "orange", Severity.INFO: "yellow"}
_STATUS_FILL = {
    Status.MET: "green",
    Status.NOT_MET: "red",
    Status.CONTRADICTED: "red",
    Status.VETOED: "red",
    Status.CONFLICT: "orange",
    Status.AMBIGUOUS: "orange",
    Status.NO_EVIDENCE: "orange",
    Status.JUDGEMENT: "yellow",
    Status.PENDING: "yellow",
}

_SHEET_COLUMNS = (
    ("评分项", 34), ("满分", 7), ("自评", 7), ("下限", 7), ("上限", 7), ("有据", 7), ("自评−有据", 8),
    ("状态", 12), ("命中行", 20), ("依据（点击到数据）", 34), ("理由", 34),
)  # fmt: skip
_DOUBT_COLUMNS = (
    ("级别", 6), ("代码", 7), ("因", 9), ("说明", 52), ("涉及分", 8), ("评分项（点击到行）", 24), ("位置", 22),
    ("数据（点击到行）", 18), ("建议", 44),
)  # fmt: skip
_DATA_COLUMNS = (
    ("序号", 7), ("原文", 18), ("数值", 18), ("单位", 8), ("角色", 7), ("对象", 26), ("时期", 16),
    ("位置", 20), ("指标口径", 22), ("所在句", 60),
)  # fmt: skip

_PLACES_SHOWN = 3
_EXACT_DIGITS = 15  # what a spreadsheet's numbers keep

# First row below title and heads, 0-based; the row above it holds the heads.
_SHEET_TOP, _DOUBT_TOP, _DATA_TOP = 3, 1, 1


def workbook(assessment: Assessment) -> bytes:
    """The assessment as the bytes of an ``.xlsx`` file."""
    out = io.BytesIO()
    with new_book(assessment.sheet.title, out) as book:
        _Writer(book, assessment).write()
    return out.getvalue()


class _Writer(BookWriter):
    """Writes the three sheets of one book; knows at which row each line and figure stands."""

    def __init__(self, book: Any, assessment: Assessment) -> None:
        super().__init__(book)
        self.book = book
        self.assessment = assessment
        self.sheet, self.doubts, self.data = (book.add_worksheet(name) for name in (SHEET, DOUBTS, DATA))
        figures = assessment.extraction.figures
        self.data_row = {figure.id: _DATA_TOP + i for i, figure in enumerate(figures)}
        self.sheet_row: dict[str, int] = {}
        self.names: dict[str, str] = {}
        row = _SHEET_TOP
        for section in assessment.sheet.sections:
            keys = [(section.id, section.name)]
            for indicator in section.indicators:
                keys += [(indicator.id, indicator.name), *((x.id, x.name) for x in indicator.criteria)]
            for key, name in keys:
                self.sheet_row[key], self.names[key] = row, name
                row += 1

    def write(self) -> None:
        """Write the sheets."""
        self._write_sheet()
        self._write_doubts()
        self._write_data()
        if self.assessment.goals:
            self._write_goals()

    def _write_sheet(self) -> None:
        page, sheet = self.sheet, self.assessment.sheet
        last = max(self.sheet_row.values(), default=_SHEET_TOP - 1)
        self._lay_out(page, _SHEET_COLUMNS, _SHEET_TOP - 1, last, self.assessment.sheet.title)
        page.set_row(0, 26)
        page.write_string(0, 0, sheet.title, self.formats["title"])
        page.write_string(1, 0, f"{self._totals()}　　{PROVISIONAL}", self.formats["totals"])
        for section in sheet.sections:
            self._sums("part", section.id, section.name, section)
            for indicator in section.indicators:
                self._sums("group", indicator.id, f"  {indicator.name}", indicator)
                rows = "、".join(f"自评{_or_blank(x.points)}：{x.place.label}" for x in indicator.self_rows)
                self._text(page, self.sheet_row[indicator.id], 9, rows, "group_text")
                self._height(page, self.sheet_row[indicator.id], (rows, 32))
                for line in indicator.criteria:
                    row = self.sheet_row[line.id]
                    outcome = line.outcome
                    self._text(page, row, 0, f"    {line.name}")
                    self._points(
                        page, row, 1, line.max, line.self_points, outcome.low, outcome.high, outcome.supported
                    )
                    self._difference(page, row, line.self_points, outcome.supported, "points")
                    fill = _STATUS_FILL.get(outcome.status, "centre")
                    self._text(page, row, 7, STATUS[outcome.status], fill)
                    self._text(page, row, 8, outcome.trace.row or BLANK)
                    self._evidence(row, outcome)
                    self._text(page, row, 10, outcome.trace.reason)
                    self._height(
                        page,
                        row,
                        (line.name, 30),
                        (outcome.trace.row, 20),
                        ("；".join(grounds(outcome)), 34),
                        (outcome.trace.reason, 34),
                    )

    def _totals(self) -> str:
        sheet = self.assessment.sheet
        return (
            f"自评 {_or_blank(sheet.self_total)} · 有据 {_or_blank(sheet.supported)} · "
            f"区间 [{_or_blank(sheet.low)}, {_or_blank(sheet.high)}] · 满分 {_or_blank(sheet.max)}"
        )

    def _sums(self, style: str, key: str, name: str, line: Any) -> None:
        row = self.sheet_row[key]
        self._height(self.sheet, row, (name, 34))
        for column in range(len(_SHEET_COLUMNS)):
            self.sheet.write_blank(row, column, None, self.formats[f"{style}_text"])
        self._text(self.sheet, row, 0, name, f"{style}_text")
        numbers = (line.max, line.self_points, line.low, line.high, line.supported)
        self._points(self.sheet, row, 1, *numbers, style=f"{style}_points")
        self._difference(self.sheet, row, line.self_points, line.supported, f"{style}_points")

    def _difference(self, page: Any, row: int, own: Decimal | None, supported: Decimal, style: str) -> None:
        self._points(page, row, 6, None if own is None else own - supported, style=style)

    def _evidence(self, row: int, outcome: Outcome) -> None:
        """What the line rests on; a click leads to the first of its figures."""
        shown = "；".join(grounds(outcome))
        rows = [
            self.data_row[claim.figure.id]
            for value in outcome.trace.values
            for claim in value.all_claims()
            if claim.figure.id in self.data_row
        ]
        if shown and rows:
            self._link(self.sheet, row, 9, DATA, rows, shown)
        else:
            self._text(self.sheet, row, 9, shown or BLANK)

    def _write_doubts(self) -> None:
        page, review = self.doubts, self.assessment.review
        self._lay_out(
            page,
            _DOUBT_COLUMNS,
            0,
            len(review.findings) + len(review.reconciled),
            self.assessment.sheet.title,
        )
        page.outline_settings(symbols_below=False)
        codes = {finding.fingerprint: finding.code for finding in review.findings}
        row = _DOUBT_TOP
        for finding in review.findings:
            self._doubt(row, finding, codes.get(finding.caused_by, ""))
            row += 1
        for held in review.reconciled:
            places = where(held.places)
            self._text(page, row, 0, "通过", "green")
            self._text(page, row, 1, held.code, "centre")
            for column, text in enumerate(("", held.message, "", BLANK, places, BLANK, ""), start=2):
                self._text(page, row, column, text)
            self._height(page, row, (held.message, 52), (places, 22))
            row += 1

    def _doubt(self, row: int, finding: Finding, cause: str) -> None:
        """One doubt; *cause* is the code of its root, under which it can be folded away."""
        page, explanation = self.doubts, finding.explanation
        places = where(finding.places, _PLACES_SHOWN)
        names = "、".join(self.names.get(key, key) for key in finding.criteria)
        figures = "、".join(one_line(figure.surface) for figure in finding.figures)
        settled = explained(explanation) if explanation else finding.remedy
        self._text(page, row, 0, finding.severity.shown, _SEVERITY_FILL[finding.severity])
        self._text(page, row, 1, finding.code, "centre")
        self._text(page, row, 2, "已有说明" if explanation else f"↳ {cause}" if cause else "", "centre")
        self._text(page, row, 3, finding.message)
        self._points(page, row, 4, finding.points_at_stake)
        lines = [self.sheet_row[key] for key in finding.criteria if key in self.sheet_row]
        self._link(page, row, 5, SHEET, lines, names)
        self._text(page, row, 6, places)
        rows = [self.data_row[figure.id] for figure in finding.figures if figure.id in self.data_row]
        self._link(page, row, 7, DATA, rows, figures)
        self._text(page, row, 8, settled)
        texts = (finding.message, names, places, figures, settled)
        self._height(page, row, *zip(texts, (52, 24, 22, 18, 44), strict=True), level=1 if cause else 0)

    def _write_goals(self) -> None:
        """Targets of the plan, or of the report itself, with their results."""
        page = self.book.add_worksheet(GOALS)
        shown = goal_columns(self.assessment.rubric)
        rows = goal_rows(self.assessment.goals)
        self._lay_out(page, COLUMNS[:shown], 0, len(rows), self.assessment.sheet.title)
        for row, cells in enumerate(rows, 1):
            for column, text in enumerate(cells[:shown]):
                self._text(page, row, column, text)

    def _write_data(self) -> None:
        page, extraction = self.data, self.assessment.extraction
        self._lay_out(page, _DATA_COLUMNS, 0, len(extraction.figures), self.assessment.sheet.title)
        metrics = self.assessment.rubric.metrics
        for figure in extraction.figures:
            row = self.data_row[figure.id]
            metric = metrics.get(figure.metric) if figure.metric else None
            sentence = one_line(extraction.sentences[figure.sentence].text) if extraction.sentences else ""
            self._text(page, row, 0, figure.id, "centre")
            self._text(page, row, 1, one_line(figure.surface))
            self._value(row, figure)
            for column, text in enumerate(
                (
                    figure.quantity.unit,
                    ROLE[figure.role],
                    figure.subject,
                    figure.period or BLANK,
                    figure.place.label,
                    metric.name if metric else BLANK,
                    sentence,
                ),
                start=3,
            ):
                self._text(page, row, column, text)
            self._height(page, row, (figure.surface, 18), (figure.subject, 26), (sentence, 60))

    def _value(self, row: int, figure: Figure) -> None:
        """A plain value as a number, so that it sorts; one with ≥, 约 or two ends as text."""
        shown = amount(figure).removesuffix(figure.quantity.unit)
        if shown == f"{plain(figure.quantity.value):f}" and len(shown) <= _EXACT_DIGITS:
            self.data.write_number(row, 2, float(shown), self.formats["value"])
        else:
            self._text(self.data, row, 2, shown, "value")

    def _link(self, page: Any, row: int, column: int, target: str, rows: Sequence[int], shown: str) -> None:
        """*shown* as a link to *rows* of another sheet: to all if they are neighbours, else the first."""
        if not rows:
            self._text(page, row, column, shown or BLANK)
            return
        first, last = min(rows), max(rows)
        if last - first + 1 != len(set(rows)):
            first = last = rows[0]
        where = f"internal:'{target}'!A{first + 1}:J{last + 1}"
        tip = f"转到“{target}”第 {rows[0] + 1} 行"
        page.write_url(row, column, where, self.formats["link"], string=shown, tip=tip)


def _or_blank(value: Decimal | None) -> str:
    return BLANK if value is None else f"{value:.2f}"
