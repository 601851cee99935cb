"""Ruling lines of a page → tables as grids of cells, merged ones included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .shapes import Rule

#: Lines nearer to each other than this, in points, are one line drawn twice.
_SAME = 2.0
#: Strokes of a line may leave this gap, and lines meant to touch may miss each other by it.
_GAP = 3.5
#: A line that reaches further than this over the last one across it leaves cells open.
_OPEN = 8.0
#: Part of a cell's side that a line must cover to close it.
_CLOSED = 0.6
#: Drawings and maps have so many lines that no table can be told.
_MOST_PAIRS = 600_000
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the grid of its table: row, column and what it spans."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table on one page, in points from the upper left corner.

    Attributes:
        xs: x of the lines between columns, outer ones included.
        ys: y of the lines between rows, outer ones included.
        boxes: the cells, by row, then column; they cover the grid.
        open_top: no line closes it at the top.
        open_bottom: no line closes it at the bottom.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    open_top: bool
    open_bottom: bool

    def index(self) -> dict[tuple[int, int], int]:
        """(row, col) → number of the cell there."""
        return {
            (row, col): number
            for number, box in enumerate(self.boxes)
            for row in range(box.row, box.row + box.row_span)
            for col in range(box.col, box.col + box.col_span)
        }

    def position(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of a point; ``None`` outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        col = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        return row, col


def lattices(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom.

    A box of a single cell is a frame and no table; lines inside a cell of a table belong to that cell.
    """
    across, down = merged_rules(horizontal), merged_rules(vertical)
    if not across or not down or len(across) * len(down) > _MOST_PAIRS:
        return []
    found = [
        lattice
        for rows, columns in _connected(across, down)
        if (lattice := _lattice(rows, columns)) is not None and len(lattice.boxes) > 1
    ]
    outer = [one for one in found if not any(_inside(one, other) for other in found if other is not one)]
    return sorted(outer, key=lambda lattice: lattice.ys[0])


def _inside(one: Lattice, other: Lattice) -> bool:
    return (
        one.xs[0] >= other.xs[0] - 1
        and one.xs[-1] <= other.xs[-1] + 1
        and one.ys[0] >= other.ys[0] - 1
        and one.ys[-1] <= other.ys[-1] + 1
        and (one.xs[-1] - one.xs[0]) * (one.ys[-1] - one.ys[0])
        < (other.xs[-1] - other.xs[0]) * (other.ys[-1] - other.ys[0])
    )


def merged_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Strokes on the same line put together, doubled lines made one."""
    merged: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if group and rule.at - group[0].at > _SAME:
            merged.extend(_united(group))
            group = []
        group.append(rule)
    merged.extend(_united(group))
    return merged


def _united(group: Sequence[Rule]) -> list[Rule]:
    if not group:
        return []
    at = sum(rule.at for rule in group) / len(group)
    united: list[Rule] = []
    for rule in sorted(group, key=lambda rule: rule.start):
        if united and rule.start - united[-1].end <= _GAP:
            united[-1] = Rule(at, united[-1].start, max(united[-1].end, rule.end))
        else:
            united.append(Rule(at, rule.start, rule.end))
    return united


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for h, row in enumerate(across):
        for v, column in enumerate(down, len(across)):
            touches = (
                row.start - _GAP <= column.at <= row.end + _GAP
                and column.start - _GAP <= row.at <= column.end + _GAP
            )
            if touches:
                parent[root(h)] = root(v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for item in range(len(parent)):
        rows, columns = groups.setdefault(root(item), ([], []))
        if item < len(across):
            rows.append(across[item])
        else:
            columns.append(down[item - len(across)])
    return [
        (rows, columns)
        for rows, columns in groups.values()
        if len(rows) + len(columns) >= 4 and rows and columns
    ]


def _lattice(rows: list[Rule], columns: list[Rule]) -> Lattice | None:
    top, bottom = min(column.start for column in columns), max(column.end for column in columns)
    left, right = min(row.start for row in rows), max(row.end for row in rows)
    open_top = min(row.at for row in rows) - top > _OPEN
    open_bottom = bottom - max(row.at for row in rows) > _OPEN
    if open_top:
        rows = [*rows, Rule(top, left, right)]
    if open_bottom:
        rows = [*rows, Rule(bottom, left, right)]
    if min(column.at for column in columns) - left > _OPEN:
        columns = [*columns, Rule(left, top, bottom)]
    if right - max(column.at for column in columns) > _OPEN:
        columns = [*columns, Rule(right, top, bottom)]
    xs, ys = _distinct(columns), _distinct(rows)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return Lattice(xs, ys, tuple(_boxes(xs, ys, rows, columns)), open_top, open_bottom)


def _distinct(rules: Iterable[Rule]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    return tuple(places)


def _boxes(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]
) -> list[Box]:
    """Covers the grid with the largest boxes that no line cuts, each grown to the right first, then down."""
    walls = _closed_sides(xs, ys, columns)  # (line between columns, row)
    floors = _closed_sides(ys, xs, rows)  # (line between rows, column)
    height, width = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(height):
        for col in range(width):
            if (row, col) in taken:
                continue
            past = col + 1
            while past < width and (past, row) not in walls and (row, past) not in taken:
                past += 1
            below = row + 1
            while below < height and _goes_on(below, col, past, walls, floors, taken):
                below += 1
            taken.update((r, c) for r in range(row, below) for c in range(col, past))
            boxes.append(Box(row, col, below - row, past - col))
    return boxes


def _goes_on(
    row: int,
    col: int,
    past: int,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    taken: set[tuple[int, int]],
) -> bool:
    """Whether a box over columns [col, past) goes on into *row*."""
    return all((row, c) not in floors and (row, c) not in taken for c in range(col, past)) and all(
        (line, row) not in walls for line in range(col + 1, past)
    )


def _closed_sides(
    places: Sequence[float], along: Sequence[float], rules: Sequence[Rule]
) -> set[tuple[int, int]]:
    """(number of the line, number of the stretch along it) where a rule closes the side of a cell."""
    closed: set[tuple[int, int]] = set()
    for rule in rules:
        place = min(range(len(places)), key=lambda number: abs(places[number] - rule.at))
        for stretch in range(len(along) - 1):
            start, end = along[stretch], along[stretch + 1]
            if min(end, rule.end) - max(start, rule.start) >= _CLOSED * (end - start):
                closed.add((place, stretch))
    return closed
