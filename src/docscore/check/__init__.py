"""Everything → findings. One code, one function; each says what it compared, and what held is reported too.

The one entry is :func:`check`; :func:`explain` tells what a code means.
"""

from __future__ import annotations

from ..errors import UsageError
from ..model import (
    Assertions,
    Document,
    Extraction,
    Finding,
    Reconciled,
    Review,
    Rubric,
    ScoreSheet,
    Severity,
)
from .case import Case, Code
from .registry import CHECKS, CODES

__all__ = ["CHECKS", "CODES", "Code", "check", "explain"]

_LEVELS = {Severity.ERROR: "高", Severity.WARNING: "中", Severity.INFO: "低"}
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    document: Document, extraction: Extraction, rubric: Rubric, assertions: Assertions, sheet: ScoreSheet
) -> Review:
    """All doubts about one submission.

    Args:
        document: the document as read.
        extraction: its figures and sentences.
        rubric: the rubric.
        assertions: what the document says about the rubric.
        sheet: the score sheet.

    Returns:
        Findings ranked by points at stake, then severity, then code and place; and what reconciled.
    """
    case = Case(document, extraction, rubric, assertions, sheet)
    findings: list[Finding] = []
    reconciled: list[Reconciled] = []
    for run in CHECKS.values():
        for result in run(case):
            if isinstance(result, Finding):
                findings.append(result)
            else:
                reconciled.append(result)
    findings.sort(key=lambda finding: (-finding.points_at_stake, _GRAVITY[finding.severity], finding.code))
    return Review(tuple(findings), tuple(reconciled))


def explain(code: str) -> str:
    """What a finding code means, in Chinese.

    Raises:
        UsageError: there is no such code.
    """
    known = CODES.get(code.upper())
    if known is None:
        raise UsageError(f"没有代码为“{code}”的疑点", f"可用的有：{'、'.join(CODES)}")
    return (
        f"{known.id} {known.title}（一般为{_LEVELS[known.severity]}）\n\n"
        f"查什么：{known.meaning}\n例如：{known.example}\n怎样消除：{known.remedy}\n"
    )
