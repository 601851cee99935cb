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


def test_labels_of_a_paper_with_personal_data_still_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.yaml"
    gold.write_text(
        "passages:\n- id: contact\n  text: 建成17个站点，联系电话13900001234，另有3个中心。\n  figures:\n"
        "  - {surface: 17个, value: 17, unit: 个, subject: 站点}\n"
        "  - {surface: 3个, value: 3, unit: 个, subject: 中心}\n"
        '  not_figures: ["13900001234"]\n',
        encoding="utf-8",
    )
    assert run(["evaluate", str(gold), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["span"]["f1"], told["traps"], told["trapped"]) == (1, 1, 0)


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


def test_a_whole_paper_is_measured_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).resolve().parents[2] / "corpus" / "yunling"
    assert run(["evaluate", str(folder), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["labelled"] > 50  # the figures of gold.yaml, from the same folder
    assert told["reports"]["papers"] == 1
    assert told["reports"]["wrong"] == []
    assert told["reports"]["all"]["recall"] == 1
    assert told["reports"]["self_scores"]["right"] == told["reports"]["self_scores"]["labelled"] == 9
    assert run(["evaluate", str(folder / "truth.yaml")]) == 0
    assert "整篇 1 份" in capsys.readouterr().out


def test_a_miss_and_a_false_alarm_are_named_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("全县有合作社200家，其中示范社20家，占比12%。", encoding="utf-8")
    truth = tmp_path / "truth.yaml"
    truth.write_text(
        "report: a.txt\nrubric: guangdong-2019\nraise:\n- {code: A04, about: 大写写错}\nquiet:\n- {code: R06}\n"
        "points: {S1.1.1: [2, 2]}\nself_total: 90\n",
        encoding="utf-8",
    )
    assert run(["evaluate", str(truth), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["reports"]
    kinds = {(wrong["kind"], wrong["what"]): wrong for wrong in told["wrong"]}
    assert kinds["missed", "A04"]["expected"] == "大写写错"
    assert kinds["false_alarm", "R06"]["place"] == "第1段"
    assert kinds["points", "S1.1.1"]["expected"] == "2"
    assert kinds["self_score", "合计"]["got"] == "空白"
    assert told["codes"]["R06"]["precision"] == 0
    assert told["imprecise"] == ["R06"]
    assert told["intervals"] == {"labelled": 1, "exact": 0, "contained": 1}


@pytest.mark.parametrize(
    ("line", "place", "says"),
    [
        ("raise: [{code: Z9}]", ":3:16:", "没有代码为“Z9”的疑点"),
        ("raise: [{code: A01, criteria: S99}]", ":3:31:", "没有“S99”"),
        ("points: {S8.8.8: [0, 1]}", ":3:10:", "没有“S8.8.8”"),
        ("self_totl: 9", ":3:1:", "是否想写“self_total”"),
    ],
)
def test_a_faulty_truth_file_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, place: str, says: str
) -> None:
    truth = tmp_path / "truth.yaml"
    truth.write_text(f"report: a.txt\nrubric: guangdong-2019\n{line}\n", encoding="utf-8")
    assert run(["evaluate", str(truth)]) == 2
    told = capsys.readouterr().err
    assert f"truth.yaml{place}" in told
    assert says in told
