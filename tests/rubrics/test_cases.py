"""Every rubric against its worked examples: a sentence of a report, or values, in; the interval of one line out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docscore.cases import run_cases
from docscore.model import Lexicon, Rubric
from docscore.packs.cases import CaseSchema, case_files, read_cases
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import list_rubrics, load_rubric
from docscore.pipeline.journey import assess


def _cases() -> list[Any]:
    found = []
    for path in case_files().values():
        rubric, cases = read_cases(path)
        for line, case in cases:
            asked = case.given[:24] if case.given else ",".join(case.typed)
            found.append(pytest.param(rubric, line, case, id=f"{rubric} {case.criterion} {asked}"))
    return found


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _rubric(name: str) -> Rubric:
    return load_rubric(name, _lexicon())


@pytest.mark.parametrize(("rubric", "line", "case"), _cases())
def test_worked_example(rubric: str, line: int, case: CaseSchema) -> None:
    (result,) = run_cases(((line, case),), _rubric(rubric), _lexicon())
    assert result.passed, result.wrong


@pytest.mark.parametrize(("rubric", "line", "case"), [one for one in _cases() if one.values[2].given])
def test_what_the_words_support_lies_in_the_interval(
    rubric: str,
    line: int,
    case: CaseSchema,
    tmp_path: Path,
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(case.given or "", encoding="utf-8")
    sheet = assess(report, _rubric(rubric), _lexicon()).sheet
    outcome = next(one for one in sheet.criteria() if one.id == case.criterion).outcome
    assert outcome.supported == (case.high if case.supported is None else case.supported), (
        outcome.trace.reason
    )
    assert outcome.low <= outcome.supported <= outcome.high or outcome.supported == 0
    assert outcome.trace.reason


def test_every_shipped_rubric_has_cases_for_each_of_its_numeric_criteria() -> None:
    for entry in list_rubrics():
        _, cases = read_cases(case_files()[entry.id])
        covered = {case.criterion for _, case in cases}
        numeric = {
            criterion.id
            for criterion in _rubric(entry.id).criteria()
            if getattr(criterion.rule, "metric", None) is not None
        }
        assert numeric <= covered, entry.id
