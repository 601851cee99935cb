from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from tests.export.sample import assessment, chained

from docscore.export.workbook import workbook


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(workbook(assessment())))


def test_three_sheets_frozen_filtered_and_ready_to_print(book: Workbook):
    assert book.sheetnames == ["评分表", "疑点", "数据"]
    for page in book:
        assert page.freeze_panes
        assert page.auto_filter.ref
        assert page.page_setup.orientation == "landscape"
        assert int(page.page_setup.paperSize) == 9
        assert page.print_title_rows
        assert "预审结果，以人工复核为准" in page.oddHeader.right.text
        assert "A&&B" in page.oddHeader.left.text


def test_totals_and_points_with_two_decimals(book: Workbook):
    page = book["评分表"]
    assert page["A2"].value.startswith("自评 11.00 · 有据 5.00 · 区间 [5.00, 10.50]")
    line = page[6]
    assert [cell.value for cell in line[1:7]] == [5, None, 5, 5, 5, None]
    assert line[1].number_format == "0.00"
    assert page["G4"].value == 5  # self 10 − supported 5, on the section's row


def test_a_line_links_to_its_figures_and_a_finding_to_its_lines(book: Workbook):
    assert book["评分表"]["J6"].hyperlink.location == "'数据'!A2:J3"
    assert book["疑点"]["F2"].hyperlink.location.startswith("'评分表'!A5")
    assert book["疑点"]["H2"].hyperlink.location == "'数据'!A2:J3"


def test_nothing_in_the_book_is_a_formula(book: Workbook):
    assert book["数据"]["B4"].value == "=1+1"
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_what_reconciled_is_listed_after_the_findings(book: Workbook):
    assert [book["疑点"].cell(row, 1).value for row in (2, 3)] == ["高", "通过"]
    assert book["疑点"]["A2"].fill.fgColor.rgb == "FFF4B6B0"
    assert book["疑点"]["A3"].fill.fgColor.rgb == "FFCFE8D3"


def test_consequences_name_their_root_and_fold_under_it():
    page = load_workbook(io.BytesIO(workbook(chained())))["疑点"]
    assert [page.cell(row, 3).value for row in (1, 2, 3, 4)] == ["因", "", "↳ S01", "已有说明"]
    assert [page.row_dimensions[row].outlineLevel for row in (2, 3, 4)] == [0, 1, 0]
    assert page["I4"].value == "已有说明：已核原件（张三，2021-10-12，有效至 2022-12-31）"


def test_the_same_twice():
    assert workbook(assessment()) == workbook(assessment())
