"""``docscore rubric draft|try|test|check`` by their contract, and what they say of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TIERS = "行政村覆盖率70%及以上得5分，50%-70%（不含）得2分，50%以下不得分。"
PAPER = """青溪县电商工作考核办法

一、组织领导（40分）
1.成立工作领导小组的得10分。
2.行政村覆盖率达到90%得30分，每低1个百分点扣1分，扣完为止。

二、培训（60分）
1.培训人次达到1000人次以上得60分，500至1000人次得30分，500人次以下不得分。

三、加分项
1.获得省级表彰的加5分。
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "办法.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["draft", "try", "check", "test"])
def test_help_is_chinese_with_an_example(command, docscore):
    done = docscore("rubric", command, "--help")
    assert done.code == 0
    assert f"\n示例：\n  docscore rubric {command}" in done.out


def test_drafted_clause_has_the_keys_of_the_contract(docscore):
    drafted = json.loads(docscore("rubric", "draft", "--clause", TIERS, "--format", "json").out)
    assert list(drafted) == ["kind", "max", "inputs", "rule", "ambiguities", "unread"]
    assert (drafted["kind"], drafted["max"]) == ("tiers", 5)
    assert drafted["inputs"] == [{"name": "行政村覆盖率", "unit": "%"}]
    assert [band["points"] for band in drafted["rule"]["bands"]] == [5, 2, 0]
    assert drafted["rule"]["bands"][0]["when"] == ">= 70%"


@pytest.mark.parametrize(
    ("given", "points"), [("70%", 5), ("69.99%", 2), ("行政村覆盖率=50", 2), ("137/280", 0)]
)
def test_tried_clause(given, points, docscore):
    tried = json.loads(docscore("rubric", "try", "--clause", TIERS, "--given", given, "--format", "json").out)
    assert list(tried) == ["low", "high", "status", "trace"]
    assert (tried["low"], tried["high"]) == (points, points)
    assert tried["trace"]["reason"]


def test_a_grade_a_veto_and_a_clause_that_says_nothing(docscore):
    grades = "90分以上为优秀，80分以上不足90分为良好，60分以上不足80分为合格，不足60分为不合格"
    call = ("rubric", "try", "--format", "json", "--clause")
    assert json.loads(docscore(*call, grades, "--given", "89.5").out)["grade"] == "良好"
    veto = docscore(*call, "项目总体进度不足40%的一票否决", "--given", "39%")
    assert json.loads(veto.out)["status"] == "vetoed"
    unread = docscore(*call, "春天来了", "--given", "1")
    assert unread.code == 0
    told = json.loads(unread.out)
    assert told["status"] == "unread"
    assert "春天来了" in told["trace"]["reason"]


