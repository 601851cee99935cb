"""Decisions × assessment → the reviewed sheet: the newest decision that was not taken back holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from operator import attrgetter

from ..model import (
    Action,
    Assessment,
    CriterionLine,
    Decision,
    Finding,
    Kind,
    ReviewedFinding,
    ReviewedLine,
    ReviewedSheet,
    Subject,
    Work,
)
from .holding import taken_back
from .seen import seen_line

_POINTS = frozenset({Action.ACCEPT, Action.SET})
_SETTLING = frozenset({Action.DISMISS, Action.EXPLAIN})
_ENDS = attrgetter("low"), attrgetter("supported"), attrgetter("high")


def reviewed(
    assessment: Assessment, decisions: Iterable[Decision], *, two_reviewers: bool = False
) -> ReviewedSheet:
    """A sheet with every decision applied.

    Args:
        assessment: scored with the corrections already applied.
        decisions: the journal's entries for the submission, oldest first.
        two_reviewers: a line is done only when a second reviewer has agreed.
    """
    entries = tuple(decisions)
    gone = taken_back(entries)
    of: defaultdict[Subject, list[Decision]] = defaultdict(list)
    for entry in entries:
        of[entry.subject].append(entry)
    lines = {
        line.id: _line(line, of.pop(Subject(Kind.CRITERION, line.id), []), gone)
        for line in assessment.sheet.criteria()
    }
    findings = {
        finding.fingerprint: _finding(finding, of.pop(Subject(Kind.FINDING, finding.fingerprint), []), gone)
        for finding in assessment.review.findings
    }
    signed = _signed(of.pop(Subject(Kind.SHEET), []))
    orphans = tuple(
        entry
        for subject, said in of.items()
        if subject.kind in (Kind.CRITERION, Kind.FINDING)
        for entry in said
    )
    low, supported, high = (
        sum((_or(line, end_of(line.line.outcome)) for line in lines.values()), Decimal(0)) for end_of in _ENDS
    )
    points = [line.points for line in lines.values()]
    total = None if None in points else sum((p for p in points if p is not None), Decimal(0))
    if assessment.form is not None:  # low execution caps the total and no line
        low, supported, high = assessment.form.cut(low, supported, high)
        cap = assessment.form.cap
        total = total if total is None or cap is None else min(total, cap)
    return ReviewedSheet(
        lines=lines,
        findings=findings,
        orphans=orphans,
        work=_work(lines, signed, two_reviewers, bool(entries)),
        signed=signed,
        low=low,
        high=high,
        supported=supported,
        total=total,
        blanks=tuple(key for key, line in lines.items() if _lacks_reason(line)),
    )


def _line(line: CriterionLine, history: list[Decision], gone: frozenset[int]) -> ReviewedLine:
    holding = next((e for e in reversed(history) if e.action in _POINTS and e.seq not in gone), None)
    second = next(
        (
            entry
            for entry in reversed(history)
            if holding is not None
            and entry.action is Action.SECOND
            and entry.seq > holding.seq
            and entry.seq not in gone
            and entry.by != holding.by
        ),
        None,
    )
    return ReviewedLine(
        line=line,
        decision=holding,
        points=points_of(holding.value) if holding else None,
        second=second,
        stale=holding is not None and holding.seen != seen_line(line),
        history=tuple(history),
    )


def _finding(finding: Finding, history: list[Decision], gone: frozenset[int]) -> ReviewedFinding:
    holding = next((e for e in reversed(history) if e.action in _SETTLING and e.seq not in gone), None)
    return ReviewedFinding(finding, holding, tuple(history))


def _signed(history: list[Decision]) -> Decision | None:
    """The signature that holds: reopening ends it, and is itself on record."""
    signed = None
    for entry in history:
        if entry.action is Action.SIGN:
            signed = entry
        elif entry.action is Action.REOPEN:
            signed = None
    return signed


def _work(lines: dict[str, ReviewedLine], signed: Decision | None, two: bool, begun: bool) -> Work:
    if signed is not None:
        return Work.SIGNED
    if any(line.decision is None for line in lines.values()):
        return Work.OPEN if begun else Work.NEW
    if two and any(line.second is None for line in lines.values()):
        return Work.SECOND
    return Work.READY


def points_of(text: str) -> Decimal | None:
    """Points as a decision writes them; ``None`` if they are none."""
    try:
        points = Decimal(text)
    except InvalidOperation:
        return None
    return points if points.is_finite() else None


def _or(line: ReviewedLine, otherwise: Decimal) -> Decimal:
    return otherwise if line.points is None else line.points


def _lacks_reason(line: ReviewedLine) -> bool:
    """Whether points were taken off without a word; accepting what the paper supports has the trace's own reason."""
    decision = line.decision
    if decision is None or line.points is None or decision.action is not Action.SET:
        return False
    return line.points < line.line.max and not decision.reason.strip()
