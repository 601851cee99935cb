"""Cells kept as numbers are the same cells."""

from __future__ import annotations

import pickle
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.model import Cell, Table
from docscore.model.cells import PackedCells, PackedGrid
from docscore.model.document import LONGEST_READ


@st.composite
def cells(draw: st.DrawFn) -> list[Cell]:
    """Cells of a grid with gaps, some of them merged to the right or down."""
    free = {(row, col) for row in range(5) for col in range(5)}
    found = []
    for row, col in sorted(free):
        if (row, col) not in free or not draw(st.booleans()):
            continue
        spans = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (2, 2)]))
        covered = {(r, c) for r in range(row, row + spans[0]) for c in range(col, col + spans[1])}
        if covered <= free:
            free -= covered
            found.append(Cell(row, col, *spans, 3 * len(found), 3 * len(found) + 2))
    return found


@given(cells())
def test_packed_cells_are_the_cells(plain: list[Cell]) -> None:
    packed = PackedCells(Table(5, 5, tuple(plain)).packed())
    assert list(packed) == plain
    assert len(packed) == len(plain)
    assert packed[1:3] == tuple(plain[1:3])
    for at in range(-len(plain), len(plain)):
        assert packed[at] == plain[at]
    with pytest.raises(IndexError):
        packed[len(plain)]


@given(cells())
def test_the_packed_grid_finds_what_covers_a_place(plain: list[Cell]) -> None:
    table = Table(5, 5, tuple(plain))
    grid = PackedGrid(PackedCells(table.packed()))
    assert dict(grid) == table.grid
    assert len(grid) == len(table.grid)
    assert grid.get((9, 9)) is None


def test_a_roll_goes_between_processes_as_numbers() -> None:
    count = LONGEST_READ + 1
    numbers = array("I")
    for row in range(count):
        numbers.extend((row, 0, 1, 1, 2 * row, 2 * row + 1))
    table = pickle.loads(pickle.dumps(Table.unpacked(count, 1, numbers, 0)))  # noqa: S301
    assert table.is_roll
    assert isinstance(table.cells, PackedCells)
    assert table.cell_at(2 * 7) == table.cells[7] == table.grid[7, 0]
    assert table == Table.unpacked(count, 1, numbers, 0)
    assert not Table.unpacked(1, 1, numbers[:6], 0).is_roll