@pytest.mark.parametrize(
    ("stations", "villages", "points"),
    [(137, 195, 5), (136, 195, 2), (140, 260, 5), (139, 260, 2), (94, 190, 0)],
)
def test_a_rate_by_its_numerator_and_denominator_with_its_cap(stations, villages, points, docscore):
    done = docscore(
        "rubric", "try", "guangdong-2019", "S2.1.11", "--format", "json",
        "--given", f"村级服务站点数={stations}", "--given", f"行政村数={villages}",
    )  # fmt: skip
    tried = json.loads(done.out)
    assert (tried["low"], tried["high"]) == (points, points)
    assert "÷" in tried["trace"]["values"][0]["formula"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["try", "guangdong-2019", "S2.1.99"], "没有评分项“S2.1.99”。是否想写“S2.1."),
        (["try", "guangdong-2019", "S2.1.11", "--given", "天气=3"], "没有“天气”这个输入"),
        (["try", "guangdong-2019", "S2.1.11", "--given", "很多"], "要填数字，给的是“很多”"),
        (["try", "guangdong-2019", "S2.1.11", "--given", "1", "--given", "2", "--given", "3"], "给了 3 个值"),
        (["try", "guangdong-2019", "S2.1.11", "--clause", "x"], "只能给一样"),
        (["try"], "没有说明试哪一条规则"),
        (["try", "guangdong2019", "S1"], "是否想用“guangdong-2019”？"),
        (["draft"], "没有说明起草什么"),
        (["draft", "a.docx", "--clause", "x"], "只能给一样"),
        (["draft", "--clause", "  "], "条款是空的"),
        (["draft", "--clause", "x", "-o", "a.yaml"], "只用于文件"),
        (["draft", "a.docx", "-o", "a.xlsx"], "不能存为这种文件"),
        (["check", "guangdong"], "没有编号为“guangdong”的评分细则"),
        (["test", "没有"], "没有“没有”的算例"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_one_chinese_line_and_exit_2(call, told, docscore):
    done = docscore("rubric", *call)
    assert done.code == 2
    assert done.out == ""
    assert told in done.err
    assert done.err.count("\n") == 1


def test_formulas_of_forms_are_checked_for_what_they_have(docscore, tmp_path):
    """They have no points of their own to add up; that is said, and a file with a slip in it is told."""
    done = docscore("rubric", "check", "form")
    assert done.code == 0
    assert "问题 0 个" in done.out
    assert "指标和分值在各自的自评表里" in done.out
    assert json.loads(docscore("rubric", "check", "form-national", "--format", "json").out)["problems"] == []
    bad = tmp_path / "x.yaml"
    bad.write_text("id: x\nkind: form\nname: 某地\ngrade: 5\n", encoding="utf-8")
    done = docscore("rubric", "check", bad)
    assert done.code != 0
    assert "x.yaml" in done.err
    assert "grade" in done.err
    assert "“form”是自评表的算法" in docscore("rubric", "try", "form", "S1").err


def test_unfit_documents_are_one_line_and_exit_3(docscore, tmp_path):
    plain = tmp_path / "通知.txt"
    plain.write_text("各单位：\n请认真做好电商工作。\n", encoding="utf-8")
    done = docscore("rubric", "draft", plain)
    assert (done.code, done.out) == (3, "")
    assert "没有找到带分值的条款" in done.err
    assert docscore("rubric", "draft", tmp_path / "没有.docx").code == 3


def test_a_draft_is_loaded_shown_checked_and_tried(docscore, paper, tmp_path):
    new = tmp_path / "新细则.yaml"
    done = docscore("rubric", "draft", paper, "-o", new)
    assert done.code == 0
    assert "评分项 4 条（基础 3 条），满分 100 分" in done.out
    assert docscore("rubric", "show", new).code == 0
    checked = json.loads(docscore("rubric", "check", new, "--format", "json").out)
    assert list(checked)[:4] == ["rubric", "stated", "recomputed", "problems"]
    assert checked["recomputed"]["total"] == 100
    assert [one["code"] for one in checked["problems"] if one["severity"] == "error"] == []
    tried = docscore("rubric", "try", new, "S1.1.2", "--given", "88%", "--format", "json")
    assert (json.loads(tried.out)["low"], json.loads(tried.out)["high"]) == (28, 28)


def test_a_sum_that_is_wrong_in_the_paper_is_told(docscore, tmp_path):
    paper, new = tmp_path / "办法.txt", tmp_path / "x.yaml"
    paper.write_text(PAPER.replace("得10分", "得8分"), encoding="utf-8")
    docscore("rubric", "draft", paper, "-o", new)
    done = docscore("rubric", "check", new, "--fail-on", "error")
    assert done.code == 1
    assert "标题写 40 分，细项合计 38 分" in done.out


def test_shipped_cases_pass_and_a_wrong_one_fails(docscore, tmp_path):
    assert docscore("rubric", "test", "guangdong-2019").code == 0
    own = tmp_path / "算例.yaml"
    own.write_text(
        "rubric: guangdong-2019\ncases:\n"
        '  - {criterion: S2.1.11, try: "70%", low: 5, high: 5, status: met}\n'
        "  - {criterion: S2.1.11, try: {村级服务站点数: 136, 行政村数: 195}, low: 5, high: 5}\n",
        encoding="utf-8",
    )
    done = docscore("rubric", "test", "--cases", own)
    assert done.code == 1
    assert "算例 2 个，通过 1 个，不符 1 个" in done.out
    assert "算例.yaml:4" in done.out
    assert "最低分应为 5，实为 2" in done.out


def test_a_case_that_expects_nothing_is_refused(docscore, tmp_path):
    own = tmp_path / "算例.yaml"
    own.write_text(
        "rubric: guangdong-2019\ncases:\n  - {criterion: S1.1.1, given: 很好。}\n", encoding="utf-8"
    )
    done = docscore("rubric", "test", "--cases", own)
    assert done.code == 2
    assert "没有写该得什么" in done.err
