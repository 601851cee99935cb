"""Writes our own Word templates beside this file: ``python -m docscore.export.templates.make``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ..wordform import (
    BODY,
    CREATED,
    FOURTH,
    HEAD,
    SECOND,
    SUBHEAD,
    TITLE,
    official_page,
    paragraph,
    set_font,
    settled,
)

_SMALL, _CELL = 10, 11
_CUTS = (
    ("评分项", 36, "name"),
    ("满分", 13, "max"),
    ("自评", 13, "self"),
    ("复核", 13, "points"),
    ("扣分原因", 81, "reason"),
)


def feedback() -> bytes:
    """反馈意见: 进展 → 存在问题 → 整改要求, with blanks for what an office alone can know."""
    book = _new("反馈意见")
    paragraph(book, "关于{{ unit }}自评材料的反馈意见", TITLE, SECOND, centred=True)
    paragraph(book, "{{ note }}", SUBHEAD, FOURTH, centred=True)
    paragraph(book, "{{ unit }}：", indent=False)
    paragraph(book, "依据《{{ rubric }}》，对你单位报送的自评材料作了复核。现将意见反馈如下。")
    paragraph(book, "一、进展情况", HEAD)
    paragraph(book, "{{ scores }}")
    paragraph(book, "{{ progress }}")
    paragraph(book, "二、存在问题", HEAD)
    paragraph(book, "（一）扣分事项", SUBHEAD)
    _each(book, "cut_lines")
    paragraph(book, "（二）待核实事项", SUBHEAD)
    _each(book, "doubts")
    paragraph(book, "三、整改要求", HEAD)
    _each(book, "demands")
    paragraph(
        book,
        "请于　　　　年　　月　　日前将整改情况和补充材料书面报送，逐条写明问题、措施、责任单位、时限和完成情况。",
    )
    _signed(book)
    return _bytes(book)


def opinion() -> bytes:
    """复核意见: the conclusion, then a table with the 扣分原因 of each reduced line."""
    book = _new("复核意见")
    paragraph(book, "{{ unit }}复核意见", TITLE, SECOND, centred=True)
    paragraph(book, "{{ note }}", SUBHEAD, FOURTH, centred=True)
    paragraph(book, "被评价单位：{{ unit }}　　　　索引号：", BODY, FOURTH, indent=False)
    paragraph(book, "评分细则：{{ rubric }}", BODY, FOURTH, indent=False)
    paragraph(book, "一、复核结果", HEAD)
    paragraph(book, "{{ scores }}")
    paragraph(book, "二、扣分原因", HEAD)
    _table(book)
    paragraph(book, "三、待核实事项", HEAD)
    _each(book, "doubts")
    paragraph(book, "四、核对情况", HEAD)
    paragraph(book, "{{ held }}")
    _signed(book)
    return _bytes(book)


def _new(title: str) -> Any:
    book = docx.Document()
    properties = book.core_properties
    properties.title, properties.author, properties.comments = title, "docscore", ""
    properties.created = properties.modified = CREATED
    official_page(book)
    return book


def _each(book: Any, name: str) -> None:
    """One paragraph for each text of a list."""
    paragraph(book, f"{{%p for text in {name} %}}")
    paragraph(book, "{{ text }}")
    paragraph(book, "{%p endfor %}")


def _signed(book: Any) -> None:
    paragraph(book, "")
    for text in (
        "主评人（签字）：　　　　　　　　复核人（签字）：",
        "评价机构（盖章）：",
        "日期：　　　　年　　月　　日",
    ):
        paragraph(book, text, indent=False)
    paragraph(book, "")
    for text in ("{{ imprint }}", "{{ tail }}", "{%p for text in files %}", "{{ text }}", "{%p endfor %}"):
        made = paragraph(book, text, BODY, _SMALL, indent=False)
        made.paragraph_format.line_spacing = Pt(14)


def _table(book: Any) -> None:
    table = book.add_table(rows=4, cols=len(_CUTS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    rows = table.rows
    rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _cell(rows[1].cells[0], "{%tr for cut in cuts %}", 36)
    _cell(rows[3].cells[0], "{%tr endfor %}", 36)
    for column, (head, width, key) in enumerate(_CUTS):
        table.columns[column].width = Mm(width)
        _cell(rows[0].cells[column], head, width, font=HEAD, centred=True)
        _cell(rows[2].cells[column], f"{{{{ cut.{key} }}}}", width, centred=0 < column < len(_CUTS) - 1)
    for row in rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _cell(cell: Any, text: str, width: int, *, font: str = BODY, centred: bool = False) -> None:
    cell.width = Mm(width)
    made = cell.paragraphs[0]
    made.paragraph_format.space_after = Pt(0)
    if centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(made.add_run(text), font, _CELL)
    cell._tc.get_or_add_tcPr().append(_middle())


def _middle() -> Any:
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    return middle


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


TEMPLATES = {"feedback.docx": feedback, "opinion.docx": opinion}
"""File name → what makes it."""

if __name__ == "__main__":
    for name, make in TEMPLATES.items():
        Path(__file__).with_name(name).write_bytes(make())
