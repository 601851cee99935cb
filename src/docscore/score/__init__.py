"""Claims × rubric → score sheet: for every line an interval, a status and the reason.

The one entry is :func:`score`. Each kind of rule is one file in :mod:`docscore.score.rules`.
"""

from .sheet import score
from .values import value_of

__all__ = ["score", "value_of"]
