"""What is drawn on a page besides text: ruling lines and images, forms inside forms included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

import pypdfium2.raw as raw

from .frame import IDENTITY, Frame, Matrix, chained, point, transformed

#: Lines are thinner than this, in points; what is thicker is a shaded box.
_THICKEST_LINE = 3.0
_SHORTEST_LINE = 3.0
_MOST_OBJECTS = 20_000
_MOST_LINES = 6_000
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 4


def plain(function: Any, result: Any, *arguments: Any) -> Any:
    """A pdfium function called with plain addresses: pypdfium2's typed pointers cost more than the call itself."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


_page_object = plain(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_form_object = plain(raw.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_type = plain(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_font = plain(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_is_embedded = plain(raw.FPDFFont_GetIsEmbedded, ctypes.c_int, ctypes.c_void_p)


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


@dataclass(slots=True)
class Shapes:
    """What is drawn on a page.

    Attributes:
        horizontal: horizontal ruling lines.
        vertical: vertical ruling lines.
        covered: area under images, in square points.
        mute: there is text of a font that the file does not carry and for which pdfium has no glyph.
    """

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    covered: float = 0.0
    mute: bool = False

    def add_line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Notes a thin box as a line; what is too short or too thick is none."""
        if len(self.horizontal) + len(self.vertical) >= _MOST_LINES:
            return
        width, height = x1 - x0, bottom - top
        if height <= _THICKEST_LINE and width >= _SHORTEST_LINE and width > height:
            self.horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif width <= _THICKEST_LINE and height >= _SHORTEST_LINE:
            self.vertical.append(Rule((x0 + x1) / 2, top, bottom))


def read_shapes(page: Any, frame: Frame) -> Shapes:
    """What is drawn on a page.

    Args:
        page: pdfium's handle of the page.
        frame: the way to the coordinates of the page as it is shown.
    """
    shapes = Shapes()
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    handle = ctypes.cast(page, ctypes.c_void_p).value
    _gather(list(map(_page_object, repeat(handle, count), range(count))), IDENTITY, 0, frame, shapes)
    return shapes


def _gather(objects: Sequence[int], matrix: Matrix, depth: int, frame: Frame, shapes: Shapes) -> None:
    # Nearly all objects of a report are pieces of text, told by their font in one call each.
    fonts = list(map(_font, objects))
    shapes.mute = shapes.mute or _any_mute(objects, fonts)
    if all(fonts):
        return
    for address in (item for item, font in zip(objects, fonts, strict=True) if not font):
        kind = _type(address)
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            for box in _strokes(item, matrix):
                shapes.add_line(*frame.box(*box))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            bounds = _bounds(item)
            if bounds is not None:
                x0, y0, x1, y1 = transformed(bounds, matrix)
                shapes.covered += (x1 - x0) * (y1 - y0)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = min(raw.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)
            inner = list(map(_form_object, repeat(address, count), range(count)))
            _gather(inner, chained(_matrix(item), matrix), depth + 1, frame, shapes)


def _any_mute(objects: Sequence[int], fonts: Sequence[int | None]) -> bool:
    """Whether a text has no width: pdfium has no glyph for it and leaves it out of the page's text.

    Only fonts that the file does not carry come to that; a blank of another font has no width either.

    Args:
        objects: what is drawn.
        fonts: the font of each, ``None`` for what is no text.
    """
    foreign = {font for font in set(fonts) if font and not _is_embedded(font)}
    if not foreign:
        return False
    for address, font in zip(objects, fonts, strict=True):
        if font in foreign:
            bounds = _bounds(ctypes.cast(address, raw.FPDF_PAGEOBJECT))
            if bounds is not None and bounds[2] - bounds[0] < 0.01:
                return True
    return False


def _strokes(path: Any, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of the straight strokes of a path, in PDF coordinates."""
    bounds = _bounds(path)
    if bounds is None:
        return
    box = transformed(bounds, matrix)
    if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST_LINE:
        yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    segments = raw.FPDFPath_CountSegments(path)
    if segments > _MOST_SEGMENTS:
        return
    whole = chained(_matrix(path), matrix)
    subpaths = list(_subpaths(path, segments))
    for points in subpaths:
        placed = [point(whole, x, y) for x, y in points]
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
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
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


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
