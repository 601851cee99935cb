"""Score tables of a rule document: columns told by their headings, rows gathered under merged and repeated cells."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..model import Cell, CleanBlock, Document
from .document_form import Heading, Line, heading, number_in, stated_points

_HEADER_SEARCH_ROWS = 6
_LONGEST_HEADING = 24
_BRIEF = 12
_EXPLAINS = re.compile(r"解释|内涵|说明|释义|目标|要求|标准")
_TOTAL_ROW = re.compile(r"^(?:合计|总计|总分|总得分|小计|共计)")
_AWARD = re.compile(r"\d+(?:\.\d+)?分|不得分|不计分|满分|一票否决|酌情|按比例|[（(][+\-－＋]\d")


class Role(StrEnum):
    """What a column holds."""

    LEVEL = "level"
    CLAUSE = "clause"
    CONTENT = "content"
    POINTS = "points"
    EVIDENCE = "evidence"
    IGNORED = "ignored"


#: The first that fits counts; 评分标准 is no 标准分, 自评得分 no 分值.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.IGNORED,
        re.compile(
            r"^(?:序号|编号|备注|说明|编码)$|自评|自查|得分$|实得|扣分$|扣分原因|复核|核查|初评|终评|考评分|评定分|完成情况|完成值|"
            r"责任|分工|牵头|配合|单位$|部门$|科室|时限|时间|期限|进度要求|评分人|签字|联系"
        ),
    ),
    (
        Role.EVIDENCE,
        re.compile(
            r"佐证|证明材料|评价材料|评价方式|考[核评]方式|考[核评]方法|资料|数据来源|信息来源|评价依据|材料"
        ),
    ),
    (
        Role.CLAUSE,
        re.compile(
            r"(?:评分|评价|考[核评]|计分|记分|得分|赋分|扣分|打分|评定|评估|加分)(?:标准|细则|办法|方法|规则|说明|要点|依据|原则|方式|及).*|评分$"
        ),
    ),
    (Role.POINTS, re.compile(r"分值|权重|标准分|满分|基本分|基准分|基础分|赋分|分数|^分$|比重")),
    (Role.CONTENT, re.compile(r"内容|要求|解释|内涵|要点|目标值|指标值|标准|释义|任务目标|目标任务")),
    (Role.LEVEL, re.compile(r"指标|项目|名称|类别|任务|部分|方面|事项|维度|体系|对象|大类|因素")),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold.

    Attributes:
        levels: headings, outermost first.
        clause: the clauses.
        points: columns of points; each belongs to what stands left of it.
        evidence: papers asked for.
        content: what the indicator is about, beside the clause.
    """

    levels: tuple[int, ...]
    clause: int
    points: tuple[int, ...]
    evidence: tuple[int, ...]
    content: tuple[int, ...]


