"""The self-score table: which row speaks of which criteria, and what the county gave itself.

Columns are told by their headings and rows by their words, never by position: provinces order them differently.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from ..model import (
    Block,
    Criterion,
    Document,
    Extraction,
    Indicator,
    Place,
    Role,
    Rubric,
    SelfScore,
    StatedTotal,
)

_SELF_HEADING = re.compile(r"自评(?:得分|分值|分数|分|打分)|自查得分|自评$")
_WEIGHT_HEADING = re.compile(r"权重|分值|满分|标准分")
_TOTAL_ROW = re.compile(r"^(?:合计|总计|总分|总得分)")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?(?=分?$)")
_NOISE = re.compile(r"[\s\d.．（）()、，,：:%％分]+")
_HEADER_SEARCH_ROWS = 6
#: Names as printed and as in the rubric count as the same from this likeness on (0–100, rapidfuzz ratio).
_SAME_NAME = 85
#: A row whose words are less like a criterion's than this does not speak of it.
_SAME_CLAUSE = 55


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table with a self-score column."""

    block: Block
    header_rows: int
    self_col: int
    weight_col: int | None

    def rows(self) -> Iterator[int]:
        """Data rows, each once: a self-score cell merged over rows counts at its first."""
        table = self.block.table
        assert table is not None
        for row in range(self.header_rows, table.rows):
            cell = table.grid.get((row, self.self_col))
            if cell is None or cell.row == row:
                yield row

    def label_columns(self) -> list[int]:
        """Columns that may name what a row is about: all but the weight and the self-score."""
        assert self.block.table is not None
        return [col for col in range(self.block.table.cols) if col not in (self.weight_col, self.self_col)]

    def place(self, document: Document, row: int) -> Place:
        """Where the self-score of *row* stands, or its row if the cell is missing."""
        table = self.block.table
        assert table is not None
        cell = table.grid.get((row, self.self_col)) or next(
            c for c in table.cells if c.row <= row < c.row + c.row_span
        )
        return document.place(self.block.index, cell.start, cell.end)

    def number(self, row: int, col: int | None) -> Decimal | None:
        """The number in a cell; ``None`` for blank, ``/``, ``—`` or words."""
        if col is None:
            return None
        match = _NUMBER.match(self.block.cell_text(row, col).replace(" ", ""))
        return Decimal(match.group()) if match else None


def self_scores(document: Document, tables: Sequence[ScoreTable], rubric: Rubric) -> tuple[SelfScore, ...]:
    """Rows of the self-score table, each bound to the criteria that it covers.

    Args:
        document: the document as read.
        tables: its score tables.
        rubric: the rubric whose indicators are looked for.

    Returns:
        In reading order. A row that names no indicator of the rubric is left out; a blank cell gives ``points=None``.
    """
    found = []
    for table in tables:
        rows_of: defaultdict[str, list[int]] = defaultdict(list)
        for row in table.rows():
            indicator = _indicator(table, row, rubric)
            if indicator is not None:
                rows_of[indicator.id].append(row)
        for indicator in rubric.indicators():
            rows = rows_of.get(indicator.id, [])
            for row, criteria in zip(rows, _share_out(table, rows, indicator), strict=True):
                score = SelfScore(
                    indicator=indicator.id,
                    criteria=tuple(criterion.id for criterion in criteria),
                    points=table.number(row, table.self_col),
                    weight=table.number(row, table.weight_col),
                    place=table.place(document, row),
                )
                found.append((table.block.index, row, score))
    return tuple(score for _, _, score in sorted(found, key=lambda item: item[:2]))


