"""What the figures and sentences of a document say about a rubric: claims, statements, self-scores.

The one entry is :func:`link`. It reads nothing and decides nothing about points; it only binds, and keeps the reason.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from ..model import Assertions, BlockKind, Document, Extraction, Place, Rubric
from .claims import claims, name_metrics
from .lengths import lengths
from .score_tables import score_tables
from .self_scores import self_scores, table_totals
from .statements import statements
from .told_scores import told_scores
from .written import written

__all__ = ["link", "name_metrics", "with_self_scores"]


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
    headings = {block.index for block in document.blocks if block.kind is BlockKind.HEADING}
    silent = {table.block.index for table in tables}
    if rubric.about == "plan":
        said = written(extraction, rubric.facts, headings, silent)
    else:
        said = statements(extraction, rubric.facts, headings | silent)
    rows = self_scores(document, tables, rubric)
    told, told_totals = told_scores(extraction, rubric)
    printed = (*table_totals(document, tables, rubric), *told_totals)
    in_order = sorted(printed, key=lambda total: (total.place.block, total.place.start))
    return Assertions(
        claims=claims(extraction, rubric.metrics),
        statements=said,
        self_scores=rows or told,
        told_scores=told if rows else (),
        stated_totals=tuple(total for total in in_order if total.section is None),
        subtotals=tuple(total for total in in_order if total.section is not None),
        lengths=lengths(document, rubric.metrics),
        score_tables=len(tables),
    )


def with_self_scores(
    assertions: Assertions, document: Document, rubric: Rubric, paper: str = ""
) -> Assertions:
    """*assertions* with the self-scores of another document: the score table that came in a file of its own.

    What the report itself prints stays where it says more: its rows where the other file has none, its totals beside
    those of the other, so that a difference shows.

    Args:
        assertions: what the report says.
        document: the file that holds the self-score table; a bare 得分 in it is the county's own.
        rubric: the rubric.
        paper: what the file is called in places; its name if not given.
    """
    tables = score_tables(document, own=True)
    paper = paper or PurePath(document.path).name
    rows = tuple(
        replace(row, place=_of_paper(row.place, paper)) for row in self_scores(document, tables, rubric)
    )
    printed = tuple(
        replace(total, place=_of_paper(total.place, paper))
        for total in table_totals(document, tables, rubric)
    )
    return replace(
        assertions,
        self_scores=rows or assertions.self_scores,
        told_scores=assertions.told_scores or assertions.self_scores if rows else assertions.told_scores,
        stated_totals=(
            *(total for total in printed if total.section is None),
            *assertions.stated_totals,
        ),
        subtotals=(*(total for total in printed if total.section is not None), *assertions.subtotals),
        score_tables=assertions.score_tables + len(tables),
    )


def _of_paper(place: Place, paper: str) -> Place:
    """*place* as it is told beside places of the report."""
    return replace(place, paper=paper, label=f"{paper} {place.label}")
