"""Tables as an auditor writes them down, made into documents: in memory, DOCX, XLSX and PDF."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from docx import Document as NewDocx
from openpyxl import Workbook

UP, LEFT = "^", "<"


@dataclass(frozen=True)
class Box:
    """A cell with its span."""

    row: int
    col: int
    rows: int
    cols: int
    text: str


Piece = str | list[list[str]]
"""A paragraph, or the rows of a table."""


def pieces(grid: str) -> list[Piece]:
    """Paragraphs and tables of a grid; rows are made equally long."""
    found: list[Piece] = []
    for line in grid.splitlines():
        if line.startswith("==="):
            found.append(line.removeprefix("===").strip())
        elif line.strip():
            cells = [cell.replace("⏎", "\n") for cell in line.split("|")]
            if found and isinstance(found[-1], list):
                found[-1].append(cells)
            else:
                found.append([cells])
    for piece in found:
        if isinstance(piece, list):
            width = max(map(len, piece))
            for row in piece:
                row += [""] * (width - len(row))
    return found


def boxes(rows: list[list[str]]) -> list[Box]:
    """The cells of a table with their spans."""
    found = []
    for row, cells in enumerate(rows):
        for col, text in enumerate(cells):
            if text in (UP, LEFT):
                continue
            width = 1
            while col + width < len(cells) and cells[col + width] == LEFT:
                width += 1
            height = 1
            while row + height < len(rows) and rows[row + height][col] == UP:
                height += 1
            found.append(Box(row, col, height, width, text))
    return found


def docx(grid: str, path: Path) -> Path:
    """A Word file."""
    document = NewDocx()
    for piece in pieces(grid):
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(rows=len(piece), cols=len(piece[0]))
        table.style = "Table Grid"
        cells = [row.cells for row in table.rows]  # once: python-docx walks the whole table for each cell
        for box in boxes(piece):
            cell = cells[box.row][box.col]
            if box.rows > 1 or box.cols > 1:
                cell = cell.merge(cells[box.row + box.rows - 1][box.col + box.cols - 1])
            cell.text = box.text
    document.save(str(path))
    return path


def xlsx(grid: str, path: Path) -> Path:
    """A workbook of one sheet; what stands on several pages follows after an empty row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    top = 1
    for piece in pieces(grid):
        if isinstance(piece, str):
            sheet.cell(top, 1, piece or None)
            top += 1
            continue
        for box in boxes(piece):
            cell = sheet.cell(top + box.row, box.col + 1, box.text or None)
            cell.number_format = "@"
            if box.text:
                cell.data_type = "s"  # =100% is text, not a formula
            if box.rows > 1 or box.cols > 1:
                sheet.merge_cells(
                    start_row=top + box.row,
                    start_column=box.col + 1,
                    end_row=top + box.row + box.rows - 1,
                    end_column=box.col + box.cols,
                )
        top += len(piece)
    book.save(path)
    return path


def pdf(words: list[Path], folder: Path) -> list[Path]:
    """Word files as PDF, printed in one run of LibreOffice."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir",
            str(folder), *map(str, words),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [folder / f"{path.stem}.pdf" for path in words]
