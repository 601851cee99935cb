"""Makes ``report.docx`` and ``report.pdf`` from ``text.py``: an official paper after GB/T 9704-2012.

    python corpus/yunling/make.py        # the PDF needs LibreOffice

The DOCX comes out the same byte for byte; the PDF carries LibreOffice's own clock and fonts.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from text import BODY, DATE, HEAD, ROWS, SIGNED, SUBTITLE, TABLE_TITLE, TITLE, TOTAL

HERE = Path(__file__).parent
FANGSONG, HEI, KAI, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
WIDTHS = (20, 19, 11, 27, 47, 27, 13)  # mm, 164 in all: a little over the type area, as such tables are
HEADINGS = {"1": HEI, "2": KAI, "3": FANGSONG}


def font(run, name, size, *, bold=False):
    """Set the font of a run for Chinese and Latin text alike."""
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def paragraph(document, text, name=FANGSONG, size=16, *, indent=True, align=None, space=0):
    """A paragraph with 28 pt line pitch: 22 lines a page."""
    one = document.add_paragraph()
    shape = one.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(28, size + 6))
    shape.space_before, shape.space_after = Pt(space), Pt(0)
    if indent:
        shape.first_line_indent = Pt(2 * size)
    if align is not None:
        one.alignment = align
    font(one.add_run(text), name, size)
    return one


def page_number(section):
    """— 1 — at the foot, as a field."""
    section.footer.is_linked_to_previous = False
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    font(foot.add_run("— "), FANGSONG, 14)
    run = foot.add_run()
    font(run, FANGSONG, 14)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)
    font(foot.add_run(" —"), FANGSONG, 14)


def margins(section):
    """A4 with the type area of GB/T 9704: 156 mm × 225 mm."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def fill(cell, text, *, centre=False, bold=False):
    """Put text into a table cell."""
    one = cell.paragraphs[0]
    one.paragraph_format.line_spacing_rule, one.paragraph_format.line_spacing = (
        WD_LINE_SPACING.EXACTLY,
        Pt(13),
    )
    one.paragraph_format.space_after = Pt(0)
    if centre:
        one.alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    font(one.add_run(text), FANGSONG, 9, bold=bold)


def score_table(document):
    """The self-score table: two header rows that repeat, tasks and indicators merged down."""
    rows = [*HEAD, *ROWS]
    table = document.add_table(rows=len(rows) + 1, cols=len(WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(table.rows):
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Mm(width)
        if number < len(HEAD):
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)
    for column in range(len(WIDTHS)):
        top = 0
        for number in range(1, len(rows) + 1):
            held = number < len(rows) and joined(rows, number, column)
            if not held:
                span = table.cell(top, column)
                if number - 1 > top:
                    span = span.merge(table.cell(number - 1, column))
                if not (top == 0 and column == 2 and rows[0][2] == rows[0][1]):
                    fill(span, rows[top][column], centre=column not in (3, 4, 5), bold=top < len(HEAD))
                top = number
    table.cell(0, 1).merge(table.cell(0, 2))
    last = len(rows)
    fill(table.cell(last, 0).merge(table.cell(last, 5)), TOTAL[0], centre=True, bold=True)
    fill(table.cell(last, 6), TOTAL[1], centre=True, bold=True)


def joined(rows, number, column):
    """Whether a cell continues the one above: header cells that span, tasks, and an indicator with its weight."""
    above, here = rows[number - 1], rows[number]
    if number < len(HEAD):
        return above[column] == here[column]
    if number == len(HEAD):
        return False
    if column == 0:
        return above[0] == here[0]
    return column in (1, 2) and bool(here[1]) and above[:2] == here[:2]


def build():
    """The report as a python-docx document."""
    document = Document()
    for style in document.styles:
        if style.name == "Normal":
            style.font.size = Pt(16)
    margins(document.sections[0])
    for _ in range(5):
        paragraph(document, "", indent=False)
    centre = WD_ALIGN_PARAGRAPH.CENTER
    paragraph(document, TITLE, SONG, 22, indent=False, align=centre)
    paragraph(document, SUBTITLE, SONG, 26, indent=False, align=centre, space=12)
    for _ in range(9):
        paragraph(document, "", indent=False)
    paragraph(document, SIGNED, KAI, 16, indent=False, align=centre)
    paragraph(document, DATE, KAI, 16, indent=False, align=centre)

    body = document.add_section(WD_SECTION.NEW_PAGE)
    margins(body)
    page_number(body)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    body._sectPr.append(numbering)
    paragraph(document, TITLE + SUBTITLE, SONG, 22, indent=False, align=centre)
    paragraph(document, "", indent=False)
    for kind, text in BODY:
        paragraph(document, text, HEADINGS.get(kind, FANGSONG))
    closing = paragraph(document, SIGNED, indent=False, align=WD_ALIGN_PARAGRAPH.RIGHT, space=28)
    closing.add_run().add_break(WD_BREAK.PAGE)
    paragraph(document, TABLE_TITLE, HEI, 14, indent=False, align=centre)
    score_table(document)
    clock = datetime(2021, 9, 1)
    document.core_properties.created = document.core_properties.modified = clock
    document.core_properties.author = document.core_properties.last_modified_by = SIGNED
    document.core_properties.title = TITLE + SUBTITLE
    return document


def save(document, path):
    """Save with a fixed clock in the archive."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2021, 9, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))


def render(path):
    """The PDF beside it, by LibreOffice with a profile of its own."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice (soffice) is needed for the PDF; the DOCX was written")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        shutil.copyfile(Path(folder) / f"{path.stem}.pdf", path.with_suffix(".pdf"))


if __name__ == "__main__":
    save(build(), HERE / "report.docx")
    render(HERE / "report.docx")
