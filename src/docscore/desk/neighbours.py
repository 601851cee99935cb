"""A submission beside the others of its batch, as ``docscore screen`` compared them last."""

from __future__ import annotations

from ..model import CohortFinding, CohortRank
from .desk import Desk


def cohort_findings(desk: Desk, submission: str) -> tuple[CohortFinding, ...]:
    """The X findings that concern a submission, the gravest first; none before the batch was compared.

    Their places name the unit (云岭县：第6段) and belong to it: the first half of those of a pair of units to the first of
    ``units``, alternating place by place.

    Args:
        desk: the workspace.
        submission: id of the submission.
    """
    return desk.cohorts.get().of(submission)


def cohort_ranks(desk: Desk, submission: str) -> dict[str, CohortRank]:
    """The places of a submission by the metrics that its rubric ranks (``rank_of``), by metric id.

    Args:
        desk: the workspace.
        submission: id of the submission.
    """
    return desk.cohorts.get().ranks(submission)
