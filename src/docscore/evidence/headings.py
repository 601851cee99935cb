"""What each column of a table holds, by its heading; lists printed in two or three blocks side by side are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docscore.model import Column, EvidenceWords

#: A heading is short; longer cells are text.
_LONGEST = 16
_BRACKETS = re.compile(r"[（(【\[][^（()）】\]]*[)）】\]]")
_BLANK = re.compile(r"[\s:：*﹡/、·.]+")
_UNIT = re.compile(
    r"(万元|亿元|千元|元)\s*[)）]?\s*$|[（(]\s*(万元|亿元|千元|元)\s*[)）]|单位\s*[：:]?\s*(?:人民币)?\s*(万元|亿元|千元|元)"
)
#: What one unit of a heading is in 元.
FACTORS = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}
_HEADED = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that speak of the same row; a list printed in two blocks side by side has two groups.

    Attributes:
        columns: column of the grid, by what it holds.
        first: first column of the grid that belongs to the group.
        unit: unit of its amounts as the heading names it, empty if it does not.
    """

    columns: Mapping[Column, int]
    first: int
    unit: str


@dataclass(frozen=True)
class Headings:
    """How the packs head columns, ready for use.

    Attributes:
        by_word: what the column under a heading holds, by the heading without blanks and brackets, longest first.
        neutral: headings of columns that are not counted (序号, 备注), but tell a row of headings from others.
    """

    by_word: Mapping[str, Column]
    neutral: frozenset[str]

    def of(self, cell: str) -> Column | None:
        """What the column under this heading holds: the heading itself, or the longest known word that it ends in."""
        bare = _bare(cell)
        if not bare or len(bare) > _LONGEST or any(character.isdecimal() for character in bare):
            return None
        held = self.by_word.get(bare)
        if held is None:
            ends = (column for word, column in self.by_word.items() if len(word) > 1 and bare.endswith(word))
            held = next(ends, None)
        return held

    def heads(self, cells: Iterable[str]) -> bool:
        """Whether two of *cells* are headings word for word: a quick look for headings printed again on a new page."""
        return sum(map(self.by_word.__contains__, cells)) >= _HEADED

    def groups(self, row: Mapping[int, str]) -> tuple[Group, ...]:
        """The groups of a row of headings; empty if it is no such row.

        Args:
            row: cell texts by column of the grid.
        """
        known = [
            (column, held) for column, cell in sorted(row.items()) if (held := self.of(cell)) is not None
        ]
        others = sum(1 for cell in row.values() if _bare(cell) in self.neutral)
        if not known or len(known) + others < _HEADED:
            return ()
        unit = next(
            (unit for column, held in known if held is Column.AMOUNT and (unit := unit_of(row[column]))), ""
        )
        parts: list[dict[Column, int]] = [{}]
        starts = [min(row)]
        for position, (column, held) in enumerate(known):
            if held in parts[-1]:
                parts.append({})
                starts.append(_first(row, known[position - 1][0], column))
            parts[-1][held] = column
        if any(part.keys() != parts[0].keys() for part in parts):
            # Not blocks side by side but a column that is there twice (两个电话): the first is meant.
            whole: dict[Column, int] = {}
            for column, held in known:
                whole.setdefault(held, column)
            parts, starts = [whole], starts[:1]
        return tuple(Group(part, start, unit) for part, start in zip(parts, starts, strict=True))


def headings_of(words: EvidenceWords) -> Headings:
    """The headings of the packs."""
    by_word = {_bare(word): column for column, listed in words.columns.items() for word in listed}
    longest_first = sorted(by_word, key=lambda word: (-len(word), word))
    return Headings({word: by_word[word] for word in longest_first}, frozenset(map(_bare, words.neutral)))


def unit_of(text: str) -> str:
    """The unit of money that a heading or a title names (金额（万元）, 单位：元); empty if none."""
    match = _UNIT.search(text)
    return next((unit for unit in match.groups() if unit), "") if match else ""


def title_has(texts: Iterable[str], words: Iterable[str]) -> bool:
    """Whether one of *words* stands in one of *texts*, blanks aside."""
    joined = "\n".join(re.sub(r"\s", "", text) for text in texts)
    return any(word in joined for word in words)


def _first(row: Mapping[int, str], previous: int, column: int) -> int:
    """Where a further group begins: at the running number before its first known column."""
    between = [
        other for other in sorted(row) if previous < other < column and _bare(row[other]) in ("序号", "编号")
    ]
    return between[0] if between else column


def _bare(text: str) -> str:
    return _BLANK.sub("", _BRACKETS.sub("", text)) or _BLANK.sub("", text)
