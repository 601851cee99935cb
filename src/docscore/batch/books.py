"""A workspace as a run sees it: rows and objects at once, rules and packs only when they are needed.

Loading the packs takes a second; a run that finds nothing new does without.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..packs.lexicon import packs_hash
from ..packs.rules import rules_text
from ..store import Cohorts, Readings, Registers, Workspace

if TYPE_CHECKING:
    from ..desk import Desk


@dataclass(frozen=True)
class Books:
    """What is kept of a batch.

    Attributes:
        workspace: the batch.
    """

    workspace: Workspace

    @cached_property
    def rubric(self) -> str:
        """Hash of the rules that the batch is scored by."""
        return self.workspace.about.rubric

    def uses(self, rubric: str) -> bool:
        """Whether the batch is scored by the text that a rubric has today.

        Raises:
            UsageError: there is no such rubric.
        """
        return hashlib.sha256(rules_text(rubric).encode()).hexdigest() == self.rubric

    @cached_property
    def packs(self) -> str:
        """Hash of the packs in use."""
        return packs_hash()

    @cached_property
    def registers(self) -> Registers:
        """The rows of submissions."""
        return Registers(self.workspace)

    @cached_property
    def readings(self) -> Readings:
        """What was read and what the batch keeps of it."""
        return Readings(self.workspace.objects, self.packs)

    @cached_property
    def cohorts(self) -> Cohorts:
        """What comparing the batch has found."""
        return Cohorts(self.workspace.folder)

    @cached_property
    def desk(self) -> Desk:
        """With the rules and packs to judge by."""
        from ..desk import Desk  # with all that judges

        return Desk.at(self.workspace)
