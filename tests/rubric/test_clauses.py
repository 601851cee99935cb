"""Clauses of our own writing against worked values at and around their boundaries."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.packs.lexicon import load_lexicon
from docscore.rubric import read_clause
from docscore.trial import Trial, try_rule

_FILES = ("clauses.yaml", "clauses2.yaml", "clauses3.yaml", "clauses4.yaml", "clauses5.yaml")
_CASES: list[dict[str, Any]] = [
    case for name in _FILES for case in YAML(typ="safe").load(Path(__file__).with_name(name))
]
_LEXICON = load_lexicon()


def _expected(result: Any, trial: Trial) -> bool:
    outcome = trial.outcome
    if isinstance(result, str) and result in ("vetoed", "met"):
        return outcome.status.value == result
    if isinstance(result, str):
        return " 或 ".join(trial.grades) == result
    low, high = result if isinstance(result, list) else (result, result)
    return outcome.low == Decimal(str(low)) and outcome.high == Decimal(str(high))


@pytest.mark.parametrize("case", _CASES, ids=[case["clause"][:28] for case in _CASES])
def test_clause(case: dict[str, Any]) -> None:
    drafted = read_clause(case["clause"], _LEXICON)
    assert drafted.rule is not None, drafted.unread
    kinds = case["kind"] if isinstance(case["kind"], list) else [case["kind"]]
    assert drafted.kind in kinds, drafted.rule
    if any(isinstance(result, list) for result in case["try"].values()) and drafted.kind in (
        "step",
        "composite",
    ):
        assert drafted.ambiguities or "judged" in str(drafted.rule).lower(), "an interval is told"
    assert len(case["try"]) >= 4
    for given, result in case["try"].items():
        trial = try_rule(drafted.rule, drafted.inputs, drafted.metrics, drafted.facts, [str(given)])
        assert _expected(result, trial), (given, trial.outcome.low, trial.outcome.high, drafted.rule)
