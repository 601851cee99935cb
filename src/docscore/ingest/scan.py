"""The picture of a page → what stands on it, in the form in which digital pages come: characters, boxes, ruling lines."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from .lattice import Lattice, lattices
from .pagefile import PageInk
from .picture import dark, enlarged, levelled, ruling_lines, slant, tight, without_red
from .recognition import Image, Recognised, percent, recognise, recognise_crop

#: Never more than this is said of a character that stands under a seal or reads differently at a second look.
DOUBT = 50
_UNDER_SEAL = 0.06
_SHORT = re.compile(r"[\d.%]{1,5}$")
#: A second look at a short number: how much larger it is shown, with this much white around, in parts of its height.
_ENLARGED = 1.6
_WHITE = 0.45
#: Nearer to a ruling line than this, in points, ink belongs to the line.
_INSET = 2.5
_SMALLEST_INK = 0.004
_MOST_LOOKS = 400


def read_picture(number: int, image: Image, scale: float) -> PageInk:
    """Recognises a page.

    Args:
        number: 1-based page.
        image: its picture.
        scale: pixels a point.

    Returns:
        the page; its boxes are those of the page made level, by ``skew`` degrees.
    """
    skew = slant(image)
    image, seal = without_red(levelled(image, skew))
    horizontal, vertical = ruling_lines(image, scale)
    lines = recognise(image)
    looks = _Looks(image, scale)
    lines = [looks.again(line) for line in lines]
    for grid in lattices(horizontal, vertical):
        lines.extend(looks.missed(grid, lines))
    if seal.size:
        lines = [_under_seal(line, seal) for line in lines]
    text, boxes, certainty = _in_points(lines, scale)
    height, width = image.shape[:2]
    return PageInk(
        number,
        width / scale,
        height / scale,
        text,
        boxes,
        tuple(horizontal),
        tuple(vertical),
        scanned=True,
        incomplete=False,
        certainty=certainty,
        skew=skew,
    )


class _Looks:
    """Second looks at short numbers: alone in a cell, one digit has no neighbours that help to tell 6 from 9."""

    def __init__(self, image: Image, scale: float) -> None:
        self._image = image
        self._ink = dark(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
        self._scale = scale
        self._left = _MOST_LOOKS

    def again(self, line: Recognised) -> Recognised:
        """*line*, marked as doubtful if it is a short number that reads differently when shown larger."""
        if not _SHORT.match(line.text) or self._left <= 0:
            return line
        self._left -= 1
        # Generous: a digit at the edge of the box that was found may be half outside.
        height = max(line.boxes[3::4]) - min(line.boxes[1::4])
        box = (
            min(line.boxes[0::4]) - 0.3 * height,
            min(line.boxes[1::4]) - 0.1 * height,
            max(line.boxes[2::4]) + 0.3 * height,
            max(line.boxes[3::4]) + 0.1 * height,
        )
        seen = self._read(box)
        if seen is None or seen[0] == line.text:
            return line
        return replace(line, certainty=bytes(min(sure, DOUBT) for sure in line.certainty))

    def missed(self, grid: Lattice, lines: Sequence[Recognised]) -> Iterator[Recognised]:
        """What stands alone in cells in which nothing was found though there is ink."""
        index = grid.index()
        taken = {
            index[place]
            for line in lines
            for at in range(len(line.text))
            if (place := grid.position(*self._middle(line.boxes[4 * at : 4 * at + 4]))) is not None
        }
        for number, box in enumerate(grid.boxes):
            if number in taken or self._left <= 0:
                continue
            cell = (
                (grid.xs[box.col] + _INSET) * self._scale,
                (grid.ys[box.row] + _INSET) * self._scale,
                (grid.xs[box.col + box.col_span] - _INSET) * self._scale,
                (grid.ys[box.row + box.row_span] - _INSET) * self._scale,
            )
            self._left -= 1
            seen = self._read(cell)
            if seen and seen[0] and seen[1] >= 0.5:
                text, score, (x0, top, x1, bottom) = seen
                width = (x1 - x0) / len(text)
                boxes = array("f")
                for at in range(len(text)):
                    boxes.extend((x0 + at * width, top, x0 + (at + 1) * width, bottom))
                yield Recognised(text, boxes, bytes([percent(score)]) * len(text))

    def _middle(self, box: Sequence[float]) -> tuple[float, float]:
        return (box[0] + box[2]) / 2 / self._scale, (box[1] + box[3]) / 2 / self._scale

    def _read(
        self, box: tuple[float, float, float, float]
    ) -> tuple[str, float, tuple[float, float, float, float]] | None:
        """Text in a box, how sure, and the box of its ink; ``None`` if there is no ink."""
        height, width = self._ink.shape
        x0, top = max(0, round(box[0])), max(0, round(box[1]))
        x1, bottom = min(width, round(box[2])), min(height, round(box[3]))
        if x1 - x0 < 4 or bottom - top < 4:
            return None
        ink = self._ink[top:bottom, x0:x1]
        if ink.mean() / 255 < _SMALLEST_INK:
            return None
        edges = tight(ink)
        if edges is None:
            return None
        left, upper, right, lower = edges
        crop = self._image[top + upper : top + lower, x0 + left : x0 + right]
        white = round(_WHITE * (lower - upper))
        paper = [int(shade) for shade in np.median(self._image[top:bottom, x0:x1].reshape(-1, 3), axis=0)]
        framed = cv2.copyMakeBorder(crop, white, white, white, white, cv2.BORDER_CONSTANT, value=paper)
        text, score = recognise_crop(enlarged(np.asarray(framed, np.uint8), _ENLARGED))
        return text, score, (x0 + left, top + upper, x0 + right, top + lower)


def _under_seal(line: Recognised, seal: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Recognised:
    certainty = bytearray(line.certainty)
    for at in range(len(line.text)):
        x0, top, x1, bottom = (max(0, round(edge)) for edge in line.boxes[4 * at : 4 * at + 4])
        under = seal[top:bottom, x0:x1]
        if under.size and under.mean() >= _UNDER_SEAL:
            certainty[at] = min(certainty[at], DOUBT)
    return replace(line, certainty=bytes(certainty))


def _in_points(lines: Sequence[Recognised], scale: float) -> tuple[str, array[float], bytes]:
    """All lines from the top of the page to the bottom, CR LF between them, boxes in points."""
    text: list[str] = []
    boxes = array("f")
    certainty = bytearray()
    for line in sorted(lines, key=lambda line: (min(line.boxes[1::4]), min(line.boxes[0::4]))):
        if text:
            text.append("\r\n")
            boxes.extend((0.0,) * 8)
            certainty += b"\x64\x64"
        text.append(line.text)
        boxes.extend(edge / scale for edge in line.boxes)
        certainty += line.certainty
    return "".join(text), boxes, bytes(certainty)
