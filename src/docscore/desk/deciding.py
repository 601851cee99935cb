"""Writing decisions down: checked against what the submission allows, chained, and the summary kept true with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..errors import UsageError
from ..model import Action, Decision, Kind, ReviewedLine, Subject, Work, round_points
from ..review import POLICIES, figure_key, points_of, read_quantity, seen_line
from ..store import Said, now
from .desk import Desk, Opened
from .summary import summarise

#: The longest an order may be, in characters.
LONGEST_KEY, LONGEST_VALUE, LONGEST_REASON = 1100, 200, 4000


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants to be written down.

    Attributes:
        subject: what it is about.
        action: what it does.
        value: see :class:`docscore.model.Decision`.
        reason: why.
        last_seen: number of the newest entry that the person had before him about the subject.
    """

    subject: Subject
    action: Action
    value: str = ""
    reason: str = ""
    last_seen: int = 0


def decide(desk: Desk, submission: str, order: Order, by: str) -> Opened:
    """Write one decision down, if it was not written down already.

    A person whose answer was lost sends his order again: his newest entry about the subject is then newer than what he had
    seen, and says the same, so nothing is written twice.

    Args:
        desk: the desk.
        submission: id of the submission.
        order: what is to be written; to sign and to reopen have functions of their own.
        by: account of the person.

    Returns:
        The submission as it stands then.

    Raises:
        UsageError: it cannot be decided so: signed, out of range, without the reason it needs, of something unknown.
        ConflictError: somebody else decided on it in the meantime.
    """
    if order.action in (Action.SIGN, Action.REOPEN):
        raise UsageError("签发和退回不是一条意见", "请由组长签发或退回")
    return _said(desk, submission, order, by)


def _said(
    desk: Desk, submission: str, order: Order, by: str, allowed: Callable[[Opened], None] = lambda _: None
) -> Opened:
    """Check and write under one lock: what was checked still holds when it is written, and the summary with it.

    Args:
        desk: the desk.
        submission: id of the submission.
        order: what is to be written.
        by: account of the person.
        allowed: raises where the submission as it stands does not allow it.
    """
    _legible(order)
    desk.open(submission)  # judged and kept before the lock, so that others wait only for what is quick
    with desk.workspace.writing() as session:
        desk.workspace.alone(session)
        opened = desk.open(submission, session)
        if _already(opened, order, by):
            return opened
        allowed(opened)
        if opened.sheet.work is Work.SIGNED and order.action is not Action.REOPEN:
            raise UsageError("已签发，只能看", "要改请先由组长退回")
        seen = _checked(desk, opened, order, by)
        said = Said(
            submission,
            opened.digest,
            order.subject,
            order.action,
            by,
            now(),
            order.value,
            order.reason.strip(),
            "",
            seen,
        )
        return _settled(desk, opened, desk.journal.append([said], last_seen=order.last_seen, session=session))


def _already(opened: Opened, order: Order, by: str) -> bool:
    own = [entry for entry in opened.decisions if entry.subject == order.subject and entry.by == by]
    return (
        bool(own)
        and own[-1].seq > order.last_seen
        and (own[-1].action, own[-1].value, own[-1].reason)
        == (order.action, order.value, order.reason.strip())
    )


def _legible(order: Order) -> None:
    """No entry may hold what a database or a page cannot.

    Raises:
        UsageError: it does.
    """
    for text, most in (
        (order.subject.key, LONGEST_KEY),
        (order.value, LONGEST_VALUE),
        (order.reason, LONGEST_REASON),
    ):
        if len(text) > most:
            raise UsageError(f"写了 {len(text)} 个字，至多 {most} 个", "请写短一些")
        if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n\r" for letter in text):
            raise UsageError("文字里有不能保存的控制字符", "请删去后再试")


