"""Pictures in a Word document: large ones may hold a table or a signed page, so they are named."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.shared import Cm
from PIL import Image

from docscore.ingest import read


def _report(folder: Path, width: float, times: int) -> Path:
    picture = folder / "picture.png"
    Image.new("RGB", (300, 200), "white").save(picture)
    document = Document()
    document.add_paragraph("每月报送统计数据。")
    for _ in range(times):
        document.add_picture(str(picture), width=Cm(width))
    path = folder / "report.docx"
    document.save(str(path))
    return path


def test_large_pictures_are_named(tmp_path: Path) -> None:
    [warning] = read(_report(tmp_path, 14, 2)).warnings
    assert "2 幅较大的图片" in warning


def test_small_ones_are_not(tmp_path: Path) -> None:
    assert read(_report(tmp_path, 3, 2)).warnings == ()
