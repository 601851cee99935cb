"""What all counters share: the setting that they count in, and the flaws that they meet."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docscore.model import Column, EvidenceKind, EvidenceWords, Flaw, Place, RowFlaw, Sum, Tally

from .cells import day_of
from .headings import Group
from .rows import Row, Sheet

_NUMBER = re.compile(r"\d+")
#: So many places of a flaw are kept; their number is.
_PLACES = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What a table is counted in.

    Attributes:
        words: how evidence tables are headed.
        key: secret of the digests.
        until: the day to which results count.
        met: digest of person and day → number of the table in which they were first met; filled while counting.
        known: digest of name and telephone → digest of the ID number met beside them; filled while counting.
        table: number of this table.
    """

    words: EvidenceWords
    key: bytes
    until: date | None
    met: dict[bytes, int]
    known: dict[bytes, bytes]
    table: int


class Counter(ABC):
    """Counts the rows of one table.

    Args:
        kind: what the table is.
        sheet: the table.
        setting: what it is counted in.
        unit: unit of its amounts, empty if it names none.
        above: its titles.
    """

    def __init__(
        self, kind: EvidenceKind, sheet: Sheet, setting: Setting, unit: str, above: tuple[str, ...]
    ) -> None:
        self.kind, self.sheet, self.setting, self.unit, self.above = kind, sheet, setting, unit, above
        self.rows = self.blank = self.repeated = 0
        self.waiting = ""
        self.stated: Sum | None = None
        self._counts: dict[Flaw, int] = {}
        self._places: dict[Flaw, list[Place]] = {}

    @abstractmethod
    def add(self, number: int, group: Group, cells: Mapping[Column, str]) -> None:
        """Count one row."""

    @abstractmethod
    def tally(self, title: str, place: Place) -> Tally:
        """What was counted."""

    def total(self, number: int, row: Row, group: Group) -> None:  # noqa: ARG002 - a ledger looks at its columns
        """Take note of a printed total: 合计 46 人."""
        written = [match.group() for text in row.values() for match in _NUMBER.finditer(text)]
        if len(written) == 1:
            self.stated = Sum(Decimal(written[0]), 1, self.sheet.place(number))

    def next_session(self, title: str) -> None:  # noqa: ARG002 - a list is one list on all its pages
        """The headings stand again, under *title* if it is not empty: in a roster, another session."""
        self.waiting = ""

    def flaw(self, flaw: Flaw, number: int, column: int | None = None) -> None:
        """Take note of a row that is wrong."""
        self._counts[flaw] = self._counts.get(flaw, 0) + 1
        places = self._places.setdefault(flaw, [])
        if len(places) < _PLACES:
            places.append(self.sheet.place(number, column))

    def day(self, number: int, group: Group, cells: Mapping[Column, str]) -> date | None:
        """The day of a row; one that does not exist, or comes after the day to which results count, is a flaw."""
        written = cells.get(Column.DATE)
        if written is None:
            return None
        day, impossible = day_of(written)
        if impossible:
            self.flaw(Flaw.BAD_DATE, number, group.columns[Column.DATE])
        elif day is not None and self.setting.until is not None and day > self.setting.until:
            self.flaw(Flaw.LATE_DATE, number, group.columns[Column.DATE])
        return day

    def flaws(self) -> tuple[RowFlaw, ...]:
        """The flaws met, in the order of :class:`Flaw`."""
        return tuple(
            RowFlaw(flaw, self._counts[flaw], tuple(self._places[flaw]))
            for flaw in Flaw
            if flaw in self._counts
        )

    def says_yes(self, cell: str | None) -> bool:
        """Whether a cell says yes (是, √)."""
        return cell is not None and "".join(cell.split()) in self.setting.words.yes
