"""Two documents or two submissions, figure by figure."""

from __future__ import annotations

from pathlib import Path

from ..compare import compare, pair_papers, rescore
from ..ingest import read_guarded
from ..model import (
    Assessment,
    Difference,
    Document,
    Lexicon,
    Paper,
    Rubric,
    Side,
    Submission,
    SubmissionDifference,
)
from .journey import Reader, assess, figures_of, read_figures
from .submissions import assess_submission


def diff_documents(
    left: Path, right: Path, lexicon: Lexicon, rubric: Rubric | None = None, reader: Reader = read_guarded
) -> SubmissionDifference:
    """Two documents, or two versions of one, figure by figure.

    Args:
        left: the one document, taken for the earlier.
        right: the other.
        lexicon: how figures are said.
        rubric: where given, also what the changes do to the score.
        reader: how they are read.

    Raises:
        InputError: one of them cannot be read.
    """
    if rubric is None:
        one, other = (Side(*read_figures(path, lexicon, reader)) for path in (left, right))
        return SubmissionDifference(str(left), str(right), (compare(one, other),))
    before, after = (assess(path, rubric, lexicon, reader) for path in (left, right))
    return SubmissionDifference(str(left), str(right), (_rescored(before, after),))


def diff_submissions(
    left: Submission, right: Submission, rubric: Rubric, lexicon: Lexicon
) -> SubmissionDifference:
    """Two submissions, paper by paper; the reports also by what the changes do to the score.

    Args:
        left: the one submission, taken for the earlier.
        right: the other.
        rubric: the scoring rules.
        lexicon: how figures are said.
    """
    pairs, gone, added = pair_papers(left, right)
    reports = _rescored(*(assess_submission(side, rubric, lexicon) for side in (left, right)))
    others = [
        compare(_side(one, one.document, lexicon), _side(other, other.document, lexicon))
        for one, other in pairs[1:]
        if one.document and other.document
    ]
    return SubmissionDifference(
        left.folder,
        right.folder,
        (reports, *others),
        tuple(paper.path for paper in gone),
        tuple(paper.path for paper in added),
    )


def _side(paper: Paper, document: Document, lexicon: Lexicon) -> Side:
    return Side(document, paper.extraction or figures_of(document, lexicon))


def _rescored(before: Assessment, after: Assessment) -> Difference:
    sides = (Side(each.document, each.extraction) for each in (before, after))
    return rescore(compare(*sides), before, after)
