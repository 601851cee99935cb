"""What Word papers share: the page of GB/T 9704-2012, its fonts, and bytes that are the same twice.

A4, margins 37 mm above and 28 mm at the binding, a text area of 156 × 225 mm with 22 lines of 28 characters; title in 小标宋
二号, body in 仿宋 三号, 一、 in 黑体, （一） in 楷体, page number — 1 — in 四号 宋体, outside. Fonts are named and not embedded.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, BODY, HEAD, SUBHEAD, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
#: 二号, 三号 and 四号 in points.
SECOND, THIRD, FOURTH = 22, 16, 14
#: 225 mm ÷ 22 lines.
LINE = Pt(29)
#: A fixed moment: the same paper gives the same bytes.
CREATED = datetime(2020, 1, 1)
_MOMENT = (2020, 1, 1, 0, 0, 0)


def official_page(book: Any) -> None:
    """An upright page of the standard, its numbers on the outside."""
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    book.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        page_number(paragraph)


def page_number(paragraph: Any) -> None:
    """— 1 — in 四号 宋体."""
    for text in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if text == "PAGE" else text)
        set_font(run, NUMBER, FOURTH)
        if text == "PAGE":
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._r.addprevious(field)
            field.append(run._r)


def paragraph(
    book: Any, text: str, font: str = BODY, size: int = THIRD, *, indent: bool = True, centred: bool = False
) -> Any:
    """A paragraph on the lines of the standard, indented by two characters."""
    made = book.add_paragraph()
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = (
        WD_LINE_SPACING.EXACTLY,
        LINE if size <= THIRD else Pt(size * 1.5),
    )
    if centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif indent:
        form.first_line_indent = Pt(2 * size)
    set_font(made.add_run(text), font, size)
    return made


def set_font(run: Any, name: str, size: int) -> None:
    """Both names that Word keeps for a font: that of Latin letters and that of Chinese ones."""
    run.font.name, run.font.size = name, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def settled(data: bytes) -> bytes:
    """The same archive with one date on all its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in given.namelist():
            book.writestr(zipfile.ZipInfo(name, _MOMENT), given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
