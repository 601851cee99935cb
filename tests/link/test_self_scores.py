"""Self-score tables in layouts that provinces use: columns are told by heading, rows by name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document as NewDocx
from docx.table import Table

from docscore.ingest import read
from docscore.link.score_tables import score_tables
from docscore.link.self_scores import self_scores
from docscore.model import SelfScore
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric

_RUBRIC = load_rubric("guangdong-2019", load_lexicon())

Rows = list[list[str]]


def _scores(
    tmp_path: Path, rows: Rows, merges: Sequence[tuple[int, int, int, int]] = ()
) -> tuple[SelfScore, ...]:
    document = NewDocx()
    table: Table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for top, left, bottom, right in merges:
        text = table.cell(top, left).text
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        merged.text = text
    path = tmp_path / "table.docx"
    document.save(str(path))
    read_back = read(path)
    return self_scores(read_back, score_tables(read_back), _RUBRIC)


def _points(scores: tuple[SelfScore, ...]) -> dict[str, Decimal | None]:
    return {score.indicator: score.points for score in scores}


def test_self_score_before_the_weight(tmp_path: Path) -> None:
    rows = [
        ["自评得分", "考核指标", "分值", "评分标准"],
        ["2", "组织领导", "2", "…"],
        ["1.5", "方案制定", "2", "…"],
    ]
    assert _points(_scores(tmp_path, rows)) == {"S1.1": Decimal(2), "S1.2": Decimal("1.5")}


@pytest.mark.parametrize("heading", ["自评得分", "自评分", "自评分值", "单位自评得分", "自评\n得分", "自评"])
def test_headings_of_the_self_score(tmp_path: Path, heading: str) -> None:
    rows = [["评价指标", "权重", heading], ["组织领导", "2", "2"]]
    assert _points(_scores(tmp_path, rows)) == {"S1.1": Decimal(2)}


def test_two_header_rows_and_a_merged_section(tmp_path: Path) -> None:
    rows = [
        ["工作任务", "评价指标", "评价指标", "自评得分"],
        ["工作任务", "名称", "权重", "自评得分"],
        ["加强组织领导与统筹协调", "组织领导", "2", "2"],
        ["加强组织领导与统筹协调", "方案制定", "2", "1"],
    ]
    merges = [(0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3), (2, 0, 3, 0)]
    assert _points(_scores(tmp_path, rows, merges)) == {"S1.1": Decimal(2), "S1.2": Decimal(1)}


def test_a_row_for_each_criterion(tmp_path: Path) -> None:
    rows = [
        ["指标", "评分标准", "分值", "自评得分"],
        ["经验推广", "省级及以上媒体进行宣传报道", "4", "4"],
        ["经验推广", "市级媒体进行宣传报道", "3", "0"],
        ["经验推广", "县级媒体进行宣传报道", "1", "1"],
    ]
    scores = _scores(tmp_path, rows, [(1, 0, 3, 0)])
    assert [(score.criteria, score.points) for score in scores] == [
        (("S4.2.1",), Decimal(4)),
        (("S4.2.2",), Decimal(0)),
        (("S4.2.3",), Decimal(1)),
    ]


@pytest.mark.parametrize("blank", ["", "/", "—", "-", "未评"])
def test_blank_is_absent_and_not_zero(tmp_path: Path, blank: str) -> None:
    rows = [["评价指标", "权重", "自评得分"], ["组织领导", "2", blank], ["方案制定", "2", "0"]]
    assert _points(_scores(tmp_path, rows)) == {"S1.1": None, "S1.2": Decimal(0)}


@pytest.mark.parametrize("written", ["2分", "2.0", " 2 ", "２"])
def test_ways_to_write_two(tmp_path: Path, written: str) -> None:
    rows = [["评价指标", "权重", "自评得分"], ["组织领导", "2", written]]
    assert _points(_scores(tmp_path, rows)) == {"S1.1": Decimal(2)}


def test_name_with_number_and_points_around_it(tmp_path: Path) -> None:
    rows = [["评价指标", "权重", "自评得分"], ["1.组织领导（2分）", "2", "2"]]
    assert _points(_scores(tmp_path, rows)) == {"S1.1": Decimal(2)}


def test_a_caption_over_the_whole_width_is_no_heading(tmp_path: Path) -> None:
    rows = [["自评得分表", "", ""], ["评价指标", "权重", "自评得分"], ["组织领导", "2", "2"]]
    assert _points(_scores(tmp_path, rows, [(0, 0, 0, 2)])) == {"S1.1": Decimal(2)}


def test_a_table_of_another_rubric_gives_nothing(tmp_path: Path) -> None:
    rows = [["评价指标", "权重", "自评得分"], ["师资培训", "20", "18"]]
    assert _scores(tmp_path, rows) == ()


def test_a_table_without_self_scores_is_no_score_table(tmp_path: Path) -> None:
    assert _scores(tmp_path, [["乡镇", "站点数"], ["组织领导", "12"]]) == ()
