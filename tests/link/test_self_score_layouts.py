"""Self-score tables in the layouts that counties really use, each as DOCX, XLSX and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx import Document as NewDocx
from ruamel.yaml import YAML

from docscore.ingest import read
from docscore.link.score_tables import score_tables
from docscore.link.self_scores import self_scores, table_totals
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric

from ..ingest.paper import Page, pdf

_RUBRIC = load_rubric("guangdong-2019", load_lexicon())
_CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("self_score_layouts.yaml"))


@dataclass
class _Layout:
    """Cells with their extent: (row, col) → text, rows and columns covered."""

    rows: int
    cols: int
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[int, int, int, int, str]]:
        for (row, col), text in self.cells.items():
            down, right = self.spans[row, col]
            yield row, col, down, right, text


def _layout(written: str) -> _Layout:
    grid = [[cell.strip() for cell in line.split("|")] for line in written.rstrip("\n").splitlines()]
    layout = _Layout(len(grid), len(grid[0]))
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(grid):
        assert len(cells) == layout.cols, cells
        for col, text in enumerate(cells):
            if text in {"^", "<"}:
                start = origin[(row - 1, col) if text == "^" else (row, col - 1)]
                layout.spans[start] = (row - start[0] + 1, col - start[1] + 1)
            else:
                start = (row, col)
                layout.cells[start], layout.spans[start] = text, (1, 1)
            origin[row, col] = start
    return layout


def _docx(case: dict[str, Any], path: Path) -> Path:
    document = NewDocx()
    document.add_paragraph(case.get("before", "自评情况如下。"))
    for written in _tables(case):
        layout = _layout(written)
        table = document.add_table(rows=layout.rows, cols=layout.cols)
        table.style = "Table Grid"
        for row, col, down, right, text in layout:
            table.cell(row, col).merge(table.cell(row + down - 1, col + right - 1)).text = text
        document.add_paragraph("以上。")
    document.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def _xlsx(case: dict[str, Any], path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path.with_suffix(".xlsx")))
    for number, written in enumerate(_tables(case), 1):
        sheet = book.add_worksheet(f"自评{number}" if "before" not in case else case["before"][:31])
        for row, col, down, right, text in _layout(written):
            if down > 1 or right > 1:
                sheet.merge_range(row, col, row + down - 1, col + right - 1, text)
            elif text.replace(".", "").isdigit() and text.isascii():
                sheet.write_number(row, col, float(text))
            else:
                sheet.write_string(row, col, text)
    book.close()
    return path.with_suffix(".xlsx")


def _pdf(case: dict[str, Any], path: Path) -> Path:
    page = Page().write(60, 40, case.get("before", "自评情况如下。"), 10)
    top = 70.0
    for written in _tables(case):
        layout = _layout(written)
        width = 480 / layout.cols
        for row, col, down, right, text in layout:
            x0, y0 = 50 + col * width, top + row * 40
            x1, y1 = x0 + right * width, y0 + down * 40
            for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                page.rule(*ends)
            fits = int((right * width - 6) // 7)
            for line, start in enumerate(range(0, len(text), fits)):
                page.write(x0 + 3, y0 + 3 + line * 9, text[start : start + fits], 7)
        top += layout.rows * 40 + 30
    path.with_suffix(".pdf").write_bytes(pdf(page))
    return path.with_suffix(".pdf")


def _tables(case: dict[str, Any]) -> list[str]:
    return [case[key] for key in ("table", "second") if key in case]


@pytest.mark.parametrize("make", [_docx, _xlsx, _pdf], ids=["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_layout(case: dict[str, Any], make: Any, tmp_path: Path) -> None:
    document = read(make(case, tmp_path / "table"))
    tables = score_tables(document)
    scores = self_scores(document, tables, _RUBRIC)
    found: dict[str, Any] = {}
    for score in scores:
        known = found.setdefault(score.indicator, [])
        known.append(score.points)
    assert {name: points[0] if len(points) == 1 else points for name, points in found.items()} == case[
        "gives"
    ]
    weights = {score.indicator: score.weight for score in scores}
    assert {name: weights[name] for name in case.get("weights", {})} == case.get("weights", {})
    totals = table_totals(document, tables, _RUBRIC)
    assert [total.points for total in totals if total.section is None] == case.get("totals", [])
    assert {total.section: total.points for total in totals if total.section} == case.get("sections", {})
    for place in (*(score.place for score in scores), *(total.place for total in totals)):
        assert place.cell, "every self-score leads to its cell"
