"""Worked cases run against a rubric: each a sentence of a report or some values, and what one criterion gives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from .errors import UsageError
from .ingest import read
from .model import Lexicon, Outcome, Rubric
from .packs.cases import CaseSchema
from .pipeline.journey import assess
from .trial import criterion_called, try_criterion


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case went.

    Attributes:
        line: its line in the file of cases.
        case: the case.
        wrong: what came out otherwise, in Chinese; empty if it passed.
    """

    line: int
    case: CaseSchema
    wrong: str

    @property
    def passed(self) -> bool:
        """Whether all came out as written."""
        return not self.wrong


def run_cases(
    cases: tuple[tuple[int, CaseSchema], ...], rubric: Rubric, lexicon: Lexicon
) -> Iterator[CaseResult]:
    """Each case against its rubric.

    Args:
        cases: the cases with their lines.
        rubric: the rubric.
        lexicon: how figures are said.

    Yields:
        One result a case, in order. A case that names no criterion, or gives what cannot be read, has failed.
    """
    for line, case in cases:
        try:
            outcome, grades = _outcome(case, rubric, lexicon)
        except UsageError as error:
            yield CaseResult(line, case, str(error))
        else:
            yield CaseResult(line, case, "；".join(_differences(case, outcome, grades)))


def _outcome(case: CaseSchema, rubric: Rubric, lexicon: Lexicon) -> tuple[Outcome, tuple[str, ...]]:
    criterion = criterion_called(case.criterion, rubric)
    if case.given is None:
        trial = try_criterion(rubric, criterion, case.typed)
        return trial.outcome, trial.grades
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(case.given, encoding="utf-8")
        sheet = assess(report, rubric, lexicon, reader=read).sheet
    return next(line.outcome for line in sheet.criteria() if line.id == criterion.id), ()


def _differences(case: CaseSchema, outcome: Outcome, grades: tuple[str, ...]) -> Iterator[str]:
    expected: list[tuple[str, Decimal | str | None, Decimal | str]] = [
        ("最低分", case.low, outcome.low),
        ("最高分", case.high, outcome.high),
        ("有依据的分", case.supported, outcome.supported),
        ("状态", case.status, outcome.status.value),
        ("等次", case.grade, " 或 ".join(grades)),
    ]
    for name, should, did in expected:
        if should is not None and should != did:
            yield f"{name}应为 {should}，实为 {did}"
