"""What was read, what was not, and why: counted from the blocks and told in one line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from docscore.export.words import coverage, remarks
from docscore.ingest import read
from docscore.ingest.coverage import unread_parts
from docscore.model import Block, BlockKind, Document, Unread

from .paper import Page, pdf


def document(*warnings: str, pages: int | None = 20) -> Document:
    block = Block(0, BlockKind.PARAGRAPH, "全县 有195个村", 1, page=1)
    return Document("文.pdf", "", "pdf", pages, (block,), warnings, unread_parts(warnings))


@pytest.mark.parametrize(
    ("warning", "expected"),
    [
        ("第3页为扫描件，未识别", [Unread("第3页", "为扫描件，未识别", (3,))]),
        ("第12页已损坏，未读取", [Unread("第12页", "已损坏，未读取", (12,))]),
        ("第3、5-7页为扫描件，未识别", [Unread("第3、5-7页", "为扫描件，未识别", (3, 5, 6, 7))]),
        ("第3页的图片未识别", [Unread("第3页", "的图片未识别", ())]),
        (
            "工作表“台账”第9行及以后的内容太多，未读取",
            [Unread("工作表“台账”", "第9行及以后的内容太多，未读取", ())],
        ),
        ("文档有 2 处修订删除的内容未读取：“甲”", [Unread("文档", "有 2 处修订删除的内容未读取：“甲”", ())]),
        ("PDF 文件结尾不完整，可能缺页，请核对页数", []),
        ("工作表“二”是隐藏的，已读取", []),
    ],
)
def test_unread_parts(warning: str, expected: list[Unread]) -> None:
    assert list(unread_parts([warning])) == expected


def test_counts() -> None:
    found = document("第3页为扫描件，未识别", "第4页为扫描件，未识别", "第9页已损坏，未读取").coverage
    assert (found.pages_read, found.pages, found.characters, found.tables) == (17, 20, 8, 0)
    assert found.share == Fraction(17, 20)
    assert found.unread[2] == ("第9页", "已损坏，未读取")


def test_one_line() -> None:
    told = document(*(f"第{n}页为扫描件，未识别" for n in (1, 3, 4, 5)), "第9页已损坏，未读取", "可能缺页")
    assert coverage(told) == (
        "已读 15/20 页，0 表，8 字；未读 第1、3–5页：为扫描件，未识别；第9页：已损坏，未读取"
    )
    assert remarks(told) == ["可能缺页"]
    assert coverage(document(pages=None)) == "已读 1 段，0 表，8 字"


def test_a_pdf_with_a_page_that_is_whole_and_tables(tmp_path: Path) -> None:
    page = Page().grid([50, 150, 250], [100, 130, 160])
    for row, top in enumerate((105, 135)):
        for col, left in enumerate((55, 155)):
            page.write(left, top, f"{row}{col}")
    path = tmp_path / "文.pdf"
    path.write_bytes(pdf(page, Page().write(50, 100, "第二页。")))
    found = read(path).coverage
    assert (found.pages_read, found.pages, found.tables, found.characters, found.unread) == (2, 2, 1, 12, ())


def test_real_paper(shared: Path) -> None:
    found = read(shared / "real" / "lechang.pdf").coverage
    assert (found.pages_read, found.pages, found.tables, found.unread) == (20, 20, 1, ())
    assert found.characters == read(shared / "real" / "lechang.docx").coverage.characters
