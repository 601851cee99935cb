"""The state that the reports of a batch show, by which a run knows whether they are of today."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .books import Books

BOOK, PAGE, STATE = "report.xlsx", "report.html", "report.state"
_SHOWN = (
    "id", "name", "content", "assessment", "ranks", "trouble", "removed", "rubric", "packs", "work", "total", "decided",
    "pages", "pages_read", "unread",
)  # fmt: skip


def state_of(books: Books) -> str:
    """Digest of all that the reports show."""
    told = [books.workspace.about.title, books.rubric, books.packs]
    rows = sorted(books.registers.listed(sort="name"), key=lambda row: row.id)
    told += ["\t".join(str(getattr(row, column)) for column in _SHOWN) for row in rows]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def state_shown(folder: Path) -> str:
    """The state that the reports were written of; empty where one is missing."""
    if not all((folder / name).exists() for name in (BOOK, PAGE, "cohort.json")):
        return ""
    try:
        return (folder / STATE).read_text(encoding="utf-8")
    except OSError:
        return ""
