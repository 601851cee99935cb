"""Forms that are filled offline and come back: cells to fill, and hidden columns that know what each row is about.

Each row carries what it was made of, so that a workbook can be sorted, filtered, cut and saved by WPS, Excel or
LibreOffice and still be read back row by row: the workspace and submission, the subject, the assessment and the line as the
reviewer had them before him, the newest journal entry that he could know of, and a digest of the cells as they
left, by which an untouched row is known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ..model import Kind
from ..personal import mask_text
from .book import BookWriter
from .dossier import Dossier

#: Heads of the hidden columns, in order.
KEYS = ("#材料", "#对象", "#评分版本", "#所见", "#记录", "#原样")
_WIDE = str.maketrans("０１２３４５６７８９．－＋％　", "0123456789.-+% ")
#: What XML does not allow in a cell.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DIGITS = 12
_ENTRY = {
    "font_name": "微软雅黑", "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#BFC3C8",
    "bg_color": "#EAF3FB", "locked": False,
}  # fmt: skip
_STYLES: dict[str, dict[str, Any]] = {
    "entry_text": {**_ENTRY, "text_wrap": True, "indent": 1},
    "entry_centre": {**_ENTRY, "align": "center"},
    "entry_points": {**_ENTRY, "num_format": "0.00", "align": "right"},
    "percent": {
        "font_name": "微软雅黑",
        "font_size": 10,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#BFC3C8",
        "num_format": "0.00%",
        "align": "right",
    },
    "part_percent": {
        "font_name": "微软雅黑",
        "font_size": 10,
        "bold": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#BFC3C8",
        "bg_color": "#D5DADF",
        "num_format": "0.00%",
        "align": "right",
    },
    "sum_points": {
        "font_name": "微软雅黑",
        "font_size": 11,
        "bold": True,
        "num_format": "0.00",
        "align": "left",
    },
    "note": {"font_name": "微软雅黑", "font_size": 10, "font_color": "#5C6168", "valign": "vcenter"},
    "wrapped": {"font_name": "微软雅黑", "font_size": 10, "text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is about, as its hidden columns write it.

    Attributes:
        mark: of the workspace.
        submission: id.
        kind: of the subject.
        subject: key of the subject; of a figure the digest of its key, since that may name a person's file.
        version: digest of the assessment.
        seen: fingerprint of the line.
        last_seen: number of the newest entry about the subject.
    """

    mark: str
    submission: str
    kind: Kind
    subject: str
    version: str
    seen: str
    last_seen: int

    def cells(self, filled: Iterable[object]) -> tuple[str, ...]:
        """The hidden cells of a row whose cells to fill hold *filled*, in the order of the form."""
        return (
            f"{self.mark}/{self.submission}",
            f"{self.kind.value}:{self.subject}",
            self.version,
            self.seen,
            str(self.last_seen),
            as_left(filled),
        )


def key_of(dossier: Dossier, kind: Kind, key: str, seen: str) -> Key:
    """The key of a subject of *dossier*."""
    shown = figure_digest(key) if kind is Kind.FIGURE else key
    last = dossier.last_said(kind, key)
    return Key(dossier.mark, dossier.id, kind, shown, dossier.digest[:16], seen, last)


def figure_digest(key: str) -> str:
    """What a form shows of a figure's key."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def as_left(filled: Iterable[object]) -> str:
    """Digest of cells to fill; the same however a program stores a number, a date or a line break."""
    return hashlib.sha256("\x1f".join(map(cell_text, filled)).encode()).hexdigest()[:_DIGITS]


def cell_text(value: object) -> str:
    """What a cell says: blanks at the ends, full-width digits and the way a number is stored make no difference."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip().strip("　")
    number = narrow(text).replace(" ", "")
    return f"{Decimal(number).normalize():f}" if _NUMBER.fullmatch(number) else text


def narrow(text: str) -> str:
    """*text* with its full-width digits, points and signs narrow."""
    return text.translate(_WIDE)


