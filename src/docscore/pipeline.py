"""The whole journey on one screen: read → normalize → extract → link → score → check."""

from __future__ import annotations

from pathlib import Path

from .check import check
from .extract import extract
from .ingest import read
from .link import link, name_metrics
from .model import Assessment, Document, Extraction, Lexicon, Rubric
from .normalize import normalize
from .score import score


def read_figures(path: Path, lexicon: Lexicon) -> tuple[Document, Extraction]:
    """A document and its figures, each with the metric it speaks to where one is known.

    Args:
        path: a DOCX, PDF or text file.
        lexicon: how figures are said.

    Raises:
        InputError: the file cannot be read.
    """
    document = read(path)
    extraction = extract(normalize(document), lexicon)
    return document, name_metrics(extraction, lexicon.metrics)


def assess(path: Path, rubric: Rubric, lexicon: Lexicon) -> Assessment:
    """One report against one rubric.

    Args:
        path: the self-assessment report.
        rubric: the scoring rules.
        lexicon: how figures are said.

    Returns:
        The document, its figures, what it says about the rubric, the provisional score sheet and the findings.

    Raises:
        InputError: the file cannot be read.
    """
    document, extraction = read_figures(path, lexicon)
    submission = link(document, extraction, rubric)
    sheet = score(rubric, submission)
    review = check(document, extraction, rubric, submission, sheet)
    return Assessment(document, extraction, rubric, submission, sheet, review)
