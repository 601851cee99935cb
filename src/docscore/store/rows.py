"""A row for a submission that nothing is said of yet, and its id."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from .tables import SubmissionRow


def new_row(path: Path, name: str, rubric: str, packs: str) -> SubmissionRow:
    """A row for the submission at a path.

    Args:
        path: where it lies.
        name: of the unit.
        rubric: hash of the rules that it is scored by.
        packs: hash of the packs that it is read with.
    """
    return SubmissionRow(
        id=identifier(path), name=name, path=str(path), added=now(), rubric=rubric, packs=packs
    )


def identifier(path: Path) -> str:
    """Id of the submission at a path: its place tells two of one name apart."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
