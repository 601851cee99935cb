"""Pages that must be recognised: pictures of them made by pdfium, read, and what is to be said about them."""

from __future__ import annotations

import importlib.util
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pypdfium2

from docscore.model import Glyphs
from docscore.model.document import DOUBTFUL_BELOW

from .heartbeat import beat
from .pagefile import PageInk
from .passages import Passage

if TYPE_CHECKING:
    from .recognisedpages import RecognisedPages
    from .recognition import Image

#: Resolutions at which pages are shown, in pixels a point: that of the picture itself, within these.
_COARSEST, FINEST = 150 / 72, 300 / 72
_USUAL = 200 / 72
#: A page of 16 million pixels is A3 at 300 dpi.
MOST_PIXELS = 16_000_000


@dataclass(slots=True)
class ScannedPages:
    """The recognition of a document's pages.

    Attributes:
        warnings: what to say about them, in Chinese.
        skews: page → its slant in degrees, width and height; level pages are left out.
    """

    warnings: list[str] = field(default_factory=list)
    skews: dict[int, tuple[float, float, float]] = field(default_factory=dict)
    _kept: RecognisedPages | None = None

    @property
    def possible(self) -> bool:
        """Whether there is anything to recognise pages with."""
        return _available()

    def from_pdf(self, document: pypdfium2.PdfDocument, page: PageInk) -> PageInk:
        """A page of an open PDF that has no text, or a rubbish one, recognised; as it was if that cannot be done."""
        what = "为扫描件" if page.scanned else "的文字层是乱码"
        if not self.possible:
            self.warnings.append(f"第{page.number}页{what}，未识别")
            return page
        import numpy as np

        shown = document[page.number - 1]
        try:
            scale = _scale(shown, page)
            bitmap = shown.render(scale=scale, rev_byteorder=True)
            picture = np.array(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            self.warnings.append(f"第{page.number}页{what}，未识别")
            return page
        finally:
            shown.close()
        return self.from_picture(page.number, picture, scale, what)

    def from_picture(self, number: int, picture: Image, scale: float, what: str = "为图片") -> PageInk:
        """A page given as a picture, recognised.

        Args:
            number: 1-based page.
            picture: the picture.
            scale: pixels a point.
            what: why it is recognised, in Chinese.
        """
        from .recognisedpages import RecognisedPages
        from .scan import read_picture

        if self._kept is None:
            self._kept = RecognisedPages.of_user()
        page = self._kept.find(number, picture, scale)
        if page is None:
            page = read_picture(number, picture, scale)
            self._kept.keep(page, picture, scale)
        beat()
        doubts = sum(
            1
            for character, sure in zip(page.text, page.certainty, strict=True)
            if character.isdigit() and sure < DOUBTFUL_BELOW
        )
        said = f"，其中 {doubts} 个数字存疑" if doubts else ""
        self.warnings.append(f"第{number}页{what}，文字由识别得到{said}")
        if page.skew:
            self.skews[number] = page.skew, page.width, page.height
        return page


def _available() -> bool:
    if importlib.util.find_spec("numpy") is None:
        return False
    from .recognition import available

    return available()


def _scale(shown: pypdfium2.PdfPage, page: PageInk) -> float:
    """Pixels a point: as many as the largest picture on the page has."""
    import pypdfium2.raw as raw

    scale = 0.0
    for item in shown.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        width, height = item.get_px_size()
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.3 * page.width * page.height:
            scale = max(scale, (width * height / ((right - left) * (top - bottom))) ** 0.5)
    scale = min(max(scale or _USUAL, _COARSEST), FINEST)
    return float(min(scale, (MOST_PIXELS / max(page.width * page.height, 1.0)) ** 0.5))


def turned_back(
    passages: Sequence[Passage], skews: Mapping[int, tuple[float, float, float]]
) -> list[Passage]:
    """The passages with the boxes of slanted pages where they stand on the page as it was scanned."""
    if not skews:
        return list(passages)
    return [
        replace(passage, glyphs=_turned(passage.glyphs, skews)) if passage.glyphs else passage
        for passage in passages
    ]


def _turned(glyphs: Glyphs, skews: Mapping[int, tuple[float, float, float]]) -> Glyphs:
    from .picture import unlevelled

    boxes = array("f", glyphs.boxes)
    for at, page in enumerate(glyphs.pages):
        skew = skews.get(page)
        x0, top, x1, bottom = boxes[4 * at : 4 * at + 4]
        if skew is None or x1 <= x0:
            continue
        x, y = unlevelled((x0 + x1) / 2, (top + bottom) / 2, *skew)
        half_width, half_height = (x1 - x0) / 2, (bottom - top) / 2
        boxes[4 * at : 4 * at + 4] = array(
            "f", (x - half_width, y - half_height, x + half_width, y + half_height)
        )
    return Glyphs(glyphs.pages, boxes, glyphs.certainty)
