"""Every metric and fact of the packs and rubrics against its own examples and counter-examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docscore.link import link
from docscore.model import Stance
from docscore.packs.lexicon import load_lexicon
from docscore.packs.locate import data_folder
from docscore.packs.rubric import load_rubric
from docscore.packs.source import Source
from docscore.pipeline.journey import read_figures

_LEXICON = load_lexicon()
_EVERYTHING = replace(load_rubric("guangdong-2019", _LEXICON), metrics=_LEXICON.metrics, facts=_LEXICON.facts)


def _entries(kind: str) -> list[Any]:
    found = []
    for path in sorted(data_folder("extractors").glob("*.yaml")):
        for name, entry in (Source(path).data.get(kind) or {}).items():
            found.append(pytest.param(name, entry, id=name))
    return found


def _said(text: str, tmp_path: Path) -> tuple[Any, Any]:
    """Claims and statements of a text about everything that the packs know."""
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    document, extraction = read_figures(path, _LEXICON)
    assertions = link(document, extraction, _EVERYTHING)
    return assertions.claims, assertions.statements


@pytest.mark.parametrize(("name", "entry"), _entries("metrics"))
def test_metric(name: str, entry: dict[str, Any], tmp_path: Path) -> None:
    assert entry.get("examples"), "a metric needs an example"
    assert entry.get("counterexamples"), "a metric needs a counter-example"
    for example in entry["examples"]:
        claims, _ = _said(example["text"], tmp_path)
        assert [claim.figure.quantity.value for claim in claims.get(name, ())] == [example["value"]], example[
            "text"
        ]
    for text in entry["counterexamples"]:
        claims, _ = _said(text, tmp_path)
        assert name not in claims, text


@pytest.mark.parametrize(("name", "entry"), _entries("facts"))
def test_fact(name: str, entry: dict[str, Any], tmp_path: Path) -> None:
    assert entry.get("examples"), "a fact needs an example"
    assert entry.get("counterexamples"), "a fact needs a counter-example"
    for text in entry["examples"]:
        _, statements = _said(text, tmp_path)
        assert [s.stance for s in statements.get(name, ())] == [Stance.SHOWN], text
    for text in entry["counterexamples"]:
        _, statements = _said(text, tmp_path)
        assert not any(s.stance is Stance.SHOWN for s in statements.get(name, ())), text
