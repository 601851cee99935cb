"""Image files as documents: PNG, JPEG and TIFF with one page or many, recognised like the pages of a scan."""

from __future__ import annotations

import io
import warnings as python_warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image as Pictures
from PIL import ImageOps

from docscore.errors import InputError

from .heartbeat import beat
from .passages import Passage, Sizes
from .scannedpages import FINEST, MOST_PIXELS, ScannedPages, turned_back

if TYPE_CHECKING:
    from .pagefile import PageInk

#: A picture of more is not unpacked: A3 at 600 dpi has 70 million pixels.
MOST_UNPACKED = 80_000_000
_MOST_PAGES = 500
_KINDS = ("PNG", "JPEG", "TIFF")
#: Points between which the shorter side of a page lies, if the resolution that the file names is to be believed…
_NARROWEST, _WIDEST = 350.0, 900.0
#: …else it is an A4 page.
_A4 = 595.0
#: The tag that says how a camera was held, and its values for pictures that lie on their side.
_ORIENTATION, _LYING = 0x0112, (5, 6, 7, 8)

DAMAGE = (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError, OverflowError)


def read_image(path: Path, data: bytes) -> tuple[list[Passage], Sizes, list[str]]:
    """The passages of an image file, the sizes of its pages, and what was not read of it.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.

    Raises:
        InputError: the file is damaged, or too large to be unpacked.
    """
    said: list[str] = []
    scans = ScannedPages(said)
    with open_picture(path, data) as (picture, count):
        sizes = tuple(_size(picture, index) for index in range(count))
        pages = list(_pages(picture, count, scans))
    if not pages and not any("未识别" in one for one in said):
        raise _damaged(path)
    if not pages:
        return [], sizes, said
    from .columnsums import with_sums_checked
    from .pdf import page_passages

    return turned_back(with_sums_checked(page_passages(pages)), scans.skews), sizes, said


@contextmanager
def open_picture(path: Path, data: bytes) -> Iterator[tuple[Pictures.Image, int]]:
    """An image file and its number of pages.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.

    Raises:
        InputError: the file is damaged, or too large to be unpacked.
    """
    with python_warnings.catch_warnings():
        # Pillow's own limit is lower than ours, and odd tags are no matter
        python_warnings.simplefilter("ignore")
        try:
            with Pictures.open(io.BytesIO(data), formats=_KINDS) as picture:
                yield picture, getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        except Pictures.DecompressionBombError as error:
            raise _too_large(path) from error
        except DAMAGE as error:
            raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    return InputError(path, "图片已损坏或不完整，无法打开", "请重新扫描、重新导出或向报送单位索取原件。")


def _too_large(path: Path) -> InputError:
    return InputError(
        path, f"图片超过 {MOST_UNPACKED // 10_000} 万像素，没有打开", "请以 300 dpi 重新扫描或缩小后再试。"
    )


def _pages(picture: Pictures.Image, count: int, scans: ScannedPages) -> Iterator[PageInk]:
    for number in range(1, min(count, _MOST_PAGES) + 1):
        try:
            picture.seek(number - 1)
            width, height = picture.size
            if width * height > MOST_UNPACKED:
                scans.warnings.append(f"第{number}页为图片，{width}×{height} 像素，超过上限，未识别")
                continue
            if not scans.possible:
                scans.warnings.append(f"第{number}页为图片，未识别")
                continue
            shown, scale = upright(picture)
        except Pictures.DecompressionBombError:
            scans.warnings.append(f"第{number}页为图片，像素超过上限，未识别")
            continue
        except DAMAGE:
            scans.warnings.append(f"第{number}页已损坏，未读取")
            continue
        import numpy as np

        beat()
        yield scans.from_picture(number, np.array(shown, np.uint8), scale)
    if count > _MOST_PAGES:
        scans.warnings.append(f"第{_MOST_PAGES + 1}—{count}页未读取，图片超过 {_MOST_PAGES} 页")


def _size(picture: Pictures.Image, index: int) -> tuple[float, float]:
    """Width and height of a page in points as it is shown, without unpacking it; of a damaged page those of A4."""
    try:
        picture.seek(index)
    except (Pictures.DecompressionBombError, *DAMAGE):
        return _A4, _A4 * 2**0.5
    width, height = picture.size
    # a PNG is unpacked whole to look for a mark that hardly one has: it is taken as it lies
    if picture.format != "PNG" and picture.getexif().get(_ORIENTATION, 1) in _LYING:
        width, height = height, width
    scale = _scale(picture)
    return width / scale, height / scale


def upright(picture: Pictures.Image) -> tuple[Pictures.Image, float]:
    """A page as it is shown, in red, green and blue on white, and its pixels a point."""
    scale = _scale(picture)
    shown = ImageOps.exif_transpose(picture)
    if shown.mode.startswith(("I", "F")):  # sixteen bits of grey
        shown = shown.convert("F").point(lambda shade: shade / 256).convert("L")
    if "A" in shown.getbands() or "transparency" in shown.info:
        drawn = shown.convert("RGBA")
        shown = Pictures.new("RGB", drawn.size, "white")
        shown.paste(drawn, mask=drawn.getchannel("A"))
    shown = shown.convert("RGB")
    smaller = min(1.0, FINEST / scale, (MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
    if smaller < 1:
        size = max(1, round(shown.width * smaller)), max(1, round(shown.height * smaller))
        shown, scale = shown.resize(size, Pictures.Resampling.LANCZOS), scale * smaller
    return shown, scale


def _scale(picture: Pictures.Image) -> float:
    """Pixels a point: by the resolution that the file names, if it can be believed."""
    dpi, shorter = picture.info.get("dpi"), min(picture.size)
    if dpi and float(dpi[0]) > 0 and _NARROWEST <= shorter * 72 / float(dpi[0]) <= _WIDEST:
        return float(dpi[0]) / 72
    return max(shorter / _A4, 0.1)
