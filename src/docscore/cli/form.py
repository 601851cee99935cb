"""What ``docscore score`` does with self-evaluation forms (绩效自评表): each form of a file, folder or ZIP by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .folder import is_folder, read_folder, tell
from .output import progress, save, say, screen

if TYPE_CHECKING:
    from ..export.dossier import Dossier
    from ..model import Assessment, Explanations, Submission


def read_forms(
    path: Path, *, report: str | None, manifest: Path | None, jobs: int, masked: bool
) -> Submission:
    """A file, folder or ZIP with forms in it, read and sorted.

    Args:
        path: the file, folder or ZIP.
        report: the report beside the forms as the person named it; ``None`` to find it.
        manifest: the file that says what each paper of a folder is.
        jobs: how many files are read at the same time.
        masked: whether personal data is masked.

    Raises:
        InputError: it cannot be read, or holds no form.
        UsageError: no such report, or a faulty manifest.
    """
    from ..packs.lexicon import load_lexicon
    from ..pipeline.forms import read_form_submission

    reading = partial(read_form_submission, lexicon=load_lexicon())
    if is_folder(path):
        return read_folder(path, reading, report=report, manifest=manifest, jobs=jobs, masked=masked)
    progress(f"正在读 {path}")
    try:
        return reading(path, masked=masked)
    finally:
        progress("")


def score_forms(
    read: Callable[[], Submission],
    rubric: str,
    printed: Literal["table", "json"],
    output: Path | None,
    *,
    explanations: Explanations | None,
    wanted: Collection[str],
    masked: bool = True,
) -> tuple[tuple[Assessment, ...], bool]:
    """Score the forms of a submission and print them.

    Args:
        read: reads the submission.
        rubric: ``form``, the id of a variant or a file.
        printed: how they are printed.
        output: where they are saved as well: as JSON, or as the papers of a recheck (``.xlsx``).
        explanations: what reviewers have explained already.
        wanted: codes to raise although they are off by default.
        masked: whether personal data is masked.

    Returns:
        The assessments, and whether a file of the submission could not be read.

    Raises:
        InputError: the submission cannot be read or holds no form.
        UsageError: no such variant.
    """
    from ..export.form import form_object, form_text
    from ..export.json import dumps
    from ..packs.form_rules import load_form_rules
    from ..packs.lexicon import load_lexicon
    from ..pipeline.forms import assess_forms

    variants = load_form_rules(rubric)
    submission = read()
    unread = tell(submission)  # or the paper that should have held a form held none
    unread |= any(paper.trouble and paper.document is not None for paper in submission.papers)
    lone = not is_folder(Path(submission.folder))
    forms = assess_forms(
        submission, variants, load_lexicon(), explanations=explanations, lone=lone, wanted=wanted
    )
    objects = [form_object(form) for form in forms]
    told = dumps(objects[0] if len(objects) == 1 else objects) + "\n"
    if output is not None:
        title = Path(submission.folder).stem
        save(told.encode() if output.suffix.lower() == ".json" else _papers(title, forms, masked), output)
    if printed == "json":
        say(told)
        return forms, unread
    from ..export.papers import papers_text
    from ..export.terminal import assessment_text

    width, colour = screen()
    say(papers_text(forms[0], width=width))
    for number, form in enumerate(forms, start=1):
        say(
            "\n" * (number > 1)
            + form_text(form, number, len(forms))
            + assessment_text(form, width=width, colour=colour)
        )
    return forms, unread


#: Findings that doubt what the points of a row are computed from: its operator, its amounts, its unit.
_DOUBTING = frozenset({"Z02", "Z08", "Z12"})


def _papers(title: str, forms: Sequence[Assessment], masked: bool) -> bytes:
    from ..check import CODES
    from ..export.form_papers import form_papers

    titles = {code: known.title for code, known in CODES.items()}
    return form_papers(title, [_dossier(form, masked) for form in forms], titles, masked=masked)


def _dossier(form: Assessment, masked: bool) -> Dossier:
    """A form that nobody has reviewed: rows whose points follow from it for certain stand as recomputed, the rest is open."""
    from ..export.dossier import Dossier, Head
    from ..review import deduction, reviewed

    assert form.form is not None
    sheet = reviewed(form, ())
    doubted = {key for one in form.review.findings if one.code in _DOUBTING for key in one.criteria}
    lines = {
        key: replace(line, points=line.line.outcome.low)
        if key not in doubted and form.form.settled(line.line)
        else line
        for key, line in sheet.lines.items()
    }
    unit, name = form.form.form.unit, form.form.form.name
    return Dossier(
        mark="",
        id="",
        name=name if unit in name else f"{unit}：{name}",
        assessment=form,
        digest="",
        sheet=replace(sheet, lines=lines),
        decisions=(),
        deductions={key: deduction(line) for key, line in lines.items()},
        seen={},
        keys={},
        stated={},
        head=Head(0, ""),
        masked=masked,
    )
