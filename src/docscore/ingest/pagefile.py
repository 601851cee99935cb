"""pdfium's view of a PDF page, in as few calls as it allows: characters with boxes, ruling lines, images."""

from __future__ import annotations

import ctypes
import re
from array import array
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from .doubled import without_doubles
from .frame import Frame
from .shapes import Rule, plain, read_shapes

#: A page with fewer characters and an image over this part of it is a scan.
_FEWEST_CHARACTERS = 30
_SCAN_COVERAGE = 0.3

#: A text layer is rubbish if it is written in signs without meaning to this part…
_MEANINGLESS = 0.25
#: …or lies over a picture of the page and has hardly a Chinese character among this many.
_FEWEST_CHINESE = 0.02
_ENOUGH = 60
_PICTURE = 0.7
_NO_MEANING = re.compile("[\ufffd\ue000-\uf8ff\u0080-\u00b6\u00b8-\u00d6\u00d8-\u02ff]")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")

#: pdfium's marks for a hyphen at the end of a line.
_HYPHENS = ("\x02", "\ufffe")


@dataclass(frozen=True, slots=True)
class PageInk:
    """What stands on a page, in points from its upper left corner as it is shown.

    Attributes:
        number: 1-based page.
        width: width.
        height: height.
        text: all characters in the order of the file, CR LF between lines.
        boxes: x0, top, x1, bottom of each character of ``text``.
        horizontal: horizontal ruling lines.
        vertical: vertical ruling lines.
        scanned: hardly a character, and an image over much of the page.
        rubbish: its text says nothing: characters of private use, bytes taken for Latin letters.
        incomplete: pdfium may have left out characters of a font that the file does not carry.
        certainty: how sure recognition is of each character, in percent; empty if the file has them as text.
        skew: degrees by which the scan was turned to make its lines level; boxes are those of the turned page.
    """

    number: int
    width: float
    height: float
    text: str
    boxes: array[float]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    scanned: bool
    incomplete: bool
    rubbish: bool = False
    certainty: bytes = b""
    skew: float = 0.0


class BoxReader:
    """Boxes of all characters of a page in one loop without a Python frame for each."""

    def __init__(self) -> None:
        arguments = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        self._get = plain(raw.FPDFText_GetLooseCharBox, ctypes.c_int, *arguments)
        self._size = 0
        self._grow(4096)

    def _grow(self, size: int) -> None:
        self._buffer = (ctypes.c_float * (4 * size))()
        base = ctypes.addressof(self._buffer)
        self._addresses = range(base, base + 16 * size, 16)
        self._size = size

    def read(self, textpage: Any, count: int) -> array[float]:
        """Left, top, right, bottom of *count* characters in PDF coordinates, four items each."""
        if count > self._size:
            self._grow(2 * count)
        handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        ctypes.memset(self._buffer, 0, 16 * count)
        sum(map(self._get, repeat(handle, count), range(count), self._addresses))
        boxes = array("f")
        boxes.frombytes(memoryview(self._buffer).cast("B")[: 16 * count])
        return boxes


def read_page(document: pypdfium2.PdfDocument, index: int, reader: BoxReader) -> PageInk:
    """Reads one page.

    Args:
        document: the open file.
        index: 0-based page.
        reader: shared by all pages.

    Raises:
        pypdfium2.PdfiumError: the page cannot be loaded.
    """
    page = document[index]  # bound to a name: a page that is collected while its objects are counted crashes
    try:
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation())
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            text = textpage.get_text_range() if count > 0 else ""
            if len(text) != count:
                text = "".join(map(_character, repeat(textpage.raw, count), range(count)))
            for mark in _HYPHENS:
                text = text.replace(mark, "-")
            text, boxes = without_doubles(text, frame.boxes(reader.read(textpage, count)))
        finally:
            textpage.close()
        shapes = read_shapes(page.raw, frame)
        few = count < _FEWEST_CHARACTERS or not text.strip()
        covered = shapes.covered / max(frame.width * frame.height, 1.0)
        scanned = few and covered > _SCAN_COVERAGE
        return PageInk(
            index + 1,
            frame.width,
            frame.height,
            text,
            boxes,
            tuple(shapes.horizontal),
            tuple(shapes.vertical),
            scanned,
            shapes.mute,
            not few and _says_nothing(text, covered),
        )
    finally:
        page.close()


def _says_nothing(text: str, covered: float) -> bool:
    """Whether a text layer is rubbish; *covered* is the part of the page under pictures.

    Scanners that cannot read Chinese leave Latin letters; fonts without a table of characters leave their own codes.
    """
    words = "".join(text.split())
    if len(_NO_MEANING.findall(words)) > _MEANINGLESS * len(words):
        return True
    if covered <= _PICTURE or len(words) < _ENOUGH:
        return False
    return len(_CHINESE.findall(words)) < _FEWEST_CHINESE * len(words)


def _character(textpage: Any, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
