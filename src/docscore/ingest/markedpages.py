"""Page pictures as a reader takes them away: personal data blacked out in the picture itself, marks drawn over it, as a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from time import gmtime

from PIL import Image, ImageDraw

Boxes = tuple[tuple[float, float, float, float], ...]

_QUALITY = 70
_INK = (0, 0, 0)
#: The same moment in every file: the same pages give the same bytes.
_MOMENT = gmtime(1577836800)
_POINTS = 72


@dataclass(frozen=True, slots=True)
class DrawnBoxes:
    """Boxes in one colour.

    Attributes:
        boxes: x0, top, x1, bottom in PDF points.
        colour: red, green, blue.
    """

    boxes: Boxes
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page with its marks.

    Attributes:
        picture: JPEG.
        size: width and height in PDF points.
        marks: what is drawn on it.
    """

    picture: bytes
    size: tuple[float, float]
    marks: tuple[DrawnBoxes, ...]


def blacked_out(picture: bytes, size: tuple[float, float], boxes: Boxes) -> bytes:
    """A page without what stands in *boxes*: the pixels themselves are gone.

    Args:
        picture: JPEG, drawn by :mod:`.pageimage`.
        size: width and height in PDF points.
        boxes: in PDF points.
    """
    if not boxes:
        return picture
    with Image.open(io.BytesIO(picture)) as page:
        shown = page.convert("RGB")
    draw = ImageDraw.Draw(shown)
    for box in _scaled(boxes, shown.size, size):
        draw.rectangle(box, fill=_INK)
    return _jpeg(shown)


def pages_pdf(pages: Iterable[MarkedPage], title: str) -> bytes:
    """A PDF of page pictures with their marks: nothing of the original file is in it but its ink.

    Args:
        pages: in order; at least one.
        title: of the PDF.
    """
    drawn = [_drawn(page) for page in pages]
    out = io.BytesIO()
    first, *others = drawn
    first[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=[picture for picture, _ in others],
        resolution=first[1],
        title=title,
        producer="docscore",
        creationDate=_MOMENT,
        modDate=_MOMENT,
        quality=_QUALITY,
    )
    return out.getvalue()


def _drawn(page: MarkedPage) -> tuple[Image.Image, float]:
    """The page with its marks, and its resolution in pixels an inch."""
    with Image.open(io.BytesIO(page.picture)) as given:
        shown = given.convert("RGB")
    veil = Image.new("RGB", shown.size, (255, 255, 255))
    draw, edges = ImageDraw.Draw(veil), []
    for mark in page.marks:
        tint = tuple(255 - (255 - part) // 4 for part in mark.colour)
        for box in _scaled(mark.boxes, shown.size, page.size):
            draw.rectangle(box, fill=tint)
            edges.append((box, mark.colour))
    from PIL import ImageChops

    shown = ImageChops.multiply(shown, veil)  # ink stays black under the tint, as under a marker pen
    draw = ImageDraw.Draw(shown)
    for (left, _, right, bottom), colour in edges:
        draw.line((left, bottom, right, bottom), fill=colour, width=2)
    return shown, shown.width * _POINTS / page.size[0]


def _scaled(
    boxes: Boxes, pixels: tuple[int, int], size: tuple[float, float]
) -> list[tuple[float, float, float, float]]:
    across, down = pixels[0] / size[0], pixels[1] / size[1]
    return [(x0 * across, top * down, x1 * across, bottom * down) for x0, top, x1, bottom in boxes]


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
