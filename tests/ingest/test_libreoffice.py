"""Tables made here, once read from the DOCX and once from the PDF that LibreOffice makes of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from docscore.ingest import read
from docscore.normalize import normalize


@pytest.fixture(scope="session")
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice is missing: CI must have LibreOffice")
        pytest.skip("LibreOffice is not installed")
    return found


def to_pdf(soffice: str, path: Path) -> Path:
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{path.parent / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return path.with_suffix(".pdf")


def content(path: Path) -> list[tuple[Any, ...]]:
    """Prose and cells with their spans; blanks aside, which the two formats place differently."""
    found: list[tuple[Any, ...]] = []
    for clean in normalize(read(path)).blocks:
        block = clean.block
        if block.table is None:
            found.append((block.level, "".join(clean.text.split())))
            continue
        found.append((block.table.rows, block.table.cols, block.table.header_rows))
        found.extend(
            (cell.name, cell.row_span, cell.col_span, "".join(block.text[cell.start : cell.end].split()))
            for cell in block.table.cells
        )
    return found


def two_row_header(document: Any) -> None:
    table = document.add_table(rows=2, cols=6, style="Table Grid")
    names = (
        ("一级指标", ""),
        ("二级指标", "名称"),
        ("", "权重"),
        ("评分标准", ""),
        ("完成情况", ""),
        ("自评得分", ""),
    )
    for col, pair in enumerate(names):
        for row, text in enumerate(pair):
            table.cell(row, col).text = text
    for col in (0, 3, 4, 5):
        table.cell(0, col).merge(table.cell(1, col))
    table.cell(0, 1).merge(table.cell(0, 2))
    for row in (0, 1):
        table.rows[row]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for group in range(4):
        cells = []
        for item in range(4):
            number = 4 * group + item
            row = table.add_row().cells
            row[0].text = f"第{group + 1}类指标（20分）" if item == 0 else ""
            row[1].text, row[2].text = f"指标{number}建设情况", str(number % 5 + 1)
            row[3].text = (
                "；".join(
                    f"达到{20 * k}%以上的得{k}分，每降低一个百分点扣{k}分" for k in range(1, 3 + number % 4)
                )
                + "。"
            )
            row[4].text = (
                f"已建成站点{100 + number}个，覆盖率{50 + number}.5%，" * (1 + number % 3) + "完成任务。"
            )
            row[5].text = str(number % 5) if number % 7 else ""
            cells.append(row)
        cells[0][0].merge(cells[-1][0])
    row = table.add_row().cells
    row[0].merge(row[4])
    row[0].text, row[5].text = "合计", "88.5"


def landscape_list(document: Any) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("序号", "项目名称", "计划投资（万元）", "备注"), strict=True):
        cell.text = text
    for number in range(30):
        texts = (
            str(number + 1),
            f"第{number + 1}个村级服务站点建设项目",
            f"{number * 13.5 + 100}",
            "" if number % 3 else "已验收",
        )
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def rows_longer_than_a_page(document: Any) -> None:
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("指标名称", "分值", "评分标准", "自评得分"), strict=True):
        cell.text = text
    for number in range(2):
        cells = table.add_row().cells
        standard = "".join(
            f"第{k}条，完成{k * 7}个站点建设任务并通过县级验收的得{k}分；" for k in range(1, 45)
        )
        for cell, text in zip(
            cells, (f"指标{number}", str(10 + number), standard, str(9 + number)), strict=True
        ):
            cell.text = text
    cells = table.add_row().cells
    cells[0].text, cells[3].text = "合计", "19"


@pytest.mark.parametrize("make", [two_row_header, landscape_list, rows_longer_than_a_page])
def test_docx_and_its_pdf_agree(soffice: str, tmp_path: Path, make: Any) -> None:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    document.sections[0].header.paragraphs[0].text = "某县自评报告"
    document.add_paragraph("一、自评得分情况")
    document.add_paragraph("全县有行政村195个，" * 12 + "完成任务。").paragraph_format.first_line_indent = Pt(
        24
    )
    make(document)
    document.add_paragraph("二、下一步打算")
    path = tmp_path / "报告.docx"
    document.save(str(path))
    assert content(to_pdf(soffice, path)) == content(path)


STATIONS = "全县共建成村级电子商务服务站点，覆盖了全部贫困村，实现了农产品上行和工业品下行的双向流通。"


def test_footnotes_and_columns_of_a_pdf(soffice: str, tmp_path: Path) -> None:
    def paragraph(words: str) -> str:
        return f'<text:p text:style-name="P">{words}</text:p>'

    def note(mark: int, words: str) -> str:
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{mark}</text:note-citation><text:note-body>'
            f'<text:p text:style-name="Footnote">{words}</text:p></text:note-body></text:note>'
        )

    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
        for name, place in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    small = '<style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/>'
    usual = '<style:text-properties fo:font-size="12pt" style:font-size-asian="12pt"/>'
    body = "".join(
        [
            *(paragraph(STATIONS * 3) for _ in range(4)),
            paragraph(f"新增站点12{note(1, '3个已撤销。')}个，网店86{note(2, '截至年底。')}家。"),
            *(paragraph(STATIONS * 4) for _ in range(7)),
            paragraph("以下分为两栏，从左栏读到右栏，横贯全页的这一段在最前面，两栏各有三段。"),
            '<text:section text:style-name="S" text:name="s">',
            *(paragraph(name + STATIONS * 2) for name in "甲乙丙丁"),
            "</text:section>",
        ]
    )
    path = tmp_path / "两栏.fodt"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
        f'<style:style style:name="Footnote" style:family="paragraph">{small}</style:style></office:styles>'
        f'<office:automatic-styles><style:style style:name="P" style:family="paragraph">'
        f'<style:paragraph-properties fo:text-indent="24pt"/>{usual}</style:style>'
        '<style:style style:name="S" style:family="section"><style:section-properties>'
        '<style:columns fo:column-count="2" fo:column-gap="20pt"/></style:section-properties></style:style>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>",
        "utf-8",
    )
    found = ["".join(block.text.split()) for block in read(to_pdf(soffice, path)).blocks]
    assert found[:5] == [*[STATIONS * 3] * 4, "新增站点12个，网店86家。"]
    notes = found.index("13个已撤销。")
    assert found[notes : notes + 2] == ["13个已撤销。", "2截至年底。"]
    assert "1 3个已撤销。" in [block.text for block in read(path.with_suffix(".pdf")).blocks][notes].replace(
        "3 个", "3个"
    )
    rest = found[5:notes] + found[notes + 2 :]
    assert rest[:7] == [STATIONS * 4] * 7
    assert rest[8:] == [name + STATIONS * 2 for name in "甲乙丙丁"]
