"""The whole journey on one screen: read → normalize → extract → link → score → check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .check import check
from .extract import extract
from .ingest import read_guarded
from .link import link, name_metrics
from .model import Assessment, Document, Extraction, Lexicon, Rubric
from .normalize import normalize
from .rubric import RubricDraft, draft_rubrics
from .score import score

Reader = Callable[[Path], Document]
"""Reads a file; :func:`docscore.ingest.read_guarded` does so in a process of its own."""


def read_figures(path: Path, lexicon: Lexicon, reader: Reader = read_guarded) -> tuple[Document, Extraction]:
    """A document and its figures, each with the metric it speaks to where one is known.

    Args:
        path: a file of any kind that can be read.
        lexicon: how figures are said.
        reader: how it is read.

    Raises:
        InputError: the file cannot be read.
    """
    document = reader(path)
    extraction = extract(normalize(document), lexicon)
    return document, name_metrics(extraction, lexicon.metrics)


def draft(
    path: Path, identifier: str, lexicon: Lexicon, reader: Reader = read_guarded
) -> tuple[Document, tuple[RubricDraft, ...]]:
    """A rule document and the rubrics that it holds.

    Args:
        path: the rule document, of any kind that can be read.
        identifier: id of the rubric.
        lexicon: how figures are said.
        reader: how it is read.

    Raises:
        InputError: the file cannot be read.
    """
    document = reader(path)
    return document, draft_rubrics(normalize(document), lexicon, identifier)


def assess(path: Path, rubric: Rubric, lexicon: Lexicon, reader: Reader = read_guarded) -> Assessment:
    """One report against one rubric.

    Args:
        path: the self-assessment report.
        rubric: the scoring rules.
        lexicon: how figures are said.
        reader: how it is read.

    Returns:
        The document, its figures, what it says about the rubric, the provisional score sheet and the findings.

    Raises:
        InputError: the file cannot be read.
    """
    document, extraction = read_figures(path, lexicon, reader)
    assertions = link(document, extraction, rubric)
    sheet = score(rubric, assertions)
    review = check(document, extraction, rubric, assertions, sheet)
    return Assessment(document, extraction, rubric, assertions, sheet, review)
