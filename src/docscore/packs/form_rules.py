"""Regional variants of forms: the files of ``rubrics/forms/``, read and checked."""

from __future__ import annotations

import difflib
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from ..errors import UsageError
from ..model import AtMost, FormGrade, FormRules, PointsRange, QualitativeBands, TotalCap
from .locate import data_folder
from .source import Source, Strict

ANY = "form"
"""What a person names who does not know the region: all variants together."""

Percent = Annotated[Decimal, Field(ge=0, le=100)]
Span = Annotated[tuple[Percent, ...], Field(min_length=1, max_length=2)]


class BandsSchema(Strict):
    """One entry of ``qualitative:``, in percent of full marks."""

    met: Span
    partly: Span
    missed: Span

    def build(self) -> QualitativeBands:
        """As the model has it."""
        return QualitativeBands(
            *(PointsRange(min(span), max(span)) for span in (self.met, self.partly, self.missed))
        )


class OverSchema(Strict):
    """``over_target:`` – what a result far above its target means."""

    at_least: Annotated[Decimal, Field(gt=100)]
    deduct: Annotated[Decimal, Field(ge=0)] = Decimal(0)


class CapSchema(Strict):
    """One entry of ``caps:``."""

    below: Percent
    most: Percent


class FormGradeSchema(Strict):
    """One entry of ``grades:``."""

    name: Annotated[str, Field(min_length=1)]
    low: Percent
    high: Percent


class FormRulesSchema(Strict):
    """One file of ``rubrics/forms/``; what is left out is not said by its source."""

    id: str
    kind: Annotated[str, Field(pattern="^form$")]
    name: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    version: str
    source: Annotated[str, Field(min_length=1)]
    execution_points: Percent | None = None
    at_most: tuple[AtMost, ...] = ()
    qualitative: tuple[BandsSchema, ...] = ()
    over_target: OverSchema | None = None
    execution_reason: Percent | None = None
    caps: tuple[CapSchema, ...] = ()
    grades: tuple[FormGradeSchema, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _rising(self) -> FormRulesSchema:
        if [cap.below for cap in self.caps] != sorted({cap.below for cap in self.caps}):
            raise ValueError("caps 请从最低的执行率写起，不要重复")
        if any(grade.low > grade.high for grade in self.grades):
            raise ValueError("grades 的 low 不能大于 high")
        return self

    def build(self) -> FormRules:
        """As the model has it."""
        return FormRules(
            self.id,
            self.name,
            self.title,
            self.version,
            self.source,
            self.execution_points,
            self.at_most,
            tuple(bands.build() for bands in self.qualitative),
            self.over_target.at_least if self.over_target else None,
            self.over_target.deduct if self.over_target else Decimal(0),
            self.execution_reason,
            tuple(TotalCap(cap.below, cap.most) for cap in self.caps),
            tuple(FormGrade(grade.name, grade.low, grade.high) for grade in self.grades),
            self.notes,
        )


def load_form_rules(ref: str, folder: Path | None = None) -> tuple[FormRules, ...]:
    """The variant of that name, or all of them.

    Args:
        ref: ``form`` for all, an id of ``rubrics/forms/`` or a file.
        folder: where to look for ids; the shipped folder if not given.

    Raises:
        UsageError: there is no such variant.
        PackError: a file has problems; carries all of that file.
        InputError: a file cannot be read.
    """
    return tuple(_read(path) for path in named_files(ref, folder))


def named_files(ref: str, folder: Path | None = None) -> tuple[Path, ...]:
    """The files of the variants of that name; arguments and errors as for :func:`load_form_rules`."""
    if ref.endswith((".yaml", ".yml")):
        if not Path(ref).is_file():
            raise UsageError(f"没有评分细则文件“{ref}”", "请检查路径")
        return (Path(ref),)
    files = {path.stem: path for path in form_files(folder)}
    if ref == ANY:
        return tuple(files.values())
    if ref not in files:
        close = difflib.get_close_matches(ref, files, n=1)
        hint = f"是否想用“{close[0]}”？" if close else ""
        raise UsageError(
            f"没有编号为“{ref}”的自评表算法",
            f"{hint}可用的有：{'、'.join(files)}；不知道是哪里的算法时写 --rubric {ANY}",
        )
    return (files[ref],)


def form_files(folder: Path | None = None) -> tuple[Path, ...]:
    """The files of all variants, by id."""
    return tuple(sorted((folder or data_folder("rubrics") / "forms").glob("*.yaml")))


def is_form(ref: str) -> bool:
    """Whether a person who names this rubric means a form: ``form``, the id of a variant, or a file of that kind."""
    if ref.endswith((".yaml", ".yml")):
        return Path(ref).is_file() and Source(Path(ref)).data.get("kind") == "form"
    return ref == ANY or ref.startswith(f"{ANY}-")


def _read(path: Path) -> FormRules:
    source = Source(path, f"{path.parent.name}/{path.name}")
    return source.parse(FormRulesSchema).build()
