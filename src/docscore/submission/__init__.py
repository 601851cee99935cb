"""A unit's papers → what each is, and which of the papers that the rubric asks for are among them.

Decides from documents alone; it opens nothing. :func:`sort_papers` says what each paper is, :func:`find_required` which
of those asked for are there. :func:`sort_form_papers` does the former where forms are scored.
"""

from __future__ import annotations

from .forms import is_called_form, sort_form_papers
from .required import find_required
from .signs import Signs, is_candidate, title_of, year_of
from .sorting import sort_papers

__all__ = [
    "Signs",
    "find_required",
    "is_called_form",
    "is_candidate",
    "sort_form_papers",
    "sort_papers",
    "title_of",
    "year_of",
]
