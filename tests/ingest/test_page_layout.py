"""Two columns, fake bold, footnotes and tables without ruling lines on PDF pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.ingest import read
from docscore.model import Document

from .paper import Page, pdf

LEFT = [f"左栏第{row}行文字写得满满当当没有空白" for row in "一二三四五六七"]
RIGHT = [f"右栏第{row}行文字写得满满当当没有空白" for row in "一二三四五六七"]


def document(folder: Path, *pages: Page) -> Document:
    path = folder / "报告.pdf"
    path.write_bytes(pdf(*pages))
    return read(path)


def texts(doc: Document) -> list[str]:
    return [block.text for block in doc.blocks]


def columns(page: Page, top: float = 140, rows: bool = True) -> Page:
    """Two columns of 18 characters; *rows*: written row by row, as some programs do, else column by column."""
    order = [(x, at, text) for x, lines in ((50, LEFT), (310, RIGHT)) for at, text in enumerate(lines)]
    for x, at, text in sorted(order, key=lambda one: one[1]) if rows else order:
        page.write(x, top + 20 * at, text, 13)
    return page


@pytest.mark.parametrize("rows", [True, False])
def test_left_column_comes_first_under_the_heading(tmp_path: Path, rows: bool) -> None:
    page = Page().write(120, 90, "二〇二一年电子商务工作情况通报", 22)
    columns(page, rows=rows)
    page.write(50, 300, "以上两栏之下的这一行文字横贯全页并且继续写到了右边，说明上面的数据截至年底。")
    found = texts(document(tmp_path, page))
    assert found[0] == "二〇二一年电子商务工作情况通报"
    assert found[1] == "".join(LEFT) + "".join(RIGHT)
    assert found[2].startswith("以上两栏之下")


def test_each_stretch_of_columns_is_read_before_the_next_heading(tmp_path: Path) -> None:
    page = columns(Page().write(180, 90, "一、甲乡镇的工作推进情况", 18))
    columns(page.write(180, 320, "二、乙乡镇的工作推进情况", 18), 360)
    found = texts(document(tmp_path, page))
    body = "".join(LEFT) + "".join(RIGHT)
    assert found == ["一、甲乡镇的工作推进情况", body, "二、乙乡镇的工作推进情况", body]


def test_labels_with_text_beside_are_no_columns(tmp_path: Path) -> None:
    page = Page()
    for at in range(7):
        page.write(50, 100 + 20 * at, "指标" + "甲乙丙丁戊己庚"[at] + "名称").write(
            310, 100 + 20 * at, "完成情况写在右边的这里。"
        )
    found = texts(document(tmp_path, page))
    assert "指标甲名称 完成情况写在右边的这里。" in found[0]


@pytest.mark.parametrize("off", [0.3, 1.0, 1.5])
@pytest.mark.parametrize("how", ["objects", "one object", "characters"])
def test_fake_bold_is_read_once(tmp_path: Path, off: float, how: str) -> None:
    page = Page()
    words = "建成人人乐站点"
    if how == "characters":
        for at, character in enumerate(words):
            page.write(50 + 12 * at, 100, character).write(50 + 12 * at + off, 100, character)
    elif how == "objects":
        page.write(50, 100, words).write(50 + off, 100, words)
    else:
        back, on = 1000 - off / 12 * 1000, off / 12 * 1000
        shown = " ".join(
            f"<{c.encode('utf-16-be').hex()}> {back} <{c.encode('utf-16-be').hex()}> {on}" for c in words
        )
        page.ops.append(f"BT /F1 12 Tf 1 0 0 1 50 700 Tm [{shown}] TJ ET")
    page.write(50, 200, "2200元、11个")
    assert texts(document(tmp_path, page)) == [words, "2200元、11个"]


LONG = "全县共建成村级电子商务服务站点一百余个并且覆盖了全部贫困村实现了农"  # 33 characters, a full line


def test_footnotes_stand_alone_and_the_paragraph_goes_on(tmp_path: Path) -> None:
    first = Page().write(74, 120, LONG[:31])
    for at in range(5):
        first.write(50, 140 + 20 * at, LONG)
    first.rule(50, 700, 190, 700)
    first.write(50, 705, "① 数据来自县统计局，截至2021年", 9).write(50, 717, "12月31日。", 9)
    first.write(50, 729, "② 含3个示范站。", 9)
    second = Page().write(50, 100, "产品上行137个。").write(74, 120, "第二段文字在这里。")
    doc = document(tmp_path, first, second)
    assert texts(doc) == [
        LONG[:31] + LONG * 5 + "产品上行137个。",
        "① 数据来自县统计局，截至2021年12月31日。",
        "② 含3个示范站。",
        "第二段文字在这里。",
    ]
    assert [block.page for block in doc.blocks] == [1, 1, 1, 2]


def test_raised_mark_of_a_note_is_no_digit_of_the_number(tmp_path: Path) -> None:
    page = Page().write(50, 100, "建成站点137").write(118, 98, "1", 6).write(122, 100, "个，其中示范站12个。")
    page.write(50, 120, LONG).write(50, 140, LONG)
    page.rule(50, 700, 190, 700).write(50, 705, "1 数据来自县商务局。", 9)
    found = texts(document(tmp_path, page))
    assert found[0].startswith("建成站点137个，其中示范站12个。")
    assert found[-1] == "1 数据来自县商务局。"


@pytest.mark.parametrize("size", [12, 9])
def test_text_under_a_line_that_is_no_note_stays(tmp_path: Path, size: int) -> None:
    page = Page().write(50, 100, LONG).write(50, 120, LONG)
    page.rule(50, 700, 190, 700).write(50, 705, "2021年工作情况报告", size)
    assert "2021年工作情况报告" in texts(document(tmp_path, page))[-1]


HEAD = ["项目", "2020年", "2021年", "增长率"]
BODY = [
    ["站点", "1,137", "2,141", "88.3%"],
    ["网店", "86", "141", "64.0%"],
    ["合计", "1,223", "2,282", "86.6%"],
]


def bare(page: Page, top: float = 140, right: bool = True, by_column: bool = False) -> Page:
    cells = []
    for at, row in enumerate([HEAD, *BODY]):
        for number, text in enumerate(row):
            width = sum(12 if c > "~" else {",": 3.4, ".": 3.4, "%": 10.7}.get(c, 6.7) for c in text)
            x = 60 + 110 * number
            cells.append((number, at, x + 60 - width if right and number else x, top + 22 * at, text))
    for _, _, x, y, text in sorted(cells) if by_column else sorted(cells, key=lambda cell: cell[1:]):
        page.write(x, y, text)
    return page


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("by_column", [True, False])
def test_columns_of_numbers_without_lines_are_a_table(tmp_path: Path, right: bool, by_column: bool) -> None:
    page = Page().write(50, 80, "2021年工作完成情况如下：").write(200, 110, "单位：个")
    bare(page, right=right, by_column=by_column).write(50, 250, "上表数据由县商务局提供。")
    doc = document(tmp_path, page)
    [block] = [block for block in doc.blocks if block.table]
    assert block.table is not None
    found = {(c.row, c.col): block.text[c.start : c.end] for c in block.table.cells}
    assert found == {(r, c): text for r, row in enumerate([HEAD, *BODY]) for c, text in enumerate(row)}
    assert block.table.header_rows == 1
    assert texts(doc)[-1] == "上表数据由县商务局提供。"


def test_numbers_in_running_text_are_no_table(tmp_path: Path) -> None:
    page = Page()
    for at in range(6):
        page.write(50, 100 + 20 * at, f"建成站点 1{at} 个 2{at} 户 3{at}0 4{at}0")
    assert not any(block.table for block in document(tmp_path, page).blocks)


def test_columns_that_run_into_one_another_stay_lines(tmp_path: Path) -> None:
    page = Page()
    for at, row in enumerate([HEAD, *BODY, *BODY]):
        for number, text in enumerate(row):
            page.write(60 + 110 * number + 37 * at, 140 + 22 * at, text)
    doc = document(tmp_path, page)
    assert not any(block.table for block in doc.blocks)
    assert "1,137 2,141 88.3%" in " ".join(texts(doc))


def test_mark_of_a_note_is_apart_from_the_number_behind_it(tmp_path: Path) -> None:
    page = Page().write(50, 100, "建成站点137").write(118, 98, "1", 6).write(122, 100, "个，另有网店86")
    page.write(206, 98, "2", 6).write(210, 100, "家。").write(50, 120, LONG).write(50, 140, LONG)
    page.rule(50, 700, 190, 700).write(50, 705, "1", 9).write(55, 705, "2021", 9).write(
        75, 705, "年底的数。", 9
    )
    page.write(50, 717, "2", 9).write(55, 717, "12", 9).write(65, 717, "家在县城，其余在乡镇，各镇的数目", 9)
    page.write(50, 729, "见附件，2022年起不再统计。", 9)
    found = texts(document(tmp_path, page))
    assert found[0].startswith("建成站点137个，另有网店86家。")
    assert found[-2:] == [
        "1 2021年底的数。",
        "2 12家在县城，其余在乡镇，各镇的数目见附件，2022年起不再统计。",
    ]


def test_columns_at_the_foot_of_a_page_of_full_lines(tmp_path: Path) -> None:
    page = Page()
    for at in range(10):
        page.write(50, 100 + 20 * at, LONG)
    page.write(50, 300, "前文到此为止。")
    columns(page, 340)
    body = "".join(LEFT) + "".join(RIGHT)
    assert texts(document(tmp_path, page)) == [LONG * 10 + "前文到此为止。", body]