class Grid(ABC):
    """A table, however it is written."""

    def __init__(self, rows: int, cols: int) -> None:
        self.rows, self.cols = rows, cols

    @abstractmethod
    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a position; ``None`` if there is none."""

    @abstractmethod
    def cell_text(self, cell: Cell) -> str:
        """Clean text of a cell."""

    @abstractmethod
    def label(self, document: Document, cell: Cell) -> str:
        """Where a cell stands, as a person reads it."""

    def text(self, row: int, col: int) -> str:
        """Clean text at a position; empty if there is no cell."""
        cell = self.at(row, col)
        return self.cell_text(cell) if cell else ""


@dataclass
class TableReader:
    """Reads the tables of a document, one after the other; a table without headings goes on with those before it.

    Attributes:
        document: for places.
        columns: of the last table with headings.
        width: its number of columns.
        above: the headings in force, by level; they hold on over a page break.
    """

    document: Document
    columns: Columns | None = None
    width: int = 0
    headings_text: tuple[str, ...] = ()
    above: dict[int, Heading] = field(default_factory=dict)

    def read(self, grid: Grid) -> tuple[tuple[Line, ...], bool]:
        """The lines of a table, and whether it has headings of its own that differ from those before.

        Args:
            grid: the table.
        """
        header, roles = _header(grid)
        fresh = False
        if roles is not None:
            words = tuple(roles.values())
            columns = _columns(grid, header, roles)
            if columns is None:
                return (), False
            fresh = (grid.cols, words) != (self.width, self.headings_text)
            self.columns, self.width, self.headings_text = columns, grid.cols, words
            if fresh:
                self.above = {}
        elif self.columns is None or grid.cols != self.width:
            return (), False
        return tuple(self._lines(grid, header)), fresh

    def _lines(self, grid: Grid, first: int) -> Iterator[Line]:
        columns = self.columns
        assert columns is not None
        done: set[tuple[int, int]] = set()
        for row in range(first, grid.rows):
            cell = grid.at(row, columns.clause)
            if _TOTAL_ROW.match(grid.text(row, 0)) or _is_header_row(grid, row):
                continue
            self._raise_headings(grid, row, columns)
            if cell is None or (cell.row, cell.col) in done:
                continue
            done.add((cell.row, cell.col))
            levels = columns.levels
            clause = grid.cell_text(cell)
            if cell.col in levels or not clause:
                clause = self._content(grid, row, columns)
                if not clause:
                    continue
            span = range(cell.row, cell.row + cell.row_span)
            yield Line(
                headings=tuple(self.above[level] for level in levels if level in self.above),
                clause=clause,
                points=self._line_points(grid, cell, columns),
                evidence=_joined(grid, span, columns.evidence),
                about=_joined(grid, span, columns.content),
                place=grid.label(self.document, cell),
            )

    def _content(self, grid: Grid, row: int, columns: Columns) -> str:
        """Where the clause is blank but the line has points, what it is about stands for it."""
        if not any(number_in(grid.text(row, col)) is not None for col in columns.points):
            return ""
        return _joined(grid, range(row, row + 1), (*columns.content, *columns.levels[-1:]))

    def _raise_headings(self, grid: Grid, row: int, columns: Columns) -> None:
        """Take the headings of a row; a blank one goes on from above, unless one left of it is new."""
        renewed = False
        for level in columns.levels:
            cell = grid.at(row, level)
            text = grid.cell_text(cell) if cell else ""
            if cell is not None and cell.row < row and not renewed:
                continue  # merged: it began above
            if not text:
                if renewed:
                    self.above.pop(level, None)
                continue
            if cell is not None and cell.col < level:
                self.above.pop(level, None)  # one cell over several levels: it is the outermost
                continue
            found = heading(text, self._heading_points(grid, row, level, columns))
            before = self.above.get(level)
            if before is not None and not renewed and before.key == found.key:
                continue  # repeated after a page break
            self.above[level] = found
            renewed = True

    def _heading_points(self, grid: Grid, row: int, level: int, columns: Columns) -> Decimal | None:
        """Points of the column that belongs to a level, where its cell covers as many rows as the heading."""
        cell = grid.at(row, level)
        for col in columns.points:
            if _owner(col, columns) != level:
                continue
            points = grid.at(row, col)
            if points is None or cell is None or points.row_span < cell.row_span:
                continue
            if not self._told_again(grid, cell.row + cell.row_span, level, col):
                return number_in(grid.cell_text(points))
        return None

    def _told_again(self, grid: Grid, row: int, level: int, col: int) -> bool:
        """Whether the next row goes on under the same heading with points of its own: then those are of the lines."""
        if row >= grid.rows or any(grid.text(row, left) for left in range(level + 1)):
            return False
        return number_in(grid.text(row, col)) is not None

    def _line_points(self, grid: Grid, cell: Cell, columns: Columns) -> Decimal | None:
        """Points of a clause: from a column whose cell covers this clause alone."""
        for col in reversed(columns.points):
            points = grid.at(cell.row, col)
            if points is not None and points.row == cell.row and points.row_span <= cell.row_span:
                found = number_in(grid.cell_text(points))
                if found is not None:
                    return found
        return None


class BlockGrid(Grid):
    """The cells of a table block with their clean text."""

    def __init__(self, block: CleanBlock) -> None:
        assert block.block.table is not None
        super().__init__(block.block.table.rows, block.block.table.cols)
        self.block = block
        self.cells = block.block.table.grid

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a position."""
        return self.cells.get((row, col))

    def cell_text(self, cell: Cell) -> str:
        """Its clean text."""
        start, end = (bisect_left(self.block.offsets, offset) for offset in (cell.start, cell.end))
        return self.block.text[start:end].strip()

    def label(self, document: Document, cell: Cell) -> str:
        """Where it stands, as a person reads it."""
        return document.place(self.block.block.index, cell.start, cell.end).label


def role_of(words: str) -> Role | None:
    """What a column with this heading holds; ``None`` if the heading says nothing."""
    plain = re.sub(r"[\s（(][^（）()]*[)）]|\s", "", words)
    if not plain or len(plain) > _LONGEST_HEADING or re.search(r"\d{2}|[。；]", plain):
        return None
    return next((role for role, pattern in _ROLES if pattern.search(plain)), None)


