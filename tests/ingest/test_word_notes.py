"""Footnotes and endnotes of Word documents, and documents in strict OOXML."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx

from docscore.ingest import read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _note(kind: str, identifier: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{identifier}"{more}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'


def _paper_with_notes(folder: Path) -> Path:
    """A paper with a table, and notes to its text put in by hand: python-docx writes none."""
    document = docx.Document()
    document.add_paragraph("培训4385人次，销售额1200万元。")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("指标", "得分", "培训", "9"), strict=True
    ):
        cell.text = text
    plain = folder / "plain.docx"
    document.save(str(plain))
    parts = {
        "footnotes": _note("footnote", -1, "线", ' w:type="separator"')
        + _note("footnote", 3, "含线上1200人次。")
        + _note("footnote", 2, "数据来自统计局。")
        + _note("footnote", 9, "没有引用的注。"),
        "endnotes": _note("endnote", 1, "不含税。"),
    }
    path = folder / "报告.docx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = (
                source.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else source.read(name)
            )
            if name == "word/document.xml":
                assert isinstance(content, str)
                marks = (
                    '</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>',
                    '</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:t>',
                )
                content = content.replace("4385", "4385" + marks[0]).replace("万元", "万元" + marks[1])
            elif name == "word/_rels/document.xml.rels":
                assert isinstance(content, str)
                relations = "".join(
                    f'<Relationship Id="rIdN{kind}" Type="{_RELATION}{kind}" Target="{kind}.xml"/>'
                    for kind in parts
                )
                content = content.replace("</Relationships>", relations + "</Relationships>")
            elif name == "[Content_Types].xml":
                assert isinstance(content, str)
                types = "".join(
                    f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE.format(kind)}"/>'
                    for kind in parts
                )
                content = content.replace("</Types>", types + "</Types>")
            target.writestr(name, content)
        for kind, notes in parts.items():
            target.writestr(f"word/{kind}.xml", f"<w:{kind} {_W}>{notes}</w:{kind}>")
    return path


def test_notes_stand_at_the_end_in_the_order_of_their_marks(tmp_path: Path) -> None:
    blocks = read(_paper_with_notes(tmp_path)).blocks
    assert blocks[0].text == "培训4385人次，销售额1200万元。"
    assert [block.text for block in blocks[2:]] == ["数据来自统计局。", "含线上1200人次。", "不含税。"]


def test_strict_names_read_like_the_usual_ones(tmp_path: Path) -> None:
    usual = _paper_with_notes(tmp_path)
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith((".xml", ".rels")):
                content = re.sub(
                    rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/",
                    rb"http://purl.oclc.org/ooxml/\1/",
                    content,
                )
            target.writestr(name, content)
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in zipfile.ZipFile(strict).read("word/document.xml")
    assert [(b.kind, b.text, b.table) for b in read(strict).blocks] == [
        (b.kind, b.text, b.table) for b in read(usual).blocks
    ]
