"""Pages as pictures: PDF pages by pdfium, image files as they are, Word documents as LibreOffice prints them."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image as Pictures

from docscore.errors import InputError

from .heartbeat import beat
from .kind import kind_of
from .office import converted

#: Pixels a point, and pixels of a page at most: A3 at 150 dpi has 4.3 million; larger pages are drawn smaller.
_SCALE = 150 / 72
_MOST_PIXELS = 6_000_000
_QUALITY = 70
_MOST_PAGES = 5_000
#: The size of a page that is damaged.
_A4 = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pages of a file as pictures.

    Attributes:
        sizes: width and height of every page of the file in PDF points, as it is shown.
        pictures: JPEG of those pages that were asked for, by 1-based page; a damaged page is missing.
    """

    sizes: tuple[tuple[float, float], ...]
    pictures: dict[int, bytes]


def draw(path: Path, first: int, last: int) -> Drawn:
    """Draws pages of a PDF or an image file.

    Args:
        path: the file; its kind is told by its content.
        first: 1-based page to begin with.
        last: page to end with; those past the end of the file are left out.

    Raises:
        InputError: the file is damaged, encrypted, too large, or has no pages that can be drawn.
    """
    data = path.read_bytes()
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
    with tempfile.TemporaryDirectory(prefix="docscore-") as folder:
        source = Path(folder) / f"in.{'docx' if kind_of(path, path.read_bytes()) == 'docx' else 'doc'}"
        source.write_bytes(path.read_bytes())
        made = converted(source, "pdf")
    if made is None:
        raise InputError(path, "没有转换成页面图", "请看文字版，或另存为 PDF。")
    return made


def _from_pdf(path: Path, data: bytes, first: int, last: int) -> Drawn:
    from .pdf import ONE_AT_A_TIME, open_pdf

    with ONE_AT_A_TIME:
        document = open_pdf(path, data)
        try:
            count = min(len(document), _MOST_PAGES)
            sizes = tuple(document.get_page_size(index) for index in range(count))
            pictures = {}
            for number in range(max(first, 1), min(last, count) + 1):
                picture = _drawn(document, number - 1)
                if picture is not None:
                    pictures[number] = picture
                beat()
        finally:
            document.close()
    return Drawn(sizes, pictures)


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


def _from_image(path: Path, data: bytes, first: int, last: int) -> Drawn:
    from .imagefile import DAMAGE, MOST_PAGES, MOST_UNPACKED, open_picture, size_in_points, upright

    sizes, pictures = [], {}
    with open_picture(path, data) as (picture, count):
        for number in range(1, min(count, MOST_PAGES) + 1):
            try:
                picture.seek(number - 1)
                sizes.append(size_in_points(picture))
                if first <= number <= last and picture.width * picture.height <= MOST_UNPACKED:
                    pictures[number] = _jpeg(_smaller(*upright(picture)))
                    beat()
            except (Pictures.DecompressionBombError, *DAMAGE):
                sizes[number - 1 :] = [_A4]
    return Drawn(tuple(sizes), pictures)


def _smaller(shown: Pictures.Image, scale: float) -> Pictures.Image:
    """A picture at no more than the resolution that pages are drawn at."""
    factor = min(1.0, _SCALE / scale, (_MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
    size = max(1, round(shown.width * factor)), max(1, round(shown.height * factor))
    return shown if factor == 1 else shown.resize(size, Pictures.Resampling.LANCZOS)


def _jpeg(picture: Pictures.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
