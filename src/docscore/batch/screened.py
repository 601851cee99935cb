"""Assessment → what the batch keeps of it for its summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..cohort import member
from ..model import Assessment, Lexicon, Rubric, ScoreSheet, Screened, ScreenedLine
from ..pipeline import earlier_assertions
from ..store import SubmissionRow

_CUTS = 3


def screened(row: SubmissionRow, assessment: Assessment, rubric: Rubric, lexicon: Lexicon) -> Screened:
    """What is kept of a submission.

    Args:
        row: its row.
        assessment: scored and checked.
        rubric: the rules.
        lexicon: how figures are said.
    """
    submission = assessment.submission
    earlier = earlier_assertions(submission, rubric, lexicon) if submission else None
    papers = submission.papers if submission else ()
    documents = [(paper.path, paper.document) for paper in papers if paper.document is not None]
    documents = documents or [("", assessment.document)]
    return Screened(
        member=member(row.id, row.name, assessment, earlier),
        lines=tuple(_lines(assessment.sheet)),
        cuts=_cuts(assessment.sheet),
        findings=tuple(replace(finding, figures=()) for finding in assessment.review.findings),
        unread=tuple((paper.path, paper.trouble) for paper in papers if paper.trouble),
        passed_over=tuple(
            (path, f"{place}{reason}")
            for path, document in documents
            for place, reason in document.coverage.unread
        ),
    )


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
