"""What is done with recognised pages, without recognising any: cache, sums, slants, ruling lines, text layers."""

from __future__ import annotations

import os
from array import array
from pathlib import Path

import pytest

if os.environ.get("CI") != "true":
    pytest.importorskip("rapidocr")

import cv2
import numpy as np

from docscore.ingest.columnsums import with_sums_checked
from docscore.ingest.grid import GridCell, to_table
from docscore.ingest.lattice import lattices
from docscore.ingest.pagefile import PageInk
from docscore.ingest.passages import Passage
from docscore.ingest.picture import levelled, ruling_lines, slant, unlevelled, without_red
from docscore.ingest.recognisedpages import SWITCH, RecognisedPages
from docscore.ingest.shapes import Rule
from docscore.model import Glyphs


def white(height: int = 1200, width: int = 900) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((height, width, 3), 245, np.uint8)


def test_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    kept = RecognisedPages(tmp_path / "pages")
    image = white(20, 20)
    page = PageInk(
        3, 10.0, 10.0, "9分", array("f", range(8)), (Rule(1.0, 2.0, 3.0),), (), True, False,
        certainty=bytes((40, 99)), skew=0.5,
    )  # fmt: skip
    assert kept.find(3, image, 2.0) is None
    kept.keep(page, image, 2.0)
    assert kept.find(3, image, 2.0) == page
    other = image.copy()
    other[0, 0] = 0
    assert kept.find(3, other, 2.0) is None
    [file] = (tmp_path / "pages").iterdir()
    file.write_text('{"text": "9"}', "utf-8")
    assert kept.find(3, image, 2.0) is None, "a damaged file is no page"


def test_cache_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "0")
    assert RecognisedPages.of_user().folder is None


@pytest.mark.parametrize(("total", "doubtful"), [("15", False), ("18", True)])
def test_column_is_doubtful_only_if_it_misses_its_total(total: str, doubtful: bool) -> None:
    rows = [["指标", "自评得分"], ["组织", "9"], ["培训", "6"], ["合计", total]]
    cells = [GridCell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    text, table = to_table(cells)
    glyphs = Glyphs(array("l", [1]) * len(text), array("f", [0.0]) * (4 * len(text)), b"\x63" * len(text))
    [checked] = with_sums_checked([Passage(text, table=table, glyphs=glyphs)])
    assert checked.glyphs is not None
    digits = [sure for sure, letter in zip(checked.glyphs.certainty, text, strict=True) if letter.isdigit()]
    assert all((sure < 90) is doubtful for sure in digits)
    assert checked.glyphs.certainty[text.index("组")] == 99


@pytest.mark.parametrize("degrees", [-1.0, 0.0, 0.6])
def test_slanted_grid_is_levelled_and_rebuilt(degrees: float) -> None:
    image = white()
    for y in (200, 300, 400, 500):
        cv2.line(image, (100, y), (800, y), (20, 20, 20), 2)
    for x in (100, 300, 800):
        cv2.line(image, (x, 200), (x, 500), (20, 20, 20), 2)
    slanted = levelled(image, -degrees)
    assert slant(slanted) == pytest.approx(degrees, abs=0.11)
    [grid] = lattices(*ruling_lines(levelled(slanted, slant(slanted)), 2.0))
    assert grid.xs == pytest.approx((50, 150, 400), abs=2)
    assert grid.ys == pytest.approx((100, 150, 200, 250), abs=2)
    assert len(grid.boxes) == 6


def test_points_are_turned_back() -> None:
    assert unlevelled(50, 50, 2.0, 100, 100) == pytest.approx((50, 50))
    x, y = unlevelled(100, 50, 1.0, 100, 100)
    assert x == pytest.approx(100, abs=0.1)
    assert y == pytest.approx(50 - 50 * 0.01745, abs=0.01), "the right end of a rising line stands higher"


def test_red_ink_goes_and_black_print_under_it_stays() -> None:
    image = white(200, 200)
    cv2.circle(image, (100, 100), 60, (220, 30, 40), 12)
    cv2.line(image, (20, 100), (180, 100), (15, 15, 15), 4)
    cleared, seal = without_red(image)
    assert seal[100 - 60, 100] == 1
    assert cleared[100 - 60, 100].min() > 200
    assert cleared[100, 100].max() < 40
    assert without_red(white())[1].size == 0
