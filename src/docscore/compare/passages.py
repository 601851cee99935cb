"""What figures stand in: sentences of prose and rows of tables, with and without their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..model import Block, Document, Extraction, Figure, Sentence, Side

_BLANK = re.compile(r"\s+")
_ORDINAL = re.compile(
    r"^[(（]?(?:[一二三四五六七八九十百]{1,4}|\d{1,2})[)）、.．]+|^第[一二三四五六七八九十\d]{1,3}[章节条]"
)
_SERIAL = re.compile(r"\d{1,3}|\d{5,}")  # 序号 of a row; a number of four digits may be its year
_NUMBER = re.compile(r"\d[\d.,]*")
_CLAUSE = re.compile(r"[，,；;：:]")
_REACH = 14  # characters before and after a figure that tell what it is about
_CAPTION_LENGTH = 40
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Seat:
    """A figure within its passage.

    Attributes:
        figure: the figure.
        before: the words before it in its sentence, numbers masked.
        after: the words after it, numbers masked.
        column: headers above it; empty in prose.
    """

    figure: Figure
    before: str
    after: str
    column: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a table row that holds figures.

    Attributes:
        text: its words and numbers, without blanks.
        template: the same with every figure masked.
        heading: the nearest heading above, without its number; for a row also its table's caption and headers.
        seats: its figures, in order.
    """

    text: str
    template: str
    heading: str
    seats: tuple[Seat, ...]

    @property
    def told(self) -> int:
        """How many Chinese characters it has besides its figures: what it can be known by."""
        return len(_HAN.findall(self.template))


def passages(side: Side) -> list[Passage]:
    """The passages of a reading that hold figures, in reading order."""
    reader = _Reader(side.document, side.extraction)
    return [
        reader.row(list(figures)) if key[1] is not None else reader.sentence(list(figures))
        for key, figures in groupby(side.extraction.figures, key=_home)
    ]


def _home(figure: Figure) -> tuple[int, int | None, int]:
    """The sentence of a figure in prose, the row of one in a table."""
    cell = figure.place.cell
    if cell is None:
        return figure.place.block, None, figure.sentence
    return figure.place.block, int(cell[1 : cell.index("C")]), 0


class _Reader:
    """Cuts the passages of one document."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self.document = document
        self.extraction = extraction
        self.cells: dict[tuple[int, str], list[Sentence]] = {}
        for sentence in extraction.sentences:
            if sentence.place.cell is not None:
                self.cells.setdefault((sentence.place.block, sentence.place.cell), []).append(sentence)
        self.tables: dict[int, str] = {}

    def sentence(self, figures: list[Figure]) -> Passage:
        sentence = self.extraction.sentences[figures[0].sentence]
        return Passage(
            _ORDINAL.sub("", _close(sentence.text)),
            _ORDINAL.sub("", _close(self.extraction.masked(sentence))),
            _heading(figures[0].place.section),
            tuple(self._seat(figure, "") for figure in figures),
        )

    def row(self, figures: list[Figure]) -> Passage:
        block = self.document.blocks[figures[0].place.block]
        row = _row(figures[0])
        texts, templates = [], []
        for text, template in self._cells(block, row):
            if template != text or not _SERIAL.fullmatch(text):
                texts.append(text)
                templates.append(template)
        return Passage(
            "|".join(texts),
            "|".join(templates),
            self._table(block),
            tuple(self._seat(figure, _headers(block, row, _column(figure))) for figure in figures),
        )

    def _cells(self, block: Block, row: int) -> Iterator[tuple[str, str]]:
        """Text and template of each cell that covers the row, from left to right."""
        assert block.table is not None
        seen = None
        for column in range(block.table.cols):
            cell = block.table.grid.get((row, column))
            if cell is None or cell is seen:
                continue
            seen = cell
            found = self.cells.get((block.index, cell.name), ())
            own = _close(block.text[cell.start : cell.end])
            # A cell merged over rows names this one; its figures belong to the row that it begins in.
            masked = "".join(_close(self.extraction.masked(sentence)) for sentence in found)
            yield own, masked or own

    def _table(self, block: Block) -> str:
        """What a table is known by: its caption, its headers and the heading above."""
        if block.index not in self.tables:
            assert block.table is not None
            before = self.document.blocks[block.index - 1] if block.index else None
            caption = _close(before.text) if before and len(before.text) <= _CAPTION_LENGTH else ""
            heads = [_headers(block, block.table.rows, column) for column in range(block.table.cols)]
            self.tables[block.index] = "|".join((_heading(block.section), _ORDINAL.sub("", caption), *heads))
        return self.tables[block.index]

    def _seat(self, figure: Figure, column: str) -> Seat:
        sentence = self.extraction.sentences[figure.sentence]
        before = _close(sentence.text[max(0, figure.start - _REACH) : figure.start])
        after = _close(sentence.text[figure.end : figure.end + _REACH])
        # The figure's own clause, where that says anything: the clause before may be in another sentence over there.
        before, after = _CLAUSE.split(before)[-1] or before, _CLAUSE.split(after)[0]
        return Seat(figure, _NUMBER.sub("#", before), _NUMBER.sub("#", after), column)


def _row(figure: Figure) -> int:
    cell = figure.place.cell
    assert cell is not None
    return int(cell[1 : cell.index("C")]) - 1


def _column(figure: Figure) -> int:
    cell = figure.place.cell
    assert cell is not None
    return int(cell[cell.index("C") + 1 :]) - 1


def _headers(block: Block, row: int, column: int) -> str:
    """The headers of a column, from the top; those above *row* alone."""
    assert block.table is not None
    heads = range(min(block.table.header_rows or 1, row))
    return "·".join(dict.fromkeys(_close(block.cell_text(head, column)) for head in heads))


def _heading(section: tuple[str, ...]) -> str:
    """The nearest heading without its number, which a moved section loses."""
    return _ORDINAL.sub("", _close(section[-1])) if section else ""


def _close(text: str) -> str:
    return _BLANK.sub("", text)
