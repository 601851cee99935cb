"""Tables → forms, line by line: what a line is follows from its words, and what it heads holds until the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from docscore.model import (
    BlockKind,
    Document,
    Form,
    FormCell,
    FormField,
    FormKind,
    FormLabel,
    FormRow,
    FormWords,
    Operator,
    Place,
)

from .amounts import operator_of
from .headings import Headings, headings_of, money_unit
from .heads import LEVELS, MONEY, Head, budget_head, goal_heads, indicator_head
from .lines import Line, Reader, Slot, lines_of

_SPREADSHEETS = ("xlsx", "xls")
_CONTINUED = "续"


def read_forms(document: Document, words: FormWords) -> tuple[Form, ...]:
    """The self-evaluation forms of a document, in reading order.

    Args:
        document: the document as read.
        words: how forms are headed.

    Returns:
        Every table, or part of one, with indicators and a result for them; several where a file or a table holds
        several. Empty if there is none.
    """
    reading = _Reading(Reader(document, headings_of(words)))
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and block.table is not None:
            reading.table(tuple(lines_of(block)))
        else:
            reading.words(
                block.text, sheet=block.kind is BlockKind.HEADING and document.kind in _SPREADSHEETS
            )
    return reading.forms()


@dataclass
class _Draft:
    """A form while it is read."""

    place: Place
    title: str = ""
    fields: tuple[FormField, ...] = ()
    rows: list[FormRow] = field(default_factory=list)
    budget: list[FormRow] = field(default_factory=list)
    budget_fields: tuple[FormField, ...] = ()
    money_unit: str = ""
    total: FormRow | None = None
    head: dict[FormLabel, FormCell] = field(default_factory=dict)
    goal: dict[str, FormCell] = field(default_factory=dict)
    notes: list[FormCell] = field(default_factory=list)

    def form(self, words: FormWords) -> Form:
        levels = {row.text(FormField.LEVEL1) for row in self.rows}
        if any(word in text for word in words.department for text in (self.title, *levels)):
            kind = FormKind.DEPARTMENT
        elif self.budget or FormLabel.PROJECT in self.head or "项目支出" in self.title:
            kind = FormKind.PROJECT
        else:
            kind = FormKind.INDICATORS
        return Form(
            kind,
            self.title,
            self.fields,
            tuple(self.rows),
            self.rows[0].place if not self.head else self.place,
            tuple(self.budget),
            self.budget_fields,
            self.money_unit,
            self.total,
            self.head,
            self.goal.get("expected"),
            self.goal.get("achieved"),
            tuple(self.notes),
        )


class _Reading:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._headings: Headings = reader.headings
        self._done: list[_Draft] = []
        self._draft: _Draft | None = None
        self._title = ""
        self._unit = ""
        self._indicators: Head | None = None
        self._budget: Head | None = None
        self._goal: tuple[Slot, Slot] | None = None
        self._section: FormCell | None = None
        self._columns = 0

    def forms(self) -> tuple[Form, ...]:
        self._close()
        return tuple(draft.form(self._headings.words) for draft in self._done if draft.rows)

    def words(self, text: str, *, sheet: bool) -> None:
        """Words between tables: the title of what follows, or its unit."""
        if sheet:
            self._close()
        if self._headings.is_title(text) and _CONTINUED not in text:
            self._close()
            self._title = " ".join(text.split())
        self._unit = money_unit(text) or self._unit

    def table(self, lines: tuple[Line, ...]) -> None:
        if not lines:
            return
        table = lines[0].block.table
        assert table is not None
        if table.cols != self._columns:
            self._indicators = self._budget = None
        self._columns = table.cols
        for position, line in enumerate(lines):
            self._line(line, lines[position + 1] if position + 1 < len(lines) else None)
        self._budget = self._goal = None

    def _line(self, line: Line, below: Line | None) -> None:
        own = line.own
        if not own:
            return
        if len(own) == 1 and self._headings.is_title(own[0].text):
            if _CONTINUED not in own[0].text:
                self._close()
                self._title = " ".join(own[0].text.split())
            return
        if (
            self._indicators is not None
            and line.row <= self._indicators.last
            and self._indicators.block == line.block.index
        ):
            return  # the second line of headings
        head = indicator_head(line, below, self._headings)
        if head is not None:
            self._begin_indicators(line, head)
            return
        if self._inline_budget(line) or self._begin_budget(line) or self._begin_goal(line):
            return
        if self._goal is not None:
            self._read_goal(line)
            return
        if self._labels(line):
            return
        if self._budget is not None:
            self._budget_line(line)
        elif self._indicators is not None:
            self._indicator(line)

    # What begins.

    def _current(self, line: Line) -> _Draft:
        if self._draft is None:
            slot = line.slots[0]
            place = self._reader.document.place(line.block.index, slot.cell.start, slot.cell.end)
            self._draft = _Draft(place, self._title, money_unit=self._unit)
            self._title = ""
        return self._draft

    def _close(self) -> None:
        if self._draft is not None:
            self._done.append(self._draft)
        self._draft = self._indicators = self._budget = self._goal = self._section = None
        self._title = self._unit = ""

    def _begin_indicators(self, line: Line, head: Head) -> None:
        draft = self._draft
        if draft is not None and draft.rows:
            other_table = line.block.index != draft.rows[-1].place.block
            if draft.total is not None or (other_table and head.fields != draft.fields):
                title = self._title
                self._close()
                self._title = title
        draft = self._current(line)
        if not draft.rows:
            draft.fields = head.fields
        self._indicators, self._budget, self._goal = head, None, None

    def _begin_budget(self, line: Line) -> bool:
        head = budget_head(line, self._headings)
        if head is None:
            return False
        if self._draft is not None and self._draft.rows and self._draft.total is not None:
            self._close()
        draft = self._current(line)
        texts = [slot.text for slot in line.slots]
        draft.money_unit = next((unit for text in texts if (unit := money_unit(text))), draft.money_unit)
        draft.budget_fields = draft.budget_fields or head.fields
        self._budget, self._indicators, self._goal = head, None, None
        return True

    def _begin_goal(self, line: Line) -> bool:
        self._goal = goal_heads(line, self._headings) or self._goal
        if self._goal is None or self._goal[0] not in line.slots:
            return False
        self._current(line)
        self._budget = self._indicators = None
        return True

    # What is read.

    def _read_goal(self, line: Line) -> None:
        assert self._goal is not None
        draft = self._current(line)
        for name, slot in zip(("expected", "achieved"), self._goal, strict=True):
            for below in line.under(slot.start, slot.end)[:1]:
                cell = self._reader.cell(line, below, keep_lines=True)
                if cell is not None:
                    draft.goal[name] = cell
        self._goal = None

    def _inline_budget(self, line: Line) -> bool:
        """预算数｜36.5万元｜执行数｜35.04万元: labels with their values beside them."""
        cells: dict[FormField, FormCell] = {}
        for label, value in zip(line.own, line.own[1:], strict=False):
            (field_,) = fields if len(fields := self._headings.fields(label.text)) == 1 else (None,)
            cell = self._reader.cell(line, value)
            if field_ in MONEY and cell is not None and cell.amount is not None:
                cells[field_] = cell
        if len(cells) < 2:
            return False
        draft = self._current(line)
        draft.budget.append(FormRow(cells, next(iter(cells.values())).place))
        return True

    def _labels(self, line: Line) -> bool:
        """项目名称｜…: a label and what stands to its right, or behind its colon."""
        first = line.own[0]
        label = self._headings.label(first.text)
        inside = self._headings.label(first.text.partition("：")[0]) if "：" in first.text else None
        if label is None and inside is None:
            return False
        starts_form = FormLabel.PROJECT in (label, inside)
        if (
            starts_form
            and self._draft is not None
            and (self._draft.rows or FormLabel.PROJECT in self._draft.head)
        ):
            title = self._title
            self._close()
            self._title = title
        draft = self._current(line)
        for position, slot in enumerate(line.own):
            label = self._headings.label(slot.text)
            if label is None:
                before, colon, _ = slot.text.partition("：")
                label = self._headings.label(before) if colon else None
                if label is not None and label not in draft.head and slot.text.partition("：")[2].strip():
                    cell = self._reader.cell(line, slot)
                    if cell is not None:
                        draft.head[label] = FormCell(cell.text.partition("：")[2].strip(), cell.place)
                continue
            value = line.own[position + 1] if position + 1 < len(line.own) else None
            if value is not None and self._headings.label(value.text) is None and label not in draft.head:
                cell = self._reader.cell(line, value)
                if cell is not None:
                    draft.head[label] = cell
        self._indicators = self._budget = None
        return True

    def _budget_line(self, line: Line) -> None:
        head = self._budget
        assert head is not None
        money = [
            slot
            for c in head.columns
            if set(c.fields) & MONEY
            for slot in line.under(c.start, c.end)
            if slot.own
        ]
        cells = self._reader.cells(line, head.columns)
        told = any(cells[f].amount for f in MONEY if f in cells) or any(
            self._headings.is_absent(slot.text) for slot in money
        )
        beside = [
            slot
            for slot in line.slots
            if slot.end <= min(c.start for c in head.columns if set(c.fields) & MONEY)
            and (slot.cell.row, slot.cell.col) not in head.labels
        ]
        if not told and not (beside and beside[-1].own and not money):
            self._budget = None
            return
        if FormField.SOURCE not in cells and beside:
            cell = self._reader.cell(line, beside[-1])
            if cell is not None:
                cells = {FormField.SOURCE: cell, **cells}
        if cells:
            place = self._reader.document.place(
                line.block.index, line.own[0].cell.start, line.own[0].cell.end
            )
            self._current(line).budget.append(FormRow(cells, place))

    def _indicator(self, line: Line) -> None:
        head = self._indicators
        assert head is not None
        draft = self._current(line)
        own = [slot for slot in line.own if slot.start >= head.first] or list(line.own)
        first = line.own[0] if self._ends(line.own[0].text) else own[0]
        place = self._reader.document.place(line.block.index, first.cell.start, first.cell.end)
        cells = self._reader.cells(line, head.columns)
        if self._headings.begins(first.text, self._headings.words.totals):
            numbers = frozenset((FormField.WEIGHT, FormField.POINTS))
            draft.total = FormRow({head: cell for head, cell in cells.items() if head in numbers}, place)
            return
        if self._headings.begins(first.text, self._headings.words.subtotals):
            return
        if self._headings.begins(first.text, self._headings.words.notes):
            draft.notes += [cell for slot in own if (cell := self._reader.cell(line, slot, keep_lines=True))]
            return
        if len(own) == 1 and len(head.columns) > 1 and first.end - first.start >= len(head.columns) - 1:
            self._section = self._reader.cell(line, first)
            return
        cells = self._inherited(cells, draft)
        if not cells.keys() & LEVELS or (
            cells.keys() <= LEVELS and not any(s.start >= head.first for s in own)
        ):
            return
        draft.rows.append(FormRow(cells, place, self._operator(cells)))

    def _ends(self, text: str) -> bool:
        words = self._headings.words
        return any(self._headings.begins(text, each) for each in (words.totals, words.subtotals, words.notes))

    def _inherited(self, cells: dict[FormField, FormCell], draft: _Draft) -> dict[FormField, FormCell]:
        """Levels that are written once and left blank below are those of the row above."""
        if FormField.LEVEL1 not in cells and self._section is not None:
            return {FormField.LEVEL1: self._section, **cells}
        if FormField.LEVEL1 in cells or not draft.rows or FormField.NAME not in cells:
            return cells
        above = draft.rows[-1].cells
        if FormField.LEVEL1 in above:
            cells = {FormField.LEVEL1: above[FormField.LEVEL1], **cells}
        if FormField.LEVEL2 not in cells and FormField.LEVEL2 in above:
            cells = {FormField.LEVEL2: above[FormField.LEVEL2], **cells}
        return cells

    def _operator(self, cells: dict[FormField, FormCell]) -> Operator | None:
        told = cells.get(FormField.OPERATOR)
        if told is not None:
            return operator_of(told.text, self._headings)
        target = cells.get(FormField.TARGET)
        return target.amount.operator if target is not None and target.amount is not None else None
