"""Tables as found: boxes on a grid, brought to the same form whether they come from Word or from lines on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docscore.model import Cell, Table


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before the text of its table is put together.

    Attributes:
        row: 0-based row.
        col: 0-based column.
        row_span: rows covered.
        col_span: columns covered.
        text: its text, a line break between its paragraphs.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


_HEADING_WORDS = re.compile(
    r"指标|权重|分值|得分|名称|序号|标准|内容|单位|项目|类别|备注|说明|任务|方式|材料|情况|数量|金额|合计|时间|日期|目标|完成|数值|地址|电话"
)
_LONGEST_HEADING = 24
_MOST_HEADER_ROWS = 4
_NUMBER = re.compile(r"[\d.,%％+\-—~～/\s]*\d[\d.,%％+\-—~～/\s]*$")
# A unit or full marks in brackets says nothing against a heading: 权重(%), 自评得分（100分）, 2020年.
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\d{4}\s*年度?")


def compact(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """Cells on the coarsest grid that keeps them apart: rows and columns at which no cell begins are closed up.

    Word's tables have grid columns that no cell uses, and lines drawn twice make some on a page.

    Returns:
        the cells, by row, then column.
    """
    rows = sorted({cell.row for cell in cells})
    cols = sorted({cell.col for cell in cells})
    row_at = _ranks(rows, max((cell.row + cell.row_span for cell in cells), default=0))
    col_at = _ranks(cols, max((cell.col + cell.col_span for cell in cells), default=0))
    moved = [
        replace(
            cell,
            row=row_at[cell.row],
            col=col_at[cell.col],
            row_span=row_at[cell.row + cell.row_span] - row_at[cell.row],
            col_span=col_at[cell.col + cell.col_span] - col_at[cell.col],
        )
        for cell in cells
    ]
    return tuple(sorted(moved, key=lambda cell: (cell.row, cell.col)))


def _ranks(used: Sequence[int], end: int) -> list[int]:
    """For each line of the old grid its number on the grid of the *used* ones; one between two is the later one's."""
    ranks = []
    rank = 0
    starts = set(used)
    for line in range(end + 1):
        ranks.append(rank)
        if line in starts:
            rank += 1
    return ranks


def to_table(cells: Sequence[GridCell], known_header_rows: int = 0) -> tuple[str, Table]:
    """The text of a table block and its grid.

    Args:
        cells: the cells on a compact grid, by row, then column.
        known_header_rows: header rows that the file itself marks; used where none is recognised by its words.
    """
    parts: list[str] = []
    placed: list[Cell] = []
    offset = 0
    row = 0
    for position, cell in enumerate(cells):
        if position:
            separator = "\n" * (cell.row - row) if cell.row != row else "\t"
            parts.append(separator)
            offset += len(separator)
        row = cell.row
        end = offset + len(cell.text)
        placed.append(Cell(cell.row, cell.col, cell.row_span, cell.col_span, offset, end))
        parts.append(cell.text)
        offset = end
    rows = max((cell.row + cell.row_span for cell in cells), default=0)
    cols = max((cell.col + cell.col_span for cell in cells), default=0)
    header = min(header_rows(cells) or known_header_rows, rows)
    return "".join(parts), Table(rows, cols, tuple(placed), header)


def header_rows(cells: Sequence[GridCell]) -> int:
    """How many leading rows head the columns, told by their words; 0 if none does."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    if len(by_row) < 2:
        return 0
    row = 0
    first = by_row.get(0, [])
    if len(first) == 1 and first[0].row_span == 1 and _is_caption(first[0].text):
        row = 1  # a caption inside the table
    if not _heads(by_row.get(row, [])):
        return 0
    count = row + 1
    while count < min(_MOST_HEADER_ROWS, len(by_row) - 1):
        reaching = any(
            cell.row < count < cell.row + cell.row_span and cell.row + cell.row_span <= row + 3
            for above in range(row, count)
            for cell in by_row.get(above, [])
        )
        grouped = any(cell.col_span > 1 for cell in by_row.get(count - 1, []))
        below = by_row.get(count, [])
        if not (reaching and _no_figures(below)) and not (grouped and _heads(below)):
            break
        count += 1
    return count


def _is_caption(text: str) -> bool:
    return bool(text.strip()) and len(text) <= 2 * _LONGEST_HEADING and not _NUMBER.match(text)


def _heads(row: Sequence[GridCell]) -> bool:
    """Whether a row reads like column headings: short words, hardly a figure, at least one of the usual ones."""
    texts = [text for cell in row if (text := _words(cell.text))]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    usual = sum(1 for text in texts if _HEADING_WORDS.search(text))
    numbers = sum(1 for text in texts if re.search(r"\d", text))
    return usual >= 1 and 2 * usual >= len(texts) - 2 and 3 * numbers <= len(texts)


def reads_as_header(row: Sequence[GridCell]) -> bool:
    """Whether a row reads like column headings beyond doubt: no figure, and most of its words the usual ones."""
    texts = [text for cell in row if (text := _words(cell.text))]
    usual = sum(1 for text in texts if _HEADING_WORDS.search(text))
    return _heads(row) and 3 * usual >= 2 * len(texts) and not any(re.search(r"\d", text) for text in texts)


def _no_figures(row: Sequence[GridCell]) -> bool:
    return all(len(cell.text) <= _LONGEST_HEADING and not _NUMBER.match(cell.text) for cell in row)


def _words(text: str) -> str:
    stripped = "".join(text.split())
    return _ASIDE.sub("", stripped) or ("列" if stripped else "")