def _header(grid: Grid) -> tuple[int, dict[int, str] | None]:
    """The row after the headings, and each column's heading, the lowest that is not blank."""
    best: tuple[int, int] | None = None
    for row in range(min(_HEADER_SEARCH_ROWS, grid.rows)):
        known = {
            (cell.row, cell.col)
            for col in range(grid.cols)
            if (cell := grid.at(row, col)) and role_of(grid.cell_text(cell))
        }
        if len(known) >= 2 and len(known) * 2 >= len({(c.row, c.col) for c in _row_cells(grid, row)}):
            best = (row, row)
            break
    if best is None:
        return 0, None
    past = max((cell.row + cell.row_span for cell in _row_cells(grid, best[0])), default=best[0] + 1)
    headings: dict[int, str] = {}
    for col in range(grid.cols):
        texts = [grid.text(row, col) for row in range(best[0], past)]
        headings[col] = next((text for text in reversed(texts) if text), "")
    return past, headings


def _row_cells(grid: Grid, row: int) -> list[Cell]:
    return [cell for col in range(grid.cols) if (cell := grid.at(row, col)) and grid.cell_text(cell)]


def _is_header_row(grid: Grid, row: int) -> bool:
    cells = {(cell.row, cell.col): grid.cell_text(cell) for cell in _row_cells(grid, row)}
    return len(cells) > 1 and all(role_of(text) is not None for text in cells.values())


def _columns(grid: Grid, first: int, headings: dict[int, str]) -> Columns | None:
    """Columns by their headings; the clause is where points are told, or what is headed 评分标准."""
    roles = {col: role_of(text) for col, text in headings.items()}
    wordy = [col for col, role in roles.items() if role in (Role.CLAUSE, Role.CONTENT, Role.LEVEL, None)]
    awards = {col: _award_cells(grid, first, col) for col in wordy}
    weight = {Role.CLAUSE: 1.0, Role.CONTENT: 0.3, None: 0.1, Role.LEVEL: 0.0}
    if not wordy:
        return None
    rows = max(grid.rows - first, 1)
    clause = max(wordy, key=lambda col: (awards[col] / rows + weight[roles[col]], col))
    if roles[clause] is Role.LEVEL and not any(role is Role.POINTS for role in roles.values()):
        return None
    points = tuple(col for col, role in roles.items() if role is Role.POINTS)
    levels, content = [], []
    for col, role in roles.items():
        if col == clause or role in (Role.POINTS, Role.EVIDENCE, Role.IGNORED):
            continue
        if (col < clause and (role in (Role.LEVEL, None) or _heads(grid, first, col))) or (
            col < clause
            and (
                roles.get(col + 1) is Role.POINTS
                or (_is_brief(grid, first, col) and not _EXPLAINS.search(headings[col]))
            )
        ):
            levels.append(col)
        elif role in (Role.CONTENT, Role.CLAUSE):
            content.append(col)
    evidence = tuple(col for col, role in roles.items() if role is Role.EVIDENCE)
    return Columns(tuple(levels), clause, points, evidence, tuple(content))


def _award_cells(grid: Grid, first: int, col: int) -> int:
    """How many cells of a column tell points in their words, and not only at the end as a heading does."""
    found = 0
    for row in range(first, grid.rows):
        cell = grid.at(row, col)
        if cell is None or cell.row != row:
            continue
        text = grid.cell_text(cell)
        if len(_AWARD.findall(text)) >= 2 or (_AWARD.search(text) and len(text) > _LONGEST_HEADING):
            found += 2
        elif _AWARD.search(text):
            found += 1
    return found


def _heads(grid: Grid, first: int, col: int) -> bool:
    """Whether the cells of a column state points as headings do: 服务网点建设情况（6分）."""
    texts = [grid.text(row, col) for row in range(first, grid.rows)]
    told = [text for text in texts if text]
    return bool(told) and sum(1 for text in told if stated_points(text) is not None) * 2 > len(told)


def _is_brief(grid: Grid, first: int, col: int) -> bool:
    """Whether a column names things in a few words and explains nothing."""
    texts = [text for row in range(first, grid.rows) if (text := grid.text(row, col))]
    return bool(texts) and sorted(map(len, texts))[len(texts) // 2] <= _BRIEF


def _owner(points: int, columns: Columns) -> int | None:
    """The level or clause column that a points column belongs to: the nearest left of it."""
    left = [col for col in (*columns.levels, columns.clause) if col < points]
    return max(left, default=None)


def _joined(grid: Grid, rows: range, cols: tuple[int, ...]) -> str:
    texts = [grid.text(row, col) for row in rows for col in cols]
    return "\n".join(dict.fromkeys(text for text in texts if text))
