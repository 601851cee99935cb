"""The workbook of a review: 评分表, 疑点, 数据 and 记录 with cells to fill, for one submission or a whole batch.

It can be filled offline and read back (:mod:`.filled`, :mod:`docscore.desk.importing`). The sheets hold one row a
line, doubt, figure and entry, without merged cells, so that they sort and filter; the total above 复核得分 is live.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ..model import Action, Decision, Figure, Kind, ReviewedFinding, ReviewedLine
from .book import new_book
from .dossier import UNSIGNED, Dossier, Entry, Ranking, entry_of
from .fillable import KEYS, FormWriter, Key, key_of
from .imprint import write_imprint
from .ranking import write_ranking, write_summary
from .words import ACTION, BLANK, ROLE, STATUS, amount, explained, grounds, moment, one_line, where
from .workbook import DATA, DOUBTS, SHEET

JOURNAL = "记录"
POINTS, OPINION, REASON, UNTIL, CORRECTION = "复核得分", "意见", "理由", "有效至", "更正为"
"""Heads of the cells to fill."""

LINE_OPINIONS = (Action.ACCEPT, Action.SET, Action.COMMENT, Action.SECOND, Action.WITHDRAW)
FINDING_OPINIONS = (Action.DISMISS, Action.EXPLAIN, Action.COMMENT, Action.WITHDRAW)
#: A figure is corrected, or is no figure at all: a correction to nothing.
NO_FIGURE = "不是数据"
FIGURE_OPINIONS = ("更正", NO_FIGURE, "备注", "撤回")

_LINES = (
    ("单位", 12), ("部分", 14), ("指标", 20), ("评分项", 26), ("条款", 40), ("满分", 7), ("自评得分", 8), ("下限", 7),
    ("有据", 7), ("上限", 7), ("状态", 11), ("依据", 34), (POINTS, 9), (OPINION, 9), (REASON, 36),
    ("扣分原因", 40), ("定分人", 9), ("要再看", 9),
)  # fmt: skip
_DOUBTS = (
    ("单位", 12), ("级别", 6), ("代码", 7), ("说明", 50), ("涉及分", 8), ("评分项", 24), ("位置", 22), ("建议", 36),
    (OPINION, 10), (UNTIL, 12), (REASON, 36), ("定的人", 9),
)  # fmt: skip
_FIGURES = (
    ("单位", 12), ("原文", 18), ("数值", 18), ("用途", 7), ("对象", 24), ("时期", 14), ("位置", 20), ("指标口径", 22),
    ("所在句", 56), (OPINION, 10), (CORRECTION, 16), (REASON, 30),
)  # fmt: skip
_ENTRIES = (
    ("序号", 7), ("时间（UTC）", 20), ("单位", 12), ("人", 10), ("动作", 9), ("对象", 30), ("内容", 16), ("理由", 50),
    ("统一规则", 16), ("校验码", 68),
)  # fmt: skip
_LINE_TOP, _LINE_POINTS, _LINE_OPINION, _LINE_REASON = 3, 12, 13, 14
_DOUBT_TOP = _FIGURE_TOP = 2
_ENTRY_TOP = 1
_HOW = "浅蓝色的格可以填，填好后用 docscore import 导回；其余各列供查看。"


def submission_book(dossier: Dossier) -> bytes:
    """The workbook of one submission as the bytes of an ``.xlsx`` file."""
    title = f"{dossier.name}　{dossier.assessment.sheet.title}"
    return _book(title, (dossier,), None, (), masked=dossier.masked)


def batch_book(
    title: str, dossiers: Iterable[Dossier], unread: Iterable[Entry], ranking: Ranking, *, masked: bool
) -> bytes:
    """The workbook of a batch as the bytes of an ``.xlsx`` file: 汇总 and 排名 first.

    Args:
        title: name of the batch.
        dossiers: its submissions; each is let go once it is written.
        unread: what could not be read.
        ranking: puts the batch in order.
        masked: personal data is masked.
    """
    return _book(title, dossiers, ranking, unread, masked=masked)


def _book(
    title: str, dossiers: Iterable[Dossier], ranking: Ranking | None, unread: Iterable[Entry], *, masked: bool
) -> bytes:
    out = io.BytesIO()
    with new_book(title, out) as book:
        writer = _Writer(book, title, whole=ranking is None, masked=masked)
        first = [book.add_worksheet(name) for name in (("汇总", "排名") if ranking else ())]
        writer.begin()
        entries = [writer.add(dossier) for dossier in dossiers]
        writer.end()
        if ranking:
            ranked = ranking([*entries, *unread])
            write_summary(writer, first[0], title, ranked, writer.unit)
            write_ranking(writer, first[1], title, ranked, writer.unit)
            first[0].activate()
    return out.getvalue()


class _Writer(FormWriter):
    """Writes the sheets of one book, a submission after the other."""

    def __init__(self, book: Any, title: str, *, whole: bool, masked: bool) -> None:
        super().__init__(book, masked=masked)
        self._book, self._title, self._whole = book, title, whole
        self._line, self._doubt, self._figure, self._entry = _LINE_TOP, _DOUBT_TOP, _FIGURE_TOP, _ENTRY_TOP
        self._sum = Decimal(0)
        self._about, self._unsigned = 0, False
        self.unit = "单位"

    def begin(self) -> None:
        """Add the sheets, in order."""
        names = (SHEET, DOUBTS, DATA, JOURNAL, "底稿信息")
        self.lines, self.doubts, self.data, self.journal, self.about = map(self._book.add_worksheet, names)

    def add(self, dossier: Dossier) -> Entry:
        """Write one submission."""
        self.unit = dossier.assessment.rubric.unit
        names: dict[str, str] = {}
        for section in dossier.assessment.sheet.sections:
            for indicator in section.indicators:
                names[indicator.id] = indicator.name
                for line in indicator.criteria:
                    names[line.id] = line.name
                    above = (dossier.name, section.name, indicator.name)
                    self._write_line(dossier, above, dossier.sheet.lines[line.id])
        for finding in dossier.sheet.findings.values():
            self._write_doubt(dossier, finding, names)
        for figure in dossier.assessment.extraction.figures:
            if self._whole or figure.metric:
                self._write_figure(dossier, figure)
        for entry in dossier.decisions:
            self._write_entry(dossier, entry, names)
        self._about = write_imprint(self, self.about, dossier, self._about)
        self._unsigned |= not dossier.signed
        return entry_of(dossier)

    def end(self) -> None:
        """Heads, filters and protection, once the number of rows is known."""
        page, last = self.lines, self._line - 1
        self._heads(page, _LINES, _LINE_TOP - 1, last)
        page.set_paper(8)  # A3
        page.set_row(0, 26)
        page.write_string(0, 0, self._title, self.formats["title"])
        self._text(page, 1, 0, f"{UNSIGNED}。{_HOW}" if self._unsigned else _HOW, "note")
        column = xl_col_to_name(_LINE_POINTS)
        cells = f"{column}{_LINE_TOP + 1}:{column}{max(last, _LINE_TOP) + 1}"
        page.write_string(0, _LINE_POINTS - 1, "复核得分合计", self.formats["note"])
        page.write_formula(0, _LINE_POINTS, f"=SUM({cells})", self.formats["sum_points"], float(self._sum))
        self._choices(page, _LINE_TOP, last, _LINE_OPINION, (ACTION[one] for one in LINE_OPINIONS), OPINION)
        page.freeze_panes(_LINE_TOP, 4)
        self._heads(self.doubts, _DOUBTS, _DOUBT_TOP - 1, self._doubt - 1)
        self._text(self.doubts, 0, 0, _HOW, "note")
        opinions = (ACTION[one] for one in FINDING_OPINIONS)
        self._choices(self.doubts, _DOUBT_TOP, self._doubt - 1, 8, opinions, OPINION)
        self._heads(self.data, _FIGURES, _FIGURE_TOP - 1, self._figure - 1)
        kept = "" if self._whole else "这里只列对应到指标口径的数据，全部数据见单份工作簿。"
        self._text(self.data, 0, 0, f"{_HOW}“{CORRECTION}”写数和单位，如 198个、416.78万元。{kept}", "note")
        self._choices(self.data, _FIGURE_TOP, self._figure - 1, 9, FIGURE_OPINIONS, OPINION)
        self._lay_out(self.journal, _ENTRIES, 0, self._entry - 1, self._title)

    def _heads(self, page: Any, columns: tuple[tuple[str, int], ...], head: int, last: int) -> None:
        self._lay_out(page, columns, head, last, self._title)
        self._key_heads(page, head, len(columns))
        page.autofilter(head, 0, max(last, head), len(columns) + len(KEYS) - 1)
        page.print_area(0, 0, max(last, head), len(columns) - 1)
        self._protect(page)

    def _write_line(self, dossier: Dossier, above: tuple[str, str, str], reviewed: ReviewedLine) -> None:
        page, row, line, outcome = self.lines, self._line, reviewed.line, reviewed.line.outcome
        decision, basis = reviewed.decision, "；".join(grounds(outcome))
        reason = decision.reason if decision else ""
        deduction = dossier.deductions.get(line.id, "")
        for column, text in enumerate((*above, line.name, line.clause)):
            self._text(page, row, column, text)
        self._points(page, row, 5, line.max, line.self_points, outcome.low, outcome.supported, outcome.high)
        self._text(page, row, 10, STATUS[outcome.status], "centre")
        self._text(page, row, 11, basis or BLANK)
        self._points(page, row, _LINE_POINTS, reviewed.points, style="entry_points")
        opinion = ACTION[decision.action] if decision else ""
        self._text(page, row, _LINE_OPINION, opinion, "entry_centre")
        self._text(page, row, _LINE_REASON, reason, "entry_text")
        self._text(page, row, 15, deduction)
        self._text(page, row, 16, decision.by if decision else "", "centre")
        self._text(page, row, 17, "定分后有变动" if reviewed.stale else "", "centre")
        self._between(page, row, _LINE_POINTS, min(Decimal(0), outcome.low), max(line.max, outcome.high))
        key = key_of(dossier, Kind.CRITERION, line.id, dossier.seen[line.id])
        self._close(page, row, len(_LINES), key, (reviewed.points, opinion, self._shown(reason)))
        self._height(
            page,
            row,
            (line.clause, 38),
            (basis, 32),
            (reason, 34),
            (deduction, 38),
            (line.name, 24),
            (above[1], 12),
            (above[2], 18),
        )
        self._sum += reviewed.points or Decimal(0)
        self._line += 1

    def _write_doubt(self, dossier: Dossier, reviewed: ReviewedFinding, names: dict[str, str]) -> None:
        page, row, finding, decision = self.doubts, self._doubt, reviewed.finding, reviewed.decision
        remedy = explained(finding.explanation) if finding.explanation else finding.remedy
        criteria = "、".join(names.get(key, key) for key in finding.criteria)
        places = where(finding.places, 3)
        for column, text in enumerate((dossier.name, finding.severity.shown, finding.code, finding.message)):
            self._text(page, row, column, text, "centre" if column in (1, 2) else "text")
        self._points(page, row, 4, finding.points_at_stake)
        for column, text in enumerate((criteria or BLANK, places, remedy), start=5):
            self._text(page, row, column, text)
        opinion = ACTION[decision.action] if decision else ""
        until = decision.value if decision and decision.action is Action.EXPLAIN else ""
        reason = decision.reason if decision else ""
        self._text(page, row, 8, opinion, "entry_centre")
        self._text(page, row, 9, until, "entry_centre")
        self._text(page, row, 10, reason, "entry_text")
        self._text(page, row, 11, decision.by if decision else "", "centre")
        key = key_of(dossier, Kind.FINDING, finding.fingerprint, finding.fingerprint)
        self._close(page, row, len(_DOUBTS), key, (opinion, until, self._shown(reason)))
        self._height(
            page, row, (finding.message, 48), (remedy, 34), (criteria, 22), (places, 20), (reason, 34)
        )
        self._doubt += 1

    def _write_figure(self, dossier: Dossier, figure: Figure) -> None:
        page, row, extraction = self.data, self._figure, dossier.assessment.extraction
        metric = dossier.assessment.rubric.metrics.get(figure.metric or "")
        sentence = one_line(extraction.sentences[figure.sentence].text) if extraction.sentences else ""
        texts = (
            dossier.name, one_line(figure.surface), amount(figure), ROLE[figure.role], figure.subject,
            figure.period or BLANK, figure.place.label, metric.name if metric else BLANK, sentence,
        )  # fmt: skip
        for column, text in enumerate(texts):
            self._text(page, row, column, text)
        for column, style in ((9, "entry_centre"), (10, "entry_text"), (11, "entry_text")):
            self._text(page, row, column, "", style)
        key = key_of(dossier, Kind.FIGURE, dossier.keys[figure.id], "")
        self._close(page, row, len(_FIGURES), key, ("", "", ""))
        self._height(page, row, (sentence, 54), (figure.subject, 22))
        self._figure += 1

    def _write_entry(self, dossier: Dossier, entry: Decision, names: dict[str, str]) -> None:
        page, row = self.journal, self._entry
        subject = {
            Kind.CRITERION: names.get(entry.subject.key, entry.subject.key),
            Kind.FINDING: f"疑点 {entry.subject.key.partition('-')[0]}",
            Kind.FIGURE: f"数据 {entry.subject.key}",
            Kind.SHEET: "整份材料",
        }[entry.subject.kind]
        page.write_number(row, 0, entry.seq, self.formats["centre"])
        texts = (
            moment(entry.at),
            dossier.name,
            entry.by,
            ACTION[entry.action],
            subject,
            entry.value,
            entry.reason,
        )
        for column, text in enumerate((*texts, entry.policy, entry.digest), start=1):
            self._text(page, row, column, text)
        self._height(page, row, (entry.reason, 48), (subject, 28))
        self._entry += 1

    def _close(self, page: Any, row: int, first: int, key: Key, filled: tuple[object, ...]) -> None:
        self._keys(page, row, first, key, filled)
