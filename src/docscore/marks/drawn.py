"""Marks × the places of letters → boxes on pages, one for each line of print."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import BBox, Block, Document, DrawnMark, Mark

#: Letters whose middle lies within this part of a line's height of its middle stand on that line.
_SAME_LINE = 0.5
#: A letter that begins so far left of where the last one ended, as part of its height, begins a new line.
_BACK = 1.0
#: A sign belongs to a line that is so near, as part of its height.
_GAP = 0.5
#: One letter in so many may have no place.
_FEW_LOST = 20


def drawn_marks(document: Document, marks: Iterable[Mark]) -> tuple[DrawnMark, ...]:
    """Where marks are drawn; words that go over a page break are drawn on both pages.

    Args:
        document: the paper with the places of its letters, as read or as :func:`docscore.marks.as_printed` found them.
        marks: its marks.

    Returns:
        In the order of *marks*; a mark of which not even the paragraph or cell has a place is left out.
    """
    found = []
    for mark in marks:
        block = document.blocks[mark.place.block]
        start, end = mark.place.start, mark.place.end
        whole = not _is_placed(block, start, end)
        if whole:
            start, end = _piece(block, start)
        boxes = lines_of(block, start, end)
        found += [
            DrawnMark(mark, page, tuple(box for at, box in boxes if at == page), whole)
            for page in sorted({page for page, _ in boxes})
        ]
    return tuple(found)


def lines_of(block: Block, start: int, end: int) -> list[tuple[int, BBox]]:
    """Page and box of each line of print that the characters [start, end) of a block take.

    Letters and digits make the lines, signs only widen them: those of another font are at times read out of place.
    """
    letters: list[tuple[int, BBox]] = []
    signs: list[tuple[int, BBox]] = []
    for at in range(start, min(end, len(block.text))) if block.glyphs else ():
        page, box = _letter(block, at)
        if box is not None:
            (letters if block.text[at].isalnum() else signs).append((page, box))
    lines: list[tuple[int, BBox]] = []
    for page, box in letters or signs:
        if lines and lines[-1][0] == page and _goes_on(lines[-1][1], box):
            lines[-1] = page, _around(lines[-1][1], box)
        else:
            lines.append((page, box))
    for page, box in signs:
        for index, (on, line) in enumerate(lines):
            if on == page and _touches(line, box):
                lines[index] = on, _around(line, box)
    return lines


def _letter(block: Block, at: int) -> tuple[int, BBox | None]:
    """Page and box of a character; no box where it has no ink or no known place."""
    assert block.glyphs is not None
    x0, top, x1, bottom = block.glyphs.boxes[4 * at : 4 * at + 4]
    seen = bottom > top and not block.text[at].isspace()
    return block.glyphs.pages[at], (x0, top, x1, bottom) if seen else None


def _around(one: BBox, other: BBox) -> BBox:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _touches(line: BBox, sign: BBox) -> bool:
    height = max(line[3] - line[1], sign[3] - sign[1])
    level = min(line[3], sign[3]) - max(line[1], sign[1]) > 0
    return level and sign[0] - line[2] <= _GAP * height and line[0] - sign[2] <= _GAP * height


def _goes_on(line: BBox, letter: BBox) -> bool:
    height = max(line[3] - line[1], letter[3] - letter[1])
    apart = abs((line[1] + line[3]) / 2 - (letter[1] + letter[3]) / 2)
    return apart <= _SAME_LINE * height and letter[0] >= line[2] - _BACK * height


def _is_placed(block: Block, start: int, end: int) -> bool:
    """Whether the letters and digits of [start, end) have places; in a long sentence one or two may lack theirs."""
    glyphs = block.glyphs
    if glyphs is None:
        return False
    letters = [at for at in range(start, min(end, len(glyphs.pages))) if block.text[at].isalnum()]
    lost = sum(1 for at in letters if glyphs.boxes[4 * at + 3] <= glyphs.boxes[4 * at + 1])
    return lost <= len(letters) // _FEW_LOST


def _piece(block: Block, start: int) -> tuple[int, int]:
    """The cell that holds an offset, or the whole paragraph."""
    cell = block.table.cell_at(start) if block.table else None
    return (cell.start, cell.end) if cell else (0, len(block.text))
