"""The truth about whole papers in YAML: findings that must be raised and must not, points, self-scores."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from ..errors import PackError
from ..model import Lexicon, Problem, Rubric
from ..model.truth import Expected, ReportTruth
from .rubric import load_rubric
from .source import Path_, Source, Strict

_Words = str | tuple[str, ...]
_Row = Decimal | None


class ExpectedSchema(Strict):
    """One entry under ``raise:``, ``quiet:`` or ``also:``."""

    code: Annotated[_Words, Field(min_length=1)]
    words: _Words = ()
    at: _Words = ()
    criteria: _Words = ()
    about: str = ""

    def build(self) -> Expected:
        """As the model has it."""
        return Expected(_all(self.code), _all(self.words), _all(self.at), _all(self.criteria), self.about)


class TruthSchema(Strict):
    """A file of truth about one paper."""

    report: str
    rubric: str
    complete: bool = False
    raised: tuple[ExpectedSchema, ...] = Field(default=(), alias="raise")
    quiet: tuple[ExpectedSchema, ...] = ()
    also: tuple[ExpectedSchema, ...] = ()
    points: dict[str, tuple[Decimal, Decimal]] = Field(default_factory=dict)
    self_scores: dict[str, _Row | tuple[_Row, ...]] = Field(default_factory=dict)
    self_total: Decimal | None = None
    note: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> TruthSchema:
        if crossed := [key for key, (low, high) in self.points.items() if low > high]:
            raise ValueError(f"“{crossed[0]}”的下限高于上限，应写 [下限, 上限]")
        return self

    def build(self) -> ReportTruth:
        """As the model has it."""
        return ReportTruth(
            self.report,
            tuple(one.build() for one in self.raised),
            tuple(one.build() for one in self.quiet),
            tuple(one.build() for one in self.also),
            self.complete,
            self.points,
            {key: rows if isinstance(rows, tuple) else (rows,) for key, rows in self.self_scores.items()},
            self.self_total,
        )


def read_truths(
    corpus: Path, lexicon: Lexicon, codes: Collection[str]
) -> list[tuple[Path, ReportTruth, Rubric]]:
    """All papers whose truth stands in a file, or in a folder and those below it, by name.

    A file that has no ``report:`` labels something else and is passed over.

    Args:
        corpus: the file or folder.
        lexicon: how figures are said, for the rubrics.
        codes: the codes that there are.

    Returns:
        Each with its file and its rubric; none if no file is of this kind.

    Raises:
        InputError: a file cannot be read.
        PackError: files do not fit; carries the problems of all of them.
    """
    paths = sorted(corpus.rglob("*.yaml")) if corpus.is_dir() else [corpus]
    found: list[tuple[Path, ReportTruth, Rubric]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            source = Source(path)
            if "report" not in source.data:
                continue
            schema = source.parse(TruthSchema)
            rubric = _rubric(schema.rubric, source, lexicon)
            problems += _unknown(source, schema, rubric, codes)
            found.append((path, schema.build(), rubric))
        except PackError as error:
            problems += [problem for problem in error.problems if isinstance(problem, Problem)]
    if problems:
        raise PackError(sorted(problems))
    return found


def _rubric(ref: str, source: Source, lexicon: Lexicon) -> Rubric:
    beside = source.path.parent / ref
    return load_rubric(str(beside) if beside.is_file() else ref, lexicon)


def _unknown(
    source: Source, schema: TruthSchema, rubric: Rubric, codes: Collection[str]
) -> Iterator[Problem]:
    """Codes, criteria and indicators that there are not."""
    families = {code[0] for code in codes}
    criteria = {criterion.id for criterion in rubric.criteria()}
    lines = criteria | {indicator.id for indicator in rubric.indicators()}
    lists = {"raise": schema.raised, "quiet": schema.quiet, "also": schema.also}
    for name, entries in lists.items():
        for i, entry in enumerate(entries):
            for code in _all(entry.code):
                if code not in families and code not in codes:
                    message = f"没有代码为“{code}”的疑点，可写代码（如 A01）或一族的字母（如 A）"
                    yield source.problem((name, i, "code"), message)
            for line in _all(entry.criteria):
                if line not in lines:
                    yield source.problem((name, i, "criteria"), _no_line(line, rubric))
    known: tuple[tuple[str, Collection[str], set[str]], ...] = (
        ("points", schema.points, criteria),
        ("self_scores", schema.self_scores, lines),
    )
    for name, keys, there in known:
        for key in keys:
            if key not in there:
                place: Path_ = (name, key)
                yield source.problem(place, _no_line(key, rubric), on_key=True)


def _no_line(line: str, rubric: Rubric) -> str:
    return f"细则“{rubric.id}”里没有“{line}”，请核对编号"


def _all(words: _Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
