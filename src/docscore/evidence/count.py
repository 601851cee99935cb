"""Documents of evidence → tallies: which of their tables are rosters, lists or ledgers, and what each holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from docscore.model import (
    Column,
    Document,
    Evidence,
    EvidenceKind,
    EvidenceWords,
    Tally,
)
from docscore.personal import mask_text

from .headings import Group, Headings, headings_of, title_has, unit_of
from .ledger import LedgerCount
from .lists import ListCount
from .notices import notice_of
from .people import RosterCount
from .rows import Row, Sheet, headed, rows, sheets
from .tallying import Counter, Setting

_COUNTERS: Mapping[EvidenceKind, type[Counter]] = {
    EvidenceKind.ROSTER: RosterCount,
    EvidenceKind.LEDGER: LedgerCount,
    EvidenceKind.STATIONS: ListCount,
    EvidenceKind.VILLAGES: ListCount,
    EvidenceKind.COMPANIES: ListCount,
    EvidenceKind.MEDIA: ListCount,
}
_LEAST_CELLS = 2


def count_evidence(
    papers: Iterable[tuple[str, Document]], words: EvidenceWords, *, key: bytes, until: date | None = None
) -> Evidence:
    """Everything that can be counted in the evidence of one submission.

    Args:
        papers: path and document of each file, as read and not masked.
        words: how evidence tables are headed and titled.
        key: secret by which people are told apart; at most 64 bytes.
        until: the day to which results count, if the rubric names one; later dates are told.

    Returns:
        A tally of each table that is one of the known kinds, and each red-head paper.
    """
    headings = headings_of(words)
    tallies: list[Tally] = []
    notices = []
    met: dict[bytes, int] = {}
    known: dict[bytes, bytes] = {}
    for path, document in papers:
        for sheet in sheets(document, path):
            setting = Setting(words, key, until, met, known, len(tallies))
            tally = _tally(sheet, headings, setting)
            if tally is not None and (tally.rows or tally.blank):
                tallies.append(tally)
        notice = notice_of(path, document)
        if notice is not None:
            notices.append(notice)
    return Evidence(tuple(_by_id(tally, known) for tally in tallies), tuple(notices))


def kind_of(
    columns: Iterable[Column], above: tuple[str, ...], paper: str, words: EvidenceWords
) -> EvidenceKind | None:
    """What kind of evidence a table with these columns and titles is.

    Args:
        columns: what its columns hold.
        above: its titles and the name of its sheet.
        paper: path of the file; its words count where the titles say nothing.
        words: how the packs know a kind.
    """
    held = frozenset(columns)
    name = paper.rsplit("/", 1)[-1]
    for kind, shape in words.shapes.items():
        if title_has(above, shape.unless) or (
            not title_has(above, shape.titles) and title_has((name,), shape.unless)
        ):
            continue
        if any(needed <= held for needed in shape.needs):
            return kind
        if any(needed <= held for needed in shape.titled) and title_has((*above, paper), shape.titles):
            return kind
    return None


def _by_id(tally: Tally, known: Mapping[bytes, bytes]) -> Tally:
    """A tally whose people are those of the ID numbers that another list gives for their names and telephones."""
    people, poor = (
        frozenset(known.get(one, one) for one in all_) for all_ in (tally.people, tally.poor_people)
    )
    return replace(tally, people=people, poor_people=poor)


def _tally(sheet: Sheet, headings: Headings, setting: Setting) -> Tally | None:
    """The tally of one table; ``None`` if it is no evidence that is known."""
    head = headed(sheet.block, headings)
    if head is None:
        return None
    first, groups, titles = head
    above = (*titles, *sheet.above)
    kind = kind_of(groups[0].columns, above, sheet.paper, setting.words)
    if kind is None:
        return None
    unit = groups[0].unit or unit_of(" ".join(titles))
    counter = _COUNTERS[kind](kind, sheet, setting, unit, above)
    for number, row in rows(sheet.block):
        if number <= first:
            continue
        if headings.heads(row.values()):
            again = headings.groups(row)
            if again:
                groups = again
                counter.next_session(counter.waiting)
                continue
        _one_row(counter, number, row, groups)
    title = next((mask_text(text) for text in above if len(text) > 1), "")
    return counter.tally(title, sheet.place(first))


def _one_row(counter: Counter, number: int, row: Row, groups: tuple[Group, ...]) -> None:
    lead = next(iter(row.values()))
    if lead.startswith(counter.setting.words.totals):
        counter.total(number, row, groups[0])
        return
    if len(row) < _LEAST_CELLS:
        counter.waiting = lead  # a title between two sessions on one sheet, or a note under the table
        return
    for position, group in enumerate(groups):
        last = groups[position + 1].first if position + 1 < len(groups) else None
        cells = {held: row[column] for held, column in group.columns.items() if column in row}
        if cells:
            counter.add(number, group, cells)
        elif any(group.first <= column and (last is None or column < last) for column in row):
            counter.blank += 1
