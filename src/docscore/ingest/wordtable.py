"""A Word table's rows, spans and vertical merges → cells on a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .grid import GridCell
from .wordml import W, attribute, child, is_on

_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo")}
#: A grid column narrower than this, in twentieths of a point, is a slip of the mouse and no column.
_SLIVER = 80


@dataclass(frozen=True, slots=True)
class WordTable:
    """The cells of a table and what Word says of its head.

    Attributes:
        cells: in reading order, on Word's own grid.
        marked_header_rows: leading rows marked to be repeated on each page.
    """

    cells: list[GridCell]
    marked_header_rows: int


def read_word_table(element: Any, text_of: Callable[[Any], str]) -> WordTable:
    """Reads a ``w:tbl``.

    Args:
        element: the element.
        text_of: gives the text of a ``w:tc``.
    """
    line_at = _grid_lines(element)
    cells: list[GridCell] = []
    open_at: dict[int, int] = {}  # grid column → index of the merged cell that may go on downwards
    marked = 0
    for row, tr in enumerate(_children(element, "tr")):
        properties = child(tr, "trPr")
        if is_on(child(properties, "tblHeader")) and marked == row:
            marked += 1
        col = _number(attribute(child(properties, "gridBefore"), "val"), 0)
        for tc in _children(tr, "tc"):
            cell_properties = child(tc, "tcPr")
            span = _number(attribute(child(cell_properties, "gridSpan"), "val"), 1)
            first, past = line_at(col), line_at(col + span)
            col += span
            merge = child(cell_properties, "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and first in open_at:
                above = cells[open_at[first]]
                if above.row + above.row_span == row:
                    text = "\n".join(filter(None, (above.text, text_of(tc))))
                    cells[open_at[first]] = GridCell(
                        above.row, above.col, row + 1 - above.row, above.col_span, text
                    )
                    continue
            open_at.pop(first, None)
            if merge is not None:
                open_at[first] = len(cells)
            cells.append(GridCell(row, first, 1, max(past - first, 1), text_of(tc)))
    return WordTable(cells, marked)


def _grid_lines(element: Any) -> Callable[[int], int]:
    """Maps Word's grid columns to columns without slivers; columns past the declared grid are kept."""
    widths = [
        _number(attribute(column, "w"), _SLIVER) for column in element.findall(W + "tblGrid/" + W + "gridCol")
    ]
    lines = [0]
    for width in widths:
        lines.append(lines[-1] + (1 if width >= _SLIVER else 0))

    def line_at(col: int) -> int:
        return lines[col] if col < len(lines) else lines[-1] + col - len(lines) + 1

    return line_at


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows or cells, also those in content controls; deleted rows are left out."""
    for element in parent:
        if element.tag == W + name:
            if name == "tr" and child(element, "trPr", "del") is not None:
                continue
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, name)


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default
