"""A filled workbook comes back: each row is decided through the desk, or shown with what stands in its way.

Nothing is overwritten and nothing lost: rows that nobody touched, and rows that were imported before, add nothing; a row
that somebody else, or a later hand of one's own, has decided in the meantime is listed with both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..errors import DocscoreError, UsageError
from ..export.fillable import cell_text, figure_digest, narrow
from ..export.filled import FilledRow, is_error, read_filled
from ..export.recheck import RECHECK_POINTS, REMARK
from ..export.review_book import (
    CORRECTION,
    FIGURE_OPINIONS,
    FINDING_OPINIONS,
    LINE_OPINIONS,
    NO_FIGURE,
    OPINION,
    POINTS,
    REASON,
    UNTIL,
)
from ..export.words import ACTION, moment
from ..model import Action, Decision, Kind, ReviewedLine, Subject
from ..review import figure_key, points_of, seen_line
from ..store import ConflictError
from .deciding import Order, decide
from .desk import Desk, Opened
from .dossiers import mark_of

_BOOK_LINE, _RECHECK_LINE = (POINTS, OPINION, REASON), (RECHECK_POINTS, REMARK)
_FINDING, _FIGURE = (OPINION, UNTIL, REASON), (OPINION, CORRECTION, REASON)
_NEEDED = {
    Kind.CRITERION: (_BOOK_LINE, _RECHECK_LINE),
    Kind.FINDING: (_FINDING,),
    Kind.FIGURE: (_FIGURE,),
    Kind.SHEET: ((),),
}
#: Lines and findings first: they were decided on figures as they then stood.
_ORDER = {Kind.CRITERION: 0, Kind.FINDING: 1, Kind.FIGURE: 2, Kind.SHEET: 3}
#: What the 意见 of each kind of row may say.
_ACTIONS: Mapping[Kind, Mapping[str, Action]] = {
    Kind.CRITERION: {ACTION[action]: action for action in LINE_OPINIONS},
    Kind.FINDING: {ACTION[action]: action for action in FINDING_OPINIONS},
    Kind.FIGURE: dict(
        zip(FIGURE_OPINIONS, (Action.CORRECT, Action.CORRECT, Action.COMMENT, Action.WITHDRAW), strict=True)
    ),
}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*00:00:00)?")
#: Entries that a row of the workbook can stand against.
_DECIDING = frozenset(Action) - {Action.COMMENT}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken.

    Attributes:
        sheet: its sheet.
        row: its 1-based row.
        unit: name of the unit; empty if it is not known.
        item: line, doubt or figure.
        why: what stands in its way.
        stands: what stands in the workspace now, with who and when; empty if nothing does.
        wrote: what the row says.
    """

    sheet: str
    row: int
    unit: str
    item: str
    why: str
    stands: str
    wrote: str

    def told(self) -> str:
        """In one line: sheet, row, what stands now, by whom, what was written."""
        parts = [f"“{self.sheet}”第 {self.row} 行", f"{self.unit} {self.item}".strip(), self.why]
        if self.stands:
            parts.append(f"现为{self.stands}")
        if self.wrote:
            parts.append(f"您填的是{self.wrote}")
        return "：".join(part for part in parts[:2] if part) + "：" + "；".join(parts[2:])


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a workbook.

    Attributes:
        landed: decisions written down.
        untouched: rows that nobody filled.
        before: rows that were imported before or say what stands already.
        refused: rows that were not taken, in the order of the workbook.
        notes: what was passed over.
    """

    landed: int
    untouched: int
    before: int
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


def import_workbook(
    desk: Desk, name: str, data: bytes, by: str, *, may: Callable[[str], bool] = lambda _: True
) -> Imported:
    """Take the decisions of a filled workbook.

    Args:
        desk: the desk.
        name: of the file, for messages.
        data: its bytes.
        by: account of the person who filled it.
        may: whether that person may decide on a submission.

    Raises:
        InputError: it is no such workbook.
        UsageError: it was exported from another workspace.
    """
    book = read_filled(name, data, _NEEDED)
    mark = mark_of(desk)
    if book.rows and all(row.workspace != mark for row in book.rows):
        raise UsageError(f"{name}：不是从这个工作区导出的", "请核对工作区，或从本工作区重新导出后填写")
    clerk = _Clerk(desk, by, mark, may)
    for row in sorted(book.rows, key=lambda row: _ORDER[row.kind]):
        clerk.take(row)
    damaged = [Refusal(sheet, row, "", "", why, "", "") for sheet, row, why in book.damaged]
    order = {(row.sheet, row.row): number for number, row in enumerate(book.rows)}
    refused = sorted(clerk.refused, key=lambda one: order[one.sheet, one.row])
    return Imported(clerk.landed, clerk.untouched, clerk.before, (*refused, *damaged), book.notes)


class _RefusedError(Exception):
    """A row that cannot be taken, with the reason."""


class _Clerk:
    """Goes through the rows of one workbook."""

    def __init__(self, desk: Desk, by: str, mark: str, may: Callable[[str], bool]) -> None:
        self._desk, self._by, self._mark, self._may = desk, by, mark, may
        self.landed = self.untouched = self.before = 0
        self.refused: list[Refusal] = []

    def take(self, row: FilledRow) -> None:
        """Decide one row."""
        form = next(form for form in _NEEDED[row.kind] if all(head in row.cells for head in form))
        if row.untouched(form):
            self.untouched += 1
            return
        opened, item = (
            None,
            row.cells.get("评分项") or row.cells.get("三级指标") or row.cells.get("原文") or "",
        )
        try:
            opened = self._opened(row)
            subject, item = _subject(opened, row)
            order = _ordered(opened, row, form, subject)
            history = [entry for entry in opened.decisions if entry.subject == subject]
            if _said_before(history, order, self._by, row.last_seen) or _stands(opened, order):
                self.before += 1
                return
            newer = [e for e in history if e.seq > row.last_seen and e.action in _DECIDING]
            if newer:
                raise ConflictError(newer[-1])
            _same_line(opened, row, subject)
            last = max((entry.seq for entry in history), default=0)
            decide(self._desk, opened.row.id, replace(order, last_seen=last), self._by)
            self.landed += 1
        except _RefusedError as refusal:
            self._refuse(row, form, opened, item, str(refusal))
        except ConflictError:
            self._refuse(row, form, opened, item, "导出以后已有新的意见，没有覆盖它")
        except DocscoreError as error:
            self._refuse(
                row, form, opened, item, f"{error.what}（{error.remedy}）" if error.remedy else error.what
            )

    def _opened(self, row: FilledRow) -> Opened:
        if row.workspace != self._mark:
            raise _RefusedError("这一行不是从这个工作区导出的")
        if not self._may(row.submission):
            raise _RefusedError("没有权限复核这份材料")
        return self._desk.open(row.submission)

    def _refuse(
        self, row: FilledRow, form: tuple[str, ...], opened: Opened | None, item: str, why: str
    ) -> None:
        wrote = "，".join(f"{head} {row.cells[head]}" for head in form if row.cells[head])
        unit = opened.row.name if opened else row.cells.get("单位", "")
        stands = _standing(opened, row) if opened else ""
        self.refused.append(Refusal(row.sheet, row.row, unit, item, why, stands, wrote or "（空）"))


def _subject(opened: Opened, row: FilledRow) -> tuple[Subject, str]:
    """What a row is about in the submission as it stands, and how people call it."""
    if row.kind is Kind.CRITERION:
        line = opened.sheet.lines.get(row.subject)
        if line is None:
            raise _RefusedError("评分表里已没有这一项（细则换过版本）")
        return Subject(Kind.CRITERION, row.subject), line.line.name
    if row.kind is Kind.FINDING:
        if row.subject not in opened.sheet.findings:
            raise _RefusedError("这条疑点已经不在了（材料或数据有变动）")
        return Subject(Kind.FINDING, row.subject), f"疑点 {row.subject.partition('-')[0]}"
    for figure in opened.assessment.extraction.figures:
        key = figure_key(figure.place)
        if figure_digest(key) == row.subject:
            return Subject(Kind.FIGURE, key), f"数据 {figure.surface}"
    keys = (entry.subject.key for entry in opened.decisions if entry.subject.kind is Kind.FIGURE)
    gone = next((key for key in keys if figure_digest(key) == row.subject), None)
    if gone is None:
        raise _RefusedError("材料里已没有这个数据")
    return Subject(Kind.FIGURE, gone), "数据"


def _ordered(opened: Opened, row: FilledRow, form: tuple[str, ...], subject: Subject) -> Order:
    """The decision that a row asks for."""
    cells = row.cells
    if any(is_error(cells[head]) for head in form):
        raise _RefusedError("格里是公式错误，没有值")
    if not any(cells[head] for head in form):
        raise _RefusedError("格被清空了；清空不等于撤回，要撤回请在“意见”里选撤回")
    if form == _RECHECK_LINE:
        return _line_order(opened, row, subject, None, cells[RECHECK_POINTS], cells[REMARK])
    word = cells[OPINION]
    known = _ACTIONS[subject.kind]
    action = known.get(word)
    if word and action is None:
        raise _RefusedError(f"“意见”里的“{word}”不认得，只能写{'、'.join(known)}")
    if action is Action.WITHDRAW:
        return _withdrawal(opened, row, subject)
    if subject.kind is Kind.CRITERION:
        return _line_order(opened, row, subject, action, cells[POINTS], cells[REASON])
    if action is None:
        raise _RefusedError("没有选“意见”")
    if subject.kind is Kind.FINDING:
        value = _day(cells[UNTIL]) if action is Action.EXPLAIN else ""
        return Order(subject, action, value, cells[REASON])
    if action is Action.CORRECT and (word == NO_FIGURE) == bool(cells[CORRECTION]):
        wanted = "选“不是数据”时不要再填" if cells[CORRECTION] else "没有填"
        raise _RefusedError(f"{wanted}“{CORRECTION}”")
    return Order(subject, action, cells[CORRECTION] if action is Action.CORRECT else "", cells[REASON])


def _line_order(
    opened: Opened, row: FilledRow, subject: Subject, action: Action | None, points: str, reason: str
) -> Order:
    line = opened.sheet.lines[row.subject]
    supported = line.line.outcome.supported
    if action in (Action.COMMENT, Action.SECOND):
        return Order(subject, action, "", reason)
    given = points_of(cell_text(points.removesuffix("分")))
    if action is None and not points:
        raise _RefusedError("只写了理由，没有选“意见”，也没有填复核得分")
    if action is Action.ACCEPT and not points:
        given = supported
    elif given is None:
        raise _RefusedError(f"“{points}”不是分数" if points else "改分没有填复核得分")
    if action is None:
        action = Action.ACCEPT if given == supported and not reason else Action.SET
    return Order(subject, action, f"{given:f}", reason)


def _withdrawal(opened: Opened, row: FilledRow, subject: Subject) -> Order:
    """Takes back what the row shows; the same order again if it was taken back since the workbook left."""
    about = [entry for entry in opened.decisions if entry.subject == subject]
    back = [entry for entry in about if entry.action is Action.WITHDRAW]
    again = next((entry for entry in back if entry.seq > row.last_seen), None)
    if again is not None:
        return Order(subject, Action.WITHDRAW, again.value)
    taken = {entry.value for entry in back}
    standing = [e for e in about if e.action is not Action.WITHDRAW and str(e.seq) not in taken]
    if not standing:
        raise _RefusedError("没有可以撤回的意见")
    return Order(subject, Action.WITHDRAW, str(standing[-1].seq))


def _said_before(history: Iterable[Decision], order: Order, by: str, last_seen: int) -> bool:
    """Whether this row was imported before: the same words of the same person after the workbook left."""
    return any(
        entry.seq > last_seen
        and entry.by == by
        and entry.action is order.action
        and _same_value(entry.value, order.value)
        and entry.reason == order.reason.strip()
        for entry in history
    )


def _stands(opened: Opened, order: Order) -> bool:
    """Whether what the row asks for stands already, whoever said it."""
    if order.subject.kind is Kind.CRITERION:
        decision = opened.sheet.lines[order.subject.key].decision
    elif order.subject.kind is Kind.FINDING:
        decision = opened.sheet.findings[order.subject.key].decision
    else:
        return False
    return (
        decision is not None
        and decision.action is order.action
        and _same_value(decision.value, order.value)
        and decision.reason == order.reason.strip()
    )


def _same_value(one: str, other: str) -> bool:
    left, right = points_of(one), points_of(other)
    return one == other or (left is not None and left == right)


def _same_line(opened: Opened, row: FilledRow, subject: Subject) -> None:
    """A line that has changed since the workbook left was not what the reviewer saw."""
    if subject.kind is not Kind.CRITERION or row.version == opened.digest[:16]:
        return
    line: ReviewedLine = opened.sheet.lines[row.subject]
    if seen_line(line.line) != row.seen:
        outcome = line.line.outcome
        raise _RefusedError(
            f"导出以后这一项有变动，区间现为 [{_points(outcome.low)}, {_points(outcome.high)}]，请看过后再定"
        )


def _standing(opened: Opened, row: FilledRow) -> str:
    """What stands now, with who and when; empty if nothing does."""
    decision: Decision | None = None
    if row.kind is Kind.CRITERION and row.subject in opened.sheet.lines:
        decision = opened.sheet.lines[row.subject].decision
    elif row.kind is Kind.FINDING and row.subject in opened.sheet.findings:
        decision = opened.sheet.findings[row.subject].decision
    if decision is None:
        return ""
    value = f" {decision.value}" if decision.value else ""
    said = f"，理由“{decision.reason}”" if decision.reason else ""
    return f"{ACTION[decision.action]}{value}（{decision.by}，{moment(decision.at)}{said}）"


def _day(text: str) -> str:
    """A date as ISO 8601, however people write it; the text itself where it is none, for the desk to refuse."""
    match = _DATE.fullmatch(narrow(text))
    if match is None:
        return text
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return text


def _points(value: Decimal) -> str:
    return f"{value:f}"
