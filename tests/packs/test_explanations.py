"""A file of standing explanations: read whole, or every mistake named with file, line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docscore.errors import InputError, PackError
from docscore.packs.explanations import read_explanations

_GOOD = """explanations:
  - code: R02
    criterion: S5.3.1
    fingerprint: R02-04646bd6b2
    reason: 资金总额已核原件
    by: 张三
    date: 2021-10-12
    until: 2022-12-31
"""
_DAY = date(2021, 11, 1)


def _problems(tmp_path: Path, text: str) -> str:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_explanations(path, _DAY)
    return str(caught.value).replace(str(path), "x.yaml")


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(_GOOD, encoding="utf-8")
    read = read_explanations(path, _DAY)
    [entry] = read.entries
    assert read.on == _DAY
    assert (entry.code, entry.criterion, entry.metric, entry.words) == ("R02", "S5.3.1", "", "")
    assert (entry.given, entry.until) == (date(2021, 10, 12), date(2022, 12, 31))
    assert (entry.entry.line, entry.entry.message) == (2, "")


def test_no_explanations_yet(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("explanations: []\n", encoding="utf-8")
    assert read_explanations(path, _DAY).entries == ()


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ("    by: 张三\n", "", "x.yaml:2:5: 缺少“by”"),
        ("    by: 张三", "    by: ''", "x.yaml:6:9: 这里不能空着"),
        ("until:", "untill:", "x.yaml:8:5: 不认识“untill”，是否想写“until”？"),
        ("until: 2022-12-31", "until: 明年底", "x.yaml:8:12: “明年底”不是日期，应写作 2021-08-31"),
        ("until: 2022-12-31", "until: 2022-13-31", "x.yaml:8:12: “2022-13-31”不是日期"),
        ("until: 2022-12-31", "until: [2022]", "x.yaml:8:12: 这里应为日期"),
        ("until: 2022-12-31", "until: 2021-10-01", "until（2021-10-01）早于 date（2021-10-12）"),
        ("    criterion: S5.3.1\n", "", "写明是哪一条疑点"),
        ("    criterion: S5.3.1\n", "    criterion: S5.3.1\n    words: 基数\n", "任写一个"),
        ("R02-04646bd6b2", "04646bd6b2", "fingerprint 应以“R02-”开头"),
        ("explanations:", "explanation:", "x.yaml:1:1: 不认识“explanation”，是否想写“explanations”？"),
        ("  - code: R02\n    criterion", "  code: R02\n  criterion", "不合 YAML 语法"),
    ],
)
def test_each_mistake_is_named_where_it_stands(tmp_path: Path, good: str, bad: str, expected: str) -> None:
    assert good in _GOOD
    assert expected in _problems(tmp_path, _GOOD.replace(good, bad))


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    told = _problems(tmp_path, _GOOD.replace("2021-10-12", "昨天").replace("by:", "bye:"))
    assert "“昨天”不是日期" in told
    assert "缺少“by”" in told
    assert "不认识“bye”" in told


def test_one_explanation_for_one_doubt(tmp_path: Path) -> None:
    entry = _GOOD.removeprefix("explanations:\n")
    assert "x.yaml:11:18: “R02-04646bd6b2”前面已有一条说明" in _problems(tmp_path, _GOOD + entry)


@pytest.mark.parametrize("text", ["", "- code: R02\n", "explanations: R02\n", "a: [\n"])
def test_what_is_no_such_file(tmp_path: Path, text: str) -> None:
    assert _problems(tmp_path, text).startswith("x.yaml:")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="无法读取"):
        read_explanations(tmp_path / "x.yaml", _DAY)
