"""``docscore evaluate``: measures and differences, and labels that do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docscore.cli import run

PASSAGE = """
passages:
- id: one
  text: 建成17个站点，支出率86.3%。
  figures:
  - {surface: 17个, value: 18, unit: 个, subject: 站点}
  - {surface: "86.3%", value: 86.3, unit: "%", subject: 支出率}
"""


def test_json_holds_measures_and_each_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.yaml"
    gold.write_text(PASSAGE, encoding="utf-8")
    assert run(["evaluate", str(gold), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["labelled"] == told["predicted"] == told["matched"] == 2
    assert told["span"]["f1"] == 1
    assert told["value_unit"]["f1"] == 0.5
    (wrong,) = told["wrong"]
    assert (wrong["fault"], wrong["surface"], wrong["expected"], wrong["got"]) == (
        "value",
        "17个",
        "18个",
        "17个",
    )


def test_a_document_is_found_in_the_folder_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text(
        "序言共3章。\n建成17个站点，又建17个中心。\n附2份。", encoding="utf-8"
    )
    gold = tmp_path / "gold.yaml"
    gold.write_text(
        "document: a.txt\nsection: 正文\nfigures:\n"
        "- {surface: 17个, nth: 1, value: 17, unit: 个, subject: 站点}\n"
        "- {surface: 17个, nth: 2, value: 17, unit: 个, subject: 中心}\n",
        encoding="utf-8",
    )
    assert run(["evaluate", str(gold)]) == 2
    assert "找不到文档“a.txt”" in capsys.readouterr().err
    assert run(["evaluate", str(gold), "--documents", str(tmp_path / "papers"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["labelled"], told["predicted"]) == (
        2,
        2,
    )  # what stands outside the labelled lines does not count
    assert told["wrong"] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "passages:\n- {id: a, text: 无, figures: [{surface: 9个, value: 9, unit: 个}]}\n",
            "找不到标注“9个”",
        ),
        ("passages:\n- {id: a, text: 无, figurez: []}\n", "figurez"),
        ("rules: []\n", "没有数据标注"),
    ],
)
def test_labels_that_do_not_fit_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    gold = tmp_path / "gold.yaml"
    gold.write_text(text, encoding="utf-8")
    assert run(["evaluate", str(gold)]) == 2
    assert says in capsys.readouterr().err
