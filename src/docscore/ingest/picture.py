"""What can be told from the picture of a page without reading it: its slant, its ruling lines, its red seals."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .recognition import Image
from .shapes import Rule

Mask = NDArray[np.uint8]

_STEEPEST = 3.0  # degrees
_COARSE, _FINE = 0.25, 0.05
_LEVEL = 0.08
_SLANT_WIDTH = 700

#: Ruling lines are longer than this, in points, and thinner.
_SHORTEST_ACROSS = 30.0
_SHORTEST_DOWN = 20.0
_THICKEST = 4.0
#: Noise breaks a line; gaps up to this many points are closed.
_GAP = 1.5
#: A line is dark along this part of its length, and at this distance in points it has white along most of one side (words may touch
#: it on the other): rows of print have not.
_DARK_ALONG = 0.7
_WHITE_BESIDE, _OTHER_SIDE = 0.8, 0.3
_BESIDE = 1.5
_MOST_LINES = 2_000

#: Red ink: hue of OpenCV's half degrees, and how strong and how light it is at least.
_RED_HUE = 12
_STRONG, _LIGHT = 70, 70


def slant(image: Image) -> float:
    """Degrees by which the lines of a page rise to the right, within ±3; 0 if they are level or none can be seen."""
    scale = min(1.0, _SLANT_WIDTH / image.shape[1])
    small = cv2.resize(
        cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    )
    ink = dark(small).astype(np.float32)
    if ink.sum() < 255 * 50:
        return 0.0

    def sharpness(degrees: float) -> float:
        """How far the rows of pixels differ after turning: level lines leave dark rows and white ones."""
        rows = _turn(ink, -degrees, 0.0).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    steps = round(_STEEPEST / _COARSE)
    best = max((step * _COARSE for step in range(-steps, steps + 1)), key=sharpness)
    near = round(_COARSE / _FINE)
    best = max((best + step * _FINE for step in range(-near, near + 1)), key=sharpness)
    return best if abs(best) >= _LEVEL else 0.0


def levelled(image: Image, degrees: float) -> Image:
    """The picture with lines that rise by *degrees* made level, of the same size, white where nothing was."""
    if not degrees:
        return image
    turned: Image = _turn(image, -degrees, (255.0, 255.0, 255.0)).astype(np.uint8)
    return turned


def _turn(
    image: NDArray[np.generic], degrees: float, border: float | tuple[float, float, float]
) -> NDArray[np.generic]:
    """Turned anticlockwise around its middle."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned: NDArray[Any] = np.asarray(
        cv2.warpAffine(
            np.asarray(image, image.dtype.type),
            matrix,
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=border,
        )
    )
    return turned


def unlevelled(x: float, y: float, degrees: float, width: float, height: float) -> tuple[float, float]:
    """Where a point of the levelled page stood before; the page is *width* × *height* in the same unit."""
    angle = math.radians(degrees)
    dx, dy = x - width / 2, y - height / 2
    return (
        width / 2 + dx * math.cos(angle) + dy * math.sin(angle),
        height / 2 - dx * math.sin(angle) + dy * math.cos(angle),
    )


def dark(gray: NDArray[Any]) -> Mask:
    """255 where there is ink, 0 elsewhere, whatever the shade of the paper around it."""
    smooth = cv2.GaussianBlur(np.asarray(gray, np.uint8), (3, 3), 0)
    return np.asarray(
        cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 18),
        np.uint8,
    )


def ruling_lines(image: Image, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical ruling lines of a level page, in points.

    Args:
        image: its picture.
        scale: pixels a point.
    """
    ink = dark(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    gap = max(3, round(_GAP * scale) | 1)
    beside = max(2, round(_BESIDE * scale))
    across = _runs(ink, round(_SHORTEST_ACROSS * scale), gap, beside, horizontal=True)
    down = _runs(ink, round(_SHORTEST_DOWN * scale), gap, beside, horizontal=False)
    thickest = max(4.0, _THICKEST * scale)
    horizontal = [
        Rule((top + height / 2) / scale, left / scale, (left + width) / scale)
        for left, top, width, height in across
        if height <= thickest
    ]
    vertical = [
        Rule((left + width / 2) / scale, top / scale, (top + height) / scale)
        for left, top, width, height in down
        if width <= thickest
    ]
    return horizontal[:_MOST_LINES], vertical[:_MOST_LINES]


def _runs(
    ink: Mask, shortest: int, gap: int, beside: int, *, horizontal: bool
) -> list[tuple[int, int, int, int]]:
    """Left, top, width, height of the long straight dark runs."""

    def bar(length: int, thickness: int = 1) -> Mask:
        return np.ones((thickness, length) if horizontal else (length, thickness), np.uint8)

    thick = cv2.dilate(
        ink, bar(1, 3)
    )  # a line that is not quite level steps from one row of pixels to the next
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, bar(gap))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(shortest))
    count, _, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    # Lines across are told on the picture lying down, those down on the picture turned, so one check serves both.
    upright = np.asarray(thick if horizontal else thick.T, np.uint8)
    runs = []
    for left, top, width, height, _ in stats[1:count].tolist():
        place = (left, top, width, height) if horizontal else (top, left, height, width)
        if _is_line(upright, *place, beside):
            runs.append((left, top, width, height))
    return runs


def _is_line(ink: Mask, left: int, top: int, width: int, height: int, beside: int) -> bool:
    """Whether a horizontal run is a line: dark along its length, white above or below it, and not dark on either side."""
    along = ink[top : top + height, left : left + width].max(axis=0).mean() / 255
    above = ink[max(0, top - beside - 2) : max(0, top - beside), left : left + width]
    below = ink[top + height + beside : top + height + beside + 2, left : left + width]
    white = [1 - side.max(axis=0).mean() / 255 for side in (above, below) if side.size]
    return bool(
        along >= _DARK_ALONG
        and max(white, default=1) >= _WHITE_BESIDE
        and min(white, default=1) >= _OTHER_SIDE
    )


def without_red(image: Image) -> tuple[Image, Mask]:
    """The picture with its red ink made white, and where that was (1); the mask is empty where nothing is red."""
    hue, strength, light = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2HSV))
    red = ((hue <= _RED_HUE) | (hue >= 180 - _RED_HUE)) & (strength >= _STRONG) & (light >= _LIGHT)
    if red.mean() < 0.0005:
        return image, np.zeros((0, 0), np.uint8)
    cleared = image.copy()
    cleared[red] = image[red].max(axis=1, keepdims=True)  # black print under the seal is not red and stays
    return cleared, red.astype(np.uint8)


def tight(ink: Mask) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of the ink in a picture, specks left out; ``None`` if there is none."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    parts = [
        (left, top, left + width, top + height)
        for left, top, width, height, area in stats[1:count].tolist()
        if area >= 12 and height >= 5
    ]
    if not parts:
        return None
    return (
        min(part[0] for part in parts),
        min(part[1] for part in parts),
        max(part[2] for part in parts),
        max(part[3] for part in parts),
    )


def enlarged(image: Image, factor: float) -> Image:
    """The picture *factor* times as large."""
    larger: Image = np.asarray(
        cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8
    )
    return larger
