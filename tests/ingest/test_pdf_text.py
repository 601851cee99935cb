"""Paragraphs, headings, margins and scans of a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.ingest import read

from .paper import Page, pdf


def texts(folder: Path, *pages: Page) -> list[tuple[int | None, str]]:
    path = folder / "报告.pdf"
    path.write_bytes(pdf(*pages))
    return [(block.level, block.text) for block in read(path).blocks]


LONG = "全县共建成村级电子商务服务站点一百余个并且覆盖了全部贫困村实现了农"  # 33 characters, a full line


def test_paragraph_goes_on_over_a_page_and_margins_are_dropped(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = Page().write(200, 30, "某县自评报告").write(290, 800, f"— {number} —")
        if number == 1:
            page.write(50, 100, "一、工作情况").write(74, 120, LONG[:31]).write(50, 140, LONG)
        elif number == 2:
            page.write(50, 100, "产品上行137个。").write(74, 120, "第二段文字在这里。")
        pages.append(page)
    assert texts(tmp_path, *pages) == [
        (1, "一、工作情况"),
        (None, LONG[:31] + LONG + "产品上行137个。"),
        (None, "第二段文字在这里。"),
    ]


def test_numbers_on_two_lines_are_not_joined(tmp_path: Path) -> None:
    page = Page().write(50, 100, LONG[:31] + "3960").write(50, 120, "704万元投入使用。")
    assert texts(tmp_path, page)[0][1].count("3960 704") == 1


def test_early_line_break_before_a_long_number_does_not_end_the_paragraph(tmp_path: Path) -> None:
    page = (
        Page()
        .write(74, 100, LONG[:31])
        .write(50, 120, LONG[:28])
        .write(50, 140, "4167785.00元，" + LONG[:20] + "。")
        .write(74, 160, LONG[:31])
    )
    assert len(texts(tmp_path, page)) == 2


def test_contents_lines_are_no_headings(tmp_path: Path) -> None:
    page = (
        Page()
        .write(250, 80, "目录")
        .write(50, 100, "一、发展现状..........1")
        .write(50, 120, "二、项目情况..........4")
    )
    levels = [level for level, _ in texts(tmp_path, page)]
    assert levels[1:] == [None, None]


def test_blank_page_without_image_is_no_scan(tmp_path: Path) -> None:
    path = tmp_path / "空白.pdf"
    path.write_bytes(pdf(Page()))
    document = read(path)
    assert document.pages == 1
    assert document.warnings == ("文件里没有读到文字",)


def test_scanned_pages_are_named_without_the_extra(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    monkeypatch.setattr("docscore.ingest.scannedpages._available", lambda: False)
    document = read(shared / "real" / "lechang-scan.pdf")
    assert document.blocks == ()
    assert document.warnings[0] == "第1页为扫描件，未识别"
    assert len(document.warnings) == document.pages


def test_digits_of_a_font_that_the_file_does_not_carry_are_not_lost(tmp_path: Path) -> None:
    page = Page(one_font=True).write(50, 100, "自评得分").write(50, 140, "4").write(50, 180, "合计")
    assert [text for _, text in texts(tmp_path, page)] == ["自评得分", "4", "合计"]


def test_cut_file_that_can_be_rebuilt_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "截断.pdf"
    data = pdf(Page().write(50, 100, "正文137个。"))
    path.write_bytes(data[: data.rindex(b"startxref")])
    document = read(path)
    assert document.blocks[0].text == "正文137个。"
    assert "可能缺页" in document.warnings[0]
