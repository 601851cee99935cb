"""What is drawn on an OFD page, in points from its upper left corner: characters with boxes, ruling lines, images."""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import Any

from .frame import IDENTITY, Matrix, point
from .shapes import Rule

POINTS = 72 / 25.4
#: Height of a character over its baseline, as part of its size.
_ASCENT = 0.86
#: Text that goes on within this part of its size is one run, though written as two objects.
_TOUCHING = 0.15
_SPREAD = 1.2
_SHORTEST_LINE = 3.0
_THICKEST_LINE = 3.0
_MOST_LINES = 6_000
_MOST_DELTAS = 10_000
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Box = tuple[float, float, float, float]


class Canvas:
    """A page as it fills.

    Args:
        area: x, y, width and height of the page in millimetres.
    """

    def __init__(self, area: Box) -> None:
        self._left, self._top = area[0], area[1]
        self.width, self.height = area[2] * POINTS, area[3] * POINTS
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.covered = 0.0
        self._characters: list[str] = []
        self._boxes = array("f")
        self._end: tuple[float, float, float] | None = (
            None  # x and baseline where the last run ended, its size
        )

    def text(self) -> tuple[str, array[float]]:
        """All characters in the order of the file, CR LF between runs, and four numbers of box for each."""
        return "".join(self._characters), self._boxes

    def write(self, element: Any) -> None:
        """Adds a ``TextObject``."""
        boundary, matrix = _frame(element)
        size = _number(element.get("Size"), 3.5)
        stretch = _number(element.get("HScale"), 1.0)
        x = y = 0.0
        for code in element.iterfind("{*}TextCode"):
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            text = code.text or ""
            steps_x, steps_y = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
            here = (x, y)
            for place, character in enumerate(text):
                step = steps_x[place] if place < len(steps_x) else 0.0
                down = steps_y[place] if place < len(steps_y) else 0.0
                own = (1.0 if ord(character) > 0x2E7F or character in "—…“”‘’·①" else 0.55) * size * stretch
                width = min(step, own) if step > 0 else own
                self._character(character, here, width, size, boundary, matrix, inside=place > 0)
                here = (here[0] + (step if steps_x else own if not steps_y else 0.0), here[1] + down)

    def _character(
        self,
        character: str,
        at: tuple[float, float],
        width: float,
        size: float,
        boundary: Box,
        matrix: Matrix,
        *,
        inside: bool,
    ) -> None:
        x0, base = self._place(*at, boundary, matrix)
        x1, top = self._place(at[0] + width, at[1] - size * _ASCENT, boundary, matrix)
        _, bottom = self._place(at[0], at[1] + size * (1 - _ASCENT), boundary, matrix)
        height = abs(bottom - top) or 1.0
        if self._end is not None:
            end, before, last = self._end
            # inside one stretch of text characters may be spread; a wide gap is one between two columns
            room = (_SPREAD if inside else _TOUCHING) * last
            if abs(base - before) >= _TOUCHING * last or abs(x0 - end) >= room:
                self._characters += "\r\n"
                self._boxes.extend((end, before, end, before) * 2)
        self._characters.append(character if character.isprintable() else " ")
        self._boxes.extend((min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)))
        self._end = (max(x0, x1), base, height)

    def stroke(self, element: Any) -> None:
        """Adds the straight lines of a ``PathObject`` that go along the page's sides."""
        boundary, matrix = _frame(element)
        filled = element.get("Fill") == "true"
        stroked = element.get("Stroke") != "false"
        for subpath in _subpaths(element.findtext("{*}AbbreviatedData") or ""):
            placed = [self._place(x, y, boundary, matrix) for x, y in subpath]
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            box = (min(xs), min(ys), max(xs), max(ys))
            if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST_LINE and (filled or stroked):
                self._rule(*box)
            elif stroked:
                for (x0, y0), (x1, y1) in pairwise(placed):
                    self._rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def cover(self, element: Any) -> None:
        """Takes note of an ``ImageObject``."""
        box = box_of(element.get("Boundary"))
        if box is not None:
            self.covered += box[2] * box[3] * POINTS * POINTS

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if len(self.horizontal) + len(self.vertical) >= _MOST_LINES:
            return
        if y1 - y0 <= _THICKEST_LINE and x1 - x0 >= _SHORTEST_LINE and x1 - x0 > (y1 - y0):
            self.horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THICKEST_LINE and y1 - y0 >= _SHORTEST_LINE:
            self.vertical.append(Rule((x0 + x1) / 2, y0, y1))

    def _place(self, x: float, y: float, boundary: Box, matrix: Matrix) -> tuple[float, float]:
        """A point of an object on the page."""
        x, y = point(matrix, x, y)
        return (x + boundary[0] - self._left) * POINTS, (y + boundary[1] - self._top) * POINTS


def box_of(text: str | None) -> Box | None:
    """Four numbers: x, y, width, height; ``None`` if they are not there."""
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) >= 4 else None


def _frame(element: Any) -> tuple[Box, Matrix]:
    """Boundary and matrix of an object."""
    numbers = _numbers(element.get("CTM"))
    matrix = (*numbers[:6],) if len(numbers) >= 6 else IDENTITY
    return box_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0), matrix  # type: ignore[return-value]


def _numbers(text: str | None) -> list[float]:
    return [_number(word, 0.0) for word in (text or "").split()[:64]]


def _number(text: str | None, default: float) -> float:
    try:
        number = float(text) if text else default
    except ValueError:
        return default
    return number if abs(number) < 1e6 else default


def _deltas(text: str | None, count: int) -> list[float]:
    """Distances between characters; ``g 5 3.5`` stands for 3.5 five times."""
    words = (text or "").split()
    found: list[float] = []
    place = 0
    while place < len(words) and len(found) < min(count, _MOST_DELTAS):
        if words[place] == "g" and place + 2 < len(words):
            repeats = int(_number(words[place + 1], 0))
            found += [_number(words[place + 2], 0.0)] * max(0, min(repeats, count))
            place += 3
        else:
            found.append(_number(words[place], 0.0))
            place += 1
    return found


def _subpaths(data: str) -> list[list[tuple[float, float]]]:
    """The corners of each stretch of a path; curves are left out, their ends kept apart."""
    paths: list[list[tuple[float, float]]] = []
    current: list[tuple[float, float]] = []
    steps = _STEP.findall(data)[: 8 * _MOST_LINES]
    place = 0
    while place < len(steps):
        letter = steps[place].upper()
        count = _ARGUMENTS.get(letter)
        place += 1
        if count is None:
            continue
        numbers = [_number(step, 0.0) for step in steps[place : place + count]]
        place += count
        if len(numbers) < count:
            break
        if letter == "L":
            current.append((numbers[0], numbers[1]))
        elif letter == "C":
            if current:
                current.append(current[0])
        else:
            paths.append(current)
            current = [(numbers[-2], numbers[-1])]
    paths.append(current)
    return [path for path in paths if len(path) > 1]
