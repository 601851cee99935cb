"""Everything → findings. One code, one function; each says what it compared, and what held is reported too.

The one entry is :func:`check`; :func:`explain` tells what a code means.
"""

from __future__ import annotations

from collections.abc import Collection

from ..errors import UsageError
from ..model import (
    Assertions,
    Code,
    Document,
    Explanations,
    Extraction,
    Finding,
    FormReading,
    Goal,
    Reconciled,
    Review,
    Rubric,
    ScoreSheet,
    Submission,
)
from .case import Case
from .causes import causes_of
from .chains import chained, ranked
from .precision import OFF_BY_DEFAULT
from .registry import CHECKS, CODES
from .standing import explained, identified

__all__ = ["CHECKS", "CODES", "OFF_BY_DEFAULT", "Code", "check", "explain"]

#: Families that speak of what was done and of points claimed for it; a plan has done nothing yet.
_OF_RESULTS = frozenset("FGPS")
#: The family of self-evaluation forms; what others look for in prose and tables is not in a form.
_OF_FORMS = "Z"


def check(
    document: Document,
    extraction: Extraction,
    rubric: Rubric,
    assertions: Assertions,
    sheet: ScoreSheet,
    *,
    submission: Submission | None = None,
    explanations: Explanations | None = None,
    wanted: Collection[str] = (),
    goals: tuple[Goal, ...] = (),
    form: FormReading | None = None,
) -> Review:
    """All doubts about one submission.

    Args:
        document: the document as read.
        extraction: its figures and sentences.
        rubric: the rubric.
        assertions: what the document says about the rubric.
        sheet: the score sheet.
        submission: the folder that the report came with; ``None`` for a report alone.
        explanations: what reviewers have explained already.
        wanted: codes to raise although they are off by default.
        goals: quantified targets with the results that answer them.
        form: the self-evaluation form that was scored, which has findings of its own; ``None`` for a report.

    Returns:
        Roots ranked by points at stake, then severity, then code and place, each followed by its consequences; then what
        is explained; and what reconciled.
    """
    case = Case(document, extraction, rubric, assertions, sheet, submission, goals, form)
    findings: list[Finding] = []
    reconciled: list[Reconciled] = []
    for code, run in CHECKS.items():
        if code in OFF_BY_DEFAULT and code not in wanted:
            continue
        if rubric.about == "plan" and code[0] in _OF_RESULTS:
            continue
        if (form is not None) is not (code[0] == _OF_FORMS):
            continue
        for result in run(case):
            if isinstance(result, Finding):
                findings.append(result)
            else:
                reconciled.append(result)
    known = identified(findings, assertions, document)
    known, unused = explained(known, explanations) if explanations else (known, ())
    lines = {line.id: frozenset(part.id for part in line.criteria) for line in sheet.indicators()}
    for section in sheet.sections:
        lines[section.id] = frozenset[str]().union(*(lines[line.id] for line in section.indicators))
    # An explained finding is nobody's root: what follows from it has to be settled by itself.
    alarms = chained((finding for finding in known if finding.explanation is None), lines)
    stilled = ranked(finding for finding in known if finding.explanation is not None)
    return Review((*alarms, *stilled), tuple(reconciled), unused)


def explain(code: str) -> str:
    """What a finding code means, in Chinese.

    Raises:
        UsageError: there is no such code.
    """
    known = CODES.get(code.upper())
    if known is None:
        raise UsageError(f"没有代码为“{code}”的疑点", f"可用的有：{'、'.join(CODES)}")
    roots = "、".join(f"{root}（{CODES[root].title}）" for root in causes_of(known.id))
    cause = f"根源可能在：{roots}\n" if roots else ""
    off = (
        f"默认不报：在标注过的材料上误报偏多；score --with {known.id} 可以打开\n"
        if known.id in OFF_BY_DEFAULT
        else ""
    )
    return f"{known.told()}{cause}{off}"
