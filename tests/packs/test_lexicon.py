"""Packs: what is shipped loads, and a mistake is named with its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docscore.errors import PackError, UsageError
from docscore.model.lexicon import Hedge
from docscore.packs.lexicon import load_lexicon


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_lexicon(folder)
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_packs_load_and_hold_the_base_units() -> None:
    lexicon = load_lexicon()
    assert lexicon.units["名"].base == "人"
    assert lexicon.units["㎡"].base == "平方米"
    assert lexicon.before["不少于"] is Hedge.GE
    assert lexicon.after["以内"] is Hedge.LE


def test_files_are_merged_in_name_order(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "terms: [乙]\nunits:\n  公里: {scaled: {华里: 0.5}}\n")
    write(tmp_path, "a.yaml", "terms: [甲]\nmeasure_words: [个]\n")
    lexicon = load_lexicon(tmp_path)
    assert lexicon.terms == ("甲", "乙")
    assert lexicon.units["华里"].factor == Decimal("0.5")
    assert lexicon.units["个"].counts


def test_metrics_and_facts_are_built(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.yaml",
        "metrics:\n  trained: {name: 培训人次, unit: 人次, says: ['培训…{n}'], examples: [{text: 培训5人次, value: 5}]}\n"
        "facts:\n  built: {name: 建成, shown_by: ['建成…中心']}\n",
    )
    lexicon = load_lexicon(tmp_path)
    assert lexicon.metrics["trained"].says[0].takes_figure
    assert lexicon.facts["built"].shown_by[0].search("建成了服务中心")


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("unitz: {}\n", "a.yaml:1:1", "unitz"),
        ("terms: [甲, 12]\n", "a.yaml:1:12", "文字"),
        ("hedges:\n  before:\n    most: [最多]\n", "a.yaml:3:", "most"),
        ("metrics:\n  a: {name: 甲, unit: 个, says: ['建成']}\n", "a.yaml:2:", "{n}"),
        ("metrics:\n  a: {name: 甲, unit: 个, says: ['{n}[个']}\n", "a.yaml:2:", "短语"),
        ("metrics:\n  a: {name: 甲, unit: 个}\n", "a.yaml:2:", "says"),
        ("metrics:\n  a: {name: 甲, unit: '%', ratio: {of: b, to: a}}\n", "a.yaml:2:", "b"),
        ("facts:\n  a: {name: 甲, shown_by: ['{n}个']}\n", "a.yaml:2:", "{x}"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, place: str, says: str) -> None:
    write(tmp_path, "a.yaml", text)
    (problem,) = problems(tmp_path)
    assert place in problem
    assert says in problem


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "termz: []\n")
    write(tmp_path, "b.yaml", "unitz: {}\n")
    assert len(problems(tmp_path)) == 2


def test_a_metric_defined_twice_is_refused(tmp_path: Path) -> None:
    metric = "metrics:\n  a: {name: 甲, unit: 个, says: ['{n}个']}\n"
    write(tmp_path, "a.yaml", metric)
    write(tmp_path, "b.yaml", metric)
    (problem,) = problems(tmp_path)
    assert "b.yaml:2:3" in problem
    assert "a.yaml" in problem


def test_a_folder_without_packs_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有抽取词典"):
        load_lexicon(tmp_path)
