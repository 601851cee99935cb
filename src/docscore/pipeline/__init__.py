"""The stages put together.

:mod:`.journey` is the whole way on one screen, :mod:`.submissions` a unit's folder, :mod:`.differences` two of either.
"""

from __future__ import annotations

from .differences import diff_documents, diff_submissions
from .forms import assess_forms
from .journey import Reader, assess, draft, read_figures
from .submissions import Ruling, assess_submission, earlier_assertions, read_submission

__all__ = [
    "Reader",
    "Ruling",
    "assess",
    "assess_forms",
    "assess_submission",
    "diff_documents",
    "diff_submissions",
    "draft",
    "earlier_assertions",
    "read_figures",
    "read_submission",
]
