"""Which entries of a journal still hold: a withdrawal names the entry that it takes back."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Action, Decision, Kind


def taken_back(decisions: Iterable[Decision]) -> frozenset[int]:
    """Numbers of the entries that were withdrawn."""
    return frozenset(int(entry.value) for entry in decisions if entry.action is Action.WITHDRAW)


def holding(decisions: Iterable[Decision], kind: Kind, action: Action) -> dict[str, Decision]:
    """By the key of its subject, the newest entry of an action that was not taken back.

    Args:
        decisions: the journal's entries for the submission, oldest first.
        kind: what the subjects are.
        action: what was done to them.
    """
    entries = tuple(decisions)
    gone = taken_back(entries)
    return {
        entry.subject.key: entry
        for entry in entries
        if entry.action is action and entry.subject.kind is kind and entry.seq not in gone
    }
