"""A form while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from docscore.model import (
    Form,
    FormCell,
    FormField,
    FormKind,
    FormLabel,
    FormRow,
    FormWords,
    Place,
)

from .goals import ACHIEVED, EXPECTED


@dataclass
class Draft:
    """A form while it is read; attributes as those of :class:`~docscore.model.Form`.

    Attributes:
        goal: the annual goal as set and as reached.
        above: the levels that were written last; they hold for rows that leave them blank.
    """

    place: Place
    title: str = ""
    fields: tuple[FormField, ...] = ()
    rows: list[FormRow] = field(default_factory=list)
    budget: list[FormRow] = field(default_factory=list)
    budget_fields: tuple[FormField, ...] = ()
    tasks: list[FormRow] = field(default_factory=list)
    money_unit: str = ""
    total: FormRow | None = None
    head: dict[FormLabel, FormCell] = field(default_factory=dict)
    goal: dict[str, FormCell] = field(default_factory=dict)
    notes: list[FormCell] = field(default_factory=list)
    above: dict[FormField, FormCell] = field(default_factory=dict)

    def inherited(self, cells: dict[FormField, FormCell]) -> dict[FormField, FormCell]:
        """The cells of a row with the levels that are written once and left blank below."""
        if FormField.LEVEL1 in cells:
            self.above = {f: cells[f] for f in (FormField.LEVEL1, FormField.LEVEL2) if f in cells}
            return cells
        if FormField.NAME in cells or FormField.LEVEL2 in cells:
            if FormField.LEVEL2 in cells:
                self.above = {**self.above, FormField.LEVEL2: cells[FormField.LEVEL2]}
            return {**self.above, **cells} if self.above else cells
        return cells

    def form(self, words: FormWords) -> Form:
        """The form; its kind follows from its title, its levels and what stands above its indicators."""
        levels = {row.text(FormField.LEVEL1) for row in self.rows}
        if self.tasks or any(word in text for word in words.department for text in (self.title, *levels)):
            kind = FormKind.DEPARTMENT
        elif self.budget or FormLabel.PROJECT in self.head or "项目支出" in self.title:
            kind = FormKind.PROJECT
        else:
            kind = FormKind.INDICATORS
        total = self.total
        if total is None and (stated := self.head.get(FormLabel.TOTAL)) is not None and stated.amount:
            total = FormRow({FormField.POINTS: stated}, stated.place)
        return Form(
            kind=kind,
            title=self.title,
            fields=self.fields,
            rows=tuple(self.rows),
            place=self.rows[0].place if not self.head else self.place,
            budget=tuple(self.budget),
            budget_fields=self.budget_fields,
            money_unit=self.money_unit,
            total=total,
            head=self.head,
            expected=self.goal.get(EXPECTED),
            achieved=self.goal.get(ACHIEVED),
            notes=tuple(self.notes),
            tasks=tuple(self.tasks),
        )
