"""A workspace: the database of a batch, and beside it, addressed by content, the originals and what was read of them.

SQLite in the workspace's folder by default; PostgreSQL for a team by its URL. One model for both, migrated by Alembic.
Nothing is judged here: the store keeps what was read and what people said, and the desk scores it anew. Accounts stand in
:mod:`.people`, which needs the ``web`` extra.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from .atomic import NoRoomError, replace_file
from .cohorts import Cohort, Cohorts, ranks_digest
from .journal import ConflictError, Journal, Said
from .readings import Readings
from .registers import Registers
from .rows import identifier, new_row, now, piece_id, whole_of
from .tables import PaperRow, SubmissionRow
from .workspace import (
    MissingError,
    UnavailableError,
    Workspace,
    create_workspace,
    is_workspace,
    open_workspace,
)

__all__ = [
    "Cohort",
    "Cohorts",
    "ConflictError",
    "Journal",
    "MissingError",
    "NoRoomError",
    "PaperRow",
    "Readings",
    "Registers",
    "Said",
    "Session",
    "SubmissionRow",
    "UnavailableError",
    "Workspace",
    "create_workspace",
    "identifier",
    "is_workspace",
    "new_row",
    "now",
    "open_workspace",
    "piece_id",
    "ranks_digest",
    "replace_file",
    "whole_of",
]
