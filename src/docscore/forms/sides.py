"""Two forms side by side in one table: told by headings that are there twice, and read one after the other."""

from __future__ import annotations

from dataclasses import replace

from docscore.model import FormField

from .headings import Headings
from .lines import Line

_LEAST = 3
_LEVELS = frozenset((FormField.LEVEL1, FormField.LEVEL2, FormField.NAME))
_RESULTS = frozenset((FormField.ACTUAL, FormField.POINTS))


def sides_of(lines: tuple[Line, ...], headings: Headings) -> tuple[tuple[Line, ...], ...]:
    """The lines of a table, once; or those of its left and of its right form.

    Args:
        lines: the rows of the table.
        headings: the words of the packs.
    """
    split = next((col for line in lines if (col := _split(line, headings))), 0)
    if not split:
        return (lines,)
    left = tuple(replace(line, slots=tuple(s for s in line.slots if s.start < split)) for line in lines)
    right = tuple(replace(line, slots=tuple(s for s in line.slots if s.start >= split)) for line in lines)
    return (left, right)


def _split(line: Line, headings: Headings) -> int:
    """The column at which the headings of a line begin anew, every one of them; 0 if they do not."""
    headed = [(slot.start, headings.fields(slot.text)) for slot in line.slots]
    known = [(start, fields) for start, fields in headed if fields]
    half, odd = divmod(len(known), 2)
    if odd or half < _LEAST:
        return 0
    first, second = ([fields for _, fields in part] for part in (known[:half], known[half:]))
    named = {field for fields in first for field in fields}
    return known[half][0] if first == second and named & _LEVELS and named & _RESULTS else 0
