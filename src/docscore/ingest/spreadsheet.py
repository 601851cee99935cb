"""XLSX, XLS and ET → passages: for each sheet its name as a heading and its used range as one table.

Rows and columns are numbered as in the sheet: R9C3 is cell C9. Values, cached results of formulas and merged ranges come
from calamine; what it leaves out (number formats, formulas without a result) is read beside it, row by row.
"""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from docscore.errors import InputError
from docscore.model import Table

from .grid import GridCell, header_rows
from .heartbeat import beat
from .numberformat import printed, printed_moment
from .passages import Passage
from .xlsformats import Formats, is_encrypted, sheet_formats, workbook_stream
from .xlsxformats import RowFormats, XlsxFormats

#: Cells with content that are read of one workbook: a sheet of Excel has at most 1,048,576 rows, a roster ten columns.
MOST_CELLS = 10_000_000
#: After so many rows the reader gives a sign of life, and joins the texts of cells.
_STEP = 10_000
#: A merged range may reach this far past the last row or column with content.
_BEYOND = 200
_HEAD_ROWS = 6
_SINGLE = (1, 1)
_QUOTED = 3
_REMEDY = "请用 Excel 或 WPS 打开并另存一份，或向报送单位索取原件。"
_DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, etree.XMLSyntaxError)

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]


def read_spreadsheet(path: Path, data: bytes, *, old: bool) -> tuple[list[Passage], list[str]]:
    """The passages of a workbook and what was not read of it.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.
        old: whether it is a compound file (XLS, ET), not a ZIP archive.

    Raises:
        InputError: the workbook is damaged or encrypted.
    """
    name = "旧版 Excel 工作簿（XLS）" if old else "Excel 工作簿（XLSX）"
    locked = InputError(path, "工作簿加了密码，无法打开", "请取消密码后另存一份。")
    try:
        source = _old(data) if old else _new(data)
        if source.locked:
            raise locked
        reader = _Reader(source)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for number, sheet in enumerate(workbook.sheets_metadata):
                if sheet.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet):
                    hidden = sheet.visible is not Visible.Visible
                    reader.read(number, workbook.get_sheet_by_index(number), hidden=hidden)
    except PasswordError as error:
        raise locked from error
    except (CalamineError, *_DAMAGE, OSError, ValueError) as error:
        raise InputError(path, f"{name}已损坏或不完整", _REMEDY) from error
    return reader.passages, reader.warnings


@dataclass(frozen=True, slots=True)
class _Source:
    """Number formats of a workbook, whichever way it is stored."""

    new: XlsxFormats | None = None
    old: list[Formats] = field(default_factory=list)
    locked: bool = False

    def rows(self, number: int, name: str) -> Iterator[RowFormats]:
        """The formats of a sheet, row by row from the top."""
        if self.new is not None:
            yield from self.new.rows(name)
        elif number < len(self.old):
            by_row: dict[int, RowFormats] = {}
            for (row, column), code in self.old[number].items():
                by_row.setdefault(row, RowFormats(row)).codes[column] = code
            yield from (by_row[row] for row in sorted(by_row))


def _new(data: bytes) -> _Source:
    return _Source(new=XlsxFormats(zipfile.ZipFile(io.BytesIO(data))))


def _old(data: bytes) -> _Source:
    stream = workbook_stream(data)
    return _Source(locked=True) if is_encrypted(stream) else _Source(old=sheet_formats(stream))


