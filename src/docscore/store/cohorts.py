"""What comparing the whole batch has found: one file beside the database, replaced as a whole.

It follows from the submissions and can be made again by ``docscore screen``; nobody edits it. Its bytes are the same for
the same batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import CohortFinding, CohortRank
from .atomic import replace_file
from .converting import converter

_FILE = "cohort.json"

Places = Mapping[str, Mapping[str, CohortRank]]
"""By metric id: by id of the submission its place."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The batch compared.

    Attributes:
        findings: X findings, the gravest first.
        places: places by the metrics that rules rank.
    """

    findings: tuple[CohortFinding, ...] = ()
    places: Places = field(default_factory=dict)

    def ranks(self, submission: str) -> dict[str, CohortRank]:
        """The places of one submission, by metric id."""
        return {metric: places[submission] for metric, places in self.places.items() if submission in places}

    def of(self, submission: str) -> tuple[CohortFinding, ...]:
        """The findings that concern one submission, as the doubted or as the other unit."""
        return tuple(one for one in self.findings if submission in one.units)


@dataclass
class Cohorts:
    """Keeps the cohort of a workspace; read again only after it was replaced.

    Attributes:
        folder: of the workspace.
    """

    folder: Path
    _known: tuple[int, Cohort] = (0, Cohort())

    def get(self) -> Cohort:
        """The cohort as it was last kept; an empty one before."""
        path = self.folder / _FILE
        try:
            changed = path.stat().st_mtime_ns
            if changed != self._known[0]:
                held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
                self._known = (changed, converter().structure(held, Cohort))
        except FileNotFoundError:
            return Cohort()
        return self._known[1]

    def keep(self, findings: Sequence[CohortFinding], places: Places) -> None:
        """Replace the cohort.

        Raises:
            NoRoomError: it cannot be written.
        """
        held = converter().unstructure(Cohort(tuple(findings), places))
        text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
        replace_file(self.folder / _FILE, f"{text}\n".encode())


def ranks_digest(ranks: Mapping[str, CohortRank]) -> str:
    """By what a row tells whether it was scored with these places; empty for none."""
    if not ranks:
        return ""
    told = [f"{metric}\t{place.best}\t{place.worst}\t{place.of}" for metric, place in sorted(ranks.items())]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
