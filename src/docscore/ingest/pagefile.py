"""pdfium's view of a PDF page, in as few calls as it allows: characters with boxes, ruling lines, images."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

#: Lines are thinner than this, in points; what is thicker is a shaded box.
_THICKEST_LINE = 3.0
_SHORTEST_LINE = 3.0
_MOST_OBJECTS = 20_000
_MOST_LINES = 6_000
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 4
#: A page with fewer characters and an image over this part of it is a scan.
_FEWEST_CHARACTERS = 30
_SCAN_COVERAGE = 0.3

#: pdfium's marks for a hyphen at the end of a line.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_SEGMENT_MOVE = raw.FPDF_SEGMENT_MOVETO


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line.

    Attributes:
        at: its y (horizontal) or x (vertical), in points from the upper left corner of the page.
        start: where it begins along the other axis.
        end: where it ends.
    """

    at: float
    start: float
    end: float


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
        incomplete: pdfium may have left out characters of a font that the file does not carry.
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


class Frame:
    """The way from PDF coordinates (y upwards, unrotated) to those of the page as it is shown."""

    def __init__(self, left: float, bottom: float, right: float, top: float, rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.rotation = rotation % 360
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if self.rotation in (90, 270) else (width, height)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box in PDF coordinates as x0, top, x1, bottom on the page."""
        if self.rotation == 90:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.rotation == 180:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        if self.rotation == 270:
            return self.top - y1, self.right - x1, self.top - y0, self.right - x0
        return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0

    def boxes(self, flat: array[float]) -> array[float]:
        """Boxes as pdfium gives them (left, top, right, bottom) as x0, top, x1, bottom on the page, four items each."""
        lefts, tops, rights, bottoms = flat[0::4], flat[1::4], flat[2::4], flat[3::4]
        turned = array("f", flat)
        left, right, top, bottom = self.left, self.right, self.top, self.bottom
        if self.rotation == 0:
            if left:
                turned[0::4] = array("f", [x - left for x in lefts])
                turned[2::4] = array("f", [x - left for x in rights])
            turned[1::4] = array("f", [top - y for y in tops])
            turned[3::4] = array("f", [top - y for y in bottoms])
        elif self.rotation == 90:
            turned[0::4] = array("f", [y - bottom for y in bottoms])
            turned[1::4] = array("f", [x - left for x in lefts])
            turned[2::4] = array("f", [y - bottom for y in tops])
            turned[3::4] = array("f", [x - left for x in rights])
        elif self.rotation == 180:
            turned[0::4] = array("f", [right - x for x in rights])
            turned[1::4] = array("f", [y - bottom for y in bottoms])
            turned[2::4] = array("f", [right - x for x in lefts])
            turned[3::4] = array("f", [y - bottom for y in tops])
        else:
            turned[0::4] = array("f", [top - y for y in tops])
            turned[1::4] = array("f", [right - x for x in rights])
            turned[2::4] = array("f", [top - y for y in bottoms])
            turned[3::4] = array("f", [right - x for x in lefts])
        return turned


class BoxReader:
    """Boxes of all characters of a page in one loop without a Python frame for each."""

    def __init__(self) -> None:
        # pypdfium2 declares pointer types, whose check costs more than the call; plain addresses do not.
        prototype = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        address = ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
        self._get = prototype(address or 0)
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
            text = text.translate(_HYPHENS)
            boxes = frame.boxes(reader.read(textpage, count))
        finally:
            textpage.close()
        horizontal: list[Rule] = []
        vertical: list[Rule] = []
        covered = 0.0
        incomplete = False
        for kind, box in _shapes(page.raw, frame):
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                covered += (box[2] - box[0]) * (box[3] - box[1])
                continue
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                incomplete = True
                continue
            if len(horizontal) + len(vertical) >= _MOST_LINES:
                continue
            width, height = box[2] - box[0], box[3] - box[1]
            if height <= _THICKEST_LINE and width >= _SHORTEST_LINE and width > height:
                horizontal.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
            elif width <= _THICKEST_LINE and height >= _SHORTEST_LINE:
                vertical.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))
        few = count < _FEWEST_CHARACTERS or len(text.split()) == 0
        scanned = few and covered > _SCAN_COVERAGE * frame.width * frame.height
        return PageInk(
            index + 1,
            frame.width,
            frame.height,
            text,
            boxes,
            tuple(horizontal),
            tuple(vertical),
            scanned,
            incomplete,
        )
    finally:
        page.close()


def _character(textpage: Any, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _shapes(page: Any, frame: Frame) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """Lines, images and texts without glyphs as kind and box; a path of many strokes gives one box a stroke."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    objects = list(map(raw.FPDFPage_GetObject, repeat(page, count), range(count)))
    for kind, x0, y0, x1, y1 in _boxes(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0):
        yield kind, frame.box(x0, y0, x1, y1)


_Matrix = tuple[float, float, float, float, float, float]


def _boxes(
    objects: list[Any], matrix: _Matrix, depth: int
) -> Iterator[tuple[int, float, float, float, float]]:
    for item, kind in zip(objects, map(raw.FPDFPageObj_GetType, objects), strict=True):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from ((kind, *box) for box in _strokes(item, matrix))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            bounds = _bounds(item)
            if bounds is not None:
                yield (kind, *_transformed(bounds, matrix))
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            if not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)) and _shows_nothing(item):
                yield (kind, 0.0, 0.0, 0.0, 0.0)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = min(raw.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)
            inner = list(map(raw.FPDFFormObj_GetObject, repeat(item, count), range(count)))
            yield from _boxes(inner, _chained(_matrix(item), matrix), depth + 1)


def _shows_nothing(text: Any) -> bool:
    """Whether pdfium has no glyph for a text: it then has no width, and pdfium leaves it out of the page's text."""
    bounds = _bounds(text)
    return bounds is not None and bounds[2] - bounds[0] < 0.01


def _strokes(path: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of the straight strokes of a path, in PDF coordinates."""
    bounds = _bounds(path)
    if bounds is None:
        return
    box = _transformed(bounds, matrix)
    if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST_LINE:
        yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    segments = raw.FPDFPath_CountSegments(path)
    if segments > _MOST_SEGMENTS:
        return
    whole = _chained(_matrix(path), matrix)
    subpaths = list(_subpaths(path, segments))
    for points in subpaths:
        placed = [_point(whole, x, y) for x, y in points]
        if not stroke.value:
            # many thin filled boxes in one path; a thick one is shading
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            outline = (min(xs), min(ys), max(xs), max(ys))
            if min(outline[2] - outline[0], outline[3] - outline[1]) <= _THICKEST_LINE:
                yield outline
            continue
        for (x0, y0), (x1, y1) in pairwise(placed):
            if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _subpaths(path: Any, segments: int) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each part of a path, the first again at the end of one that is closed."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if raw.FPDFPathSegment_GetType(segment) == _SEGMENT_MOVE:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _bounds(item: Any) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = raw.FPDFPageObj_GetBounds(
        item, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    )
    return (left.value, bottom.value, right.value, top.value) if found else None


def _matrix(item: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _chained(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    x0, y0 = _point(outer, e, f)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x0,
        y0,
    )


def _point(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _transformed(
    box: tuple[float, float, float, float], matrix: _Matrix
) -> tuple[float, float, float, float]:
    corners = [_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
