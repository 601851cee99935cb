"""The real paper against an auditor's own list: doubts found, right things left alone, intervals that contain hers."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.model import Assessment
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

_LIST: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("doubts.yaml"))


@cache
def _assess(path: Path) -> Assessment:
    lexicon = load_lexicon()
    return assess(path, load_rubric("guangdong-2019", lexicon), lexicon)


@pytest.fixture(scope="module")
def paper(shared: Path) -> Assessment:
    return _assess(shared / "real" / "lechang.docx")


def _raised(paper: Assessment, by: dict[str, str]) -> bool:
    return any(f.code == by["code"] and by["says"] in f.message and f.places for f in paper.review.findings)


@pytest.mark.parametrize("doubt", [d for d in _LIST["doubts"] if d["by"]], ids=lambda doubt: doubt["id"])
def test_doubt_is_raised_with_its_place(paper: Assessment, doubt: dict[str, Any]) -> None:
    assert _raised(paper, doubt["by"]), doubt["what"]


def test_recall_by_grade_never_falls() -> None:
    found, all_of = Counter[str](), Counter[str]()
    for doubt in _LIST["doubts"]:
        all_of[doubt["grade"]] += 1
        found[doubt["grade"]] += bool(doubt["by"])
    for grade, floor in _LIST["floors"].items():
        print(f"{grade}: {found[grade]} of {all_of[grade]} ({found[grade] / all_of[grade]:.0%})")
        assert found[grade] >= floor


@pytest.mark.parametrize("right", _LIST["right"], ids=lambda right: right["what"])
def test_nothing_is_raised_on_what_is_right(paper: Assessment, right: dict[str, Any]) -> None:
    words = [str(word) for word in right["never"]]
    assert not [f.message for f in paper.review.findings if all(word in f.message for word in words)]


def test_intervals_contain_the_auditors(paper: Assessment) -> None:
    lines = {line.name: line for line in paper.sheet.indicators()}
    held = []
    for expected in _LIST["intervals"]:
        line = lines[expected["name"]]
        contains = line.low <= expected["low"] and expected["high"] <= line.high
        held.append(contains)
        if not contains:
            print(
                f"{line.name}: [{line.low}, {line.high}], the auditor's is [{expected['low']}, {expected['high']}]"
            )
    print(f"intervals: {sum(held)} of {len(held)}")
    assert sum(held) >= _LIST["intervals_floor"]
