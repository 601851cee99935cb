"""Scans: the real paper's five noisy pages against their truth, and what seals, slants and wrong sums do."""

from __future__ import annotations

import os
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.extract import extract
from docscore.ingest import read
from docscore.ingest.recognisedpages import SWITCH
from docscore.model import Document, Figure
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon

if os.environ.get("CI") != "true":
    pytest.importorskip("rapidocr")

_NARROW = str.maketrans("（），：；％．—", "(),:;%.-")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(autouse=True, scope="module")
def _no_cache(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "0")
        yield


@cache
def _scan(path: Path) -> Document:
    return read(path)


@pytest.fixture
def scan(shared: Path) -> Document:
    return _scan(shared / "real" / "lechang-scan.pdf")


@pytest.fixture
def truth(shared: Path) -> list[str]:
    pages = sorted((shared / "gold" / "lechang-scan").glob("*.txt"))
    # The page's own number is set aside by the reader.
    return [re.sub(r"—\s*\d+\s*—\s*$", "", page.read_text("utf-8").strip()) for page in pages]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).translate(_NARROW)


def _text_of(document: Document) -> str:
    return _plain("\n".join(block.text for block in document.blocks))


def test_characters_are_found(scan: Document, truth: list[str]) -> None:
    wanted = Counter(_plain("".join(truth)))
    found = Counter(_text_of(scan))
    assert (wanted & found).total() / wanted.total() >= 0.995


def test_each_wrong_digit_is_marked(scan: Document, truth: list[str]) -> None:
    wanted = Counter(_DIGITS.findall(_spaced(truth)))
    sure: Counter[str] = Counter()
    for block in scan.blocks:
        for match in _DIGITS.finditer(block.text):
            if not scan.doubtful(block.index, *match.span()):
                sure[match.group()] += 1
    assert not sure - wanted, "read for certain, but not on the pages"


def _spaced(truth: list[str]) -> str:
    """The pages' text with numbers of different lines apart, those that a line break cut put together."""
    return "\n".join(truth).replace("137\n个", "137个")


def test_figures_on_the_pages(scan: Document, shared: Path, truth: list[str]) -> None:
    labelled = _labelled(shared, truth)
    assert labelled.total() == 26
    lexicon = load_lexicon()
    found = _amounts(extract(normalize(scan), lexicon).figures)
    hits = (labelled & found).total()
    assert hits / labelled.total() >= 0.95, labelled - found


def _amounts(figures: tuple[Figure, ...]) -> Counter[tuple[Decimal | None, str]]:
    return Counter((figure.quantity.value, figure.quantity.unit) for figure in figures)


def _labelled(shared: Path, truth: list[str]) -> Counter[tuple[Decimal | None, str]]:
    """The labelled figures that stand on the scanned pages: those whose words around are there."""
    gold = YAML(typ="safe").load(shared / "gold" / "figures-lechang.yaml")
    paper = (shared / "seeds" / gold["document"]).read_text("utf-8")
    pages = _plain("".join(truth))
    found: Counter[tuple[Decimal | None, str]] = Counter()
    for figure in gold["figures"]:
        at = -1
        for _ in range(figure["nth"]):
            at = paper.index(figure["surface"], at + 1)
        around = _plain(paper[max(0, at - 8) : at + len(figure["surface"]) + 2])
        if around in pages and not figure.get("optional"):
            found[Decimal(figure["value"]), figure["unit"]] += 1
    return found


def test_score_table_is_rebuilt_from_its_lines(scan: Document, shared: Path) -> None:
    [block] = [block for block in scan.blocks if block.table]
    assert block.table is not None
    rows = YAML(typ="safe").load(shared / "gold" / "lechang-score-table.json")["rows"]
    names = [block.cell_text(row, 1) for row in range(2, 11)]
    expected = [row for row in rows if row[1] and row[1] in names]
    assert len(expected) == 9
    for row, wanted in zip(range(2, 11), expected, strict=True):
        section = next(one[0] for one in reversed(rows[: rows.index(wanted) + 1]) if one[0])
        assert [block.cell_text(row, col) for col in (1, 2, 6)] == [wanted[1], wanted[2], wanted[6]]
        if wanted[1] != "服务体系建设":  # that row goes on on a page that was not scanned
            assert [_plain(block.cell_text(row, col)) for col in range(1, 7)] == [*map(_plain, wanted[1:])]
        if wanted[1] != "经验推广":  # its section stands on that page
            assert _plain(block.cell_text(row, 0)) == _plain(section)
    assert block.cell_text(16, 6) == "89"


def test_column_that_misses_its_total_is_doubtful(scan: Document) -> None:
    """Pages 18 and 19 were not scanned: the scores on the others do not add up to 89, and none may count as certain."""
    [block] = [block for block in scan.blocks if block.table]
    assert block.table is not None
    scores = [cell for cell in block.table.cells if cell.col == 6 and cell.row >= 2 and cell.end > cell.start]
    assert len(scores) == 10
    assert all(scan.doubtful(block.index, cell.start, cell.end) for cell in scores)
    weights = [cell for cell in block.table.cells if cell.col == 2 and cell.row >= 2 and cell.col_span == 1]
    assert not any(scan.doubtful(block.index, cell.start, cell.end) for cell in weights)
    figures = extract(normalize(scan), load_lexicon()).figures
    inside = [
        f for f in figures if f.place.block == block.index and f.place.cell in {cell.name for cell in scores}
    ]
    assert inside
    assert all(figure.confidence < Decimal("0.5") for figure in inside)


def test_boxes_stand_where_the_page_shows_the_words(scan: Document) -> None:
    """The scan is slanted by half a degree; boxes are those of the page as scanned: a line rises or falls."""
    block = next(block for block in scan.blocks if "累计拨付省财政资金" in block.text)
    assert block.glyphs is not None
    amount = block.text.index("4167785.00")
    box = scan.place(block.index, amount, amount + 10).bbox
    assert box is not None
    assert 40 < box[2] - box[0] < 120
    assert 8 < box[3] - box[1] < 30
    first, last = (block.glyphs.boxes[4 * at + 1] for at in (0, block.text.index("元") - 1))
    assert 1.5 < first - last < 6


def test_all_pages_are_said_to_be_recognised(scan: Document) -> None:
    assert scan.pages == 5
    assert [warning[:4] for warning in scan.warnings] == [f"第{page}页为" for page in range(1, 6)]
    assert not scan.unread
    assert all(
        one.page is not None and two.page is not None and one.page <= two.page
        for one, two in pairwise(scan.blocks)
    )
