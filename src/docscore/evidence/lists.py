"""Lists of things (站点清单、行政村清单、企业清单、报道清单): rows, villages, and what is there twice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docscore.model import Column, EvidenceKind, Flaw, Place, Tally

from .cells import NOTHING
from .headings import Group
from .tallying import Counter

#: What makes two rows of a list the same thing: the first of these sets of columns that the table has.
_SAME: Mapping[EvidenceKind, tuple[tuple[Column, ...], ...]] = {
    EvidenceKind.STATIONS: (
        (Column.TOWN, Column.VILLAGE, Column.SITE),
        (Column.TOWN, Column.VILLAGE),
        (Column.SITE,),
    ),
    EvidenceKind.VILLAGES: ((Column.TOWN, Column.VILLAGE), (Column.VILLAGE,)),
    EvidenceKind.COMPANIES: ((Column.CREDIT_CODE,), (Column.COMPANY,), (Column.EMPLOYER,)),
    EvidenceKind.MEDIA: ((Column.HEADLINE, Column.OUTLET), (Column.HEADLINE,)),
}
_NAMES = (
    Column.SITE,
    Column.VILLAGE,
    Column.COMPANY,
    Column.EMPLOYER,
    Column.HEADLINE,
    Column.OUTLET,
    Column.CREDIT_CODE,
)
_VILLAGE_ENDS = re.compile(r"(?:村民委员会|村委会|社区居委会|居委会|行政村|村)$")


class ListCount(Counter):
    """Counts a list."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.villages: set[tuple[str, str]] = set()
        self.poor: set[tuple[str, str]] = set()
        self.poor_rows = 0
        self.levels: dict[str, int] = {}
        self._marks_poor = False
        self._all_poor = any("贫困村" in text and "非贫困村" not in text for text in self.above)
        self._seen: set[tuple[str, ...]] = set()

    def add(self, number: int, group: Group, cells: Mapping[Column, str]) -> None:
        """Count one row of a list."""
        if not any(cells.get(column, "/") not in NOTHING for column in _NAMES):
            self.blank += 1
            return
        self.rows += 1
        self.day(number, group, cells)
        if self._repeats(cells):
            self.repeated += 1
            self.flaw(Flaw.REPEATED, number)
        poor = self._all_poor
        if Column.POOR in group.columns:
            self._marks_poor = True
            poor = self.says_yes(cells.get(Column.POOR))
        if poor:
            self.poor_rows += 1
        village = _bare(cells.get(Column.VILLAGE, ""))
        if village:
            named = (_bare_town(cells.get(Column.TOWN, "")), village)
            self.villages.add(named)
            if poor:
                self.poor.add(named)
        status = "".join(cells.get(Column.STATUS, "").split())
        if any(word in status for word in self.setting.words.closed) or status in ("否", "×"):
            self.flaw(Flaw.CLOSED, number, group.columns[Column.STATUS])
        self._level(cells.get(Column.LEVEL, ""))

    def tally(self, title: str, place: Place) -> Tally:
        """The list, counted."""
        marked = self._marks_poor or self._all_poor
        return Tally(
            self.kind,
            self.setting.words.shapes[self.kind].name,
            self.sheet.paper,
            title,
            place,
            rows=self.rows,
            blank=self.blank,
            repeated=self.repeated,
            poor_rows=self.poor_rows if marked else None,
            villages=frozenset(self.villages),
            poor_villages=frozenset(self.poor) if marked else None,
            stated=self.stated,
            levels=self.levels,
            flaws=self.flaws(),
        )

    def _repeats(self, cells: Mapping[Column, str]) -> bool:
        for columns in _SAME[self.kind]:
            if all(column in cells for column in columns):
                key = tuple("".join(cells[column].split()) for column in columns)
                if key in self._seen:
                    return True
                self._seen.add(key)
                return False
        return False

    def _level(self, cell: str) -> None:
        bare = "".join(cell.split())
        for level, words in self.setting.words.levels.items():
            if any(bare.startswith(word) for word in words):
                self.levels[level] = self.levels.get(level, 0) + 1
                return


def _bare(village: str) -> str:
    """A village's name without 村委会 and the like, so that two lists name it alike."""
    name = "".join(village.split())
    name = "" if name in NOTHING else name
    return _VILLAGE_ENDS.sub("", name) or name


def _bare_town(town: str) -> str:
    return re.sub(r"(?:人民政府|街道办事处|街道|镇|乡)$", "", "".join(town.split()))
