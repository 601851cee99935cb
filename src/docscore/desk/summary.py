"""The summary of a submission: what lists show, kept in its row so that a thousand rows need no thousand assessments."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..model import Assessment, ReviewedSheet, Severity
from ..store import SubmissionRow

_HUNDRED = Decimal(100)


def summarise(row: SubmissionRow, assessment: Assessment, digest: str, sheet: ReviewedSheet) -> None:
    """Write into *row* what its list shows.

    Args:
        row: the row to fill.
        assessment: the submission as it stands.
        digest: its hash.
        sheet: with the decisions applied.
    """
    scores = assessment.sheet
    papers = assessment.submission.papers if assessment.submission else ()
    coverages = [paper.document.coverage for paper in papers if paper.document is not None]
    coverages = coverages or [assessment.document.coverage]
    row.assessment = digest
    row.trouble = ""
    row.pages = _sum(coverage.pages for coverage in coverages)
    row.pages_read = _sum(coverage.pages_read for coverage in coverages)
    row.unread = sum(len(coverage.unread) for coverage in coverages)
    row.unread += sum(1 for paper in papers if paper.trouble)
    row.self_total = scores.self_total if scores.self_total is not None else scores.self_sum
    row.low, row.supported, row.high = scores.low, scores.supported, scores.high
    row.total = sheet.total
    open_findings = [
        one.finding
        for one in sheet.findings.values()
        if one.decision is None and one.finding.explanation is None and not one.finding.caused_by
    ]
    row.stake = int(sum((finding.points_at_stake for finding in open_findings), Decimal(0)) * _HUNDRED)
    row.excess = int(((row.self_total or scores.supported) - scores.supported) * _HUNDRED)
    row.errors = sum(1 for finding in open_findings if finding.severity is Severity.ERROR)
    row.warnings = sum(1 for finding in open_findings if finding.severity is Severity.WARNING)
    row.infos = sum(1 for finding in open_findings if finding.severity is Severity.INFO)
    row.lines = len(sheet.lines)
    row.decided = sum(1 for line in sheet.lines.values() if line.decision is not None)
    row.work = sheet.work.value
    said = [line.decision for line in sheet.lines.values() if line.decision is not None]
    row.reviewer = max(said, key=lambda entry: entry.seq).by if said else ""


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
