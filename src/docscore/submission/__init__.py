"""A unit's papers → what each is, and which of the papers that the rubric asks for are among them.

Decides from documents alone; it opens nothing. :func:`sort_papers` says what each paper is, :func:`find_required` which
of those asked for are there.
"""

from __future__ import annotations

from .required import find_required
from .signs import Signs, is_candidate, title_of, year_of
from .sorting import sort_papers

__all__ = [
    "Signs",
    "find_required",
    "is_candidate",
    "sort_papers",
    "title_of",
    "year_of",
]
