"""Decisions → standing explanations: a finding that a reviewer has explained until a day is no alarm until then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model import Action, Decision, Explanation, Explanations, Kind, Problem


def explanations_of(decisions: Iterable[Decision], on: date) -> Explanations:
    """The explanations that reviewers gave and did not take back.

    Args:
        decisions: the journal's entries for the submission, oldest first.
        on: the day on which they are asked whether they still hold.
    """
    entries = tuple(decisions)
    taken_back = {int(entry.value) for entry in entries if entry.action is Action.WITHDRAW}
    newest = {
        entry.subject.key: entry
        for entry in entries
        if entry.action is Action.EXPLAIN
        and entry.subject.kind is Kind.FINDING
        and entry.seq not in taken_back
    }
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
            for key, entry in newest.items()
        ),
        on,
    )
