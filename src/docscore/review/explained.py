"""Decisions → standing explanations: a finding that a reviewer has explained until a day is no alarm until then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model import Action, Decision, Explanation, Explanations, Kind, Problem
from .holding import holding


def explanations_of(decisions: Iterable[Decision], on: date) -> Explanations:
    """The explanations that reviewers gave and did not take back.

    Args:
        decisions: the journal's entries for the submission, oldest first.
        on: the day on which they are asked whether they still hold.
    """
    return Explanations(
        tuple(
            Explanation(
                code=key.partition("-")[0],
                criterion="",
                metric="",
                words="",
                fingerprint=key,
                reason=entry.reason,
                by=entry.by,
                given=date.fromisoformat(entry.at[:10]),
                until=date.fromisoformat(entry.value),
                entry=Problem("记录", entry.seq, 1, ""),
            )
            for key, entry in holding(decisions, Kind.FINDING, Action.EXPLAIN).items()
        ),
        on,
    )
