"""The 补充材料清单 as a Word document: A4 on its side, in the layout of GB/T 9704-2012 as far as a table allows.

Title in 小标宋 二号, body in 仿宋 三号, table heads in 黑体, page number — 1 — in 四号 宋体. Fonts are named and not
embedded; a machine without 方正小标宋 shows its own 宋体. No red head, no seal, no invented number: blanks instead.
"""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ..model import Assessment
from .supplement import COLUMNS, HOW, supplement_rows, supplement_totals
from .wordform import BODY, CREATED, FOURTH, HEAD, SECOND, THIRD, TITLE, page_number, set_font, settled

#: 小四, in points.
_SMALL, _CELL = 12, 11
_WIDTHS = (13, 36, 42, 16, 46, 18, 54)
_CENTRED = (0, 3, 5)
_INDICATOR = 1


def supplement_word(assessment: Assessment) -> bytes:
    """The list as the bytes of a ``.docx`` file.

    Args:
        assessment: of a submission.
    """
    book = docx.Document()
    properties = book.core_properties
    properties.title, properties.author = "补充材料清单", "docscore"
    properties.created = properties.modified = CREATED
    _page(book.sections[0])
    _paragraph(book, "补充材料清单", TITLE, SECOND, centred=True)
    submission = assessment.submission
    assert submission is not None
    _paragraph(book, f"被评价项目：{assessment.sheet.title}", BODY, FOURTH)
    _paragraph(book, f"材料：{PurePath(submission.folder).name}", BODY, FOURTH)
    _paragraph(book, supplement_totals(assessment), BODY, FOURTH)
    rows = supplement_rows(assessment)
    if rows:
        _table(book, [row.texts() for row in rows])
        _paragraph(book, f"注：{HOW}", BODY, _SMALL)
    else:
        _paragraph(book, "没有要补充的材料。", BODY, THIRD)
    _paragraph(book, "报送单位（盖章）：　　　　　　　　经办人：　　　　　　　　联系电话：", BODY, FOURTH)
    _paragraph(book, "复核人：　　　　　　　　日期：　　　年　　月　　日", BODY, FOURTH)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _page(section: Any) -> None:
    """A4 on its side; the margins of the standard turned with it: 37 mm above, 28 mm at the binding."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(37), Mm(35)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(footer)


def _paragraph(book: Any, text: str, font: str, size: int, *, centred: bool = False) -> None:
    paragraph = book.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(size * 1.75)
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(paragraph.add_run(text), font, size)


def _table(book: Any, rows: list[tuple[str, ...]]) -> None:
    table = book.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        table.columns[column].width = Mm(width)
        _cell(table.rows[0].cells[column], name, HEAD, width, centred=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    above = ""
    for texts in rows:
        row = table.add_row()
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
        same = texts[_INDICATOR] == above
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            shown = "" if same and column == _INDICATOR else text
            _cell(cell, shown, BODY, _WIDTHS[column], centred=column in _CENTRED)
        _span(row.cells[_INDICATOR], begins=not same)
        above = texts[_INDICATOR]


def _span(cell: Any, *, begins: bool) -> None:
    """Joins a cell with the one above it, or begins a new one: an indicator is named once."""
    merge = OxmlElement("w:vMerge")
    if begins:
        merge.set(qn("w:val"), "restart")
    cell._tc.get_or_add_tcPr().append(merge)


def _cell(cell: Any, text: str, font: str, width: int, *, centred: bool) -> None:
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(paragraph.add_run(_printable(text)), font, _CELL)


def _printable(text: str) -> str:
    """*text* without characters that XML does not allow."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