def stated_totals(
    document: Document, tables: Sequence[ScoreTable], extraction: Extraction
) -> tuple[StatedTotal, ...]:
    """Total self-scores as the document prints them, in its score tables and its prose."""
    found = []
    for table in tables:
        assert table.block.table is not None
        for row in range(table.header_rows, table.block.table.rows):
            points = table.number(row, table.self_col)
            if points is not None and _TOTAL_ROW.match(table.block.cell_text(row, 0).replace(" ", "")):
                found.append(StatedTotal(points, table.place(document, row)))
    for figure in extraction.figures:
        before = extraction.sentences[figure.sentence].text[: figure.start]
        if (
            figure.role is Role.SCORE
            and figure.place.cell is None
            and re.search(r"自评[^，。；]{0,8}$", before)
        ):
            found.append(StatedTotal(figure.quantity.value, figure.place))
    return tuple(sorted(found, key=lambda total: (total.place.block, total.place.start)))


def score_tables(document: Document) -> tuple[ScoreTable, ...]:
    """The tables of a document that have a self-score column."""
    found = []
    for block in document.blocks:
        if block.table is None:
            continue
        headings = [
            (row, col, "".join(block.cell_text(row, col).split()))
            for row in range(min(_HEADER_SEARCH_ROWS, block.table.rows))
            for col in range(block.table.cols)
            # A caption over the whole width (自评得分表) heads no column.
            if (cell := block.table.grid.get((row, col))) is not None and cell.col_span < block.table.cols
        ]
        self_cells = [
            (row, col) for row, col, text in headings if _SELF_HEADING.search(text) and len(text) <= 12
        ]
        if not self_cells:
            continue
        header_row, self_col = self_cells[0]
        header = block.table.grid[header_row, self_col]
        header_rows = max(block.table.header_rows, header.row + header.row_span)
        weights = [
            col
            for row, col, text in headings
            if row < header_rows and _WEIGHT_HEADING.search(text) and len(text) <= 8 and col != self_col
        ]
        found.append(ScoreTable(block, header_rows, self_col, weights[0] if weights else None))
    return tuple(found)


def _indicator(table: ScoreTable, row: int, rubric: Rubric) -> Indicator | None:
    """The indicator that a row is about: by its name, else (bonus, veto) by the words of its criteria."""
    labels = {_NOISE.sub("", table.block.cell_text(row, col)) for col in table.label_columns()} - {""}
    best = max(
        (
            (fuzz.ratio(label, indicator.name), indicator)
            for label in labels
            for indicator in rubric.indicators()
        ),
        key=lambda scored: scored[0],
        default=(0, None),
    )
    if best[0] >= _SAME_NAME:
        return best[1]
    text = _row_text(table, row)
    special = (*rubric.bonus, *rubric.veto) if re.search("加分|否决", text) else ()
    return next(
        (indicator for indicator in special if any(_speaks_of(text, line) for line in indicator.criteria)),
        None,
    )


def _share_out(table: ScoreTable, rows: list[int], indicator: Indicator) -> list[list[Criterion]]:
    """For each of an indicator's rows the criteria that it covers; one row alone covers all."""
    if len(rows) == 1:
        return [list(indicator.criteria)]
    texts = [_row_text(table, row) for row in rows]
    shares: list[list[Criterion]] = [[] for _ in rows]
    for criterion in indicator.criteria:
        likeness = [_likeness(text, criterion) for text in texts]
        if likeness and max(likeness) >= _SAME_CLAUSE:
            shares[likeness.index(max(likeness))].append(criterion)
    return shares


def _row_text(table: ScoreTable, row: int) -> str:
    assert table.block.table is not None
    cells = {
        (cell.row, cell.col): cell
        for col in range(table.block.table.cols)
        if (cell := table.block.table.grid.get((row, col))) is not None
    }
    return "".join(table.block.text[cell.start : cell.end] for cell in cells.values()).replace(" ", "")


def _speaks_of(text: str, criterion: Criterion) -> bool:
    return any(word in text for word in criterion.matches)


def _likeness(text: str, criterion: Criterion) -> float:
    if _speaks_of(text, criterion):
        return 100.0
    return max(fuzz.partial_ratio(criterion.clause, text), fuzz.partial_ratio(criterion.name, text))
