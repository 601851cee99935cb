"""The whole journey on one screen: read → normalize → extract → link → score → check."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..check import check
from ..errors import InputError
from ..evidence import anonymous
from ..extract import extract
from ..ingest import read_guarded
from ..link import link, name_metrics, with_self_scores
from ..model import (
    Assertions,
    Assessment,
    CohortRank,
    Document,
    Explanations,
    Extraction,
    Goal,
    Lexicon,
    Part,
    Rubric,
    Submission,
)
from ..normalize import normalize
from ..plans import goals
from ..score import score
from .stopwatch import Stage, Watch, unwatched

if TYPE_CHECKING:
    from ..rubric import RubricDraft

Reader = Callable[[Path], Document]
"""Reads a file; :func:`docscore.ingest.read_guarded` does so in a process of its own."""

#: Told in every output of a run that was asked not to mask.
UNMASKED = "按要求没有隐去个人信息（--unmask），请妥善保管"


def read_figures(
    path: Path,
    lexicon: Lexicon,
    reader: Reader = read_guarded,
    *,
    masked: bool = True,
    watch: Watch = unwatched,
) -> tuple[Document, Extraction]:
    """A document and its figures, each with the metric it speaks to where one is known.

    Args:
        path: a file of any kind that can be read.
        lexicon: how figures are said.
        reader: how it is read.
        masked: whether its personal data is masked.
        watch: times the stages.

    Raises:
        InputError: the file cannot be read.
    """
    with watch(Stage.READ):
        document = shown(reader(path), lexicon, masked)
    return document, figures_of(document, lexicon, watch)


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
    from ..rubric import draft_rubrics  # a tenth of a second that reading a report need not spend

    document = reader(path)
    return document, draft_rubrics(normalize(document), lexicon, identifier)


def assess(
    path: Path,
    rubric: Rubric,
    lexicon: Lexicon,
    reader: Reader = read_guarded,
    *,
    self_scores: Path | None = None,
    explanations: Explanations | None = None,
    masked: bool = True,
    wanted: Collection[str] = (),
    watch: Watch = unwatched,
) -> Assessment:
    """One report against one rubric.

    Args:
        path: the self-assessment report.
        rubric: the scoring rules.
        lexicon: how figures are said.
        reader: how it is read.
        self_scores: the file that holds the self-score table, where the report has none.
        explanations: what reviewers have explained already.
        masked: whether personal data is masked.
        wanted: codes of findings to raise although they are off by default.
        watch: times the stages.

    Returns:
        The document, its figures, what it says about the rubric, the provisional score sheet and the findings.

    Raises:
        InputError: one of the files cannot be read.
    """
    document, extraction = read_figures(path, lexicon, reader, masked=masked, watch=watch)
    with watch(Stage.LINK):
        assertions = link(document, extraction, rubric)
    if self_scores is not None:
        scored = with_self_scores(assertions, reader(self_scores), rubric)
        if scored.self_scores == assertions.self_scores and not scored.subtotals:
            raise InputError(
                self_scores,
                f"没有读到“{rubric.title}”的自评得分",
                "请核对是不是这份细则的自评得分表，表里要有指标名称和自评得分两栏。",
            )
        assertions = scored
    return judged(
        document, extraction, rubric, assertions, explanations=explanations, wanted=wanted, watch=watch
    )


def figures_of(document: Document, lexicon: Lexicon, watch: Watch = unwatched) -> Extraction:
    """The figures of a document as read, each with the metric it speaks to where one is known."""
    with watch(Stage.NORMALIZE):
        clean = normalize(document)
    with watch(Stage.EXTRACT):
        return name_metrics(extract(clean, lexicon), lexicon.metrics)


def shown(document: Document, lexicon: Lexicon, masked: bool) -> Document:
    """A document as it may be shown: without personal data, or with the remark that it was not masked."""
    hidden = anonymous(document, lexicon.evidence)
    if masked or hidden is document:
        return hidden
    return replace(document, warnings=(*document.warnings, UNMASKED))


def judged(
    document: Document,
    extraction: Extraction,
    rubric: Rubric,
    assertions: Assertions,
    *,
    submission: Submission | None = None,
    explanations: Explanations | None = None,
    wanted: Collection[str] = (),
    ranks: Mapping[str, CohortRank] | None = None,
    watch: Watch = unwatched,
) -> Assessment:
    """What was asserted, scored and checked, and what became of the targets."""
    with watch(Stage.SCORE):
        sheet = score(rubric, assertions, ranks)
    with watch(Stage.CHECK):
        promised = _goals(extraction, rubric, submission)
        review = check(
            document,
            extraction,
            rubric,
            assertions,
            sheet,
            submission=submission,
            explanations=explanations,
            wanted=wanted,
            goals=promised,
        )
    return Assessment(document, extraction, rubric, assertions, sheet, review, submission, promised)


def _goals(extraction: Extraction, rubric: Rubric, submission: Submission | None) -> tuple[Goal, ...]:
    """The targets of the plans that came with a report, else of the report itself, each with its result."""
    if rubric.about == "plan":
        return goals(extraction, None)
    plans = submission.of(Part.PLAN) if submission is not None else ()
    set_by_plans = tuple(
        goal
        for plan in plans
        if plan.extraction is not None
        for goal in goals(plan.extraction, extraction, plan.title)
    )
    return set_by_plans or goals(extraction, extraction)
