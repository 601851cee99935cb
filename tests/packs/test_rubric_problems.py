"""A rubric file with mistakes: every one is named with file, line, column and remedy, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.errors import InputError, PackError, UsageError
from docscore.packs.lexicon import load_lexicon
from docscore.packs.locate import data_folder
from docscore.packs.rubric import load_rubric

_LEXICON = load_lexicon()
_GOOD = (data_folder("rubrics") / "guangdong-2019.yaml").read_text(encoding="utf-8")


def _load(tmp_path: Path, text: str | bytes) -> str:
    """The problems of a rubric file with this text."""
    path = tmp_path / "x.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PackError) as caught:
        load_rubric(str(path), _LEXICON)
    return str(caught.value).replace(str(path), "x.yaml")


def _line(text: str) -> int:
    return next(number for number, line in enumerate(_GOOD.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        (
            "metric: park_companies",
            "metric: park_company",
            "没有名为“park_company”的指标口径，是否想写“park_companies”",
        ),
        (
            "fact: center_built",
            "fact: centre_built",
            "没有名为“centre_built”的定性要点，是否想写“center_built”",
        ),
        ("title: 2019年省级", "titel: 2019年省级", "不认识“titel”，是否想写“title”"),
        ('{when: ">= 20 家", points: 2}', '{when: "=> 20 家", points: 2}', "条件“=> 20 家”写法不对"),
        ('{when: ">= 20 家", points: 2}', '{when: ">= 20 个", points: 2}', "条件的单位“个”与指标"),
        ('{when: ">= 20 家", points: 2}', '{when: ">= 20 家", points: 3}', "分值写 2，而规则最多给 3 分"),
        (
            "rule: {kind: judged, fact: work_plan_issued",
            "rule: {kind: juged, fact: work_plan_issued",
            "没有“juged”这种规则",
        ),
        ("points: [1, 2]}", "points: [2, 1]}", "judged 的 points 应为由低到高的两个数"),
        ("- id: S1.3.1", "- id: S1.2.1", "编号“S1.2.1”重复"),
        ("base_max: 200", "base_max: 二百", "“二百”不是数字"),
        ('version: "1.0"', "version: 1.0", "version 请加引号"),
    ],
)
def test_each_mistake_is_named_where_it_stands(tmp_path: Path, good: str, bad: str, expected: str) -> None:
    assert good in _GOOD
    problems = _load(tmp_path, _GOOD.replace(good, bad, 1))
    assert expected in problems
    named = {int(problem.split(":")[1]) for problem in problems.splitlines()}
    assert any(abs(line - _line(good)) <= 10 for line in named)


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = _GOOD.replace("metric: park_companies", "metric: x1").replace("fact: center_built", "fact: x2")
    assert len(_load(tmp_path, text).splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x.yaml:1:1: 文件应以“名称: 值”开头"),
        ("- a\n- b\n", "x.yaml:1:1: 文件应以“名称: 值”开头"),
        ("id: x\n  title: y\n", "x.yaml:2:8: 不合 YAML 语法"),
        ("id: x\nid: y\n", "x.yaml:2:1: 同一层里有重复的名称"),
        ("id: x\ntitle: 'y\n", "不合 YAML 语法"),
    ],
)
def test_not_a_rubric_at_all(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in _load(tmp_path, text)


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("标题: 细则".encode("gb18030"))
    with pytest.raises(InputError, match="不是 UTF-8"):
        load_rubric(str(path), _LEXICON)


def test_unknown_id_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="没有编号为“guangdong-2091”的评分细则。是否想用“guangdong-2019”"):
        load_rubric("guangdong-2091", _LEXICON)


def test_missing_file() -> None:
    with pytest.raises(UsageError, match="没有评分细则文件“nowhere"):
        load_rubric("nowhere.yaml", _LEXICON)
