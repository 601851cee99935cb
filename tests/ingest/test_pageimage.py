"""Pages as pictures: what is drawn is what was read, letter on letter, however the page is turned, cut or sized."""

from __future__ import annotations

import io
import os
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import docx
import pypdfium2
import pytest
from PIL import Image

from docscore.errors import InputError
from docscore.ingest import draw_guarded, guard, print_guarded, read, soffice
from docscore.ingest.pageimage import draw
from docscore.model import Document

from .paper import Page, pdf

#: Shades below this are ink.
_DARK = 110
_LINES = (
    "Of 195 villages 137 have a station",
    "4385 trained",
    "in 2021",
    "a much longer line about 60 kilometres of roads",
)


def pages(*shapes: dict[str, object]) -> bytes:
    """A PDF with a page for each shape: its rotation and crop box."""
    page = Page()
    for number, line in enumerate(_LINES):
        page.write(90, 120 + 40 * number, line)
    document = pypdfium2.PdfDocument(pdf(*[page] * len(shapes)))
    for sheet, shape in zip(document, shapes, strict=True):
        sheet.set_rotation(shape.get("rotate", 0))
        if "crop" in shape:
            sheet.set_cropbox(*shape["crop"])
        if "media" in shape:
            sheet.set_mediabox(*shape["media"])
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def uncovered(document: Document, number: int, jpeg: bytes) -> tuple[int, int]:
    """Dark pixels of a page outside every letter's box, and letters without a dark pixel in theirs."""
    picture = Image.open(io.BytesIO(jpeg)).convert("L")
    ink = picture.point(lambda shade: 255 if shade < _DARK else 0)
    width, height = document.sizes[number - 1]
    empty = 0
    for block in document.blocks:
        assert block.glyphs is not None
        for at, letter in enumerate(block.text):
            if letter.isspace() or block.glyphs.page(at) != number:
                continue
            x0, top, x1, bottom = block.glyphs.boxes[4 * at : 4 * at + 4]
            box = (
                int((x0 - 1) * picture.width / width), int((top - 1) * picture.height / height),
                int((x1 + 1) * picture.width / width) + 1, int((bottom + 1) * picture.height / height) + 1,
            )  # fmt: skip
            empty += ink.crop(box).getbbox() is None
            picture.paste(255, box)
    left = picture.point(lambda shade: 255 if shade < _DARK else 0)
    return sum(1 for value in left.tobytes() if value), empty


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"rotate": 90},
        {"rotate": 180},
        {"rotate": 270},
        {"crop": (60, 500, 520, 780)},
        {"crop": (60, 500, 520, 780), "rotate": 90},
        {"crop": (60, 500, 520, 780), "rotate": 270},
        {"media": (-100, -50, 595, 842)},
    ],
    ids=str,
)
def test_letters_stand_on_their_ink(tmp_path: Path, shape: dict[str, object]) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pages({}, shape))
    document = read(path)
    drawn = draw(path, 1, 2)
    assert sorted(drawn) == [1, 2]
    for number in (1, 2):
        stray, empty = uncovered(document, number, drawn[number])
        assert (stray, empty) == (0, 0), number
    # the test can fail: another page's size puts the boxes beside the ink
    if shape.get("rotate") in (90, 270):
        assert uncovered(document, 2, drawn[1]) != (0, 0)


def test_sizes_are_those_of_the_pages_as_shown(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pages({}, {"rotate": 90}, {"crop": (60, 500, 520, 780)}))
    document = read(path)
    assert document.sizes == ((595, 842), (842, 595), (460, 280))
    assert document.pages == 3


def test_a_page_of_poster_size_is_drawn_smaller(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pages({"media": (0, 0, 14000, 14000)}))
    picture = Image.open(io.BytesIO(draw(path, 1, 1)[1]))
    assert picture.width * picture.height < 6_100_000


def test_pages_past_the_end_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pages({}))
    assert draw(path, 2, 9) == {}
    assert list(draw(path, 0, 9)) == [1]


def test_a_picture_is_drawn_as_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "scan.jpg"
    lying = Image.new("RGB", (2000, 1000), "white")
    lying.paste((0, 0, 0), (0, 0, 200, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter to the right when shown
    lying.save(path, exif=exif)
    document = read(path)
    assert [round(side) for side in document.sizes[0]] == [595, 1190]
    picture = Image.open(io.BytesIO(draw(path, 1, 1)[1])).convert("L")
    assert picture.width < picture.height
    assert picture.width <= 595 * 150 / 72 + 1
    assert picture.getpixel((picture.width - 5, 5)) < _DARK
    assert picture.getpixel((5, 5)) > 200


def test_every_page_of_a_tiff_can_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    sheets = [Image.new("L", (600, 800 + 10 * number), 255) for number in range(3)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:])
    assert sorted(draw(path, 2, 5)) == [2, 3]
    assert len(read(path).sizes) == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\n%%EOF"),
        ("b.pdf", pages({})[:400]),
        ("c.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        ("d.txt", "培训4385人次".encode()),
    ],
)
def test_what_cannot_be_drawn_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError):
        draw(path, 1, 1)


def test_drawing_is_killed_when_it_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(guard.IN_PROCESS, raising=False)
    path = tmp_path / "page.pdf"
    path.write_bytes(pages({}))
    assert list(draw_guarded(path, 1, 1)) == [1]
    with pytest.raises(InputError, match="超时"):
        draw_guarded(path, 1, 1, seconds=0.01)


def test_without_libreoffice_nothing_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(guard.IN_PROCESS, "1")
    assert soffice() is None
    with pytest.raises(InputError, match="没有转换"):
        print_guarded(Path(__file__).parents[2] / "corpus/yunling/report.docx")


@pytest.mark.skipif(soffice() is None and os.environ.get("CI") != "true", reason="LibreOffice")
def test_a_word_document_fetches_nothing_while_it_is_printed(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def log_message(self, format: str, *said: object) -> None:  # noqa: A002
            asked.append(format % said)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    picture = tmp_path / "seal.png"
    Image.new("RGB", (50, 50), "red").save(picture)
    document = docx.Document()
    document.add_picture(str(picture))
    document.save(str(tmp_path / "own.docx"))
    with (
        zipfile.ZipFile(tmp_path / "own.docx") as own,
        zipfile.ZipFile(tmp_path / "linked.docx", "w") as linked,
    ):
        for name in own.namelist():
            far = f'Target="http://127.0.0.1:{server.server_port}/seal.png" TargetMode="External"'
            part = own.read(name).replace(b"r:embed=", b"r:link=")
            linked.writestr(name, part.replace(b'Target="media/image1.png"', far.encode()))
    try:
        assert print_guarded(tmp_path / "linked.docx").startswith(b"%PDF")
    finally:
        server.shutdown()
    assert asked == []
