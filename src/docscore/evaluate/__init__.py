"""Results against hand-made truth: what agrees, what is missed, what is invented.

:func:`compare` is for figures, :func:`compare_report` for whole papers.
"""

from .compare import compare, subjects_agree
from .reports import answers, compare_report

__all__ = ["answers", "compare", "compare_report", "subjects_agree"]
