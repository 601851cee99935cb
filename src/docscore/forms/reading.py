"""Tables → forms, line by line: what a line is follows from its words, and what it heads holds until the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docscore.model import (
    BlockKind,
    Document,
    Form,
    FormCell,
    FormField,
    FormLabel,
    FormRow,
    FormWords,
    Place,
)

from .amounts import amount_of
from .draft import Draft
from .goals import goal_heads, goals_beside
from .headings import Headings, headings_of, money_unit
from .heads import LEVELS, MONEY, PLANNED, Head, budget_head, indicator_head
from .lines import Line, Reader, Slot, lines_of
from .shapes import SHAPE_ROWS
from .sides import sides_of

_SPREADSHEETS = ("xlsx", "xls")
_CONTINUED = "续"
_SUMS = frozenset((FormField.WEIGHT, FormField.POINTS))
#: 审核人：乙
_SIGNED = re.compile(r"^[^：:]{2,8}[：:]")
#: Where the next label of one cell begins: 单位：某局　　填报日期：….
_NEXT_LABEL = re.compile(r"\s{2,}(?=[^\s：]{2,12}：)")
_VALUES = frozenset((FormField.NAME, FormField.TARGET, FormField.ACTUAL, *_SUMS))


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


class _Reading:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._headings: Headings = reader.headings
        self._done: list[Draft] = []
        self._draft: Draft | None = None
        self._title = ""
        self._unit = ""
        self._indicators: Head | None = None
        self._budget: Head | None = None
        self._beside: tuple[FormField, ...] = ()  # what the last line of labels with money gave, in order
        self._goal: dict[str, Slot] = {}
        self._section: FormCell | None = None
        self._columns = 0
        self._read = -1  # a row of the table that was read together with the one above it

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
        for number, side in enumerate(sides_of(lines, self._headings)):
            if number:
                self._close()
            self._read = -1
            for position, line in enumerate(side):
                if line.row != self._read:
                    self._line(line, side[position + 1 : position + SHAPE_ROWS])
            self._budget, self._goal, self._beside = None, {}, ()

    def _line(self, line: Line, below: Sequence[Line]) -> None:
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
            return  # a further line of headings
        head = indicator_head((line, *below), self._headings)
        if head is not None:
            self._begin_indicators(line, head)
            return
        if self._total(line, below[0] if below else None):
            return
        if self._begin_budget(line, below[0] if below else None) or self._goals(
            line, below[0] if below else None
        ):
            return
        labelled = self._labels(line)
        if self._inline_budget(line) or labelled:
            return
        if self._budget is not None:
            self._budget_line(line)
        elif self._indicators is not None:
            self._indicator(line)

    # What begins.

    def _current(self, line: Line) -> Draft:
        if self._draft is None:
            slot = line.slots[0]
            place = self._reader.document.place(line.block.index, slot.cell.start, slot.cell.end)
            self._draft = Draft(place, self._title, money_unit=self._unit)
            self._title = ""
        return self._draft

    def _close(self) -> None:
        if self._draft is not None:
            self._done.append(self._draft)
        self._draft = self._indicators = self._budget = self._section = None
        self._goal, self._beside = {}, ()
        self._title = self._unit = ""

    def _close_for_next(self) -> None:
        """The form ends here; a title that was read last is that of the next."""
        title = self._title
        self._close()
        self._title = title

    def _begin_indicators(self, line: Line, head: Head) -> None:
        draft = self._draft
        if draft is not None and draft.rows and (draft.total is not None or head.fields != draft.fields):
            self._close_for_next()
        draft = self._current(line)
        if not draft.rows:
            draft.fields = head.fields
        self._indicators, self._budget, self._goal = head, None, {}

    def _begin_budget(self, line: Line, below: Line | None) -> bool:
        head = budget_head(line, below, self._headings)
        if head is None:
            return False
        draft = self._draft
        if draft is not None and draft.rows and draft.budget:
            self._close_for_next()
        draft = self._current(line)
        texts = [slot.text for slot in line.slots]
        draft.money_unit = next((unit for text in texts if (unit := money_unit(text))), draft.money_unit)
        if not head.tasks:
            draft.budget_fields = draft.budget_fields or head.fields
        self._budget, self._indicators, self._goal = head, None, {}
        return True

    # What is read.

    def _goals(self, line: Line, below: Line | None) -> bool:
        """The annual goal: its headings, what stands below them, or what stands beside them."""
        if self._goal:
            draft = self._current(line)
            for name, slot in self._goal.items():
                for words in line.under(slot.start, slot.end)[:1]:
                    self._keep_goal(draft, name, line, words)
            self._goal = {}
            return True
        heads = goal_heads(line, below, self._headings)
        beside = {} if heads else goals_beside(line, self._headings)
        if not heads and not beside:
            return False
        draft = self._current(line)
        for name, words in beside.items():
            self._keep_goal(draft, name, line, words)
        self._budget = self._indicators = None
        self._goal = heads
        return True

    def _keep_goal(self, draft: Draft, name: str, line: Line, words: Slot) -> None:
        cell = self._reader.cell(line, words, keep_lines=True)
        if cell is not None:
            draft.goal.setdefault(name, cell)

    def _inline_budget(self, line: Line) -> bool:
        """预算数｜36.5万元｜执行数｜35.04万元: labels with their values beside them; below them 其中：财政拨款｜36｜其中：财政拨款｜35."""
        cells: dict[FormField, FormCell] = {}
        pairs = list(zip(line.own, line.own[1:], strict=False))
        for label, value in pairs:
            (field_,) = fields if len(fields := self._headings.fields(label.text)) == 1 else (None,)
            cell = self._reader.cell(line, value)
            if field_ in MONEY and cell is not None and cell.amount is not None:
                cells[field_] = cell
        if len(cells) >= 2 and cells.keys() & PLANNED:
            draft = self._current(line)
            draft.money_unit = next(
                (unit for slot in line.slots if (unit := money_unit(slot.text))), draft.money_unit
            )
            draft.budget.append(FormRow(cells, next(iter(cells.values())).place))
            self._beside = tuple(cells)
            return True
        return self._beside_again(line, pairs)

    def _beside_again(self, line: Line, pairs: list[tuple[Slot, Slot]]) -> bool:
        """其中：财政拨款｜36｜其中：财政拨款｜35: one label before each of the amounts that the line above gave."""
        labels = [label for label, _ in pairs if label.text == line.own[0].text]
        source = self._reader.cell(line, line.own[0])
        if len(self._beside) < 2 or len(labels) < 2 or source is None or source.amount is not None:
            self._beside = ()
            return False
        given = [(label.text, self._reader.cell(line, value)) for label, value in pairs]
        told = [cell for label, cell in given if label == line.own[0].text]
        cells = {
            f: c for f, c in zip(self._beside, told, strict=False) if c is not None and c.amount is not None
        }
        if cells:
            self._current(line).budget.append(FormRow({FormField.SOURCE: source, **cells}, source.place))
        return True

    def _labels(self, line: Line) -> bool:
        """项目名称｜…: a label and what stands to its right, or behind its colon."""
        first = line.own[0]
        if len(line.own) > 2 and (self._headings.label(first.text) is None and not self._heads_rows):
            first = next((slot for slot in line.own[1:] if self._headings.is_label(slot.text)), first)
        label = self._headings.label(first.text)
        inside = self._headings.label(first.text.partition("：")[0]) if "：" in first.text else None
        if label is None and inside is None:
            return False
        draft = self._draft
        if FormLabel.PROJECT in (label, inside) and draft and (draft.rows or FormLabel.PROJECT in draft.head):
            self._close_for_next()
        draft = self._current(line)
        for position, slot in enumerate(line.own):
            label = self._headings.label(slot.text)
            if label is None:
                self._label_inside(draft, line, slot)
                continue
            value = line.own[position + 1] if position + 1 < len(line.own) else None
            if value is not None and self._headings.label(value.text) is None and label not in draft.head:
                cell = self._reader.cell(line, value)
                if cell is not None:
                    draft.head[label] = cell
        self._indicators = self._budget = None
        return True

    @property
    def _heads_rows(self) -> bool:
        """Whether rows under headings are being read."""
        return self._indicators is not None or self._budget is not None

    def _label_inside(self, draft: Draft, line: Line, slot: Slot) -> None:
        """项目名称：… in one cell; what another label names behind it is not its own."""
        before, colon, after = slot.text.partition("：")
        label = self._headings.label(before) if colon else None
        if label is None or label in draft.head or not after.strip():
            return
        cell = self._reader.cell(line, slot)
        if cell is not None:
            text = _NEXT_LABEL.split(cell.text.partition("：")[2])[0].strip()
            draft.head[label] = FormCell(text, cell.place, amount_of(text, self._headings))

    def _budget_line(self, line: Line) -> None:
        head = self._budget
        assert head is not None
        first = min(c.start for c in head.columns if set(c.fields) & MONEY)
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
            if slot.end <= first and (slot.cell.row, slot.cell.col) not in head.labels
        ]
        if money and not told and not any(slot.own for slot in beside):
            return  # a second line of headings: the whole, and what of it comes from where
        if not told and not (beside and beside[-1].own and not money):
            self._budget = None
            return
        if any(f in cells and not re.search(r"\d", cells[f].text) for f in MONEY):
            return  # 按收入性质分：… 按支出性质分：…: two lists beside each other, not under the headings
        if FormField.SOURCE not in cells and beside and not head.tasks:
            cell = self._reader.cell(line, beside[-1])
            if cell is not None:
                cells = {FormField.SOURCE: cell, **cells}
        if cells:
            draft = self._current(line)
            place = self._place(line, line.own[0])
            (draft.tasks if head.tasks else draft.budget).append(FormRow(cells, place))

    def _total(self, line: Line, below: Line | None) -> bool:
        """The row of totals: its numbers stand under their headings, in its own cell, or below headings of its own."""
        head = self._indicators
        if head is None:
            return False
        own = [slot for slot in line.own if slot.start >= head.first] or list(line.own)
        first = next((slot for slot in (line.own[0], own[0]) if self._headings.is_total(slot.text)), None)
        if first is None and self._headings.ends_in_total(own[0].text):
            given = self._reader.cells(line, head.columns).keys() - LEVELS
            first = own[0] if given and given <= _SUMS else None
        if first is None:
            return False
        draft = self._current(line)
        sums = self._sums(line, head)
        if not sums and below is not None and (under := self._sums(below, head)) and len(line.own) > 1:
            sums, self._read = under, below.row
            self._grade_below(draft, line, below)
        if not sums and (told := self._reader.cell(line, first)) is not None and told.amount:
            sums = {FormField.POINTS: told}
        elif not sums and self._headings.label(first.text) is not None:
            return False
        draft.total = FormRow(sums, self._place(line, first))
        return True

    def _sums(self, line: Line, head: Head) -> dict[FormField, FormCell]:
        cells = self._reader.cells(line, head.columns)
        return {field: cell for field, cell in cells.items() if field in _SUMS and cell.amount is not None}

    def _grade_below(self, draft: Draft, line: Line, below: Line) -> None:
        for slot in line.own:
            if self._headings.label(slot.text) is FormLabel.GRADE:
                for under in below.under(slot.start, slot.end)[:1]:
                    cell = self._reader.cell(below, under)
                    if cell is not None:
                        draft.head.setdefault(FormLabel.GRADE, cell)

    def _indicator(self, line: Line) -> None:
        head = self._indicators
        assert head is not None
        draft = self._current(line)
        own = [slot for slot in line.own if slot.start >= head.first] or list(line.own)
        ends = (self._headings.words.subtotals, self._headings.words.notes)
        first = line.own[0] if any(self._headings.begins(line.own[0].text, each) for each in ends) else own[0]
        if self._headings.begins(first.text, self._headings.words.subtotals):
            return
        if self._headings.begins(first.text, self._headings.words.notes):
            draft.notes += [cell for slot in own if (cell := self._reader.cell(line, slot, keep_lines=True))]
            return
        if len(own) == 1 and len(head.columns) > 1 and first.end - first.start >= len(head.columns) - 1:
            self._section = self._reader.cell(line, first)
            return
        if len(own) > 1 and all(_SIGNED.match(slot.text) for slot in own):
            return
        cells = self._reader.cells(line, head.columns)
        if FormField.LEVEL1 not in cells and self._section is not None:
            cells = {FormField.LEVEL1: self._section, **cells}
        else:
            cells = draft.inherited(cells)
        if not cells.keys() & LEVELS or (
            cells.keys() <= LEVELS and not any(s.start >= head.first for s in own)
        ):
            return
        if FormField.NAME in head.fields and not cells.keys() & _VALUES:
            return  # a second level that nobody uses
        applies = self._reader.applies(line, head.columns)
        draft.rows.append(FormRow(cells, self._place(line, first), self._reader.operator(cells), applies))

    def _place(self, line: Line, slot: Slot) -> Place:
        return self._reader.document.place(line.block.index, slot.cell.start, slot.cell.end)
