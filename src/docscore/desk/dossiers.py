"""Submissions as exports take them: opened at the desk, with what only the desk can tell of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from ..export.dossier import Dossier, Entry, Head, Ranked
from ..model import Action
from ..review import deduction, figure_key, seen_line
from .desk import Desk, Opened
from .ranking import ranked

_CHANGING = (Action.CORRECT, Action.RELINK)


def dossier_of(desk: Desk, opened: Opened, *, masked: bool = True) -> Dossier:
    """A submission as exports take it.

    Args:
        desk: the desk.
        opened: the submission.
        masked: personal data is masked.
    """
    assessment = opened.assessment
    moved = any(entry.action in _CHANGING for entry in opened.decisions)
    stated = desk.as_read(opened.row) if moved else assessment
    return Dossier(
        mark=mark_of(desk),
        id=opened.row.id,
        name=opened.row.name,
        assessment=assessment,
        digest=opened.digest,
        sheet=opened.sheet,
        decisions=opened.decisions,
        deductions={key: deduction(line) for key, line in opened.sheet.lines.items()},
        seen={key: seen_line(line.line) for key, line in opened.sheet.lines.items()},
        keys={figure.id: figure_key(figure.place) for figure in assessment.extraction.figures},
        stated={
            line.id: line.outcome.trace.values[0].printed if line.outcome.trace.values else ""
            for line in stated.sheet.criteria()
        },
        head=Head(*desk.journal.head),
        masked=masked,
    )


def mark_of(desk: Desk) -> str:
    """A few characters by which a form is known to come from this workspace."""
    about = desk.workspace.about
    return hashlib.sha256(f"{about.title}\x1f{about.created}".encode()).hexdigest()[:8]


def dossiers(desk: Desk, ids: Sequence[str], *, masked: bool = True) -> Iterator[Dossier]:
    """The submissions that could be read, one after the other."""
    for identifier in ids:
        if not desk.registers.get(identifier).trouble:
            yield dossier_of(desk, desk.open(identifier), masked=masked)


def unread(desk: Desk, ids: Sequence[str]) -> tuple[Entry, ...]:
    """Those that could not."""
    rows = map(desk.registers.get, ids)
    return tuple(Entry(row.id, row.name, trouble=row.trouble) for row in rows if row.trouble)


def in_order(desk: Desk, entries: Sequence[Entry]) -> tuple[Ranked, ...]:
    """Entries of the batch, ranked by its rules."""
    return ranked(entries, desk.rubric())
