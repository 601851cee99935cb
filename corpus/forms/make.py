"""Makes the sample forms from ``words.py``: each as DOCX, as XLSX, and the DOCX as PDF.

    python corpus/forms/make.py          # the PDF needs LibreOffice

DOCX and XLSX come out the same byte for byte; the PDF carries LibreOffice's own clock and fonts.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from words import papers

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("yunling_make", HERE.parent / "yunling" / "make.py")
sys.path.insert(0, str(HERE.parent / "yunling"))
_words = sys.modules.pop("words")  # the other folder has modules of its own
layout = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(layout)
sys.path.pop(0)
sys.modules["words"] = _words

CLOCK = datetime(2026, 3, 2)
UP, LEFT = "^", "<"
WIDTH = 262  # mm of A4 on its side


def parts(grid):
    """Titles above the table, and its rows."""
    lines = grid.splitlines()
    titles = [line for line in lines if "|" not in line]
    rows = [[cell.replace("⏎", "\n") for cell in line.split("|")] for line in lines if "|" in line]
    assert len({len(row) for row in rows}) == 1, titles
    return titles, rows


def boxes(rows):
    """Row, column, height, width and words of each cell."""
    for row, cells in enumerate(rows):
        for col, text in enumerate(cells):
            if text in (UP, LEFT):
                continue
            wide, high = 1, 1
            while col + wide < len(cells) and cells[col + wide] == LEFT:
                wide += 1
            while row + high < len(rows) and rows[row + high][col] == UP:
                high += 1
            yield row, col, high, wide, text


def word(grid):
    """The form as a Word document on A4, on its side."""
    titles, rows = parts(grid)
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin = section.bottom_margin = Mm(15)
    for number, title in enumerate(titles):
        layout.paragraph(
            document, title, layout.FANGSONG if number else layout.HEI, 11 if number else 16, indent=False,
            align=WD_ALIGN_PARAGRAPH.CENTER,
        )  # fmt: skip
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    cells = [row.cells for row in table.rows]
    for row, col, high, wide, text in boxes(rows):
        cell = cells[row][col]
        if high > 1 or wide > 1:
            cell = cell.merge(cells[row + high - 1][col + wide - 1])
        paragraph = cell.paragraphs[0]
        for number, line in enumerate(text.split("\n")):
            if number:
                paragraph = cell.add_paragraph()
            layout.font(paragraph.add_run(line), layout.FANGSONG, 9)
            paragraph.paragraph_format.space_after = Pt(0)
    for row in cells:
        for cell in row:
            cell.width = Mm(WIDTH / len(row))
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):  # a third of the file, read by Word 2010 alone
            document.part.rels.pop(key)
    document.core_properties.created = document.core_properties.modified = CLOCK
    document.core_properties.author = document.core_properties.last_modified_by = "样例"
    document.core_properties.title = titles[0]
    return document


def sheet(grid, path):
    """The form as a workbook of one sheet; every cell is text, as platforms export it."""
    titles, rows = parts(grid)
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": CLOCK, "author": "样例"})
        page = book.add_worksheet("自评表")
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 9})
        head = book.add_format({"align": "center", "bold": True, "font_size": 14})
        for number, title in enumerate(titles):
            page.merge_range(number, 0, number, len(rows[0]) - 1, title, head)
        top = len(titles)
        page.set_column(0, len(rows[0]) - 1, 15)
        for row, col, high, wide, text in boxes(rows):
            place = (top + row, col, top + row + high - 1, col + wide - 1)
            if high > 1 or wide > 1:
                page.merge_range(*place, text, cell)
            elif text:
                page.write_string(*place[:2], text, cell)
            else:
                page.write_blank(*place[:2], None, cell)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)


def build(folder):
    """Write every form into *folder* as DOCX and XLSX; returns the Word files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, grid in papers():
        layout.save(word(grid), folder / f"{name}.docx")
        sheet(grid, folder / f"{name}.xlsx")
        written.append(folder / f"{name}.docx")
    return written


if __name__ == "__main__":
    made = build(HERE / "papers")
    if shutil.which("soffice") is None:
        raise SystemExit("LibreOffice (soffice) is needed for the PDF; DOCX and XLSX were written")
    for path in made:
        layout.render(path)
