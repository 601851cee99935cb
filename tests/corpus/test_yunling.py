"""The sample submission against the truth beside it."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.model import Assessment, Block, BlockKind, Status
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

FOLDER = Path(__file__).resolve().parent.parent.parent / "corpus" / "yunling"
GOLD: dict[str, Any] = YAML(typ="safe").load(FOLDER / "gold.yaml")


@pytest.fixture(scope="module", params=["docx", "pdf"])
def report(request: pytest.FixtureRequest) -> Assessment:
    lexicon = load_lexicon()
    return assess(FOLDER / f"report.{request.param}", load_rubric("guangdong-2019", lexicon), lexicon)


def body(blocks: tuple[Block, ...]) -> set[int]:
    """Indexes of the blocks outside tables."""
    return {block.index for block in blocks if block.kind is not BlockKind.TABLE}


def test_gold_is_sound():
    texts = module("text")
    words = "\n".join(text for _, text in texts.BODY)
    for item in GOLD["figures"] + GOLD["not_figures"]:
        assert words.count(item["surface"]) >= item["nth"], item
    rows = GOLD["self_scores"]["rows"]
    assert sum(row["self_score"] for row in rows) == GOLD["self_scores"]["sum_of_rows"]


def test_docx_is_made_from_its_words(tmp_path: Path):
    make = module("make")
    make.save(make.build(), tmp_path / "report.docx")
    assert (tmp_path / "report.docx").read_bytes() == (FOLDER / "report.docx").read_bytes()


def test_self_scores_are_all_read(report: Assessment):
    expected = [part for row in GOLD["self_scores"]["rows"] for part in row.get("parts", [row["self_score"]])]
    read = [row.points for row in report.assertions.self_scores if row.points is not None]
    assert read == [Decimal(points) for points in expected]
    assert report.sheet.self_total == GOLD["self_scores"]["stated_total"]
    assert report.sheet.self_sum == GOLD["self_scores"]["sum_of_rows"]


def test_figures_of_the_body(report: Assessment):
    """Recall and precision of value and unit, as multisets over the body text; both are printed."""
    inside = body(report.document.blocks)
    got = Counter(
        (figure.quantity.value, figure.quantity.unit)
        for figure in report.extraction.figures
        if figure.place.block in inside
    )
    wanted: Counter[tuple[Decimal, str]] = Counter()
    spare: Counter[tuple[Decimal, str]] = Counter()
    for item in GOLD["figures"]:
        units = [item["unit"], *item.get("unit_alt", [])]
        key = next(
            (k for unit in units if got[k := (Decimal(item["value"]), unit)]),
            (Decimal(item["value"]), units[0]),
        )
        (spare if item.get("optional") else wanted)[key] += 1
    hits = sum((got & wanted).values())
    surplus = sum((got - wanted - spare).values())
    recall = hits / wanted.total()
    precision = hits / (hits + surplus)
    print(f"\n{report.document.kind}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.9, sorted((wanted - got).elements())
    assert precision >= 0.9, sorted((got - wanted - spare).elements())


@pytest.mark.parametrize("expected", GOLD["criteria"], ids=lambda item: item["id"])
def test_each_criterion_earns_what_the_words_allow(expected: dict[str, Any], report: Assessment):
    line = next(line for line in report.sheet.criteria() if line.id == expected["id"])
    outcome = line.outcome
    assert [outcome.low, outcome.high] == [Decimal(end) for end in expected["points"]], outcome.trace
    assert outcome.low <= outcome.supported <= outcome.high
    assert outcome.status is not Status.VETOED


@pytest.mark.parametrize("expected", GOLD["findings"], ids=lambda item: f"{item['family']} {item['about']}")
def test_each_planted_fault_is_found(expected: dict[str, Any], report: Assessment):
    near = [
        finding
        for finding in report.review.findings
        if finding.code[0] in expected.get("families", [expected["family"]])
        and all(number(surface) in finding.message.replace(" ", "") for surface in expected["figures"])
    ]
    assert near


def test_what_holds_raises_nothing(report: Assessment):
    """Arithmetic and rates: only what was planted."""
    raised = [finding for finding in report.review.findings if finding.code[0] in "AR"]
    assert sorted(finding.code[0] for finding in raised) == ["A", "R"], [one.message for one in raised]


def test_both_formats_say_the_same():
    lexicon = load_lexicon()
    rubric = load_rubric("guangdong-2019", lexicon)
    docx, pdf = (assess(FOLDER / f"report.{kind}", rubric, lexicon) for kind in ("docx", "pdf"))
    lines = [
        [
            (x.id, x.outcome.low, x.outcome.high, x.outcome.supported, x.outcome.status)
            for x in one.sheet.criteria()
        ]
        for one in (docx, pdf)
    ]
    assert lines[0] == lines[1]
    told = [
        [(x.code, x.message.replace(" ", ""), x.points_at_stake) for x in one.review.findings]
        for one in (docx, pdf)
    ]
    assert told[0] == told[1]


def number(surface: str) -> str:
    """The digits of a surface, as messages print them whatever the unit."""
    return "".join(character for character in surface if character in "0123456789.%")


def module(name: str) -> Any:
    """A script of the corpus folder as a module."""
    sys.path.insert(0, str(FOLDER))
    try:
        spec = importlib.util.spec_from_file_location(f"yunling_{name}", FOLDER / f"{name}.py")
        assert spec
        assert spec.loader
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
        return loaded
    finally:
        sys.path.remove(str(FOLDER))
