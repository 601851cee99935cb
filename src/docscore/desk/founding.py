"""A new workspace for a batch, with its rules in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..model import Lexicon
from ..packs.lexicon import load_lexicon
from ..packs.rules import rules_text
from ..store import Registers, Workspace, create_workspace, now
from ..store.tables import RubricRow
from .judges import judge_named


def found_workspace(
    folder: Path,
    rubric: str,
    *,
    title: str = "",
    database: str | None = None,
    two_reviewers: bool = False,
    lexicon: Lexicon | None = None,
) -> Workspace:
    """A workspace that scores by a rubric.

    Args:
        folder: where it shall lie.
        rubric: id of a shipped rubric, or a YAML file; ``form`` or a variant for self-evaluation forms.
        title: name of the batch; the rubric's title without.
        database: URL of a PostgreSQL database for a team.
        two_reviewers: a line is done only when a second reviewer has agreed.
        lexicon: how figures are said, for checking the rubric.

    Raises:
        UsageError: there is a workspace already, or no such rubric.
        PackError: the rubric has problems.
        InputError: the folder cannot be written, or the database not be reached.
    """
    row = rubric_row(rubric, lexicon or load_lexicon())
    return create_workspace(
        folder,
        title=title or row.title,
        rubric=row,
        now=now(),
        database=database,
        two_reviewers=two_reviewers,
    )


def use_rubric(workspace: Workspace, rubric: str) -> None:
    """Score the batch by *rubric* from now on; the rules so far are kept.

    Raises:
        UsageError: there is no such rubric.
        PackError: the rubric has problems.
    """
    Registers(workspace).use_rubric(rubric_row(rubric, load_lexicon()))


def rubric_row(rubric: str, lexicon: Lexicon) -> RubricRow:
    """The rules as a workspace keeps them: the YAML text whole, under its hash."""
    loaded = judge_named(rubric, lexicon).rubric
    text = rules_text(rubric)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return RubricRow(hash=digest, id=loaded.id, title=loaded.title, text=text, added=now())
