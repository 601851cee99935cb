"""What differs (数据差异): extracted against corrected, an earlier version against the report, the report against its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..compare import compare, rescore
from ..model import Assessment, Difference, Figure, Finding, Paper, Part, Place, Side, Submission
from ..pipeline.submissions import assess_submission
from .desk import Desk, Opened


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A doubt that sets the report against its evidence.

    Attributes:
        finding: the doubt.
        told: the report's figures.
        shown: the evidence's figures.
        places: where in the evidence.
    """

    finding: Finding
    told: tuple[Figure, ...]
    shown: tuple[Figure, ...]
    places: tuple[Place, ...]


def corrections(desk: Desk, opened: Opened) -> Difference:
    """The report's figures as extracted against the same as reviewers corrected them, with what that does to the score."""
    return _rescored(desk.as_read(opened.row), opened.assessment)


def earlier_versions(opened: Opened) -> tuple[Paper, ...]:
    """The papers of a submission that are earlier versions of its report and were read."""
    submission = opened.assessment.submission
    papers = submission.of(Part.EARLIER) if submission else ()
    return tuple(paper for paper in papers if paper.document is not None)


def version(desk: Desk, opened: Opened, earlier: Paper) -> Difference:
    """An earlier version against the report, with what the changes do to the score.

    Args:
        desk: the desk.
        opened: the submission.
        earlier: one of its :func:`earlier_versions`.
    """
    alone = Submission(earlier.path, (replace(earlier, part=Part.REPORT),))
    before = assess_submission(alone, opened.assessment.rubric, desk.lexicon, lone=True)
    return _rescored(before, opened.assessment)


def against_evidence(opened: Opened) -> tuple[Disagreement, ...]:
    """The open doubts in which the report and its evidence disagree, in their rank."""
    found = (
        one.finding
        for one in opened.sheet.findings.values()
        if one.decision is None and one.finding.explanation is None
    )
    return tuple(_disagreements(found))


def _disagreements(findings: Iterable[Finding]) -> Iterable[Disagreement]:
    for finding in findings:
        places = tuple(place for place in finding.places if place.paper)
        shown = tuple(figure for figure in finding.figures if figure.place.paper)
        if places or shown:
            told = tuple(figure for figure in finding.figures if not figure.place.paper)
            yield Disagreement(finding, told, shown, places)


def _rescored(before: Assessment, after: Assessment) -> Difference:
    sides = (Side(each.document, each.extraction) for each in (before, after))
    return rescore(compare(*sides), before, after)
