"""What the figures and sentences of a document say about a rubric: claims, statements, self-scores.

The one entry is :func:`link`. It reads nothing and decides nothing about points; it only binds, and keeps the reason.
"""

from __future__ import annotations

from ..model import Assertions, BlockKind, Document, Extraction, Rubric
from .claims import claims, name_metrics
from .self_scores import score_tables, self_scores, stated_totals
from .statements import statements

__all__ = ["link", "name_metrics"]


def link(document: Document, extraction: Extraction, rubric: Rubric) -> Assertions:
    """Bind what a document says to what a rubric asks.

    Args:
        document: the document as read, for its score table.
        extraction: its figures and sentences.
        rubric: the rubric.

    Returns:
        Claims by metric, statements by fact, the rows of the self-score table and the totals as printed.
    """
    tables = score_tables(document)
    silent = {block.index for block in document.blocks if block.kind is BlockKind.HEADING}
    silent |= {table.block.index for table in tables}
    return Assertions(
        claims=claims(extraction, rubric.metrics),
        statements=statements(extraction, rubric.facts, silent),
        self_scores=self_scores(document, tables, rubric),
        stated_totals=stated_totals(document, tables, extraction),
        score_tables=len(tables),
    )
