"""Cells of very long tables: numbers in one array, made into cells one by one when they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell stands once, at its upper left corner.

    Attributes:
        row: 0-based row.
        col: 0-based column.
        row_span: rows covered, 1 if not merged.
        col_span: columns covered, 1 if not merged.
        start: offset of the cell's text in the text of its block.
        end: offset past its last character.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """The cell's address as people write it, 1-based: ``R7C3``."""
        return f"R{self.row + 1}C{self.col + 1}"


class PackedCells(Sequence[Cell]):
    """Cells as six numbers each, 24 bytes in place of 200: a roster of a million rows has millions.

    Args:
        numbers: row, column, row span, column span, start and end of each cell, by row, then column.
    """

    def __init__(self, numbers: array[int]) -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers) // 6

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedCells) and self.numbers == other.numbers

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[Cell]:
        numbers = memoryview(self.numbers)
        return map(Cell, *(numbers[place::6] for place in range(6)))

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        at = range(len(self))[at]
        return Cell(*self.numbers[6 * at : 6 * at + 6])

    @cached_property
    def merged(self) -> tuple[Cell, ...]:
        """Those that span more than one row or column."""
        numbers = memoryview(self.numbers)
        return tuple(
            self[at]
            for at, spans in enumerate(zip(numbers[2::6], numbers[3::6], strict=True))
            if spans != (1, 1)
        )


class PackedGrid(Mapping[tuple[int, int], Cell]):
    """(row, col) → the cell that covers it, found by halving.

    Args:
        cells: the cells of the table.
    """

    def __init__(self, cells: PackedCells) -> None:
        self._cells = cells
        self._covered = {
            (row, col): cell
            for cell in cells.merged
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    def __getitem__(self, place: tuple[int, int]) -> Cell:
        if place in self._covered:
            return self._covered[place]
        at = bisect_left(self._cells, place, key=lambda cell: (cell.row, cell.col))
        cell = self._cells[at] if at < len(self._cells) else None
        if cell is None or (cell.row, cell.col) != place:
            raise KeyError(place)
        return cell

    def __iter__(self) -> Iterator[tuple[int, int]]:
        merged = set(self._cells.merged)
        yield from self._covered
        yield from ((cell.row, cell.col) for cell in self._cells if cell not in merged)

    def __len__(self) -> int:
        return len(self._covered) + len(self._cells) - len(self._cells.merged)
