"""Rows of a table as a reader of forms sees them: each cell that covers the row once, and what stands under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from docscore.model import Block, Cell, Document, FormCell, FormField, Operator

from .amounts import amount_of, operator_of
from .headings import Headings

_LEVELS = (FormField.LEVEL1, FormField.LEVEL2, FormField.NAME)
#: Where two numbers in one cell are one that was broken; points beside their weight may be two.
_AMOUNTS = frozenset(
    (
        FormField.INITIAL,
        FormField.ANNUAL,
        FormField.EXECUTED,
        FormField.RATE,
        FormField.TARGET,
        FormField.ACTUAL,
    )
)
_OUTCOME = frozenset((FormField.ACTUAL, FormField.POINTS))
_POINTS = frozenset((FormField.WEIGHT, FormField.POINTS))
#: … but not where the first already has decimals and the other is too short to be points beside a weight.
_CUT = re.compile(r"\d+\.\d+ \d")
_BROKEN = re.compile(r"[≥≤＝=<>]?\s*\d+(?:\.\d*)?(?:\s+[\d.]+)+\s*[^\d\s]{0,6}")
#: Fields whose cell may be merged over the rows below: it names them all. A merged score counts once, at its first row.
_NAMING = frozenset((*_LEVELS, FormField.SOURCE))


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a line; ``own`` unless it is merged down from a line above."""

    cell: Cell
    text: str
    own: bool

    @property
    def start(self) -> int:
        """Its first column."""
        return self.cell.col

    @property
    def end(self) -> int:
        """The column past its last."""
        return self.cell.col + self.cell.col_span


@dataclass(frozen=True)
class Line:
    """One row of a table.

    Attributes:
        block: the table's block.
        row: 0-based row.
        slots: the cells with words that cover it, by column.
    """

    block: Block
    row: int
    slots: tuple[Slot, ...]

    @property
    def own(self) -> tuple[Slot, ...]:
        """The cells that begin in this row."""
        return tuple(slot for slot in self.slots if slot.own)

    def under(self, start: int, end: int) -> tuple[Slot, ...]:
        """The cells that begin under the columns [start, end)."""
        return tuple(slot for slot in self.slots if start <= slot.start < end)


@dataclass(frozen=True, slots=True)
class Column:
    """What the columns [start, end) of a table hold; two things where both share one column.

    ``listed`` if a word of the packs says so, and not the meaning of the heading or the shape of its cells alone.
    """

    fields: tuple[FormField, ...]
    start: int
    end: int
    listed: bool = True


@dataclass(frozen=True)
class Reader:
    """Makes cells of a document's slots."""

    document: Document
    headings: Headings

    def cell(self, line: Line, slot: Slot, *, keep_lines: bool = False) -> FormCell | None:
        """What a slot says; ``None`` if it is written that there is nothing."""
        raw = line.block.text[slot.cell.start : slot.cell.end]
        return self._cell(line, slot.cell.start, raw, keep_lines=keep_lines)

    def cells(self, line: Line, columns: tuple[Column, ...]) -> dict[FormField, FormCell]:
        """What stands under each heading; what is absent has no entry."""
        found: dict[FormField, FormCell] = {}
        for column in columns:
            if column.fields[0] is FormField.OTHER:
                continue
            naming = column.fields[0] in _NAMING
            slots = [slot for slot in line.under(column.start, column.end) if slot.own or naming]
            if not slots:
                continue
            if len(column.fields) == 2:
                fields: tuple[FormField, ...] = column.fields
                cells = self._halves(line, slots)
            else:
                fields = _spread(column, len(slots)) if column.fields[0] is FormField.NAME else column.fields
                cells = [self.cell(line, slot) for slot in slots]
                if column.fields[0] in _AMOUNTS:
                    cells = [self._mended(cell) for cell in cells]
                elif column.fields[0] in _POINTS:
                    cells = [
                        self._mended(cell) if cell and _CUT.fullmatch(cell.text) else cell for cell in cells
                    ]
            told = zip(fields, cells, strict=False)
            found.update({field: cell for field, cell in told if cell is not None})
        return found

    def applies(self, line: Line, columns: tuple[Column, ...]) -> bool:
        """Whether no result and no points are replaced by the words that the indicator does not apply."""
        told = (slot for c in columns if set(c.fields) & _OUTCOME for slot in line.under(c.start, c.end))
        return not any("".join(slot.text.split()) in self.headings.words.not_applicable for slot in told)

    def operator(self, cells: dict[FormField, FormCell]) -> Operator | None:
        """How the target of a row is to be met: by a column of its own, else by the target."""
        told = cells.get(FormField.OPERATOR)
        if told is not None:
            return operator_of(told.text, self.headings)
        target = cells.get(FormField.TARGET)
        return target.amount.operator if target is not None and target.amount is not None else None

    def _mended(self, cell: FormCell | None) -> FormCell | None:
        """A number that a narrow cell broke over its lines (216.2 0), put together again."""
        if cell is None or cell.amount is not None or not _BROKEN.fullmatch(cell.text):
            return cell
        pieces = re.findall(r"[\d.]+", cell.text)
        wrapped = all(len(one) >= len(next_) for one, next_ in pairwise(pieces))
        if not wrapped or "".join(pieces).count(".") > 1:
            return cell
        text = "".join(cell.text.split())
        return replace(cell, text=text, amount=amount_of(text, self.headings))

    def _halves(self, line: Line, slots: list[Slot]) -> list[FormCell | None]:
        """Both things of a column that holds two: 60口/57口, or one below the other."""
        if len(slots) > 1:
            return [self.cell(line, slot) for slot in slots]
        start = slots[0].cell.start
        raw = line.block.text[start : slots[0].cell.end]
        for sign in ("/", "／", "\n", " "):
            first, found, second = raw.partition(sign)
            if found and sign not in second and first.strip() and second.strip():
                return [
                    self._cell(line, start, first),
                    self._cell(line, start + len(first) + len(sign), second),
                ]
        return [self._cell(line, start, raw)]

    def _cell(self, line: Line, start: int, raw: str, *, keep_lines: bool = False) -> FormCell | None:
        if self.headings.is_absent(raw):
            return None
        start += len(raw) - len(raw.lstrip())
        words = raw.strip()
        text = words if keep_lines else "".join(part.strip() for part in words.split("\n"))
        place = self.document.place(line.block.index, start, start + len(words))
        return FormCell(text, place, amount_of(text, self.headings))


def lines_of(block: Block) -> Iterator[Line]:
    """The rows of a table with the cells that cover each, once."""
    table = block.table
    assert table is not None
    covering: list[list[Slot]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        slot = Slot(cell, block.text[cell.start : cell.end].strip(), own=True)
        if not slot.text:
            continue
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            covering[row].append(slot if row == cell.row else replace(slot, own=False))
    for row, slots in enumerate(covering):
        yield Line(block, row, tuple(sorted(slots, key=lambda slot: slot.start)))


def _spread(column: Column, count: int) -> tuple[FormField, ...]:
    """A heading 绩效指标 over two or three columns: the levels, outermost first."""
    if column.end - column.start < 2 or count < 2:
        return column.fields
    return {2: (FormField.LEVEL1, FormField.NAME), 3: _LEVELS}.get(count, column.fields)
