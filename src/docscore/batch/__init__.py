"""A whole batch: every submission below a folder into a workspace, in many processes, stopped and resumed at any moment.

:mod:`.sources` finds the submissions, :mod:`.worker` reads one of them in a process of its own, :mod:`.run` writes down what
comes back and goes on where it was, :mod:`.summing` compares the units when all are in and writes the reports. :mod:`.crews` are
the processes of this machine (:mod:`.pool`) or the workers of a cluster (:mod:`.cluster`).
"""

from __future__ import annotations

from .books import Books
from .crews import Cluster, Here, Hiring
from .mirror import Mirror
from .run import Result, Teller, screen
from .sources import Source, find_sources

__all__ = [
    "Books",
    "Cluster",
    "Here",
    "Hiring",
    "Mirror",
    "Result",
    "Source",
    "Teller",
    "find_sources",
    "screen",
]
