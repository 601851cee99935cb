"""The stages put together.

:mod:`.journey` is the whole way on one screen, :mod:`.submissions` a unit's folder, :mod:`.forms` self-evaluation
forms, :mod:`.differences` two of either.
"""

from __future__ import annotations

from .differences import diff_documents, diff_submissions
from .forms import Filled, assess_form, assess_forms, forms_of, read_form_submission
from .journey import Reader, assess, draft, read_figures
from .papers import Ruling
from .stopwatch import Stage, Stopwatch, unwatched
from .submissions import assess_submission, earlier_assertions, read_submission

__all__ = [
    "Filled",
    "Reader",
    "Ruling",
    "Stage",
    "Stopwatch",
    "assess",
    "assess_form",
    "assess_forms",
    "assess_submission",
    "diff_documents",
    "diff_submissions",
    "draft",
    "earlier_assertions",
    "forms_of",
    "read_figures",
    "read_form_submission",
    "read_submission",
    "unwatched",
]
