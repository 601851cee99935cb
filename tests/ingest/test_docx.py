"""What Word shows: insertions, deletions, numbers, boxes, merged and nested cells."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docscore.ingest import read
from docscore.ingest.numbering import written
from docscore.model import BlockKind, Document

NS = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def read_body(folder: Path, *xml: str) -> Document:
    document = docx.Document()
    body = document.element.body
    for piece in xml:
        body.insert(
            len(body) - 1, parse_xml(piece.replace(">", f" {NS}>", 1) if "/>" not in piece[:8] else piece)
        )
    path = folder / "报告.docx"
    document.save(str(path))
    return read(path)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


RAISED_2 = run("2", "<w:vertAlign w:val='superscript'/>")


def test_insertions_are_read_deletions_are_warned_of(tmp_path: Path) -> None:
    document = read_body(
        tmp_path,
        f"<w:p>{run('培训')}<w:del w:id='1' w:author='甲'><w:r><w:delText>4200</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='甲'>{run('4385')}</w:ins>{run('人次')}</w:p>",
    )
    assert document.blocks[0].text == "培训4385人次"
    assert "4200" in document.warnings[0]


def test_content_controls_links_tabs_and_breaks(tmp_path: Path) -> None:
    document = read_body(
        tmp_path,
        f"<w:sdt><w:sdtContent><w:p>{run('甲')}<w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{run('丙')}</w:hyperlink><w:r><w:tab/><w:t>丁</w:t><w:br/><w:t>戊</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    assert document.blocks[0].text == "甲乙丙\t丁\n戊"


def test_superscript_is_no_digit_and_hidden_text_is_not_read(tmp_path: Path) -> None:
    document = read_body(
        tmp_path,
        f"<w:p>{run('面积10m')}{RAISED_2}{run('99', '<w:vanish/>')}</w:p>",
    )
    assert document.blocks[0].text == "面积10m²"
    assert "隐藏" in document.warnings[0]


def test_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('框内137个')}</w:p></w:txbxContent>"
    document = read_body(
        tmp_path,
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    )
    assert [block.text for block in document.blocks] == ["正文", "框内137个"]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "decimal", "12"),
        (3, "chineseLegalSimplified", "叁"),
        (4, "upperRoman", "IV"),
        (27, "upperLetter", "AA"),
        (2, "someNewStyle", "2"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, style: str, expected: str) -> None:
    assert written(number, style) == expected


def test_automatic_numbers_and_headings(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {NS} w:abstractNumId="77">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
            '<w:lvlText w:val="%1、"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "工作情况"), (1, "组织领导"), (1, "项目管理"), (0, "存在问题"), (1, "人才缺乏")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    document.add_paragraph("2021年培训4385人次。")
    path = tmp_path / "编号.docx"
    document.save(str(path))
    blocks = read(path).blocks
    assert [block.text for block in blocks[:5]] == [
        "一、工作情况",
        "1. 组织领导",
        "2. 项目管理",
        "二、存在问题",
        "1. 人才缺乏",
    ]
    assert [block.level for block in blocks] == [1, 3, 3, 1, 3, None]
    assert blocks[5].section == ("二、存在问题", "1. 人才缺乏")


def test_word_heading_style_makes_a_heading(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("自评报告")
    document.add_heading("电商发展现状", level=2)
    document.add_paragraph("全县有200个行政村。")
    path = tmp_path / "样式.docx"
    document.save(str(path))
    blocks = read(path).blocks
    assert [(block.level, block.kind) for block in blocks] == [
        (0, BlockKind.HEADING),
        (2, BlockKind.HEADING),
        (None, BlockKind.PARAGRAPH),
    ]
    assert blocks[2].page is None
    assert blocks[2].glyphs is None


def test_merged_nested_and_blank_cells(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    texts = [["指标名称", "评分标准", "自评得分"], ["甲", "一", "1"], ["", "二", ""], ["合计", "", "3"]]
    for row, line in enumerate(texts):
        for col, text in enumerate(line):
            table.cell(row, col).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    inner = table.cell(2, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "70.26%", "137个"
    path = tmp_path / "表.docx"
    document.save(str(path))
    block = next(block for block in read(path).blocks if block.table)
    assert block.table
    assert (block.table.rows, block.table.cols, block.table.header_rows) == (4, 3, 1)
    assert block.table.grid[(2, 0)] is block.table.grid[(1, 0)]
    assert block.table.grid[(3, 1)].col_span == 2
    assert block.cell_text(2, 1).split() == ["二", "70.26%", "137个"]
    assert block.cell_text(2, 2) == ""
    for cell in block.table.cells:
        assert block.table.cell_at(cell.start) is cell or cell.start == cell.end


def test_sliver_columns_and_a_single_cell(tmp_path: Path) -> None:
    def cell(text: str, span: int = 1) -> str:
        return f"<w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    columns = "".join(f"<w:gridCol w:w='{width}'/>" for width in (1000, 20, 1000))
    document = read_body(
        tmp_path,
        f"<w:tbl><w:tblGrid>{columns}</w:tblGrid><w:tr>{cell('甲')}{cell('乙', 2)}</w:tr>"
        f"<w:tr>{cell('丙', 2)}{cell('丁')}</w:tr></w:tbl>",
        f"<w:tbl><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr>{cell('说明：见附件。')}</w:tr></w:tbl>",
    )
    table = document.blocks[0].table
    assert table
    assert (table.rows, table.cols) == (2, 2)
    assert document.blocks[1].kind is BlockKind.PARAGRAPH


def test_header_and_footer_are_set_aside(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("正文。").paragraph_format.element.find(qn("w:pPr"))
    path = tmp_path / "眉.docx"
    document.save(str(path))
    assert [block.text for block in read(path).blocks] == ["正文。"]
