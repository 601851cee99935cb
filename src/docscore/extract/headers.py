"""What a table's headers say of the figures below and beside them: role, unit, subject."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Cell, CleanBlock, CleanDocument, Lexicon, Mood, Role
from .words import last_of, pattern

_UNIT_NOTE = re.compile(r"单位[:：]\s*([^\s）)，。；]{1,8})")
_UNIT_IN_HEADER = re.compile(r"[(（/]\s*(?:单位[:：])?([^()（）]{1,6})[)）]?\s*$")
_LONGEST_NAME = 24
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年")
_UNIT_COLUMN = re.compile(r"^(?:度量|计量)?单位$")
_NUMERIC = re.compile(r"[\d.,%‰/+\-—\s]*|[≥≤＞＜<>=≧≦±～~约]*\d.*")


@dataclass(frozen=True)
class Headers:
    """The headers of one table.

    Attributes:
        clean: the table's block.
        lexicon: words that tell roles.
        note: unit that a note above the table gives for all of it (单位：万元); empty if none.
    """

    clean: CleanBlock
    lexicon: Lexicon
    note: str

    @cached_property
    def _rows(self) -> int:
        """Header rows: those recognised, else the first row if it holds no number of its own; and sub-headings."""
        table = self.clean.block.table
        if table is None:
            return 0
        rows = table.header_rows or (1 if self._heads(0) else 0)
        while 0 < rows < table.rows and not self._first(rows) and self._heads(rows):
            rows += 1
        return rows

    def _first(self, row: int) -> str:
        """The first cell's text; empty if the cell goes on from the row above."""
        table = self.clean.block.table
        cell = table.grid.get((row, 0)) if table else None
        return self.clean.block.cell_text(row, 0) if cell is not None and cell.row == row else ""

    def _heads(self, row: int) -> bool:
        """Whether a row holds several texts and no number but years."""
        table = self.clean.block.table
        texts = [self.clean.block.cell_text(row, col) for col in range(table.cols if table else 0)]
        told = [text for text in texts if text]
        return len(told) > 1 and not any(_NUMERIC.fullmatch(text) and not _YEAR.match(text) for text in told)

    @cached_property
    def _roles(self) -> Mapping[Role, re.Pattern[str]]:
        return {role: pattern(words) for role, words in self.lexicon.header_roles.items()}

    @cached_property
    def _ignored(self) -> re.Pattern[str]:
        return pattern(self.lexicon.header_ignored)

    def path(self, cell: Cell) -> tuple[str, ...]:
        """Header texts above *cell*, from the top; empty for a header cell itself."""
        if cell.row < self._rows:
            return ()
        texts = (self.clean.block.cell_text(row, cell.col) for row in range(self._rows))
        return tuple(dict.fromkeys("".join(text.split()) for text in texts if text))

    def row_name(self, cell: Cell) -> str:
        """The nearest cell to the left that names the row; columns of rules and evidence do not. Empty if none does."""
        for col in range(cell.col - 1, -1, -1):
            text = "".join(self.clean.block.cell_text(cell.row, col).split())
            if not text or len(text) > _LONGEST_NAME or _NUMERIC.fullmatch(text) or self._is_unit_column(col):
                continue
            left = self.clean.block.table.grid.get((cell.row, col)) if self.clean.block.table else None
            if left is None or self.role(left) is not Role.THRESHOLD:
                return text
        return ""

    def role(self, cell: Cell) -> Role | None:
        """The role that the headers set for the figures of *cell*, the lowest telling one first."""
        for text in reversed(self.path(cell)):
            role = last_of(self._roles, text)
            if role is not None:
                return role
        return None

    def mood(self, cell: Cell) -> Mood | None:
        """RULE under the columns that repeat the rubric, PLANNED under targets."""
        role = self.role(cell)
        return {Role.THRESHOLD: Mood.RULE, Role.TARGET: Mood.PLANNED}.get(role) if role else None

    def ignored(self, cell: Cell) -> bool:
        """Whether the column holds numbers that are no figures (序号, 电话), or *cell* is a header."""
        if cell.row < self._rows:
            return True
        return any(self._ignored.search(text) for text in self.path(cell))

    def unit(self, cell: Cell) -> str:
        """The unit as printed that holds for a bare number in *cell*: header, unit column, note; empty if none."""
        for text in reversed(self.path(cell)):
            match = _UNIT_IN_HEADER.search(text)
            if match:
                return match.group(1)
        table = self.clean.block.table
        for col in range(table.cols if table else 0):
            if self._is_unit_column(col) and col != cell.col:
                return self.clean.block.cell_text(cell.row, col).strip()
        named = _UNIT_IN_HEADER.search(self.row_name(cell))
        if named:
            return named.group(1)
        if self.role(cell) is Role.SCORE:
            return "分"
        return self.note

    def _is_unit_column(self, col: int) -> bool:
        return any(
            _UNIT_COLUMN.match(self.clean.block.cell_text(row, col).strip()) for row in range(self._rows)
        )


def headers_of(clean: CleanDocument, position: int, lexicon: Lexicon) -> Headers:
    """The headers of the table at *position*; a unit note is looked for in the two blocks above it and in row 1."""
    block = clean.blocks[position]
    above = [clean.blocks[at].text[-40:] for at in range(max(0, position - 2), position)]
    first = block.text[:200]
    notes = [match.group(1) for text in (*above, first) if (match := _UNIT_NOTE.search(text))]
    return Headers(block, lexicon, notes[-1] if notes else "")
