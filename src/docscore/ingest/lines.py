"""Lines of text on a page: characters that belong together, with the box of each."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from operator import sub

from docscore.model import Glyphs

from .pagefile import PageInk

#: The certainty of a character that was not recognised but read.
CERTAIN = b"\x64"
_RUN = re.compile(r"[^\r\n]+")
_SUPERSCRIPTS = {"2": "²", "3": "³"}
_SQUARE = re.compile(r"m[23](?![0-9A-Za-z])")
_WORD_END = re.compile(r"[0-9A-Za-z][.,]?$")
_WORD = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True)
class Line:
    """Text on one line of a page.

    Attributes:
        page: 1-based page.
        text: its characters.
        boxes: x0, top, x1, bottom of each, four items a character.
        x0: left edge of its ink.
        top: upper edge.
        x1: right edge.
        bottom: lower edge.
        certainty: how sure recognition is of each character, in percent; empty for text of the file itself.
    """

    page: int
    text: str
    boxes: array[float]
    x0: float
    top: float
    x1: float
    bottom: float
    certainty: bytes = b""

    @cached_property
    def em(self) -> float:
        """Font size in points, by the width of its widest character."""
        widest: float = max(map(sub, self.boxes[2::4], self.boxes[0::4]))
        return max(widest, 0.7 * self.height, 1.0)

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    def width_of(self, length: int) -> float:
        """Width of its first *length* characters."""
        return self.boxes[4 * min(length, len(self.text)) - 2] - self.x0


def line_of(page: PageInk, start: int, end: int) -> Line | None:
    """The characters [start, end) of a page as a line without blanks at its ends; ``None`` if all are blank."""
    text = page.text[start:end]
    stripped = text.strip()
    if not stripped:
        return None
    start += len(text) - len(text.lstrip())
    end = start + len(stripped)
    boxes = page.boxes[4 * start : 4 * end]
    edges = boxes.tolist()
    line = Line(
        page.number,
        stripped,
        boxes,
        min(edges[0::4]),
        min(edges[1::4]),
        max(edges[2::4]),
        max(edges[3::4]),
        page.certainty[start:end],
    )
    return _with_superscripts(line) if "m" in stripped else line


def runs(page: PageInk) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of characters that pdfium sees on one line."""
    for match in _RUN.finditer(page.text):
        yield match.span()


def visual_lines(found: Iterable[Line]) -> list[Line]:
    """Puts together what stands side by side, from the top of the page to the bottom.

    Where many lines stand side by side the page has columns of text, and the order of the file is kept.
    """
    lines = [straight for line in found for straight in _straightened(line)]
    ordered = sorted(lines, key=lambda line: (line.top + line.bottom) / 2)
    rows: list[list[Line]] = []
    for line in ordered:
        if rows and _beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    columns = sum(1 for row in rows if len(row) == 2 and all(len(line.text) > 8 for line in row))
    if columns >= 5 and 2 * columns >= len(rows):
        return lines
    return [_side_by_side(sorted(row, key=lambda line: line.x0)) for row in rows]


def _straightened(line: Line) -> list[Line]:
    """A line whose characters do not run from left to right: those below it apart, the others in the order of the page.

    A program that draws Ⅲ or ” in another font may draw it last, and pdfium then puts it where it is drawn; and of a
    narrow cell it may put two lines into one.
    """
    edges = line.boxes.tolist()
    lefts = edges[0::4]
    if lefts == sorted(lefts) or line.x1 - line.x0 < line.height:  # in order, or written down the page
        return [line]
    if 2 * sum(after < before for before, after in pairwise(lefts)) >= len(lefts):  # upside down
        return [line]
    parts: list[list[int]] = [[]]
    bottom = edges[3]
    for at, character in enumerate(line.text):
        if character.isspace():
            continue
        if (edges[4 * at + 1] + edges[4 * at + 3]) / 2 > bottom:
            parts.append([])
            bottom = edges[4 * at + 3]
        parts[-1].append(at)
    return [_picked(line, sorted(part, key=lambda at: lefts[at])) for part in parts]


def _picked(line: Line, order: Sequence[int]) -> Line:
    """The characters of a line at some positions, in that order; a gap as wide as a space is one."""
    text, boxes, certainty = "", array("f"), b""
    for before, at in pairwise((order[0], *order)):
        box = line.boxes[4 * at : 4 * at + 4]
        if text and box[0] - line.boxes[4 * before + 2] > 0.25 * (box[3] - box[1]):
            text += " "
            boxes.extend((0.0, 0.0, 0.0, 0.0))
            certainty += CERTAIN[: len(line.certainty) and 1]
        text += line.text[at]
        boxes.extend(box)
        certainty += line.certainty[at : at + 1]
    edges = [line.boxes[4 * at : 4 * at + 4].tolist() for at in order]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    return Line(line.page, text, boxes, min(lefts), min(tops), max(rights), max(bottoms), certainty)


def _beside(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _side_by_side(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    boxes = array("f", row[0].boxes)
    certainty = row[0].certainty
    for before, line in pairwise(row):
        if line.x0 - before.x1 > 0.25 * line.em or _WORD.match(line.text):
            text += " "
            boxes.extend((0.0, 0.0, 0.0, 0.0))
            certainty += CERTAIN[: len(certainty) and 1]
        text += line.text
        boxes.extend(line.boxes)
        certainty += line.certainty
    return Line(
        row[0].page,
        text,
        boxes,
        min(line.x0 for line in row),
        min(line.top for line in row),
        max(line.x1 for line in row),
        max(line.bottom for line in row),
        certainty,
    )


def glue(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: a space between two words or numbers, else nothing.

    Numbers on two lines are never joined; a number that goes on after its point or comma stays in two.
    """
    return " " if _WORD_END.search(before) and _WORD.match(after) else ""


def joined(lines: Sequence[Line], separators: Sequence[str]) -> tuple[str, Glyphs]:
    """Lines as one text.

    Args:
        lines: at least one line.
        separators: what stands before each line; that of the first is not used.

    Returns:
        the text, and page and box of each of its characters.
    """
    parts = [lines[0].text]
    pages = array("l", [lines[0].page]) * len(lines[0].text)
    boxes = array("f", lines[0].boxes)
    for line, separator in zip(lines[1:], separators[1:], strict=True):
        parts += separator, line.text
        pages.extend(array("l", [line.page]) * (len(separator) + len(line.text)))
        boxes.extend(array("f", bytes(16 * len(separator))))
        boxes.extend(line.boxes)
    certainty = b""
    if any(line.certainty for line in lines):
        certainty = sure(lines[0]) + b"".join(
            CERTAIN * len(separator) + sure(line)
            for line, separator in zip(lines[1:], separators[1:], strict=True)
        )
    return "".join(parts), Glyphs(pages, boxes, certainty)


def sure(line: Line) -> bytes:
    """The certainty of each character of *line*; that of a line of digital text is full."""
    return line.certainty or CERTAIN * len(line.text)


def _with_superscripts(line: Line) -> Line:
    """m2 whose 2 is raised and small is m²."""
    text = line.text
    for match in _SQUARE.finditer(text):
        letter, digit = match.start(), match.start() + 1
        height = line.boxes[4 * letter + 3] - line.boxes[4 * letter + 1]
        raised = line.boxes[4 * letter + 3] - line.boxes[4 * digit + 3]
        if height > 0 and raised > 0.15 * height:
            text = text[:digit] + _SUPERSCRIPTS[text[digit]] + text[digit + 1 :]
    if text is line.text:
        return line
    return replace(line, text=text)
