"""A unit's folder: its papers read, sorted and counted, and its report assessed with them beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes

from ..evidence import count_evidence
from ..ingest import read_guarded
from ..link import link, with_self_scores
from ..model import (
    Assertions,
    Assessment,
    CohortRank,
    Decision,
    Explanations,
    Lexicon,
    Paper,
    Part,
    Rubric,
    Submission,
)
from ..review import corrected, relinked
from ..submission import Signs, find_required, is_candidate, sort_papers, year_of
from .journey import UNMASKED, Reader, figures_of, judged
from .papers import Ruling, read_papers

#: Rows of a self-score table at most; longer tables are lists, and there may be a hundred thousand rows.
_MOST_SCORED = 1000


def read_submission(
    path: Path,
    rubric: Rubric,
    lexicon: Lexicon,
    *,
    ruling: Ruling = lambda _: {},
    without: Path | None = None,
    jobs: int = 1,
    told: Callable[[str], None] = lambda _: None,
    reader: Reader = read_guarded,
    masked: bool = True,
) -> Submission:
    """A unit's folder or ZIP, each file read and sorted; what cannot be read is named and the rest goes on.

    Args:
        path: the folder or ZIP.
        rubric: the rubric that tells a report from other papers.
        lexicon: how figures are said.
        ruling: is asked, before anything is read, what a person said that papers are.
        without: a file in the folder that is no paper: the manifest.
        jobs: how many files are read at the same time.
        told: is told the path of each file before it is read.
        reader: how a file is read.
        masked: whether personal data is masked, once the evidence has been counted.

    Raises:
        InputError: no such folder, nothing in it, or no report among its papers.
    """
    read = read_papers(
        path,
        lexicon,
        missing="自评报告和佐证材料",
        ruling=ruling,
        without=without,
        jobs=jobs,
        told=told,
        reader=reader,
        masked=masked,
    )
    signs = [_signs(paper, rubric, lexicon, paper.path in read.ruled) for paper in read.papers]
    submission = sort_papers(str(path), signs, read.ruled)
    handed_in = [
        (x.path, read.documents[x.path]) for x in submission.of(Part.EVIDENCE) if x.path in read.documents
    ]
    evidence = count_evidence(handed_in, lexicon.evidence, key=token_bytes(), until=rubric.as_of)
    notices = submission.notices if masked else (*submission.notices, UNMASKED)
    return replace(submission, evidence=evidence, notices=notices)


def assess_submission(
    submission: Submission,
    rubric: Rubric,
    lexicon: Lexicon,
    *,
    explanations: Explanations | None = None,
    decisions: Sequence[Decision] = (),
    lone: bool = False,
    wanted: Collection[str] = (),
    ranks: Mapping[str, CohortRank] | None = None,
) -> Assessment:
    """A submission against one rubric: its main report is scored, the other papers speak to the doubts.

    Args:
        submission: as read and sorted.
        rubric: the scoring rules.
        lexicon: how figures are said.
        explanations: what reviewers have explained already.
        decisions: what they said of its figures: corrected ones are scored as corrected.
        lone: it is a report that came without a folder, which lacks no evidence file.
        wanted: codes of findings to raise although they are off by default.
        ranks: its place in the batch by metric, once all are in.
    """
    submission = replace(submission, required=find_required(submission, rubric, lexicon))
    report = submission.main
    assert report.document is not None
    extraction = report.extraction or figures_of(report.document, lexicon)
    extraction = corrected(extraction, decisions, lexicon)
    assertions = relinked(link(report.document, extraction, rubric), extraction, decisions)
    for paper in submission.of(Part.SELF_SCORES)[:1]:
        assert paper.document is not None
        assertions = with_self_scores(assertions, paper.document, rubric, paper.path)
    return judged(
        report.document,
        extraction,
        rubric,
        assertions,
        submission=None if lone else submission,
        explanations=explanations,
        wanted=wanted,
        ranks=ranks,
    )


def earlier_assertions(submission: Submission, rubric: Rubric, lexicon: Lexicon) -> Assertions | None:
    """What the newest report of another year says that was handed in too; ``None`` if there is none.

    A paper is such a report, and no older version of this year's, where its year is another one than the main report's;
    the sorting has found out both.

    Args:
        submission: as read and sorted.
        rubric: the scoring rules.
        lexicon: how figures are said.
    """
    report = submission.main
    year = year_of(report)
    dated = [
        (before, paper.path, paper)
        for paper in submission.of(Part.EARLIER)
        if paper.document is not None and (before := year_of(paper)) is not None and year is not None
        if before < year
    ]
    if not dated:
        return None
    paper = max(dated, key=lambda one: one[:2])[2]
    assert paper.document is not None
    return link(paper.document, paper.extraction or figures_of(paper.document, lexicon), rubric)


def _signs(paper: Paper, rubric: Rubric, lexicon: Lexicon, ruled: bool) -> Signs:
    """What decides on a paper; the figures of those alone that may be a report or a plan."""
    if paper.document is None:
        return Signs(paper, rubric)
    rows = 0
    if all(block.table is None or block.table.rows <= _MOST_SCORED for block in paper.document.blocks):
        scored = with_self_scores(Assertions(), paper.document, rubric).self_scores
        rows = sum(1 for row in scored if row.points is not None)
    if not (ruled or is_candidate(paper, rows)):
        return Signs(paper, rubric, rows)
    extraction = figures_of(paper.document, lexicon)
    return Signs(paper, rubric, rows, link(paper.document, extraction, rubric), extraction)
