"""Every rubric against its worked examples: a sentence of a report in, the interval of one line out."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.model import Lexicon, Rubric
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import list_rubrics, load_rubric
from docscore.pipeline import assess

_HERE = Path(__file__).parent


def _cases() -> list[Any]:
    found = []
    for path in sorted(_HERE.glob("*.yaml")):
        data = YAML(typ="safe").load(path)
        for case in data["cases"]:
            found.append(pytest.param(data["rubric"], case, id=f"{case['criterion']} {case['given'][:24]}"))
    return found


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _rubric(name: str) -> Rubric:
    return load_rubric(name, _lexicon())


@pytest.mark.parametrize(("rubric", "case"), _cases())
def test_worked_example(rubric: str, case: dict[str, Any], tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(case["given"], encoding="utf-8")
    sheet = assess(report, _rubric(rubric), _lexicon()).sheet
    outcome = next(line for line in sheet.criteria() if line.id == case["criterion"]).outcome
    got = (outcome.low, outcome.high, outcome.status.value)
    assert got == (case["low"], case["high"], case["status"]), outcome.trace.reason
    assert outcome.supported == Decimal(case.get("supported", case["high"])), outcome.trace.reason
    assert outcome.low <= outcome.supported <= outcome.high or outcome.supported == 0
    assert outcome.trace.reason


def test_every_shipped_rubric_has_cases_for_each_of_its_numeric_criteria() -> None:
    for entry in list_rubrics():
        data = YAML(typ="safe").load(_HERE / f"{entry.id}.yaml")
        covered = {case["criterion"] for case in data["cases"]}
        numeric = {
            criterion.id
            for criterion in _rubric(entry.id).criteria()
            if getattr(criterion.rule, "metric", None) is not None
        }
        assert numeric <= covered
