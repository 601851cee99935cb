"""A filled workbook read back: rows with hidden keys, by their heads, whatever program saved it in between.

Formulas are read by the value that the program cached; columns may have been moved, added or hidden, rows sorted,
filtered or cut out. Nothing here decides anything: :mod:`docscore.desk.importing` does.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..errors import InputError
from ..model import Kind
from .fillable import KEYS, as_left, cell_text

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 300_000_000
_HEAD_ROWS = 12
_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that came back.

    Attributes:
        sheet: name of its sheet.
        row: 1-based row.
        cells: what each visible column says, by its head.
        workspace: mark of the workspace that it left.
        submission: id.
        kind: of the subject.
        subject: key of the subject.
        version: digest of the assessment that it was made of.
        seen: fingerprint of the line.
        last_seen: number of the newest entry that it could know of.
        left: digest of the cells to fill as they left.
    """

    sheet: str
    row: int
    cells: Mapping[str, str]
    workspace: str
    submission: str
    kind: Kind
    subject: str
    version: str
    seen: str
    last_seen: int
    left: str

    def untouched(self, heads: tuple[str, ...]) -> bool:
        """Whether the cells to fill are as they left.

        Args:
            heads: of the cells to fill, in the order of the form.
        """
        return as_left(self.cells.get(head, "") for head in heads) == self.left


@dataclass(frozen=True, slots=True)
class FilledBook:
    """What came back.

    Attributes:
        rows: the rows with keys.
        damaged: sheet, row and what is wrong with rows whose keys cannot be read, in Chinese.
        notes: what a person should know of sheets that were passed over, in Chinese.
    """

    rows: tuple[FilledRow, ...]
    damaged: tuple[tuple[str, int, str], ...]
    notes: tuple[str, ...]


def read_filled(name: str, data: bytes, needed: Mapping[Kind, tuple[tuple[str, ...], ...]]) -> FilledBook:
    """Read a workbook that docscore exported and people filled.

    Args:
        name: of the file, for messages.
        data: its bytes.
        needed: for each kind of subject the heads of the cells to fill, one tuple for each form it may come in.

    Raises:
        InputError: it is no workbook of this kind.
    """
    book = opened_workbook(name, data)
    rows: list[FilledRow] = []
    damaged: list[tuple[str, int, str]] = []
    notes: list[str] = []
    found = False
    for page in book.worksheets:
        heads = _heads(page)
        if heads is None:
            continue
        at, columns = heads
        missing = [key for key in KEYS if key not in columns]
        if missing:
            notes.append(
                f"“{page.title}”少了隐藏列 {'、'.join(missing)}，整张没有读；请从导出的原件里复制回来"
            )
            continue
        found = True
        extra: set[str] = set()
        for number, row in _below(page, at):
            texts = {head: cell_text(row.get(column)) for head, column in columns.items()}
            if not any(texts[key] for key in KEYS):  # a total, a signature, or a row that somebody added
                if texts.get("意见"):
                    damaged.append(
                        (page.title, number, "这一行没有隐藏的编号（是另加的行），认不出写的是哪一项")
                    )
                continue
            try:
                one = _row(page.title, number, texts)
            except ValueError:
                damaged.append((page.title, number, "隐藏列里的编号不完整或被改动，认不出是哪一行"))
                continue
            lacking = _lacking(needed[one.kind], columns)
            if lacking:
                extra.add(f"“{page.title}”少了“{'”、“'.join(lacking)}”列，整张没有读；请把列加回来")
                break
            rows.append(one)
        notes += sorted(extra)
    if not found and not notes:
        raise InputError(
            name, "不是 docscore 导出的复核工作簿", "请用 docscore export 导出后填写；各行的隐藏列要保留。"
        )
    return FilledBook(tuple(rows), tuple(damaged), tuple(notes))


def opened_workbook(name: str, data: bytes) -> Any:
    """A workbook with the values of its formulas.

    Args:
        name: of the file, for messages.
        data: its bytes.

    Raises:
        InputError: it is no workbook, of the old format, locked, or too large.
    """
    if not data:
        raise InputError(name, "文件是空的（0 字节）", "请重新保存后再导入。")
    if data.startswith(_OLE):
        raise InputError(
            name, "是旧格式（.xls、.et）或加了密码", "请在 WPS 或 Excel 里另存为 .xlsx，去掉密码。"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise InputError(name, "解开后超过 300 MB，没有读", "请删去不用的工作表后再导入。")
        return load_workbook(io.BytesIO(data), data_only=True)
    except InputError:
        raise
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        ParseError,
        SyntaxError,  # lxml's errors of XML
        OSError,
        AttributeError,
    ) as error:
        raise InputError(
            name, "不是 Excel 工作簿（.xlsx），或已损坏", "请在 WPS 或 Excel 里另存为 .xlsx。"
        ) from error


def _heads(page: Any) -> tuple[int, dict[str, int]] | None:
    """The row of heads, 1-based, and the column of each; the first of two alike counts."""
    if not hasattr(page, "iter_rows"):  # a sheet of charts
        return None
    for number, row in enumerate(page.iter_rows(max_row=_HEAD_ROWS), start=1):
        heads: dict[str, int] = {}
        for cell in row:
            heads.setdefault(cell_text(cell.value), cell.column)
        if any(key in heads for key in KEYS):
            heads.pop("", None)
            return number, heads
    return None


def _below(page: Any, head: int) -> Iterator[tuple[int, dict[int, object]]]:
    """Rows below the heads that hold anything; a merged cell counts for every row that it spans."""
    spanned = {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in page.merged_cells.ranges
        if area.min_col == area.max_col
        for row in range(area.min_row + 1, area.max_row + 1)
    }
    for row in page.iter_rows(min_row=head + 1):
        cells = {cell.column: cell.value for cell in row if cell.value is not None}
        if cells:
            number = row[0].row
            for cell in row:
                origin = spanned.get((number, cell.column))
                if origin is not None:
                    cells[cell.column] = page.cell(*origin).value
            yield number, cells


def _row(sheet: str, number: int, texts: dict[str, str]) -> FilledRow:
    """The row with its keys.

    Raises:
        ValueError: a key is not what docscore wrote.
    """
    place, subject, version, seen, last_seen, left = (texts[key] for key in KEYS)
    workspace, slash, submission = place.partition("/")
    kind, colon, key = subject.partition(":")
    if not (slash and colon and submission and version and left):
        raise ValueError(subject)
    cells = {head: text for head, text in texts.items() if not head.startswith("#")}
    return FilledRow(
        sheet, number, cells, workspace, submission, Kind(kind), key, version, seen, int(last_seen), left
    )


def _lacking(forms: tuple[tuple[str, ...], ...], columns: Mapping[str, int]) -> list[str]:
    """Heads that are missing of the form that fits best; none if one form is whole."""
    return min(([head for head in form if head not in columns] for form in forms), key=len)


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a formula."""
    return text in _ERRORS
