"""Coordinates: from those of a PDF (y upwards, unrotated, nested forms) to those of the page as it is shown."""

from __future__ import annotations

from array import array

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


def chained(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies *inner* first, then *outer*."""
    a, b, c, d, e, f = inner
    x0, y0 = point(outer, e, f)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x0,
        y0,
    )


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point moved by a matrix."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def transformed(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    """The box around a box moved by a matrix."""
    corners = [point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
