"""Pages as pictures: PDF pages by pdfium, image files as they are, Word documents as LibreOffice prints them."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image as Pictures

from docscore.errors import InputError

from .heartbeat import beat
from .kind import kind_of
from .office import converted
from .read import file_bytes

#: Pixels a point, and pixels of a page at most: A3 at 150 dpi has 4.3 million; larger pages are drawn smaller.
_SCALE = 150 / 72
_MOST_PIXELS = 6_000_000
_QUALITY = 70


def draw(path: Path, first: int, last: int) -> dict[int, bytes]:
    """Draws pages of a PDF or an image file.

    Args:
        path: the file; its kind is told by its content.
        first: 1-based page to begin with.
        last: page to end with.

    Returns:
        JPEG by 1-based page; pages that are damaged or past the end of the file are missing.

    Raises:
        InputError: the file is damaged, encrypted, too large, or has no pages that can be drawn.
    """
    data = file_bytes(path)
    kind = kind_of(path, data)
    if kind == "pdf":
        return _from_pdf(path, data, first, last)
    if kind == "image":
        return _from_image(path, data, first, last)
    raise InputError(path, "没有页面可画", "请看文字版。")


def print_word(path: Path) -> bytes:
    """The PDF that LibreOffice makes of a DOCX, DOC or WPS.

    Raises:
        InputError: there is no LibreOffice, or it makes none.
    """
    data = file_bytes(path)
    with tempfile.TemporaryDirectory(prefix="docscore-") as folder:
        source = Path(folder) / f"in.{kind_of(path, data)}"
        source.write_bytes(data)
        made = converted(source, "pdf")
    if made is None:
        raise InputError(path, "没有转换成页面图", "请看文字版，或另存为 PDF。")
    return made


def _from_pdf(path: Path, data: bytes, first: int, last: int) -> dict[int, bytes]:
    from .pdf import ONE_AT_A_TIME, open_pdf

    with ONE_AT_A_TIME:
        document = open_pdf(path, data)
        try:
            pictures = {}
            for number in range(max(first, 1), min(last, len(document)) + 1):
                picture = _drawn(document, number - 1)
                if picture is not None:
                    pictures[number] = picture
                beat()
        finally:
            document.close()
    return pictures


def _drawn(document: pypdfium2.PdfDocument, index: int) -> bytes | None:
    """A page as JPEG with its forms and annotations; ``None`` if it is damaged."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            return _jpeg(bitmap.to_pil())
        finally:
            bitmap.close()
    except (pypdfium2.PdfiumError, ValueError):
        return None
    finally:
        page.close()


def _from_image(path: Path, data: bytes, first: int, last: int) -> dict[int, bytes]:
    from .imagefile import DAMAGE, MOST_UNPACKED, open_picture, upright

    pictures = {}
    with open_picture(path, data) as (picture, count):
        for number in range(max(first, 1), min(last, count) + 1):
            try:
                picture.seek(number - 1)
                if picture.width * picture.height <= MOST_UNPACKED:
                    pictures[number] = _jpeg(_smaller(*upright(picture)))
            except (Pictures.DecompressionBombError, *DAMAGE):
                continue
            beat()
    return pictures


def _smaller(shown: Pictures.Image, scale: float) -> Pictures.Image:
    """A picture at no more than the resolution that pages are drawn at."""
    factor = min(1.0, _SCALE / scale, (_MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
    size = max(1, round(shown.width * factor)), max(1, round(shown.height * factor))
    return shown if factor == 1 else shown.resize(size, Pictures.Resampling.LANCZOS)


def _jpeg(picture: Pictures.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
