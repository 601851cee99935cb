"""Extraction measured on labelled papers; the floors are what was reached when they were set."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gold import figure_gold as gold

from docscore.packs.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parent.parent.parent

#: Label file → the words with which its labelled part begins and ends in the source text.
PARTS = {
    "figures-lechang.yaml": ("# 前言", "## 2019 年省级"),
    "figures-chongqing.yaml": ("第三篇:重庆", "第四篇:"),
}


def test_both_label_files_have_a_part(shared: Path) -> None:
    assert {path.name for path in (shared / "gold").glob("figures-*.yaml")} == set(PARTS)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_real_paper(shared: Path, name: str) -> None:
    labelled = gold.load(shared / "gold" / name)
    path = shared / "seeds" / labelled["document"]
    text = path.read_text(encoding="utf-8")
    begin, end = PARTS[name]
    predicted = gold.in_file(path, gold.run(path, load_lexicon()), (text.index(begin), text.index(end)))
    score = gold.compare(gold.labels(labelled, text), predicted, gold.traps(labelled, text))
    report = score.report()
    assert score.labelled > 10
    assert score.f1(score.span) >= 0.99, report
    assert score.f1(score.value_unit) >= 0.99, report
    assert score.share(score.comparator) >= 0.99, report
    assert score.share(score.role) >= 0.97, report
    assert score.share(score.subject) >= 0.95, report
    assert score.trapped == 0, report


@pytest.mark.parametrize("name", ["lechang.docx", "lechang.pdf"])
def test_the_same_paper_as_docx_and_pdf(shared: Path, name: str) -> None:
    """Matched by value and unit in reading order, as these files have no text offsets."""
    labelled = gold.load(shared / "gold" / "figures-lechang.yaml")
    extraction = gold.run(shared / "real" / name, load_lexicon())
    expected = [
        (str(item["value"]), item["unit"]) for item in labelled["figures"] if not item.get("optional")
    ]
    got = [
        (str(figure.quantity.value), figure.quantity.unit)
        for figure in extraction.figures
        if figure.place.cell is None
    ]
    missed = gold.missing_in_order(expected, got)
    assert len(missed) <= 2, missed
    assert len(got) <= len(expected) + 4, got


def test_our_own_passages(tmp_path: Path) -> None:
    score = gold.score_corpus(ROOT / "corpus" / "figures", tmp_path, load_lexicon())
    report = score.report()
    assert score.labelled >= 280
    assert score.f1(score.value_unit) >= 0.97, report
    assert score.share(score.comparator) >= 0.97, report
    assert score.share(score.role) >= 0.93, report
    assert score.share(score.subject) >= 0.93, report
    assert score.trapped <= 0.02 * score.traps, report


def test_the_evaluator_sees_a_miss_an_invention_and_a_trap() -> None:
    """An evaluator that cannot fail measures nothing."""
    label = gold.Labelled(0, 3, "17个", gold.Decimal(17), None, "个", "eq", ("actual",), "站", False)
    missed = gold.compare([label], [], [])
    assert (missed.labelled, missed.value_unit) == (1, 0)
    assert "missed" in missed.wrong[0]
