"""Labelled figures in YAML: a document with its figures, or passages with theirs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pydantic import ConfigDict, Field

from ..errors import PackError
from ..model import Problem
from ..model.figure import Comparator, Role
from ..model.gold import GoldPaper, Label, Trap
from .source import Source, Strict


class LabelSchema(Strict):
    """One entry under ``figures:``."""

    surface: str = Field(min_length=1)
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    unit_alt: tuple[str, ...] = ()
    comparator: Comparator = Comparator.EQ
    role: Role = Role.ACTUAL
    role_alt: tuple[Role, ...] = ()
    subject: str = ""
    subject_alt: tuple[str, ...] = ()
    period: str | None = None
    nth: int | None = None
    nth_token: int | None = None
    optional: bool = False
    note: str = ""

    def build(self, nth: int | None) -> Label:
        """As the model has it.

        Args:
            nth: the occurrence that is meant if the entry names none.
        """
        return Label(
            self.surface,
            self.nth or nth,
            self.value,
            self.value_max,
            (self.unit, *self.unit_alt),
            self.comparator.value,
            (self.role.value, *(role.value for role in self.role_alt)),
            tuple(subject for subject in (self.subject, *self.subject_alt) if subject),
            self.period,
            self.optional,
        )


class TrapSchema(Strict):
    """One entry under ``not_figures:``."""

    surface: str = Field(min_length=1)
    nth: int = 1
    why: str = ""
    note: str = ""

    def build(self) -> Trap:
        """As the model has it."""
        return Trap(self.surface, self.nth, self.why)


class PassageSchema(Strict):
    """One entry under ``passages:``; a label stands behind the one before it."""

    id: str
    text: str
    figures: tuple[LabelSchema, ...] = ()
    not_figures: tuple[str, ...] = ()

    def build(self) -> GoldPaper:
        """As the model has it."""
        labels = tuple(label.build(None) for label in self.figures)
        traps = tuple(Trap(surface, 1, "") for surface in self.not_figures)
        return GoldPaper(self.id, self.text, "", False, labels, traps)


class PassagesSchema(Strict):
    """A file of passages."""

    passages: tuple[PassageSchema, ...]


class PaperSchema(Strict):
    """The figures of one document; what else such a file labels (self-scores, findings) is not read here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    document: str
    section: str = ""
    figures: tuple[LabelSchema, ...]
    not_figures: tuple[TrapSchema, ...] = ()

    def build(self) -> GoldPaper:
        """As the model has it."""
        labels = tuple(label.build(1) for label in self.figures)
        traps = tuple(trap.build() for trap in self.not_figures)
        return GoldPaper(self.document, "", self.document, bool(self.section), labels, traps)


def read_gold(path: Path) -> tuple[GoldPaper, ...]:
    """The labelled papers of one file.

    Args:
        path: a YAML file with ``passages:``, or with ``document:`` and ``figures:``.

    Returns:
        The papers; none if the file labels something other than figures.

    Raises:
        InputError: it cannot be read.
        PackError: it is not YAML, or its labels do not fit.
    """
    source = Source(path)
    if "passages" in source.data:
        return tuple(passage.build() for passage in source.parse(PassagesSchema).passages)
    if "document" in source.data and "figures" in source.data:
        return (source.parse(PaperSchema).build(),)
    return ()


def find_gold(corpus: Path) -> list[tuple[Path, GoldPaper]]:
    """All labelled papers of a file or of a folder and those below it, by name.

    Returns:
        Each with its file; none if no file labels figures.

    Raises:
        InputError: a file cannot be read.
        PackError: labels do not fit; carries the problems of all files.
    """
    paths = sorted(corpus.rglob("*.yaml")) if corpus.is_dir() else [corpus]
    found: list[tuple[Path, GoldPaper]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found += [(path, paper) for paper in read_gold(path)]
        except PackError as error:
            problems += [problem for problem in error.problems if isinstance(problem, Problem)]
    if problems:
        raise PackError(sorted(problems))
    return found
