"""Figures as CSV that Excel opens by double click: UTF-8 with a byte order mark, no cell that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..model import Document, Extraction
from .json import figure_object

COLUMNS = (
    "path",
    "surface",
    "value",
    "value_max",
    "unit",
    "comparator",
    "role",
    "subject",
    "period",
    "metric",
    "page",
    "place",
    "block",
    "cell",
    "start",
    "end",
    "section",
    "confidence",
)
"""Column heads, as the keys of the JSON form; ``place`` is the place as a person reads it."""

BOM = "\ufeff"

# Excel and WPS run a text cell that begins so as a formula (the full-width signs in East Asian settings);
# what a report's author wrote must not compute on the reader's PC.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMERIC = {"value", "value_max", "page", "block", "start", "end", "confidence"}


def figures_csv(read: Iterable[tuple[Document, Extraction]]) -> str:
    """All figures of all documents, one a row, with :data:`COLUMNS` as the first row.

    Args:
        read: the documents with what was extracted from each.

    Returns:
        CSV text that begins with a byte order mark; lines end in CRLF.
    """
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for document, extraction in read:
        for figure in extraction.figures:
            row = {"path": document.path, "place": figure.place.label, **figure_object(document, figure)}
            writer.writerow(_cell(name, row[name]) for name in COLUMNS)
    return out.getvalue()


def harmless(text: str) -> str:
    """*text* as a cell that no spreadsheet computes."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _cell(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    return text if name in _NUMERIC else harmless(text)
