"""Decisions × assessment → what holds: pure functions over the journal.

The journal is a chain (:mod:`.journal`); :func:`reviewed` applies it to a sheet; :func:`corrected` applies corrections of
figures before a sheet is scored; :func:`deduction` writes the 扣分原因 of a line; :data:`POLICIES` decide alike for all.
"""

from __future__ import annotations

from .applied import points_of, reviewed
from .corrections import corrected, figure_key, read_quantity, relinked
from .deduction import deduction
from .explained import explanations_of
from .journal import Break, chained, verify
from .policies import POLICIES, Policy
from .seen import seen_finding, seen_line

__all__ = [
    "POLICIES",
    "Break",
    "Policy",
    "chained",
    "corrected",
    "deduction",
    "explanations_of",
    "figure_key",
    "points_of",
    "read_quantity",
    "relinked",
    "reviewed",
    "seen_finding",
    "seen_line",
    "verify",
]
