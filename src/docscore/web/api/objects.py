"""What the API says of rows, sheets and entries, as JSON objects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...desk import Opened, Proof
from ...export.form import scored_object
from ...export.json import Object, figure_object, finding_object, number
from ...model import Decision, ReviewedFinding, ReviewedLine, ReviewedSheet
from ...review import deduction, figure_key
from ...store import SubmissionRow

_HUNDRED = Decimal(100)


def row_object(row: SubmissionRow) -> Object:
    """A submission as lists show it; ``trouble`` tells why one could not be read."""
    return {
        "id": row.id,
        "name": row.name,
        "version": row.version,
        "added": row.added,
        "trouble": row.trouble or None,
        "notices": row.notices.splitlines(),
        "pages": row.pages,
        "pages_read": row.pages_read,
        "unread": row.unread,
        "self": number(row.self_total),
        "low": number(row.low),
        "supported": number(row.supported),
        "high": number(row.high),
        "total": number(row.total),
        "points_at_stake": number(Decimal(row.stake) / _HUNDRED),
        "excess": number(Decimal(row.excess) / _HUNDRED),
        "findings": {"error": row.errors, "warning": row.warnings, "info": row.infos},
        "lines": row.lines,
        "decided": row.decided,
        "work": row.work,
        "reviewer": row.reviewer or None,
        "rubric": row.rubric,
        "assessment": row.assessment or None,
    }


def opened_object(opened: Opened) -> Object:
    """A submission whole: its row, what the program made of it, and what people said."""
    return {
        **row_object(opened.row),
        "last_seen": opened.last,
        "result": scored_object(opened.assessment),
        "review": sheet_object(opened.sheet),
        "decisions": [decision_object(entry) for entry in opened.decisions],
    }


def sheet_object(sheet: ReviewedSheet) -> Object:
    """A sheet with every decision applied."""
    return {
        "work": sheet.work.value,
        "low": number(sheet.low),
        "supported": number(sheet.supported),
        "high": number(sheet.high),
        "total": number(sheet.total),
        "signed": decision_object(sheet.signed) if sheet.signed else None,
        "blanks": list(sheet.blanks),
        "lines": [line_object(line) for line in sheet.lines.values()],
        "findings": [_settled(finding) for finding in sheet.findings.values()],
        "orphans": [decision_object(entry) for entry in sheet.orphans],
    }


def findings_object(opened: Opened) -> list[Object]:
    """Every finding with what was decided about it, by rank."""
    document = opened.assessment.document
    return [
        {**finding_object(document, one.finding), **_settled(one)} for one in opened.sheet.findings.values()
    ]


def figures_object(opened: Opened) -> list[Object]:
    """Every figure with the key under which it is corrected or bound anew."""
    document = opened.assessment.document
    return [
        {"key": figure_key(figure.place), "label": figure.place.label, **figure_object(document, figure)}
        for figure in opened.assessment.extraction.figures
    ]


def decision_object(entry: Decision) -> Object:
    """An entry of the journal, every field that its digest is made of."""
    return {
        "seq": entry.seq,
        "submission": entry.submission,
        "assessment": entry.assessment,
        "subject": {"kind": entry.subject.kind.value, "key": entry.subject.key},
        "action": entry.action.value,
        "value": entry.value,
        "reason": entry.reason,
        "policy": entry.policy,
        "seen": entry.seen,
        "by": entry.by,
        "at": entry.at,
        "previous": entry.previous,
        "digest": entry.digest,
    }


def proof_object(proof: Proof) -> dict[str, Any]:
    """Whether the journal is whole."""
    broken = proof.broken
    return {
        "whole": broken is None,
        "count": proof.count,
        "head": proof.head or None,
        "noted": proof.noted,
        "broken": None if broken is None else {"seq": broken.seq, "reason": broken.reason},
    }


def line_object(line: ReviewedLine) -> Object:
    """A line with what was decided about it; ``deduction`` is its 扣分原因."""
    return {
        "criterion": line.line.id,
        "points": number(line.points),
        "decision": decision_object(line.decision) if line.decision else None,
        "second": decision_object(line.second) if line.second else None,
        "stale": line.stale,
        "deduction": deduction(line) or None,
        "last_seen": _last(line.history),
    }


def _settled(finding: ReviewedFinding) -> Object:
    return {
        "fingerprint": finding.finding.fingerprint,
        "decision": decision_object(finding.decision) if finding.decision else None,
        "last_seen": _last(finding.history),
    }


def _last(history: tuple[Decision, ...]) -> int:
    return history[-1].seq if history else 0
