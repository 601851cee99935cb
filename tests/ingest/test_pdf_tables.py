"""Tables on pages: merged cells, page breaks, repeated heads, lines in forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.ingest import read
from docscore.model import Block, Document

from .paper import Page, pdf

XS = [50.0, 150.0, 350.0, 450.0]


def document(folder: Path, *pages: Page) -> Document:
    path = folder / "报告.pdf"
    path.write_bytes(pdf(*pages))
    return read(path)


def only_table(doc: Document) -> Block:
    tables = [block for block in doc.blocks if block.table]
    assert len(tables) == 1
    return tables[0]


def rows(block: Block) -> list[list[str]]:
    """Texts by row; a merged cell shows its text once."""
    assert block.table
    texts = [["" for _ in range(block.table.cols)] for _ in range(block.table.rows)]
    for cell in block.table.cells:
        texts[cell.row][cell.col] = block.text[cell.start : cell.end]
    return texts


def header(page: Page, y: float) -> Page:
    return page.write(55, y + 4, "指标名称").write(155, y + 4, "评分标准").write(355, y + 4, "自评得分")


@pytest.mark.parametrize("in_form", [False, True])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_merged_cells_keep_their_spans(tmp_path: Path, in_form: bool, rotate: int) -> None:
    page = Page(in_form=in_form, rotate=rotate)
    for x in XS:
        page.rule(x, 100, x, 160)
    for y in (100, 120, 160):
        page.rule(50, y, 450, y)
    page.rule(150, 140, 450, 140)
    header(page, 100)
    page.write(55, 134, "组织领导").write(155, 124, "有方案").write(355, 124, "3").write(
        155, 144, "有制度"
    ).write(355, 144, "4")
    doc = document(tmp_path, page)
    if rotate:
        # a turned page shows the same cells in other rows and columns
        assert {text for row in rows(only_table(doc)) for text in row if text} >= {
            "组织领导",
            "有方案",
            "3",
            "4",
        }
        return
    block = only_table(doc)
    assert rows(block) == [
        ["指标名称", "评分标准", "自评得分"],
        ["组织领导", "有方案", "3"],
        ["", "有制度", "4"],
    ]
    assert block.table
    assert block.table.grid[(2, 0)].row_span == 2
    assert block.table.header_rows == 1


def test_boxes_lie_where_the_text_was_written(tmp_path: Path) -> None:
    doc = document(tmp_path, Page().write(100, 200, "建成站点137个"))
    box = doc.place(0, 4, 7).bbox
    assert box is not None
    assert box[0] == pytest.approx(148, abs=1)
    assert 195 < box[1] < box[3] < 220


def test_repeated_header_is_dropped_and_rows_follow(tmp_path: Path) -> None:
    first = header(Page(), 700).grid(XS, [700, 720, 760]).write(55, 724, "组织领导").write(355, 724, "3")
    second = header(Page(), 60).grid(XS, [60, 80, 100]).write(55, 84, "政策支持").write(355, 84, "5")
    block = only_table(document(tmp_path, first, second))
    assert [row[2] for row in rows(block)] == ["自评得分", "3", "5"]
    assert block.glyphs
    assert block.glyphs.page(block.text.index("5")) == 2


def test_numbers_of_two_rows_are_never_joined_over_a_page_break(tmp_path: Path) -> None:
    first = (
        header(Page(), 700)
        .grid(XS, [700, 720, 760])
        .write(55, 724, "一")
        .write(155, 724, "3960")
        .write(355, 724, "3")
    )
    second = Page().grid(XS, [60, 80]).write(155, 64, "704").write(355, 64, "5")
    block = only_table(document(tmp_path, first, second))
    assert "3960704" not in block.text.replace(" ", "")
    assert [row[2] for row in rows(block)] == ["自评得分", "3", "5"]


def test_row_cut_by_a_page_break_is_one_row(tmp_path: Path) -> None:
    first = (
        header(Page(), 700)
        .grid(XS, [700, 720, 760])
        .write(55, 724, "电商服务")
        .write(155, 724, "建成电商公共服务中心并且正常")
        .write(355, 724, "11")
    )
    second = (
        Page()
        .grid(XS, [60, 80, 100])
        .write(155, 64, "运行满六个月。")
        .write(55, 84, "信息公开")
        .write(355, 84, "4")
    )
    block = only_table(document(tmp_path, first, second))
    assert [row[1] for row in rows(block)][1] == "建成电商公共服务中心并且正常运行满六个月。"
    assert [row[2] for row in rows(block)] == ["自评得分", "11", "4"]


def test_blank_score_at_the_top_of_a_page_stays_blank(tmp_path: Path) -> None:
    first = (
        header(Page(), 700)
        .grid(XS, [700, 720, 760])
        .write(55, 724, "甲项")
        .write(155, 724, "完成。")
        .write(355, 724, "5")
    )
    second = Page().grid(XS, [60, 80]).write(55, 64, "乙项").write(155, 64, "未完成。")
    block = only_table(document(tmp_path, first, second))
    assert rows(block)[2] == ["乙项", "未完成。", ""]
    assert block.cell_text(2, 2) == ""


def test_group_cell_goes_on_over_a_page_break(tmp_path: Path) -> None:
    first = (
        header(Page(), 700)
        .grid(XS, [700, 720, 760])
        .write(55, 724, "甲组")
        .write(155, 724, "完成。")
        .write(355, 724, "5")
    )
    second = Page()
    for x in XS:
        second.rule(x, 60, x, 100)
    for y in (60, 100):
        second.rule(50, y, 450, y)
    second.rule(150, 80, 450, 80)
    second.write(155, 64, "第二条。").write(355, 64, "2").write(155, 84, "第三条。").write(355, 84, "3")
    block = only_table(document(tmp_path, first, second))
    assert block.cell_text(3, 0) == "甲组"
    assert [block.cell_text(row, 2) for row in (1, 2, 3)] == ["5", "2", "3"]


def test_cells_left_open_at_the_end_of_a_page_are_closed(tmp_path: Path) -> None:
    first = Page()
    for x in XS:
        first.rule(x, 700, x, 770)
    for y in (700, 720):
        first.rule(50, y, 450, y)
    header(first, 700).write(55, 724, "电商服务").write(155, 724, "建成中心").write(355, 724, "11")
    second = Page()
    for x in XS:
        second.rule(x, 60, x, 100)
    for y in (80, 100):
        second.rule(50, y, 450, y)
    second.write(155, 62, "并运行。").write(55, 84, "信息公开").write(355, 84, "4")
    block = only_table(document(tmp_path, first, second))
    assert [row[2] for row in rows(block)] == ["自评得分", "11", "4"]
    assert rows(block)[1][1] == "建成中心并运行。"


def test_tables_with_different_columns_stay_two(tmp_path: Path) -> None:
    first = header(Page(), 700).grid(XS, [700, 720, 760]).write(55, 724, "甲").write(355, 724, "5")
    second = Page().grid([50, 250, 450], [60, 80, 100]).write(55, 64, "项目名称").write(255, 64, "金额")
    doc = document(tmp_path, first, second)
    assert sum(1 for block in doc.blocks if block.table) == 2


def test_paragraph_between_two_tables_keeps_them_apart(tmp_path: Path) -> None:
    page = header(Page(), 100).grid(XS, [100, 120, 140]).write(50, 200, "说明如下。")
    header(page, 300).grid(XS, [300, 320, 340])
    kinds = [block.kind.value for block in document(tmp_path, page).blocks]
    assert kinds == ["table", "paragraph", "table"]


def test_table_with_horizontal_lines_only(tmp_path: Path) -> None:
    page = Page().write(50, 60, "完成情况见下表：")
    for y in (100, 120, 180):
        page.rule(50, y, 450, y)
    lines = (("指标", "目标值", "完成值"), ("培训人次", "4200", "4385"), ("覆盖率", "70%", "70.26%"))
    for row, texts in enumerate(lines):
        for x, text in zip((55, 200, 330), texts, strict=True):
            page.write(x, 104 + 24 * row, text)
    page.write(50, 200, "表后说明。")
    doc = document(tmp_path, page)
    assert rows(only_table(doc)) == [list(texts) for texts in lines]
    assert [block.text for block in doc.blocks if not block.table] == ["完成情况见下表：", "表后说明。"]


def test_prose_between_lines_is_no_table(tmp_path: Path) -> None:
    page = Page()
    for y in (100, 120, 140):
        page.rule(50, y, 450, y)
    page.write(55, 104, "签字").write(55, 124, "盖章")
    assert not any(block.table for block in document(tmp_path, page).blocks)


def cut_row(folder: Path, score: str, name: str = "", closed: bool = False) -> list[list[str]]:
    """A table whose last row on a page is closed by no line, or by one, and the first row of the next page."""
    one, two = Page(), Page()
    for x in XS:
        one.rule(x, 700, x, 780)
        two.rule(x, 60, x, 120)
    for y in (700, 720):
        one.rule(50, y, 450, y)
    if closed:
        one.rule(50, 780, 450, 780)
    for y in (60, 90, 120):
        two.rule(50, y, 450, y)
    header(one, 700).write(55, 724, "组织领导").write(155, 724, "成立了领导小组。").write(355, 724, "4")
    two.write(155, 64, "印发了工作方案。").write(55, 94, "制度建设").write(155, 94, "有制度。").write(
        355, 94, "3"
    )
    if score:
        two.write(355, 64, score)
    if name:
        two.write(55, 64, name)
    return rows(only_table(document(folder, one, two)))


def test_row_that_no_line_closes_goes_on_after_full_sentences(tmp_path: Path) -> None:
    assert cut_row(tmp_path, "") == [
        ["指标名称", "评分标准", "自评得分"],
        ["组织领导", "成立了领导小组。印发了工作方案。", "4"],
        ["制度建设", "有制度。", "3"],
    ]


@pytest.mark.parametrize(
    ("score", "name", "closed"), [("2", "", False), ("", "督导检查", False), ("", "", True)]
)
def test_row_with_its_own_score_name_or_closing_line_is_a_row(
    tmp_path: Path, score: str, name: str, closed: bool
) -> None:
    found = cut_row(tmp_path, score, name, closed)
    assert [row[1] for row in found] == ["评分标准", "成立了领导小组。", "印发了工作方案。", "有制度。"]
