"""PNG, JPEG and TIFF files as documents; without the extra they are named as unread."""

from __future__ import annotations

import importlib.util
import io
import os
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from docscore.errors import InputError
from docscore.ingest import read
from docscore.ingest.recognisedpages import SWITCH

from .paper import Page, pdf

needs_ocr = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None and os.environ.get("CI") != "true", reason="extra ocr"
)
XS, YS = [50.0, 200.0, 350.0, 500.0], [200.0, 230.0, 260.0]


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "0")


def picture(page: Page, scale: float = 2.5) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf(page))
    try:
        return Image.fromarray(
            document[0].render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3].copy()
        )
    finally:
        document.close()


def latin(number: int) -> Page:
    page = Page().grid(XS, YS)
    for row, y in enumerate(YS[:-1]):
        for column, x in enumerate(XS[:-1]):
            page.write(x + 10, y + 7, f"{number}{row}{column}7", 14)
    return page.write(60, 100, f"Page {number} has 4586 stations", 16)


@needs_ocr
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_picture_is_read_with_its_table(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"扫描.{form.lower()}"
    picture(latin(1)).save(path, form, dpi=(180, 180))
    document = read(path)
    assert (document.kind, document.pages) == ("image", 1)
    assert document.warnings[0].startswith("第1页为图片，文字由识别得到")
    table = next(block for block in document.blocks if block.table)
    assert table.table is not None
    assert [table.text[cell.start : cell.end] for cell in table.table.cells] == [
        "1007", "1017", "1027", "1107", "1117", "1127",
    ]  # fmt: skip
    box = document.place(table.index, 0, 1).bbox
    assert box is not None
    assert 50 < box[0] < 75  # points of the page, as 180 dpi say
    assert 200 < box[1] < 230
    assert document.coverage.unread == ()


@needs_ocr
def test_pages_of_a_tiff_come_in_order(tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    pages = [picture(latin(number), 2) for number in (1, 2, 3)]
    pages[0].convert("1").save(
        path, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate"
    )
    document = read(path)
    assert document.pages == 3
    firsts = [block for block in document.blocks if "stations" in block.text]
    assert [(block.text.replace(" ", "")[:5], block.page) for block in firsts] == [
        ("Page1", 1), ("Page2", 2), ("Page3", 3),
    ]  # fmt: skip


@needs_ocr
def test_turned_and_transparent_pictures_are_read_upright(tmp_path: Path) -> None:
    shown = picture(latin(1), 2)
    clear = shown.convert("RGBA")
    clear.putalpha(ImageOps.invert(shown.convert("L")))
    clear.save(tmp_path / "透明.png")
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn by 90° to the right
    shown.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "照片.jpg", exif=exif, quality=95)
    for name in ("透明.png", "照片.jpg"):
        assert "4586" in "".join(block.text for block in read(tmp_path / name).blocks)


def test_without_the_extra_each_page_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docscore.ingest.scannedpages._available", lambda: False)
    path = tmp_path / "扫描.tiff"
    Image.new("L", (60, 80), 255).save(path, save_all=True, append_images=[Image.new("L", (60, 80), 255)])
    document = read(path)
    assert document.blocks == ()
    assert document.warnings == ("第1页为图片，未识别", "第2页为图片，未识别")
    assert [part.pages for part in document.unread] == [(1,), (2,)]


def bomb(folder: Path, side: int) -> Path:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    path = folder / "炸弹.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )
    return path


def test_page_of_too_many_pixels_is_not_unpacked(tmp_path: Path) -> None:
    document = read(bomb(tmp_path, 12_000))
    assert document.warnings == ("第1页为图片，12000×12000 像素，超过上限，未识别",)
    assert document.unread[0].pages == (1,)


def test_bomb_of_pixels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="图片超过 8000 万像素，没有打开"):
        read(bomb(tmp_path, 60_000))


def test_scanned_page_is_shown_within_the_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of 5 m × 5 m, the largest that a PDF can have, with one picture over it."""
    from docscore.ingest import scannedpages

    shown: list[tuple[int, ...]] = []

    def seen(pages: object, number: int, picture: object, scale: float, what: str) -> object:
        shown.append(picture.shape)  # type: ignore[attr-defined]
        raise InputError(tmp_path, "seen")

    monkeypatch.setattr("docscore.ingest.scannedpages._available", lambda: True)
    monkeypatch.setattr(scannedpages.ScannedPages, "from_picture", seen)
    path = tmp_path / "大图.pdf"
    Image.new("L", (800, 800), 200).save(path, "PDF", resolution=800 * 72 / 14_400)
    with pytest.raises(InputError, match="seen"):
        read(path)
    assert 0 < shown[0][0] * shown[0][1] <= scannedpages.MOST_PIXELS * 1.01


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_cut_picture_is_refused(tmp_path: Path, form: str) -> None:
    whole = io.BytesIO()
    picture(latin(1), 1).save(whole, form)
    path = tmp_path / "截断.img"
    path.write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    with pytest.raises(InputError, match="已损坏"):
        read(path)


def test_picture_called_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    picture(latin(1), 1).save(path, "PNG")
    with pytest.raises(InputError, match="内容是 PNG 图片，不是 PDF"):
        read(path)
