"""Score columns of recognised tables, checked against the total that is printed under them.

A lone digit can be misread with full confidence; a column that does not add up says so, though not which digit it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from docscore.model import Cell, Glyphs, Table

from .passages import Passage

_TOTAL = re.compile(r"(?:合计|总计|总分|总得分|共计)(?:得分|分值?|分数)?[:：]?$")
_SUBTOTAL = re.compile(r"小计|合计|总计|总分|其中")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?$")
_DOUBT = 50


def with_sums_checked(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; in recognised tables the numbers of each column that misses its total are marked as doubtful."""
    return [_checked(passage) for passage in passages]


def _checked(passage: Passage) -> Passage:
    table, glyphs = passage.table, passage.glyphs
    if table is None or glyphs is None or not glyphs.certainty:
        return passage
    certainty = bytearray(glyphs.certainty)
    for cells in _wrong_columns(passage.text, table):
        for cell in cells:
            for at in range(cell.start, cell.end):
                certainty[at] = min(certainty[at], _DOUBT)
    return replace(passage, glyphs=Glyphs(glyphs.pages, glyphs.boxes, bytes(certainty)))


def _wrong_columns(text: str, table: Table) -> Iterator[list[Cell]]:
    """The cells with numbers of each column whose sum is not the number in its row of totals, that one included."""
    named = {
        cell.row: "".join(text[cell.start : cell.end].split())
        for cell in reversed(table.cells)
        if cell.end > cell.start
    }
    totals = [row for row, words in named.items() if row >= table.header_rows and _TOTAL.match(words)]
    if len(totals) != 1:
        return
    for total in (cell for cell in table.cells if cell.row == totals[0]):
        printed = _number(text, total)
        if printed is None:
            continue
        summed = [
            cell
            for cell in table.cells
            if cell.col == total.col
            and table.header_rows <= cell.row < total.row
            and not _SUBTOTAL.search(named.get(cell.row, ""))
            and _number(text, cell) is not None
        ]
        if len(summed) > 1 and sum(_number(text, cell) or Decimal(0) for cell in summed) != printed:
            yield [*summed, total]


def _number(text: str, cell: Cell) -> Decimal | None:
    words = "".join(text[cell.start : cell.end].split())
    return Decimal(words) if _NUMBER.match(words) else None
