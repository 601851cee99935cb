from __future__ import annotations

import dataclasses

from rich.cells import cell_len
from tests.export.sample import assessment, chained

from docscore.export.folding import fold
from docscore.export.terminal import assessment_text, figures_text
from docscore.model import Review


def test_totals_come_first_then_lines_then_findings_then_what_reconciled():
    text = assessment_text(assessment(warnings=("第2页有一张图片没有读",)), width=140)
    order = [
        "自评 11（各行相加 10） · 有据 5 · 区间 [5, 10.5]",
        "注意：",
        "行政村站点覆盖率",
        "S01",
        "核对通过 1 处",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_cells_are_folded_and_nothing_is_cut():
    given = assessment()
    long = "自评得分与材料不一致" * 20
    finding = dataclasses.replace(given.review.findings[0], message=long)
    text = assessment_text(dataclasses.replace(given, review=Review((finding,), ())))
    assert text.count("自评得分与材料不一致"[0]) >= 20
    assert not [line for line in text.split("\n") if line.endswith("…")]


def test_numbers_stay_whole_and_marks_do_not_begin_a_line():
    assert fold("共拨付4167785.00元，其中", 14) == "共拨付\n4167785.00元，\n其中"
    assert fold("（甲）乙（丙）", 8) == "（甲）乙\n（丙）"
    assert fold("一二三四五六", 4) == "一二\n三四\n五六"


def test_lines_show_status_evidence_and_rule_row():
    text = assessment_text(assessment())
    for words in ("●达标", "◌无佐证", "[0, 5.5]", "第1页", ">= 70%"):
        assert words in text


def test_no_line_is_wider_than_asked_chinese_counted_double():
    for width in (80, 100, 140):
        assert max(cell_len(line) for line in assessment_text(assessment(), width=width).split("\n")) <= width


def test_colour_only_on_request():
    assert "\x1b[" not in assessment_text(assessment())
    assert "\x1b[" in assessment_text(assessment(), colour=True)


def test_brackets_of_a_report_are_text_and_not_markup():
    given = assessment()
    finding = dataclasses.replace(given.review.findings[0], message="[red]原文[/red] :smile:")
    text = assessment_text(dataclasses.replace(given, review=Review((finding,), ())))
    assert "[red]原文[/red]" in text
    assert ":smile:" in text


def test_no_finding_is_said_in_words():
    given = dataclasses.replace(assessment(), review=Review((), ()))
    assert "没有查出不等于没有问题" in assessment_text(given)


def test_consequences_stand_under_their_root_and_the_explained_last():
    text = assessment_text(chained(), width=140)
    assert "疑点 2 条，归到 1 个根源；另有 1 条已有说明，按涉及分排列" in text
    order = [
        "S01",
        "↳ 由此：少一个就掉档",
        "(3)",
        "没有写明基数",
        "已有说明：已核原件",
        "常设说明没有用上：说明.yaml:2:5: 没有可对应的疑点 E01",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "归到" not in assessment_text(assessment())


def test_figures_stand_under_their_document():
    given = assessment()
    text = figures_text([(given.document, given.extraction)])
    assert text.startswith("云岭.pdf　已读 2/2 页，1 表，40 字　数据 3 个")
    assert "70.51%" in text
    assert "第1页第1段" in text
