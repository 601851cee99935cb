"""``rubric check``: the real mismatches of real rule documents, and nothing where there is none."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from docscore.packs.lexicon import load_lexicon
from docscore.packs.locate import data_folder
from docscore.packs.rubric import load_rubric
from docscore.packs.source import Source
from docscore.rubric.lint import RubricCheck, check_rubric
from docscore.rubric.lint_codes import RUBRIC_CODES, explain_rubric_code

_LEXICON = load_lexicon()


def _check(path: Path) -> RubricCheck:
    return check_rubric(Source(path), load_rubric(str(path), _LEXICON))


def _shipped(name: str) -> RubricCheck:
    return _check(data_folder("rubrics") / f"{name}.yaml")


@pytest.mark.parametrize("name", ["guangdong-2019", "xxqu-township", "yiyang-township"])
def test_sound_rubrics_raise_nothing(name: str) -> None:
    assert _shipped(name).problems == ()


def test_the_task_table_yields_its_real_mismatches_and_no_other() -> None:
    check = _shipped("ningqiang-2019")
    assert Counter(problem.code.id for problem in check.problems) == {"B01": 1, "B02": 1, "B03": 2, "B04": 1}
    said = "\n".join(problem.message for problem in check.problems)
    for words in (
        "“农村电商物流体系建设”标题写 10 分，细项合计 8 分",
        "“公开透明”标题写 8 分，细项合计 4 分",
        "总分写 100，各部分标题加起来是 104",
        "“加分项”写 10 分，各项合计 12 分",
    ):
        assert words in said
    assert check.stated["headings"] == 104
    assert check.recomputed["total"] == 102


def test_departments_are_told_to_have_no_item_points() -> None:
    (problem,) = _shipped("yiyang-departments").problems
    assert problem.code.id == "B11"
    assert "19 条" in problem.message
    assert problem.where.endswith(f":{problem.place.line}:{problem.place.column}")


_RUBRIC = """id: sample
title: 样例
version: "1.0"
source: 自拟
unit: 县
total: 10
sections:
  - id: S1
    name: 一
    points: 10
    indicators:
      - id: S1.1
        name: 甲
        points: {indicator}
        criteria:
          - id: S1.1.1
            name: 比例
            points: 10
            clause: 自拟
            rule: {rule}
{more}
metrics:
  rate: {{name: 完成率, unit: "%", says: ["完成率…{{n}}"]}}
  firms: {{name: 企业数, unit: 家, says: ["企业{{n}}"]}}
  hidden: {{name: 派生数, unit: "%", proxies: [rate]}}
facts:
  done: {{name: 做到, shown_by: ["做到"]}}
  mute: {{name: 只有反话, denied_by: ["没有做到"]}}
"""
_SOUND = '{kind: tiers, metric: rate, bands: [{when: ">= 80%", points: 10}, {when: ">= 60%", points: 5}, {when: otherwise, points: 0}]}'


def _written(tmp_path: Path, rule: str = _SOUND, indicator: str = "10", more: str = "") -> RubricCheck:
    path = tmp_path / "sample.yaml"
    path.write_text(_RUBRIC.format(rule=rule, indicator=indicator, more=more), encoding="utf-8")
    return _check(path)


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        (
            "B05",
            '{kind: tiers, metric: rate, bands: [{when: ">= 80%", points: 10}, {when: ">= 60% and <= 79%", points: 5}]}',
        ),
        (
            "B06",
            '{kind: tiers, metric: rate, bands: [{when: ">= 50%", points: 10}, {when: ">= 70%", points: 8}]}',
        ),
        ("B08", "{kind: per_unit, metric: firms, base: 2, at_base: 10, above: 3, below: -5, floor: 0}"),
        ("B09", "{kind: per_unit, metric: firms, base: 2, at_base: 10, below: -6, floor: null, cap: 10}"),
        ("B10", "{kind: checklist, items: [{fact: mute, points: 10}]}"),
    ],
)
def test_rules_with_a_flaw(code: str, rule: str, tmp_path: Path) -> None:
    problems = _written(tmp_path, rule).problems
    assert [problem.code.id for problem in problems] == [code]
    assert problems[0].place.line == 20


@pytest.mark.parametrize(
    "rule",
    [
        _SOUND,
        '{kind: tiers, metric: firms, bands: [{when: ">= 80 家", points: 10}, {when: "firms >= 60 and firms <= 79", points: 5}]}',
        '{kind: tiers, metric: rate, bands: [{when: "<= 3%", points: 10}, {when: "<= 7%", points: 5}]}',
        "{kind: per_unit, metric: firms, base: 2, at_base: 10, below: -5, floor: null, cap: 10}",
    ],
)
def test_rules_without_one(rule: str, tmp_path: Path) -> None:
    assert _written(tmp_path, rule).problems == ()


def test_integer_grades_leave_a_gap(tmp_path: Path) -> None:
    gap = 'grades: [{when: ">= 90", grade: 优秀}, {when: "total >= 80 and total <= 89", grade: 良好}, {when: "< 80", grade: 一般}]'
    closed = (
        'grades: [{when: ">= 90", grade: 优秀}, {when: ">= 80", grade: 良好}, {when: "< 80", grade: 一般}]'
    )
    assert [problem.code.id for problem in _written(tmp_path, more=gap).problems] == ["B07"]
    assert _written(tmp_path, more=closed).problems == ()


def test_a_heading_that_does_not_add_up_still_loads(tmp_path: Path) -> None:
    (problem,) = _written(tmp_path, indicator="8").problems
    assert (problem.code.id, problem.place.line) == ("B01", 14)
    assert problem.message == "“甲”标题写 8 分，细项合计 10 分"


def test_presumed_points_and_missing_cases_are_notes(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    rule = _SOUND.replace("otherwise, points: 0", "otherwise, points: 0, presumed: true")
    path.write_text(_RUBRIC.format(rule=rule, indicator="10", more=""), encoding="utf-8")
    rubric = load_rubric(str(path), _LEXICON)
    few = check_rubric(Source(path), rubric, {"S1.1.1": 2})
    enough = check_rubric(Source(path), rubric, {"S1.1.1": 3})
    assert few.problems == enough.problems == ()
    assert [note.code.id for note in few.notes] == ["B12", "B13"]
    assert [note.code.id for note in enough.notes] == ["B13"]


def test_a_heading_printed_twice_is_told(tmp_path: Path) -> None:
    twice = _RUBRIC.format(rule=_SOUND, indicator="10", more="").replace(
        "sections:\n",
        "sections:\n  - {id: S0, name: 一, points: 0, indicators: [{id: S0.1, name: 甲, criteria: [{id: S0.1.1, name: 乙, points: 0, clause: 自拟, rule: {kind: veto, when: done}}]}]}\n",
    )
    path = tmp_path / "sample.yaml"
    path.write_text(twice, encoding="utf-8")
    check = _check(path)
    assert [problem.code.id for problem in check.problems] == ["B14"]
    assert check.recomputed["total"] == Decimal(10)


def test_every_code_is_explained() -> None:
    for code in RUBRIC_CODES:
        told = explain_rubric_code(code.lower())
        assert told is not None
        assert all(word in told for word in (code, "查什么", "例如", "怎样消除"))
    assert explain_rubric_code("B99") is None