class FormWriter(BookWriter):
    """Writes sheets whose rows come back; everything but the cells to fill is protected, without a password."""

    def __init__(self, book: Any, *, masked: bool) -> None:
        super().__init__(book)
        self.formats |= {name: book.add_format(style) for name, style in _STYLES.items()}
        self._masked = masked

    def _text(self, page: Any, row: int, column: int, text: str, style: str = "text") -> None:
        """Text without control characters, and without personal data unless it was asked for."""
        super()._text(page, row, column, self._shown(text), style)

    def _shown(self, text: str) -> str:
        clean = _UNPRINTABLE.sub("", text)
        return mask_text(clean) if self._masked else clean

    def pair(self, page: Any, row: int, head: str, text: str) -> None:
        """A head and what it says, in the first two columns."""
        self._text(page, row, 0, head, "group_text")
        self._text(page, row, 1, text)

    def put(self, page: Any, row: int, column: int, text: str, style: str = "text") -> None:
        """A cell of text."""
        self._text(page, row, column, text, style)

    def heading(self, page: Any, title: str, note: str) -> None:
        """The title of a sheet and a line of advice below it."""
        page.set_row(0, 26)
        self._text(page, 0, 0, title, "title")
        self._text(page, 1, 0, note, "note")

    def columns(
        self, page: Any, columns: Sequence[tuple[str, int]], head: int, last: int, title: str
    ) -> None:
        """Heads, widths, filter, frozen panes and print setup."""
        self._lay_out(page, columns, head, last, title)

    def amount(self, page: Any, row: int, column: int, value: Decimal | None, *, otherwise: str = "") -> None:
        """Points, or why there are none."""
        if value is None and otherwise:
            self._text(page, row, column, otherwise, "value")
        else:
            self._points(page, row, column, value)

    def difference(
        self,
        page: Any,
        row: int,
        column: int,
        left: int,
        right: int,
        cached: Decimal | None,
        *,
        style: str = "points",
    ) -> None:
        """The live difference of two cells of the row; blank while one of them is no number."""
        one, other = (f"{xl_col_to_name(at)}{row + 1}" for at in (left, right))
        formula = f'=IF(AND(ISNUMBER({one}),ISNUMBER({other})),{one}-{other},"")'
        self.live(page, row, column, formula, cached, style=style)

    def total(self, page: Any, row: int, column: int, first: int, last: int, cached: Decimal | None) -> None:
        """The live sum of the cells above, from row *first* to row *last*; blank while all are."""
        name = xl_col_to_name(column)
        cells = f"{name}{first + 1}:{name}{last + 1}"
        formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        self.live(page, row, column, formula, cached, style="part_points")

    def live(
        self, page: Any, row: int, column: int, formula: str, cached: Decimal | None, *, style: str = "points"
    ) -> None:
        """A formula with the value that it has now; blank for ``None``."""
        value = "" if cached is None else float(cached)
        page.write_formula(row, column, formula, self.formats[style], value)

    def fit(self, page: Any, row: int, *cells: tuple[str, int]) -> None:
        """Height for wrapped text; *cells* are (text, width)."""
        self._height(page, row, *cells)

    def _key_heads(self, page: Any, row: int, first: int) -> None:
        for column, head in enumerate(KEYS, start=first):
            page.write_string(row, column, head, self.formats["head"])
        page.set_column(first, first + len(KEYS) - 1, 10, None, {"hidden": True})

    def _keys(self, page: Any, row: int, first: int, key: Key, filled: Iterable[object]) -> None:
        for column, text in enumerate(key.cells(filled), start=first):
            page.write_string(row, column, text)

    def _protect(self, page: Any) -> None:
        allowed = (
            "autofilter",
            "sort",
            "format_cells",
            "format_columns",
            "format_rows",
            "select_locked_cells",
        )
        page.protect("", dict.fromkeys((*allowed, "select_unlocked_cells"), True))

    def _choices(
        self, page: Any, first: int, last: int, column: int, choices: Iterable[str], title: str
    ) -> None:
        """A list to choose from, written out in the cell's own rule, which WPS and Excel read alike."""
        listed = list(choices)
        page.data_validation(
            first,
            column,
            max(last, first),
            column,
            {
                "validate": "list",
                "source": listed,
                "error_title": title,
                "error_message": f"请从 {'、'.join(listed)} 里选，或留空",
            },
        )

    def _between(self, page: Any, row: int, column: int, least: Decimal, most: Decimal) -> None:
        page.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": float(least),
                "maximum": float(most),
                "error_title": "复核得分",
                "error_message": f"应在 {least:f} 到 {most:f} 之间，至多两位小数",
            },
        )
