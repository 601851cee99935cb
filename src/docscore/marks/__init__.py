"""What is marked on the papers of a submission: figures, statements, self-scores and doubts, and where to draw them.

All is pure: an assessment and a paper as read → marks; marks and the letters' places → boxes on pages, or runs of text.
"""

from __future__ import annotations

from .chain import chain_of
from .drawn import drawn_marks, lines_of
from .marking import marks_of
from .printed import as_printed
from .written import Piece, Portion, Run, Written, portion_at, portions_of, written

__all__ = [
    "Piece",
    "Portion",
    "Run",
    "Written",
    "as_printed",
    "chain_of",
    "drawn_marks",
    "lines_of",
    "marks_of",
    "portion_at",
    "portions_of",
    "written",
]
