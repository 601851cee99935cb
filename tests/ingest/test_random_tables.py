"""Random tables, merged, with blank cells and over page breaks: written as DOCX and PDF, read back, compared cell by cell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm, Pt
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from docscore.ingest import read
from docscore.model import Block

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORDS = (
    "组织领导",
    "建成电商服务站点",
    "开展培训",
    "资金支出率达到要求的得满分，每低一个百分点扣零点五分",
    "查看文件",
    "物流",
)


@dataclass(frozen=True)
class Written:
    """A cell as written: where it stands, what it spans, what it says."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


@st.composite
def tables(draw: st.DrawFn, most_rows: int = 7) -> tuple[Written, ...]:
    """Grids of numbers, words and blanks, some cells merged over rows or columns; the upper left one says something.

    Numbers differ from one another, so that a joined or moved one cannot pass for another.
    """
    rows, cols = draw(st.integers(2, most_rows)), draw(st.integers(2, 5))
    numbers = iter(
        draw(st.lists(st.integers(10, 99_999), min_size=rows * cols, max_size=rows * cols, unique=True))
    )
    taken: set[tuple[int, int]] = set()
    cells: list[Written] = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            down = min(draw(st.sampled_from((1, 1, 1, 1, 2, 3))), rows - row)
            across = min(draw(st.sampled_from((1, 1, 1, 1, 2))), cols - col) if down == 1 else 1
            if any((row, past) in taken for past in range(col, col + across)):
                across = 1
            taken.update((r, c) for r in range(row, row + down) for c in range(col, col + across))
            kind = (
                draw(st.sampled_from(("number", "number", "words", "blank")))
                if (row, col) != (0, 0)
                else "words"
            )
            text = {"number": str(next(numbers)), "words": draw(st.sampled_from(_WORDS)), "blank": ""}[kind]
            cells.append(Written(row, col, down, across, text))
    return tuple(cells)


def add(document: Any, cells: tuple[Written, ...]) -> None:
    rows = max(cell.row + cell.row_span for cell in cells)
    cols = max(cell.col + cell.col_span for cell in cells)
    table = document.add_table(rows, cols, style="Table Grid")
    table.autofit = False
    for column in table.columns:
        for cell in column.cells:
            cell.width = Cm(15 / cols)
    for row in table.rows:
        row.height = Cm(0.8)  # a row of nothing but merged cells has no height of its own
    for cell in cells:
        first = table.cell(cell.row, cell.col)
        last = table.cell(cell.row + cell.row_span - 1, cell.col + cell.col_span - 1)
        (first.merge(last) if first is not last else first).text = cell.text


def new_document() -> Any:
    document = docx.Document()
    document.styles["Normal"].font.name = "Noto Sans CJK SC"
    document.styles["Normal"].font.size = Pt(11)
    return document


def as_written(cells: tuple[Written, ...]) -> set[Written]:
    """The cells on the coarsest grid that keeps them apart: a row or column in which none begins cannot be seen."""
    rows = sorted({cell.row for cell in cells})
    cols = sorted({cell.col for cell in cells})

    def rank(lines: list[int], line: int) -> int:
        return sum(1 for one in lines if one < line)

    return {
        Written(
            rank(rows, cell.row),
            rank(cols, cell.col),
            rank(rows, cell.row + cell.row_span) - rank(rows, cell.row),
            rank(cols, cell.col + cell.col_span) - rank(cols, cell.col),
            cell.text,
        )
        for cell in cells
    }


def as_read(block: Block) -> set[Written]:
    assert block.table is not None
    return {
        Written(
            cell.row,
            cell.col,
            cell.row_span,
            cell.col_span,
            "".join(block.text[cell.start : cell.end].split()),
        )
        for cell in block.table.cells
    }


def numbers_of(cells: tuple[Written, ...]) -> Counter[str]:
    return Counter(match for cell in cells for match in _NUMBER.findall(cell.text))


@given(tables())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_docx(tmp_path: Path, cells: tuple[Written, ...]) -> None:
    document = new_document()
    add(document, cells)
    path = tmp_path / "表.docx"
    document.save(str(path))
    wanted = as_written(cells)
    if len(wanted) == 1:
        return  # a frame around a paragraph, and read as one
    [block] = [block for block in read(path).blocks if block.table]
    assert as_read(block) == wanted


@pytest.fixture(scope="module")
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice is missing: CI must have LibreOffice")
        pytest.skip("LibreOffice is not installed")
    return found


@given(st.lists(tables(most_rows=12), min_size=12, max_size=12))
@settings(
    max_examples=2,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a conversion takes seconds: nothing is shrunk
    suppress_health_check=list(HealthCheck),
)
def test_pdf(
    soffice: str, tmp_path_factory: pytest.TempPathFactory, papers: list[tuple[Written, ...]]
) -> None:
    """Twelve tables in one paper, with words between them, wherever the pages break."""
    papers = [cells for cells in papers if len(as_written(cells)) > 1]
    document = new_document()
    for number, cells in enumerate(papers):
        document.add_paragraph(f"以下是第{number}张表的内容，各栏数字互不相同。")
        add(document, cells)
    document.add_paragraph("全文完。")
    path = tmp_path_factory.mktemp("random") / "表.docx"
    document.save(str(path))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{path.parent / 'profile'}", "--headless", "--convert-to", "pdf",
         "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = [block for block in read(path.with_suffix(".pdf")).blocks if block.table]
    assert len(found) == len(papers)
    for cells, block in zip(papers, found, strict=True):
        assert numbers_of(cells) == Counter(_NUMBER.findall(block.text)), "numbers of two cells were joined"
        wanted, got = as_written(cells), as_read(block)
        assert block.glyphs is not None
        if len(set(block.glyphs.pages)) == 1:
            assert got == wanted
        else:  # whether a cell that the break cuts ends there or goes on blank, nothing on the page tells
            assert columns_of(got) == columns_of(wanted)


def columns_of(cells: set[Written]) -> Counter[tuple[int, int, str]]:
    return Counter((cell.col, cell.col_span, cell.text) for cell in cells if cell.text)