def decide_by_policy(desk: Desk, policy: str, by: str, submissions: Sequence[str]) -> int:
    """Decide the same for all units: each open line that the policy speaks of.

    Returns:
        How many lines were decided.

    Raises:
        UsageError: there is no such policy.
    """
    chosen = next((one for one in POLICIES if one.id == policy), None)
    if chosen is None:
        raise UsageError(
            f"没有名为“{policy}”的统一规则", f"可用的有：{'、'.join(one.id for one in POLICIES)}"
        )
    count = 0
    for submission in submissions:
        row = desk.registers.get(submission)
        if row.trouble or row.work == Work.SIGNED or (row.lines and row.decided == row.lines):
            continue
        desk.open(submission)
        with desk.workspace.writing() as session:
            desk.workspace.alone(session)
            opened = desk.open(submission, session)
            if opened.sheet.work is Work.SIGNED:
                continue
            said = [
                Said(
                    submission,
                    opened.digest,
                    Subject(Kind.CRITERION, line.line.id),
                    Action.SET,
                    by,
                    now(),
                    f"{points:f}",
                    chosen.reason,
                    chosen.id,
                    seen_line(line.line),
                )
                for line, points in chosen.decides(opened.sheet.lines.values())
            ]
            if said:
                _settled(desk, opened, desk.journal.append(said, session=session))
                count += len(said)
    return count


def sign(desk: Desk, submission: str, by: str, last_seen: int) -> Opened:
    """Sign a sheet, which locks it.

    Raises:
        UsageError: lines are open, await a second reviewer, or were reduced without a reason.
        ConflictError: somebody signed or reopened it in the meantime.
    """
    total = desk.open(submission).sheet.total
    value = "" if total is None else f"{total:f}"
    order = Order(Subject(Kind.SHEET), Action.SIGN, value, "", last_seen)
    return _said(desk, submission, order, by, lambda opened: _signable(opened, total))


def _signable(opened: Opened, total: Decimal | None) -> None:
    sheet = opened.sheet
    unread = [line.line.name for line in sheet.lines.values() if line.decision is None]
    if unread:
        raise UsageError(f"还有 {len(unread)} 项没有定：{'、'.join(unread[:5])}", "请逐项定下后再签发")
    if sheet.blanks:
        names = "、".join(sheet.lines[key].line.name for key in sheet.blanks[:5])
        raise UsageError(f"{len(sheet.blanks)} 项扣了分没有写原因：{names}", "请补写扣分原因后再签发")
    if sheet.work is Work.SECOND:
        raise UsageError("还有条目等第二位评审员同意", "请二审后再签发")
    stale = [line.line.name for line in sheet.lines.values() if line.stale]
    if stale:
        raise UsageError(f"{len(stale)} 项在定分后有变动：{'、'.join(stale[:5])}", "请重新看过后再签发")
    if sheet.total != total:
        raise UsageError("总分刚刚变了", "请看过后再签发")


def reopen(desk: Desk, submission: str, by: str, reason: str, last_seen: int) -> Opened:
    """Open a signed sheet again, on record.

    Raises:
        UsageError: it is not signed, or there is no reason.
        ConflictError: somebody reopened it in the meantime.
    """
    return _said(desk, submission, Order(Subject(Kind.SHEET), Action.REOPEN, "", reason, last_seen), by)


def _settled(desk: Desk, opened: Opened, written: tuple[Decision, ...]) -> Opened:
    """The submission with what was just written about it, its summary row brought up to date in the same transaction."""
    later = desk.standing(opened.row, (*opened.decisions, *written))
    summarise(later.row, later.assessment, later.digest, later.sheet)
    return later


def _checked(desk: Desk, opened: Opened, order: Order, by: str) -> str:
    """What the reviewer saw; raises where the order cannot be carried out."""
    if order.action is Action.WITHDRAW:
        _own_entry(opened, order, by)
        return ""
    match order.subject.kind:
        case Kind.CRITERION:
            line = opened.sheet.lines.get(order.subject.key)
            if line is None:
                raise UsageError(f"评分表里没有“{order.subject.key}”这一项", "请刷新后再试")
            _on_line(line, order, by)
            return seen_line(line.line)
        case Kind.FINDING:
            if order.subject.key not in opened.sheet.findings:
                raise UsageError("这条疑点已经不在了", "请刷新后再看")
            _on_finding(order)
            return order.subject.key
        case Kind.FIGURE:
            _on_figure(desk, opened, order)
            return ""
        case Kind.SHEET:
            _on_sheet(opened, order)
            return opened.digest
    raise AssertionError(order.subject.kind)


