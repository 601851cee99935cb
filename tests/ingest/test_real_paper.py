"""One real paper in two formats: both must give the same table, cell by cell, and the same text."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from docscore.ingest import read
from docscore.model import CleanDocument
from docscore.normalize import normalize

_PUNCTUATION = str.maketrans("（），；：", "(),;:")


def key(text: str) -> str:
    return "".join(text.split()).translate(_PUNCTUATION)


@pytest.fixture(scope="module")
def papers(shared: Path) -> dict[str, CleanDocument]:
    return {kind: normalize(read(shared / "real" / f"lechang.{kind}")) for kind in ("docx", "pdf")}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_score_table_is_right_cell_by_cell(papers: dict[str, CleanDocument], shared: Path, kind: str) -> None:
    truth = json.loads((shared / "gold" / "lechang-score-table.json").read_text("utf-8"))
    tables = [block.block for block in papers[kind].blocks if block.block.table]
    assert len(tables) == 1
    block = tables[0]
    assert block.table
    assert block.table.header_rows == 2
    body = [["" for _ in range(block.table.cols)] for _ in range(block.table.rows)]
    for cell in block.table.cells:
        body[cell.row][cell.col] = key(block.text[cell.start : cell.end])
    assert body[2:] == [[key(text) for text in row] for row in truth["rows"]]
    assert [row[-1] for row in body[2:] if row[-1]] == [*truth["scores"], truth["total"]]


def test_both_formats_give_the_same_text_and_outline(papers: dict[str, CleanDocument]) -> None:
    prose = {
        kind: [block.text for block in paper.blocks if block.block.table is None]
        for kind, paper in papers.items()
    }
    ratio = SequenceMatcher(None, "\n".join(prose["docx"]), "\n".join(prose["pdf"]), autojunk=False).ratio()
    differing = [pair for pair in zip(prose["docx"], prose["pdf"], strict=False) if pair[0] != pair[1]]
    assert ratio > 0.99, differing
    outline = {
        kind: [(block.block.level, block.text) for block in paper.blocks] for kind, paper in papers.items()
    }
    assert [item for item in outline["docx"] if item[0] is not None] == [
        item for item in outline["pdf"] if item[0] is not None
    ]


def test_every_character_of_the_pdf_has_a_place(papers: dict[str, CleanDocument]) -> None:
    for clean in papers["pdf"].blocks:
        block = clean.block
        assert block.glyphs
        assert len(block.glyphs.pages) == len(block.text)
        assert len(block.glyphs.boxes) == 4 * len(block.text)
        assert min(block.glyphs.pages) >= 1
