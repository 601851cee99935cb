"""Plans: the quantified targets that a paper sets, and which results of a report answer them.

The entries are :func:`targets` and :func:`goals`. Nothing is scored here.
"""

from __future__ import annotations

from .goals import goals
from .targets import targets

__all__ = ["goals", "targets"]
