"""X04: evidence that two units handed in alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ..model import CohortFinding, Member
from .codes import X04, doubt

#: A file or table that more units have came from above.
_MOST_UNITS = 3
#: A table with fewer rows is a form, not a list.
_FEWEST_ROWS = 8
#: Share of the shorter table's rows that the other holds too.
_ALIKE = 0.8
#: A shorter row is a serial number or a heading.
_TELLING_ROW = 8


def copied_evidence(cohort: Sequence[Member]) -> Iterator[CohortFinding]:
    """Pairs of units with the same file, or with tables that share most rows."""
    files: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for index, unit in enumerate(cohort):
        for path, digest in unit.files:
            files[digest].setdefault(index, path)
    told: set[tuple[int, str]] = set()
    for units in files.values():
        if 2 <= len(units) <= _MOST_UNITS:
            for left, right in combinations(sorted(units), 2):
                told |= {(left, units[left]), (right, units[right])}
                yield doubt(
                    X04,
                    (cohort[left], cohort[right]),
                    f"{cohort[left].name}的“{units[left]}”与{cohort[right].name}的“{units[right]}”是同一个文件",
                    (),
                )
    yield from _alike_tables(cohort, told)


def _alike_tables(cohort: Sequence[Member], told: set[tuple[int, str]]) -> Iterator[CohortFinding]:
    """Tables are compared by whole rows, found through an index of rows that few tables hold."""
    tables = [
        (index, path, label, frozenset(row for row in map(_bare, rows) if len(row) >= _TELLING_ROW))
        for index, unit in enumerate(cohort)
        for path, label, rows in unit.tables
        if (index, path) not in told
    ]
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for key, (_, _, _, rows) in enumerate(tables):
        if len(rows) >= _FEWEST_ROWS:
            for row in rows:
                holding[row].append(key)
    common: defaultdict[tuple[int, int], int] = defaultdict(int)
    for keys in holding.values():
        if 2 <= len({tables[key][0] for key in keys}) <= _MOST_UNITS:
            for left, right in combinations(sorted(keys), 2):
                common[left, right] += 1
    for (left, right), count in sorted(common.items()):
        (one, path, label, rows), (other, its_path, its_label, its_rows) = tables[left], tables[right]
        if one != other and count >= _ALIKE * min(len(rows), len(its_rows)):
            yield doubt(
                X04,
                (cohort[one], cohort[other]),
                f"{cohort[one].name}的“{path}”{label}与{cohort[other].name}的“{its_path}”{its_label}"
                f"有 {count} 行相同",
                (),
            )


def _bare(row: str) -> str:
    """A row without its serial number and blanks."""
    cells = [cell.strip() for cell in row.split("\t") if cell.strip()]
    if cells and cells[0].isdigit():
        cells = cells[1:]
    return "\t".join(cells)