@dataclass(slots=True)
class _Reader:
    source: _Source
    passages: list[Passage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    cells_left: int = MOST_CELLS

    def read(self, number: int, sheet: CalamineSheet, *, hidden: bool) -> None:
        """Adds a sheet, unless it is empty."""
        if sheet.start is None:
            return
        name = f"工作表“{sheet.name}”"
        if hidden:
            self.warnings.append(f"{name}是隐藏的，已读取")
        formats = _Formats(self.source.rows(number, sheet.name))
        builder = _TableBuilder(_Merges(sheet.merged_cell_ranges or (), sheet.end or (0, 0)))
        first_column = sheet.start[1]
        for row, values in enumerate(sheet.iter_rows()):
            found = formats.of(row)
            for column, value in enumerate(values, first_column):
                if value != "":
                    builder.add(row, column, _shown(value, found.codes.get(column)))
            if row % _STEP == 0:
                beat()
                builder.join()
            if builder.count > self.cells_left:
                self.warnings.append(f"{name}第{row + 2}行及以后的内容太多，未读取")
                break
        self.cells_left = max(self.cells_left - builder.count, 0)
        formats.finish()
        self.warnings.extend(formats.warnings(name))
        if builder.count:
            text, table = builder.table()
            if table.is_roll:
                self.warnings.append(f"{name}有 {table.rows} 行，按名册清点，不逐格查找数字")
            self.passages += [
                Passage(" ".join(sheet.name.split()) or name, level=1),
                Passage(text, table=table),
            ]


class _Formats:
    """The formats of a sheet, asked for row by row; keeps note of what has no value."""

    def __init__(self, rows: Iterator[RowFormats]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self._empty: list[str] = []
        self._failed: list[str] = []
        self._counts = [0, 0]

    def of(self, row: int) -> RowFormats:
        """The formats of *row*; rows must be asked for from the top."""
        found = RowFormats(row)
        while self._next is not None and self._next.row <= row:
            if self._next.row == row:
                found.codes.update(self._next.codes)
            self._note(self._next)
            self._next = next(self._rows, None)
        return found

    def finish(self) -> None:
        """Takes note of the rows after the last one with a value."""
        while self._next is not None:
            self._note(self._next)
            self._next = next(self._rows, None)

    def _note(self, row: RowFormats) -> None:
        for column in row.empty:
            self._counts[0] += 1
            if len(self._empty) < _QUOTED:
                self._empty.append(_address(row.row, column))
        for column, error in row.failed.items():
            self._counts[1] += 1
            if len(self._failed) < _QUOTED:
                self._failed.append(f"{_address(row.row, column)} {error}".strip())

    def warnings(self, name: str) -> list[str]:
        """What could not be read of the sheet, in Chinese."""
        found = []
        for count, quoted, what in (
            (self._counts[0], self._empty, "个公式没有保存结果"),
            (self._counts[1], self._failed, "个公式出错"),
        ):
            if count:
                more = "等" if count > len(quoted) else ""
                found.append(f"{name}有 {count} {what}，未读取：{'、'.join(quoted)}{more}")
        return found


class _Merges:
    """Merged ranges of a sheet, cut off where the sheet has no content any more."""

    def __init__(self, ranges: Iterable[Merge], end: tuple[int, int]) -> None:
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[Merge] = []
        self._end = end
        self._row = -1

    def at(self, row: int, column: int) -> tuple[int, int] | None:
        """Rows and columns that the cell spans; ``None`` if another cell covers it. Rows come from the top."""
        if row != self._row:
            if not self._open and not (self._waiting and self._waiting[-1][0][0] <= row):
                return _SINGLE
            self._row = row
            self._open = [merge for merge in self._open if merge[1][0] >= row]
            while self._waiting and self._waiting[-1][0][0] <= row:
                self._open.append(self._waiting.pop())
        for (top, left), (bottom, right) in self._open:
            if left <= column <= right and row <= bottom:
                if (top, left) != (row, column):
                    return None
                bottom = min(bottom, max(self._end[0], row + _BEYOND))
                right = min(right, max(self._end[1], column + _BEYOND))
                return bottom - row + 1, right - column + 1
        return _SINGLE


class _TableBuilder:
    """Puts a table block together cell by cell; positions without content get no cell."""

    def __init__(self, merges: _Merges) -> None:
        self._merges = merges
        self._joined: list[str] = []
        self._parts: list[str] = []
        self._offset = 0
        self._first = self._row = -1
        self._rows = self._cols = 0
        self._head: list[GridCell] = []
        self._numbers = array("I")

    @property
    def count(self) -> int:
        """How many cells there are so far."""
        return len(self._numbers) // 6

    def add(self, row: int, column: int, text: str) -> None:
        """Adds a cell; a value hidden under a merged cell is none."""
        text = text.replace("\t", " ").strip()
        spans = self._merges.at(row, column)
        if not text or spans is None:
            return
        if self._first < 0:
            self._first = row
        else:
            separator = "\n" * (row - self._row) or "\t"
            self._parts.append(separator)
            self._offset += len(separator)
        self._row = row
        end = self._offset + len(text)
        self._numbers.extend((row, column, *spans, self._offset, end))
        self._rows = max(self._rows, row + spans[0])
        self._cols = max(self._cols, column + spans[1])
        self._parts.append(text)
        self._offset = end
        if row < self._first + _HEAD_ROWS:
            self._head.append(GridCell(row - self._first, column, *spans, text))

    def join(self) -> None:
        """Joins the texts so far: millions of short ones take ten times the room of one long."""
        self._joined.append("".join(self._parts))
        self._parts.clear()

    def table(self) -> tuple[str, Table]:
        """The text of the block and its grid."""
        heads = header_rows(self._head)
        leading = self._first + heads if heads else 0
        self.join()
        return "".join(self._joined), Table.unpacked(self._rows, self._cols, self._numbers, leading)


def _shown(value: Any, code: str | None) -> str:
    """A value as the sheet shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return printed(value, code)
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return printed_moment(value, code)


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
