"""Assessment → what the batch keeps of it for its summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath

from ..cohort import member
from ..model import (
    Assessment,
    FormField,
    Lexicon,
    Member,
    ScoreSheet,
    Screened,
    ScreenedForm,
    ScreenedLine,
    Submission,
)
from ..personal import mask_text
from ..pipeline.submissions import earlier_assertions
from ..store import SubmissionRow

_CUTS = 3


def screened(row: SubmissionRow, assessment: Assessment, lexicon: Lexicon) -> Screened:
    """What is kept of a submission.

    Args:
        row: its row.
        assessment: scored and checked.
        lexicon: how figures are said.
    """
    submission = assessment.submission
    papers = submission.papers if submission else ()
    documents = [(paper.path, paper.document) for paper in papers if paper.document is not None]
    documents = documents or [("", assessment.document)]
    return Screened(
        member=_member(row, assessment, lexicon),
        lines=tuple(_lines(assessment.sheet)),
        cuts=_cuts(assessment.sheet),
        findings=tuple(replace(finding, figures=()) for finding in assessment.review.findings),
        unread=tuple((paper.path, paper.trouble) for paper in papers if paper.trouble),
        passed_over=tuple(
            (path, f"{place}{reason}")
            for path, document in documents
            for place, reason in document.coverage.unread
        ),
        form=_form(assessment),
    )


def _member(row: SubmissionRow, assessment: Assessment, lexicon: Lexicon) -> Member:
    """What is compared across units; of a form its totals alone: forms of one template are alike, each in its own lines."""
    submission = assessment.submission
    if assessment.form or submission is None:
        earlier = None
    else:
        earlier = earlier_assertions(submission, assessment.rubric, lexicon)
    found = member(row.id, row.name, assessment, earlier)
    return found.bare() if assessment.form else found


def _form(assessment: Assessment) -> ScreenedForm | None:
    reading = assessment.form
    if reading is None:
        return None
    form, budget = reading.form, reading.budget
    base = executed = None
    if budget is not None:
        base = form.yuan(budget.cells.get(FormField.ANNUAL, budget.cells.get(FormField.INITIAL)))
        executed = form.yuan(budget.cells.get(FormField.EXECUTED))
    submission = assessment.submission
    paper = submission.scored if submission else PurePath(assessment.document.path).name
    unit = form.unit or (_folder(submission) if submission else "")
    return ScreenedForm(
        unit, form.name, base, executed, reading.rate, reading.grades, f"{paper}　{form.place.label}"
    )


def _folder(submission: Submission) -> str:
    """What a unit's folder or ZIP is called."""
    path = PurePath(submission.folder)
    return mask_text(path.stem if path.suffix.lower() == ".zip" else path.name)


def _lines(sheet: ScoreSheet) -> Iterator[ScreenedLine]:
    """A line a self-score: of a criterion where each has its own, else of the whole indicator."""
    for section in sheet.sections:
        for indicator in section.indicators:
            own = [line for line in indicator.criteria if line.self_points is not None]
            if len(own) == len(indicator.criteria):
                for line in own:
                    assert line.self_points is not None
                    result = line.outcome
                    points = (line.max, line.self_points, result.low, result.supported, result.high)
                    yield ScreenedLine(line.id, line.name, *points)
            elif indicator.self_points is not None:
                yield ScreenedLine(
                    indicator.id,
                    indicator.name,
                    indicator.max,
                    indicator.self_points,
                    indicator.low,
                    indicator.supported,
                    indicator.high,
                )


def _cuts(sheet: ScoreSheet) -> tuple[tuple[str, Decimal], ...]:
    """The lines that lose most by what the papers support, as the ranking names them."""
    lost = [
        (line.max - line.outcome.supported, position, line.name)
        for position, line in enumerate(sheet.criteria())
        if line.outcome.supported < line.max
    ]
    return tuple((name, cut) for cut, _, name in sorted(lost, key=lambda one: (-one[0], one[1]))[:_CUTS])
