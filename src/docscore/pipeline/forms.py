"""The self-evaluation forms of a file: each is its own rubric, scored and checked like any other."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..check import check
from ..errors import InputError
from ..forms import form_rubric, read_forms, totalled, why_no_form
from ..ingest import read_guarded
from ..model import Assessment, Explanations, Extraction, FormRules, Lexicon
from ..score import score
from .journey import Reader, shown


def assess_forms(
    path: Path,
    variants: tuple[FormRules, ...],
    lexicon: Lexicon,
    reader: Reader = read_guarded,
    *,
    explanations: Explanations | None = None,
    masked: bool = True,
    wanted: Collection[str] = (),
) -> tuple[Assessment, ...]:
    """Every self-evaluation form of a file, scored by the formulas of some variants.

    Args:
        path: the file.
        variants: the formulas that may hold; where they differ points are the interval that spans them.
        lexicon: how forms are headed.
        reader: how the file is read.
        explanations: what reviewers have explained already.
        masked: whether personal data is masked.
        wanted: codes of findings to raise although they are off by default.

    Returns:
        One assessment a form, in reading order.

    Raises:
        InputError: the file cannot be read, or holds no form; says what it holds instead.
    """
    document = shown(reader(path), lexicon, masked)
    forms = read_forms(document, lexicon.forms)
    if not forms:
        raise InputError(path, *why_no_form(document, lexicon.forms))
    extraction = Extraction((), ())
    assessments = []
    for form in forms:
        rubric, assertions = form_rubric(form, variants, lexicon.forms)
        sheet, reading = totalled(form, variants, score(rubric, assertions), lexicon.forms)
        review = check(
            document,
            extraction,
            rubric,
            assertions,
            sheet,
            explanations=explanations,
            wanted=wanted,
            form=reading,
        )
        assessments.append(Assessment(document, extraction, rubric, assertions, sheet, review, form=reading))
    return tuple(assessments)
