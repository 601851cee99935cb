"""An office's own Excel table, filled by its heads: formulas, styles and every other cell stay as they are.

Rows that name a line already are filled beside the name; else the blank rows below the heads are. A cell that holds a
formula is never written; the workbook is marked so that Excel, WPS and LibreOffice compute it anew when it opens.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from ..errors import UsageError
from ..personal import mask_text
from .dossier import Ranked
from .fillable import cell_text
from .filled import opened_workbook
from .recheck import RecheckSheet
from .template_heads import HEADS
from .wordform import settled
from .words import points, span

#: A row to fill: what each cell is to hold, by the keys of :data:`HEADS`.
Row = Mapping[str, str | Decimal | int | None]

_HEAD_ROWS = 30
_BRACKETS = re.compile(r"[\s　()（）\[\]【】/、:：]")
_FIELDS = {_BRACKETS.sub("", head): field for field, heads in HEADS.items() for head in heads}
_TOTALS = ("合计", "总分", "总计", "小计", "总得分")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template.

    Attributes:
        content: the bytes of the workbook.
        notes: heads that were not known, rows and lines that found no partner, in Chinese.
    """

    content: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a template: where its heads stand, and the column of each field."""

    page: Any
    head: int
    columns: dict[str, int]
    unknown: tuple[str, ...]


def fill(template: bytes, rows: Sequence[Row], name_field: str, *, masked: bool) -> Filled:
    """Fill a template.

    Args:
        template: its bytes.
        rows: what to fill in.
        name_field: the field that names a row: ``level3`` for lines, ``unit`` for units.
        masked: personal data is masked.

    Raises:
        UsageError: no table with known heads, or not enough room.
    """
    opened_workbook("模板", template)  # one clear message for anything that is no workbook
    if masked:
        rows = [{key: mask_text(v) if isinstance(v, str) else v for key, v in row.items()} for row in rows]
    book = load_workbook(io.BytesIO(template))
    table = _best_table(book, name_field)
    notes = []
    if table.unknown:
        notes.append(f"“{table.page.title}”里不认得的列，没有填：{'、'.join(table.unknown)}")
    named = _named_rows(table, name_field)
    if named:
        notes += _fill_named(table, rows, named, name_field)
    else:
        _fill_blank(table, rows)
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return Filled(settled(_unclocked(out.getvalue())), tuple(notes))


def recheck_rows(sheet: RecheckSheet) -> list[Row]:
    """The lines of a 复核表 as rows of a template."""
    return [
        {
            "number": number,
            "unit": sheet.name,
            "level1": line.level1,
            "level2": line.level2,
            "level3": line.level3,
            "nature": line.nature,
            "target": line.target,
            "measure": line.unit,
            "weight": line.weight,
            "self_value": line.self_value,
            "self_points": line.self_points,
            "recheck_value": line.recheck_value,
            "recheck_points": line.points,
            "difference": None
            if line.self_points is None or line.points is None
            else line.self_points - line.points,
            "deviation": line.deviation,
            "remark": line.remark,
        }
        for number, line in enumerate(sheet.lines, start=1)
    ]


def ranking_rows(ranked: Sequence[Ranked]) -> list[Row]:
    """The batch in order as rows of a template."""
    found: list[Row] = []
    for number, one in enumerate(ranked, start=1):
        entry, place = one.entry, one.place
        own, total = entry.self_total, entry.total
        interval = "" if entry.low is None or entry.high is None else span(entry.low, entry.high)
        rank = (
            ""
            if place is None
            else f"{place.best}–{place.worst}"
            if place.best != place.worst
            else place.best
        )
        found.append(
            {
                "number": number,
                "unit": entry.name,
                "self_points": own,
                "recheck_points": interval if total is None else total,
                "difference": None if own is None or total is None else own - total,
                "rank": "否决" if entry.vetoed else rank,
                "grade": one.grade,
                "cuts": "；".join(f"{name} −{points(lost)}" for name, lost in entry.cuts),
                "remark": entry.trouble,
            }
        )
    return found


def _best_table(book: Any, name_field: str) -> _Table:
    """The row of heads that knows the most fields.

    Raises:
        UsageError: none knows the name of a row and one field more.
    """
    best: _Table | None = None
    for page in book.worksheets:
        for row in page.iter_rows(max_row=_HEAD_ROWS):
            columns: dict[str, int] = {}
            unknown = []
            for cell in row:
                text = cell_text(cell.value)
                field = _FIELDS.get(_BRACKETS.sub("", text))
                if field is not None:
                    columns.setdefault(field, cell.column)
                elif text:
                    unknown.append(text)
            if name_field in columns and (best is None or len(columns) > len(best.columns)):
                best = _Table(page, row[0].row, columns, tuple(unknown))
    if best is None or len(best.columns) < 2:
        raise UsageError(
            "模板里没有找到认得的表头", f"至少要有“{HEADS[name_field][0]}”和“复核得分”这样的列，写在同一行"
        )
    return best


def _named_rows(table: _Table, name_field: str) -> dict[str, list[int]]:
    """Rows below the heads that name a line already; a total names none."""
    column = table.columns[name_field]
    found: dict[str, list[int]] = {}
    for (cell,) in table.page.iter_rows(min_row=table.head + 1, min_col=column, max_col=column):
        text = cell_text(cell.value)
        if text and not text.startswith(_TOTALS):
            found.setdefault(_plain(text), []).append(cell.row)
    return found


def _fill_named(
    table: _Table, rows: Sequence[Row], named: dict[str, list[int]], name_field: str
) -> list[str]:
    missing = []
    for row in rows:
        free = named.get(_plain(str(row[name_field])), [])
        if free:
            _write(table, free.pop(0), row, keep=frozenset({name_field, "number", "level1", "level2"}))
        else:
            missing.append(str(row[name_field]))
    left = [
        str(table.page.cell(number, table.columns[name_field]).value)
        for free in named.values()
        for number in free
    ]
    notes = [f"模板里没有这些行，没有填：{'、'.join(missing)}"] if missing else []
    return notes + ([f"模板里这些行没有对上：{'、'.join(left)}"] if left else [])


def _fill_blank(table: _Table, rows: Sequence[Row]) -> None:
    room = _room(table)
    if room is not None and room < len(rows):
        raise UsageError(
            f"模板“{table.page.title}”表头下面只有 {room} 个空行，要填 {len(rows)} 行",
            "请在合计行之上多插几行空行",
        )
    first = table.head + 1
    for number, row in enumerate(rows, start=first):
        if room is None and number > first:
            _style_like(table.page, first, number)
        _write(table, number, row, keep=frozenset())


def _room(table: _Table) -> int | None:
    """Blank rows below the heads before something else stands there; ``None`` if nothing does."""
    page = table.page
    for number in range(table.head + 1, page.max_row + 1):
        cells = list(page[number])
        told = [cell for cell in cells if cell_text(cell.value) and not _is_formula(cell)]
        numbered = [cell.column for cell in told] == [table.columns.get("number")] and cell_text(
            told[0].value
        ).isdecimal()
        if told and not numbered:
            return number - table.head - 1
    return None


def _write(table: _Table, number: int, row: Row, *, keep: frozenset[str]) -> None:
    for field, column in table.columns.items():
        value = row.get(field)
        cell = table.page.cell(number, column)
        if value is None or field in keep or isinstance(cell, MergedCell) or _is_formula(cell):
            continue
        if isinstance(value, str):
            cell.value = value
            cell.data_type = "s"  # text, also where it begins like a formula
        else:
            cell.value = float(value) if isinstance(value, Decimal) else value


def _style_like(page: Any, source: int, target: int) -> None:
    """Give a row below the template's last one the look of its first."""
    for cell in page[source]:
        other = page.cell(target, cell.column)
        if cell.has_style and not other.has_style:
            other._style = copy(cell._style)  # openpyxl's own way to copy a style


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f")


def _plain(text: str) -> str:
    return _BRACKETS.sub("", text)


def _unclocked(data: bytes) -> bytes:
    """The same workbook without the time of its saving."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>2020-01-01T00:00:00Z\g<2>", part)
            book.writestr(name, part)
    return out.getvalue()
