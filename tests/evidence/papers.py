"""Evidence papers for tests, written from lines of cells."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from docx import Document as NewDocx

Sheets = dict[str, list[str]]
"""Rows by title; cells are parted by ``|``, ``v`` continues the cell above, ``h`` the cell before."""


def write_paper(path: Path, sheets: Sheets) -> Path:
    """A workbook or a Word file, by its suffix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    (_xlsx if path.suffix == ".xlsx" else _docx)(sheets, path)
    return path


def _grid(rows: list[str]) -> list[list[str]]:
    """Cells of each row; a quoted cell loses its quotes."""
    return [[cell.strip('"') for cell in str(row).split("|")] for row in rows]


def _merges(grid: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """Merged ranges: ``v`` continues the cell above, ``h`` the cell before."""
    found = []
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            down = next(
                (k for k in range(r + 1, len(grid)) if c >= len(grid[k]) or grid[k][c] != "v"), len(grid)
            )
            right = next((k for k in range(c + 1, len(row)) if row[k] != "h"), len(row))
            if cell not in ("v", "h") and (down > r + 1 or right > c + 1):
                found.append((r, c, down - 1, right - 1))
    return found


def _xlsx(sheets: Sheets, path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            grid = _grid(rows)
            for r, row in enumerate(grid):
                for c, cell in enumerate(row):
                    if cell not in ("v", "h"):
                        page.write_string(r, c, cell)
            for top, left, bottom, right in _merges(grid):
                page.merge_range(top, left, bottom, right, grid[top][left])


def _docx(sheets: Sheets, path: Path) -> None:
    document = NewDocx()
    for title, rows in sheets.items():
        document.add_paragraph(title)
        grid = _grid(rows)
        table = document.add_table(rows=len(grid), cols=max(map(len, grid)))
        for r, row in enumerate(grid):
            for c, cell in enumerate(row):
                if cell not in ("v", "h"):
                    table.cell(r, c).text = cell
        for top, left, bottom, right in _merges(grid):
            table.cell(top, left).merge(table.cell(bottom, right))
    document.save(str(path))
