"""What a reviewer saw, in a few characters: if it differs today, the decision wants a second look."""

from __future__ import annotations

import hashlib

from ..model import CriterionLine, Finding

_DIGITS = 12


def seen_line(line: CriterionLine) -> str:
    """Fingerprint of a line: its clause, full marks, interval, status and the values that decide it."""
    outcome = line.outcome
    values = ";".join(f"{value.metric}={value.printed}" for value in outcome.trace.values)
    parts = (
        line.id,
        line.clause,
        line.max,
        outcome.low,
        outcome.supported,
        outcome.high,
        outcome.status,
        values,
    )
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:_DIGITS]


def seen_finding(finding: Finding) -> str:
    """Fingerprint of a finding: its own, which changes with every stated value."""
    return finding.fingerprint
