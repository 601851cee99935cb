"""A row for a submission that nothing is said of yet, and its id."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from .tables import SubmissionRow


def new_row(path: Path, name: str, rubric: str, packs: str, piece: str = "") -> SubmissionRow:
    """A row for the submission at a path.

    Args:
        path: where it lies.
        name: of the unit.
        rubric: hash of the rules that it is scored by.
        packs: hash of the packs that it is read with.
        piece: what of it is scored by itself; empty for all of it.
    """
    return SubmissionRow(
        id=identifier(path, piece), name=name, path=str(path), added=now(), rubric=rubric, packs=packs
    )


def identifier(path: Path, piece: str = "") -> str:
    """Id of the submission at a path: its place tells two of one name apart.

    Args:
        path: where it lies.
        piece: what of it is scored by itself, where that is not all of it; its id begins with that of the whole.
    """
    return piece_id(_digest(str(path.resolve())), piece)


def piece_id(whole: str, piece: str) -> str:
    """Id of a piece of the submission of that id; the same without a piece."""
    return f"{whole}-{_digest(piece)}" if piece else whole


def whole_of(identifier: str) -> str:
    """Id of the submission that an id is of, or is of a piece of."""
    return identifier.partition("-")[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
