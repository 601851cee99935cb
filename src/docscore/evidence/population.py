"""The stations or trainees that lists name, each once: what a sample is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docscore.model import Column, Document, EvidenceKind, EvidenceWords, SampledUnit

from .cells import NOTHING
from .count import kind_of
from .headings import Group, headings_of
from .rows import Row, Sheet, headed, rows, sheets

_POOR = ("贫困", "脱贫", "建档立卡")
_NOT_POOR = ("非贫困", "非建档", "非脱贫")


def population(
    papers: Iterable[tuple[str, Document]], kind: EvidenceKind, words: EvidenceWords
) -> tuple[tuple[SampledUnit, ...], int, tuple[str, ...]]:
    """Every unit of the lists of one kind.

    Args:
        papers: path and document of each file, in order of path.
        kind: stations, or rosters for trainees.
        words: how evidence tables are headed.

    Returns:
        The units, numbered; how many rows were left out as repeated; and the lists, as file and title. A person is the
        same by ID number, else by name and telephone; a station by town, village and name.
    """
    found: dict[tuple[str, ...], SampledUnit] = {}
    sources: list[str] = []
    total = 0
    for path, document in papers:
        for sheet in sheets(document, path):
            for key, unit in _units(sheet, kind, words, sources):
                total += 1
                found.setdefault(key, unit)
    numbered = tuple(replace(unit, number=number) for number, unit in enumerate(found.values(), start=1))
    return numbered, total - len(numbered), tuple(sources)


def _units(
    sheet: Sheet, kind: EvidenceKind, words: EvidenceWords, sources: list[str]
) -> Iterator[tuple[tuple[str, ...], SampledUnit]]:
    """The units of one table with what tells them apart; nothing if it is of another kind."""
    headings = headings_of(words)
    head = headed(sheet.block, headings)
    if head is None:
        return
    first, groups, titles = head
    above = (*titles, *sheet.above)
    if kind_of(groups[0].columns, above, sheet.paper, words) is not kind:
        return
    sources.append(f"{sheet.paper}　{next((text for text in above if len(text) > 1), '')}".strip())
    for number, row in rows(sheet.block):
        if number <= first:
            continue
        if headings.heads(row.values()):
            groups = headings.groups(row) or groups
            continue
        lead = "".join(next(iter(row.values())).split())
        if lead.rstrip("：:").startswith(words.totals):
            continue
        for group in groups:
            cells = _cells(row, group)
            unit = _unit(sheet, kind, words, number, group, cells)
            if unit is not None:
                yield _key(kind, cells, unit), unit


def _cells(row: Row, group: Group) -> dict[Column, str]:
    cells = {held: " ".join(row[column].split()) for held, column in group.columns.items() if column in row}
    return {held: text for held, text in cells.items() if text not in NOTHING}


def _unit(
    sheet: Sheet,
    kind: EvidenceKind,
    words: EvidenceWords,
    number: int,
    group: Group,
    cells: Mapping[Column, str],
) -> SampledUnit | None:
    """The unit that a row names; ``None`` for a blank row."""
    name = cells.get(Column.PERSON if kind is EvidenceKind.ROSTER else Column.SITE, "")
    village = cells.get(Column.VILLAGE, "")
    if not name and (kind is EvidenceKind.ROSTER or not village):
        return None
    column = group.columns.get(Column.PERSON if kind is EvidenceKind.ROSTER else Column.SITE)
    return SampledUnit(
        number=0,
        name=name or village,
        keeper=cells.get(Column.KEEPER, "") if kind is not EvidenceKind.ROSTER else "",
        phone=cells.get(Column.PHONE, ""),
        town=cells.get(Column.TOWN, ""),
        village=village,
        poor=_poor(group, cells, words),
        place=sheet.place(number, column),
    )


def _poor(group: Group, cells: Mapping[Column, str], words: EvidenceWords) -> bool | None:
    if Column.POOR not in group.columns:
        return None
    told = cells.get(Column.POOR, "")
    return told in words.yes or (
        any(word in told for word in _POOR) and not any(word in told for word in _NOT_POOR)
    )


def _key(kind: EvidenceKind, cells: Mapping[Column, str], unit: SampledUnit) -> tuple[str, ...]:
    """What makes two rows the same unit."""
    if kind is not EvidenceKind.ROSTER:
        return unit.town, unit.village, unit.name
    own = "".join(cells.get(Column.ID_NUMBER, "").split()).upper()
    if own:
        return ("id", own)
    if unit.phone:
        return ("phone", unit.name, "".join(unit.phone.split()))
    return "row", unit.place.paper, unit.place.label