def _on_line(line: ReviewedLine, order: Order, by: str) -> None:
    if order.action is Action.COMMENT:
        _needs_reason(order, "备注不能是空的")
        return
    if order.action is Action.SECOND:
        if line.decision is None:
            raise UsageError("这一项还没有定分，不能二审", "请先定分")
        if line.decision.by == by:
            raise UsageError("不能二审自己定的分", "请由另一位评审员二审")
        return
    if order.action not in (Action.ACCEPT, Action.SET):
        raise UsageError("对评分项只能认可、改分、备注或二审", "请换一个操作")
    points = points_of(order.value)
    least, most = min(Decimal(0), line.line.outcome.low), max(line.line.max, line.line.outcome.high)
    if points is None or not least <= points <= most or round_points(points) != points:
        raise UsageError(
            f"“{order.value}”不是可给的分：应在 {least:f} 到 {most:f} 之间，至多两位小数", "请重新填写"
        )
    if order.action is Action.ACCEPT and points != line.line.outcome.supported:
        raise UsageError(
            f"认可的是有据的 {line.line.outcome.supported:f} 分；给别的分请用改分并写理由", "请改用改分"
        )
    if order.action is Action.SET:
        _needs_reason(order, "改分要写理由")


def _on_finding(order: Order) -> None:
    if order.action not in (Action.DISMISS, Action.EXPLAIN, Action.COMMENT):
        raise UsageError("对疑点只能判不成立、常设说明或备注", "请换一个操作")
    _needs_reason(order, "请写明理由")
    if order.action is Action.EXPLAIN:
        try:
            date.fromisoformat(order.value)
        except ValueError:
            raise UsageError(f"“{order.value}”不是日期", "常设说明要写有效至哪一天，如 2026-12-31") from None


def _on_figure(desk: Desk, opened: Opened, order: Order) -> None:
    if opened.assessment.form is not None:
        raise UsageError("自评表的填数不更正，得分由表里的填数算出", "要按别的数给分，请改分并写理由")
    known = {figure_key(figure.place) for figure in opened.assessment.extraction.figures}
    known |= {e.subject.key for e in opened.decisions if e.subject.kind is Kind.FIGURE}
    if order.subject.key not in known:
        raise UsageError("材料里没有这个数据", "请刷新后再试")
    if order.action is Action.CORRECT:
        if order.value.strip() and read_quantity(order.value, desk.lexicon) is None:
            raise UsageError(
                f"“{order.value}”读不成一个数", "请写数和单位，如 198个、416.78万元；不是数据请留空"
            )
        _needs_reason(order, "更正数据要写理由")
    elif order.action is Action.RELINK:
        if order.value and order.value not in opened.assessment.rubric.metrics:
            raise UsageError(f"细则里没有“{order.value}”这个指标口径", "请从列表里选")
        _needs_reason(order, "改对应要写理由")
    elif order.action is not Action.COMMENT:
        raise UsageError("对数据只能更正、改对应或备注", "请换一个操作")


def _on_sheet(opened: Opened, order: Order) -> None:
    if order.action is Action.REOPEN:
        if opened.sheet.work is not Work.SIGNED:
            raise UsageError("还没有签发，不用退回", "直接修改即可")
        _needs_reason(order, "退回要写理由")
    elif order.action is Action.COMMENT:
        _needs_reason(order, "备注不能是空的")
    elif order.action is not Action.SIGN:
        raise UsageError("对整份材料只能签发、退回或备注", "请换一个操作")


def _own_entry(opened: Opened, order: Order, by: str) -> None:
    entry: Decision | None = next((e for e in opened.decisions if str(e.seq) == order.value), None)
    if entry is None or entry.subject != order.subject:
        raise UsageError(f"没有第 {order.value} 条记录可撤回", "请刷新后再试")
    if entry.by != by:
        raise UsageError(f"第 {entry.seq} 条是{entry.by}写的，只能由本人撤回", "可以另写一条意见")
    if entry.action in (Action.SIGN, Action.REOPEN, Action.WITHDRAW):
        raise UsageError("签发、退回和撤回本身不能撤回", "签发后要改请退回")


def _needs_reason(order: Order, message: str) -> None:
    if not order.reason.strip():
        raise UsageError(message, "请写明理由")
