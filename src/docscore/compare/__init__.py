"""Two readings → their difference: figures paired by what they say and where, not by position."""

from .figures import compare
from .papers import pair_papers
from .scores import rescore

__all__ = ["compare", "pair_papers", "rescore"]
