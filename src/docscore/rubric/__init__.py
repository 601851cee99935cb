"""Rule documents → rubrics: clauses read into rules, whole documents drafted, rubrics checked.

:func:`read_clause` reads one clause. What cannot be read is kept with its words and named, never guessed.
"""

from .clause import read_clause
from .document import draft_rubrics
from .document_assembly import RubricDraft, Unread
from .drafted import Drafted, Input

__all__ = ["Drafted", "Input", "RubricDraft", "Unread", "draft_rubrics", "read_clause"]
