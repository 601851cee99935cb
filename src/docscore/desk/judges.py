"""How a batch judges: by one rubric for all, or each form by its own lines with the formulas of its region.

The desk keeps, opens and decides the same way in either case; what differs stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ..forms import batch_rubric
from ..model import (
    Assessment,
    CohortRank,
    Decision,
    Explanations,
    Form,
    FormRules,
    Lexicon,
    Paper,
    Part,
    Rubric,
    Submission,
)
from ..packs.form_rules import is_form, load_form_rules
from ..packs.rubric import load_rubric
from ..personal import mask_text
from ..pipeline.forms import Filled, assess_form, forms_of, read_form_submission
from ..pipeline.journey import Reader, read_figures
from ..pipeline.papers import Ruling
from ..pipeline.submissions import assess_submission, read_submission

#: As much as the register holds.
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a submission is scored by itself: all of it, or one of its forms.

    Attributes:
        name: what it is called in a list of many.
        key: tells it from the others of the submission; empty for all of it.
        filled: the form; ``None`` for all of it.
    """

    name: str
    key: str = ""
    filled: Filled | None = None


class Judge(Protocol):
    """What reads and scores the submissions of a batch."""

    @property
    def rubric(self) -> Rubric:
        """The rules that all submissions share; of forms without lines, since each brings its own."""

    @property
    def variants(self) -> tuple[FormRules, ...]:
        """The formulas of forms that may hold; empty where a rubric scores reports."""

    def read(self, path: Path, reader: Reader, ruling: Ruling, without: Path | None) -> Submission:
        """A submission as read and sorted.

        Raises:
            InputError: it cannot be read, or holds nothing to score.
        """

    def pieces(self, submission: Submission, name: str) -> tuple[Piece, ...]:
        """What of the submission of that name is scored by itself; never empty."""

    def assess(
        self,
        submission: Submission,
        piece: Piece,
        *,
        explanations: Explanations | None,
        decisions: Sequence[Decision],
        lone: bool,
        ranks: Mapping[str, CohortRank],
    ) -> Assessment:
        """A piece, scored and checked."""


@dataclass(frozen=True)
class ByRubric:
    """Reports, each scored by the same rubric.

    Attributes:
        rubric: the rules.
        lexicon: how figures are said.
        variants: none.
    """

    rubric: Rubric
    lexicon: Lexicon
    variants: tuple[FormRules, ...] = ()

    def read(self, path: Path, reader: Reader, ruling: Ruling, without: Path | None) -> Submission:
        """A unit's folder or ZIP, or one report; see :class:`Judge`."""
        if not is_lone(path):
            return read_submission(
                path, self.rubric, self.lexicon, ruling=ruling, without=without, reader=reader
            )
        document, extraction = read_figures(path, self.lexicon, reader)
        paper = Paper(
            path.name,
            document.sha256,
            path.stat().st_size,
            Part.REPORT,
            "只有这一份文件",
            path.stem,
            document,
            extraction,
            kind=document.kind,
        )
        return Submission(str(path), (paper,))

    def pieces(self, submission: Submission, name: str) -> tuple[Piece, ...]:  # noqa: ARG002 - one, whatever is in it
        """All of it; see :class:`Judge`."""
        return (Piece(name),)

    def assess(
        self,
        submission: Submission,
        piece: Piece,  # noqa: ARG002 - there is one
        *,
        explanations: Explanations | None,
        decisions: Sequence[Decision],
        lone: bool,
        ranks: Mapping[str, CohortRank],
    ) -> Assessment:
        """The report with its corrections; see :class:`Judge`."""
        return assess_submission(
            submission, self.rubric, self.lexicon, explanations=explanations, decisions=decisions, lone=lone,
            ranks=ranks,
        )  # fmt: skip


@dataclass(frozen=True)
class ByForms:
    """Self-evaluation forms, each scored by its own lines.

    Attributes:
        variants: the formulas that may hold.
        lexicon: how forms are headed.
    """

    variants: tuple[FormRules, ...]
    lexicon: Lexicon

    @cached_property
    def rubric(self) -> Rubric:
        """What all forms of the batch share; see :class:`Judge`."""
        return batch_rubric(self.variants)

    def read(self, path: Path, reader: Reader, ruling: Ruling, without: Path | None) -> Submission:
        """A folder, ZIP or file with forms in it; see :class:`Judge`."""
        return read_form_submission(path, self.lexicon, ruling=ruling, without=without, reader=reader)

    def pieces(self, submission: Submission, name: str) -> tuple[Piece, ...]:
        """Its forms; see :class:`Judge`."""
        found = forms_of(submission, self.lexicon)
        return tuple(Piece(_called(one.form, name), one.key, one) for one in found)

    def assess(
        self,
        submission: Submission,
        piece: Piece,
        *,
        explanations: Explanations | None,
        decisions: Sequence[Decision],  # noqa: ARG002 - a form has no figures that are corrected
        lone: bool,
        ranks: Mapping[str, CohortRank],  # noqa: ARG002 - no formula asks for a place
    ) -> Assessment:
        """One form; see :class:`Judge`."""
        assert piece.filled is not None
        return assess_form(
            submission, piece.filled, self.variants, self.lexicon, explanations=explanations, lone=lone
        )


def judge_named(ref: str, lexicon: Lexicon) -> Judge:
    """The judge that a person names: by a rubric, or by the formulas of forms.

    Raises:
        UsageError: there is no such rubric or variant.
        PackError: a file has problems.
        InputError: a file cannot be read.
    """
    return (
        ByForms(load_form_rules(ref), lexicon)
        if is_form(ref)
        else ByRubric(load_rubric(ref, lexicon), lexicon)
    )


def judge_kept(files: Sequence[Path], lexicon: Lexicon) -> Judge:
    """The judge by files that a workspace keeps: one rubric, or the variants of forms."""
    if is_form(str(files[0])):
        return ByForms(tuple(rules for file in files for rules in load_form_rules(str(file))), lexicon)
    (file,) = files
    return ByRubric(load_rubric(str(file), lexicon), lexicon)


def is_lone(path: Path) -> bool:
    """Whether a submission is one file and no folder or ZIP."""
    return path.is_file() and path.suffix.lower() != ".zip"


def _called(form: Form, submission: str) -> str:
    """A form in a list of many: its unit, else the name of its submission, and its project."""
    unit = form.unit or submission
    told = form.name if unit == form.name else f"{unit}：{form.name}"
    return mask_text(" ".join(told.split()))[:_LONGEST_NAME]
