"""Marks × the places of letters → boxes on pages, one for each line of print."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import BBox, Block, Document, DrawnMark, Mark

#: Letters whose middle lies within this part of a line's height of its middle stand on that line.
_SAME_LINE = 0.5
#: A letter that begins so far left of where the last one ended, as part of its height, begins a new line.
_BACK = 1.0


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
    """Page and box of each line of print that the characters [start, end) of a block take."""
    if block.glyphs is None:
        return []
    lines: list[tuple[int, list[float]]] = []
    for at in range(start, min(end, len(block.glyphs.pages))):
        x0, top, x1, bottom = block.glyphs.boxes[4 * at : 4 * at + 4]
        if bottom <= top or block.text[at].isspace():
            continue
        page = block.glyphs.pages[at]
        if lines and lines[-1][0] == page and _goes_on(lines[-1][1], (x0, top, x1, bottom)):
            line = lines[-1][1]
            line[:] = [min(line[0], x0), min(line[1], top), max(line[2], x1), max(line[3], bottom)]
        else:
            lines.append((page, [x0, top, x1, bottom]))
    return [(page, (box[0], box[1], box[2], box[3])) for page, box in lines]


def _goes_on(line: list[float], letter: BBox) -> bool:
    height = max(line[3] - line[1], letter[3] - letter[1])
    apart = abs((line[1] + line[3]) / 2 - (letter[1] + letter[3]) / 2)
    return apart <= _SAME_LINE * height and letter[0] >= line[2] - _BACK * height


def _is_placed(block: Block, start: int, end: int) -> bool:
    """Whether every letter of [start, end) has a place."""
    glyphs = block.glyphs
    if glyphs is None:
        return False
    return all(
        glyphs.boxes[4 * at + 3] > glyphs.boxes[4 * at + 1]
        for at in range(start, min(end, len(glyphs.pages)))
        if not block.text[at].isspace()
    )


def _piece(block: Block, start: int) -> tuple[int, int]:
    """The cell that holds an offset, or the whole paragraph."""
    cell = block.table.cell_at(start) if block.table else None
    return (cell.start, cell.end) if cell else (0, len(block.text))
