"""Codes that are right too seldom to be shown unasked."""

from __future__ import annotations

#: Codes whose precision on labelled papers is under 0.9 (:data:`docscore.model.truth.PRECISE_ENOUGH`). They are raised only
#: when asked for. ``docscore evaluate`` measures them, docs/findings.md lists them, tests/faults holds the list true.
OFF_BY_DEFAULT: frozenset[str] = frozenset()
