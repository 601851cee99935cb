"""The journal is a hash chain: no entry can be changed, taken out or put in without breaking what follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model import Decision


@dataclass(frozen=True, slots=True)
class Break:
    """Where a journal is not whole.

    Attributes:
        seq: number of the first entry that does not fit.
        reason: what is wrong with it, in Chinese.
    """

    seq: int
    reason: str


def chained(decision: Decision, previous: str) -> Decision:
    """*decision* as the entry that follows the one with digest *previous*."""
    linked = replace(decision, previous=previous, digest="")
    return replace(linked, digest=_digest(linked))


def verify(entries: Iterable[Decision], head: str | None = None) -> Break | None:
    """The first place where a journal is not whole; ``None`` if it is.

    Args:
        entries: all entries in order of their numbers.
        head: digest that the last entry must have, as printed on a signed sheet or kept apart; without it, entries cut
            off at the end go unseen.
    """
    previous, expected = "", 1
    for entry in entries:
        if entry.seq != expected:
            return Break(expected, f"缺第 {expected} 条")
        if entry.previous != previous:
            return Break(entry.seq, "与前一条接不上")
        if entry.digest != _digest(replace(entry, digest="")):
            return Break(entry.seq, "内容与校验码不符，被改动过")
        previous, expected = entry.digest, expected + 1
    if head is not None and head != previous:
        return Break(expected, "末尾的记录缺失，或与登记的末条校验码不符")
    return None


def _digest(entry: Decision) -> str:
    """SHA-256 of every field in a fixed order and notation."""
    fields = [
        entry.seq,
        entry.submission,
        entry.assessment,
        entry.subject.kind.value,
        entry.subject.key,
        entry.action.value,
        entry.value,
        entry.reason,
        entry.policy,
        entry.seen,
        entry.by,
        entry.at,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()
