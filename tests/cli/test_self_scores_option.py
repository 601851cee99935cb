"""``docscore score --self-scores``: the self-score table in a file of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A report without a table, and the table."""
    report, table = tmp_path / "报告.txt", tmp_path / "自评得分表.xlsx"
    report.write_text("某县自评报告\n\n县级电商公共服务中心于2020年3月投入使用。\n", encoding="utf-8")
    book = xlsxwriter.Workbook(str(table))
    sheet = book.add_worksheet()
    for row, cells in enumerate([["指标", "标准分", "得分"], ["组织领导", 2, 2], ["服务体系建设", 25, 24]]):
        sheet.write_row(row, 0, cells)
    book.close()
    return report, table


def test_self_scores_of_another_file(files: tuple[Path, Path], docscore: Any) -> None:
    report, table = files
    call = ("score", report, "--rubric", "guangdong-2019", "--format", "json")
    assert json.loads(docscore(*call).out)["self_sum"] is None
    found = json.loads(docscore(*call, "--self-scores", table).out)
    assert found["self_sum"] == 26
    rows = [row for part in found["sections"] for one in part["indicators"] for row in one["self_rows"]]
    assert [row["place"]["paper"] for row in rows] == ["自评得分表.xlsx"] * 2
    assert any(finding["code"] == "S01" for finding in found["findings"])


def test_a_file_without_self_scores_is_one_clear_message(files: tuple[Path, Path], docscore: Any) -> None:
    report, _ = files
    done = docscore("score", report, "--rubric", "guangdong-2019", "--self-scores", report)
    assert done.code == 3
    assert "没有读到" in done.err
    assert "指标名称和自评得分两栏" in done.err
