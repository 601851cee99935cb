"""Across a batch: what shows only when units stand side by side. Every function is pure over the members.

:func:`member` reduces an assessment to what can be compared; :func:`compare_cohort` raises the X findings; :func:`places_by` and
:func:`ranks_by` give places that rules ask for (前30%) and that the ranking sheet shows.
"""

from __future__ import annotations

from .codes import COHORT_CODES, explain_cohort_code
from .comparing import compare_cohort
from .members import member
from .ranks import places_by, ranks_by

__all__ = [
    "COHORT_CODES",
    "compare_cohort",
    "explain_cohort_code",
    "member",
    "places_by",
    "ranks_by",
]
