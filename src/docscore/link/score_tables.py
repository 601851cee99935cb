"""Tables with a self-score column: which line of cells is which, told by headings and never by position.

A form may stand on its side (指标 in a row of its own), so all that follows speaks of *lines* and *fields*: a line is
what one indicator or criterion has, a row in most forms and a column in some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model import Block, BlockKind, Cell, Document, Place
from .score_cells import Glued, Points, points_in

#: The county's own score. 考核得分, 复核得分 and 评审得分 are someone else's.
_SELF = re.compile(r"自评|自查|自测|自我评[价分]")
#: The words of a self-score heading, taken out before full marks are looked for (自评分值 is no 分值).
_SELF_WORDS = re.compile(r"(?:自评|自查|自测|自我评[价分])(?:得分|分值|分数|评分|打分|分)?")
#: About the self-assessment, but no points.
_NO_POINTS = re.compile(
    r"说明|情况|依据|材料|理由|简述|备注|原因|意见|结论|报告|等[次级]|总分|合计|[表：:]$|日期|扣分"
)
#: A column that is the county's own only where the whole table is.
_BARE = re.compile(r"(?:实际|实)?得分|评分|得分情况")
_WEIGHT = re.compile(r"权重|分值|满分|标准分|总分值|[^得]分数$")
#: 考核内容及分值 heads names with their full marks behind them: it is the column of names.
_NAMES_TOO = re.compile(r"(?:内容|指标|项目|名称|事项)[及和与、（(]")
_LONGEST_HEADING = 14
_HEADER_LINES = 6
#: So many blocks above a table may say that it is a self-score table.
_CAPTION_BLOCKS = 2


@dataclass(frozen=True)
class ScoreTable:
    """A table with a self-score field.

    Attributes:
        block: its block.
        on_side: its lines are columns.
        heads: leading lines that hold headings.
        self_field: where the self-score stands in a line.
        weight_field: where full marks stand, ``None`` where they have no field of their own.
        glued: which of two numbers in a self-score cell comes first.
    """

    block: Block
    on_side: bool
    heads: int
    self_field: int
    weight_field: int | None
    glued: Glued = Glued.UNTOLD

    def lines(self) -> Iterator[int]:
        """Lines that are scored, each once: a self-score cell merged over lines counts at its first."""
        heading = self._text(self.heads - 1, self.self_field)
        for line in range(self.heads, _extent(self.block, self.on_side)[0]):
            cell = self._cell(line, self.self_field)
            first = cell is None or (cell.col if self.on_side else cell.row) == line
            if first and not (heading and self._text(line, self.self_field) == heading):
                yield line

    def points(self, line: int) -> Points:
        """The self-score and full marks of a line."""
        found = points_in(self._text(line, self.self_field), self.glued)
        if self.weight_field is None or found.of is not None:
            return found
        return Points(found.given, points_in(self._text(line, self.weight_field)).given)

    def labels(self, line: int) -> tuple[str, ...]:
        """What names a line, each cell once and in order: all but the weight and the self-score."""
        return tuple(
            self.block.text[cell.start : cell.end] for cell in self._cells(line, aside=self._number_fields)
        )

    def text(self, line: int) -> str:
        """Everything that a line says."""
        return "".join(self.block.text[cell.start : cell.end] for cell in self._cells(line)).replace(" ", "")

    def place(self, document: Document, line: int) -> Place:
        """Where the self-score of *line* stands, or the line if the cell is missing."""
        cell = self._cell(line, self.self_field) or next(self._cells(line))
        return document.place(self.block.index, cell.start, cell.end)

    @cached_property
    def _number_fields(self) -> frozenset[int]:
        return frozenset(field for field in (self.self_field, self.weight_field) if field is not None)

    def _cells(self, line: int, aside: frozenset[int] = frozenset()) -> Iterator[Cell]:
        """The cells of a line and of the lines that its self-score is merged over, each once."""
        own = self._cell(line, self.self_field)
        span = 1 if own is None else own.col_span if self.on_side else own.row_span
        seen = set()
        for field in range(_extent(self.block, self.on_side)[1]):
            for covered in range(line, line + span):
                cell = self._cell(covered, field)
                if field not in aside and cell is not None and (cell.row, cell.col) not in seen:
                    seen.add((cell.row, cell.col))
                    yield cell

    def _cell(self, line: int, field: int) -> Cell | None:
        return _cell(self.block, self.on_side, line, field)

    def _text(self, line: int, field: int) -> str:
        return _text(self.block, self.on_side, line, field)


def score_tables(document: Document, own: bool = False) -> tuple[ScoreTable, ...]:
    """The tables of a document that have a self-score field.

    Args:
        document: the document as read.
        own: the whole document is the county's self-assessment, so that a bare 得分 is its own.

    Returns:
        In reading order. Where a table can be read both ways, or has several such fields, the reading with the most
        points in it.
    """
    found = []
    for block in document.blocks:
        if block.table is None or block.table.is_roll:
            continue
        readings = [
            reading
            for on_side in (False, True)
            for reading in _readings(block, on_side, own or _captioned(document, block))
        ]
        if readings:
            found.append(max(readings, key=_points_read))
    return tuple(found)


def _readings(block: Block, on_side: bool, own: bool) -> Iterator[ScoreTable]:
    assert block.table is not None
    lines, fields = _extent(block, on_side)
    if fields < 2:
        return
    headings = [
        (line, field, "".join(_text(block, on_side, line, field).split()))
        for line in range(min(_HEADER_LINES, lines))
        for field in range(fields)
        # A caption over the whole width (自评得分表) heads no column.
        if (cell := _cell(block, on_side, line, field)) is not None
        and (cell.row_span if on_side else cell.col_span) < fields
    ]
    ours = [one for one in headings if _SELF.search(one[2]) and _is_heading(one[2])]
    if not ours and own:
        ours = [one for one in headings if _BARE.fullmatch(one[2])]
    for line, field, text in ours:
        cell = _cell(block, on_side, line, field)
        assert cell is not None
        bottom = cell.col + cell.col_span if on_side else cell.row + cell.row_span
        heads = bottom if on_side else max(block.table.header_rows, bottom)
        weights = [at for row, at, said in headings if row < heads and at != field and _heads_weights(said)]
        yield ScoreTable(block, on_side, heads, field, weights[0] if weights else None, _order(text))


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _NO_POINTS.search(text)


def _heads_weights(text: str) -> bool:
    if _NAMES_TOO.search(text):
        return False
    return _WEIGHT.search(text) is not None and len(text) <= _LONGEST_HEADING and not _SELF.search(text)


def _order(heading: str) -> Glued:
    """Whether a heading such as 分值/自评 names full marks as well, and in which order."""
    own = _SELF_WORDS.search(heading)
    weight = _WEIGHT.search(_SELF_WORDS.sub(lambda match: "自" * len(match.group()), heading))
    if own is None or weight is None:
        return Glued.UNTOLD
    return Glued.WEIGHT_FIRST if weight.start() < own.start() else Glued.SELF_FIRST


def _points_read(table: ScoreTable) -> tuple[int, bool]:
    """In how many lines points were read; rows before columns."""
    return sum(1 for line in table.lines() if table.points(line).given is not None), not table.on_side


def _captioned(document: Document, block: Block) -> bool:
    """Whether the table's own first rows, or what stands right above it, call it a self-assessment."""
    above = [
        one for one in document.blocks[max(0, block.index - _CAPTION_BLOCKS) : block.index] if not one.table
    ]
    said = [one.text for one in above if len(one.text) <= 60 or one.kind is BlockKind.HEADING]
    assert block.table is not None
    said += [block.cell_text(row, 0) for row in range(min(2, block.table.rows)) if _spans_all(block, row)]
    return any(_SELF.search(text) for text in (*said, *block.section[-1:]))


def _spans_all(block: Block, row: int) -> bool:
    assert block.table is not None
    cell = block.table.grid.get((row, 0))
    return cell is not None and cell.col_span == block.table.cols


def _extent(block: Block, on_side: bool) -> tuple[int, int]:
    """How many lines and fields a table has."""
    assert block.table is not None
    return (block.table.cols, block.table.rows) if on_side else (block.table.rows, block.table.cols)


def _cell(block: Block, on_side: bool, line: int, field: int) -> Cell | None:
    assert block.table is not None
    return block.table.grid.get((field, line) if on_side else (line, field))


def _text(block: Block, on_side: bool, line: int, field: int) -> str:
    return block.cell_text(field, line) if on_side else block.cell_text(line, field)
