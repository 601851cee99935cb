"""Forms: the self-evaluation tables of the fiscal system (绩效自评表), which carry their own indicators and weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .document import Place

_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


class FormKind(StrEnum):
    """What a form is about."""

    PROJECT = "project"  # 项目支出绩效自评表
    DEPARTMENT = "department"  # 部门整体支出绩效自评表
    INDICATORS = "indicators"  # a table of indicators with points and no more


class FormField(StrEnum):
    """What a column of a form holds; ``OTHER`` is known and not read (序号, 复核得分)."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    NAME = "name"
    OPERATOR = "operator"
    TARGET = "target"
    MEASURE = "measure"
    ACTUAL = "actual"
    WEIGHT = "weight"
    POINTS = "points"
    REASON = "reason"
    STANDARD = "standard"
    SOURCE = "source"
    INITIAL = "initial"
    ANNUAL = "annual"
    EXECUTED = "executed"
    RATE = "rate"
    OTHER = "other"


class FormLabel(StrEnum):
    """What a form says of itself beside its tables, as a label and a value."""

    PROJECT = "project"
    DEPARTMENT = "department"
    UNIT = "unit"
    TOTAL = "total"
    GRADE = "grade"
    CONCLUSION = "conclusion"
    PROBLEMS = "problems"
    REMEDIES = "remedies"
    SIGNED = "signed"


class Operator(StrEnum):
    """How a target is to be met (指标性质)."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "＝"
    QUALITATIVE = "定性"


@dataclass(frozen=True, slots=True)
class Amount:
    """The one number of a cell.

    Attributes:
        value: as printed, 万 and 亿 multiplied out (3.1万人 is 31000, 36.5万元 is 365000); a percentage stays 93.
        unit: what follows it, 万 and 亿 taken off: 人, 元, ``%``; empty if nothing does.
        operator: how it bounds (≥95%, 不超过10个), ``None`` if it does not say.
        scale: 10,000 for 万, 100,000,000 for 亿, else 1.
    """

    value: Decimal
    unit: str
    operator: Operator | None = None
    scale: int = 1


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell that says something; a cell that is blank or holds ``/`` or ``—`` is no cell.

    Attributes:
        text: its words, without line breaks where the form writes them vertically.
        place: where they stand.
        amount: its number; ``None`` where it has none or several.
    """

    text: str
    place: Place
    amount: Amount | None = None


Cells = Mapping[FormField, FormCell]
"""The cells of one row by what their headings say; what is absent has no entry."""


@dataclass(frozen=True)
class FormRow:
    """An indicator of a form, or one line of its budget.

    Attributes:
        cells: by heading.
        place: where the row begins.
        operator: how the target is to be met, from the column of its own or from the target; ``None`` if neither says.
        applies: it is not written that the indicator does not apply (不适用) instead of a result or points.
    """

    cells: Cells
    place: Place
    operator: Operator | None = None
    applies: bool = True

    def text(self, field_: FormField) -> str:
        """The words under a heading; empty if absent."""
        cell = self.cells.get(field_)
        return cell.text if cell else ""

    def number(self, field_: FormField) -> Decimal | None:
        """The number under a heading; ``None`` if there is none."""
        cell = self.cells.get(field_)
        return cell.amount.value if cell and cell.amount else None

    @property
    def name(self) -> str:
        """What the row is called: its third level, else the deepest level that it has."""
        return next(
            (
                text
                for level in (FormField.NAME, FormField.LEVEL2, FormField.LEVEL1)
                if (text := self.text(level))
            ),
            "",
        )


@dataclass(frozen=True)
class Form:
    """One self-evaluation form.

    Attributes:
        kind: what it is about.
        title: its title; empty if it has none.
        fields: the headings of its indicators, in the order of the columns.
        rows: its indicators, in order.
        budget: the lines of its budget, in order; the first is the total.
        budget_fields: the headings of its budget.
        tasks: main tasks of the year (年度主要任务) with their money, in order, and the row of their whole; departments only.
        money_unit: 元, 万元 or 亿元, as the budget is headed; empty if it is not.
        total: the row of totals; ``None`` if there is none.
        head: what its labels say.
        expected: the annual goal as set; ``None`` if there is none.
        achieved: the annual goal as reached; ``None`` if there is none.
        notes: remarks inside its table (备注, 填表说明).
        place: where it begins.
    """

    kind: FormKind
    title: str
    fields: tuple[FormField, ...]
    rows: tuple[FormRow, ...]
    place: Place
    budget: tuple[FormRow, ...] = ()
    budget_fields: tuple[FormField, ...] = ()
    money_unit: str = ""
    total: FormRow | None = None
    head: Mapping[FormLabel, FormCell] = field(default_factory=dict)
    expected: FormCell | None = None
    achieved: FormCell | None = None
    notes: tuple[FormCell, ...] = ()
    tasks: tuple[FormRow, ...] = ()

    def yuan(self, cell: FormCell | None) -> Decimal | None:
        """An amount of its budget in 元; ``None`` where the cell has none, or neither it nor the heading says its unit.

        Args:
            cell: a cell of the budget.
        """
        if cell is None or cell.amount is None:
            return None
        unit = "元" if cell.amount.unit.startswith("元") else self.money_unit
        return cell.amount.value * _YUAN[unit] if unit in _YUAN else None

    @property
    def unit(self) -> str:
        """The unit that it names, else the department; empty if it names neither."""
        told = (
            self.head[label].text for label in (FormLabel.UNIT, FormLabel.DEPARTMENT) if label in self.head
        )
        return next(told, "")

    @property
    def name(self) -> str:
        """What people call it: its project, else its unit, else its title."""
        for label in (FormLabel.PROJECT, FormLabel.UNIT, FormLabel.DEPARTMENT):
            if label in self.head:
                return self.head[label].text
        return self.title or self.place.label


@dataclass(frozen=True, slots=True)
class FormWords:
    """How forms are headed, as the packs write it.

    Attributes:
        columns: headings by what their column holds.
        meanings: patterns by which a heading that is not listed is known, in the order in which they are tried.
        labels: labels by what stands beside them.
        other_years: words in the heading of a column of another year.
        times: words of time that may stand before a heading (年末完成).
        short: headings that are known only behind a word of time, by what their column holds.
        neutral: headings that say no more than the one above them.
        tasks: headings of the names of a department's main tasks of the year.
        levels: what first levels are called everywhere, by which a form without headings is known.
        level_roots: how first levels begin everywhere, however they go on (产出-数量).
        expected: headings of the annual goal as set.
        achieved: headings of the annual goal as reached.
        titles: words in the title of a form.
        department: words in a title, or in a first level, of a department's form.
        totals: how a row of totals begins.
        whole: what the line of the whole budget is called.
        subtotals: how a row of sub-totals begins.
        notes: how remarks below the indicators begin.
        absent: what is written for nothing.
        not_applicable: those of them that say that an indicator does not apply.
        operators: how an operator is written.
        met: words of a result that say that a target in words was reached.
        partly: words that say that it was reached in part.
        missed: words that say that it was not.
    """

    columns: Mapping[FormField, tuple[str, ...]] = field(default_factory=dict)
    meanings: tuple[tuple[FormField, str], ...] = ()
    labels: Mapping[FormLabel, tuple[str, ...]] = field(default_factory=dict)
    other_years: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    short: Mapping[FormField, tuple[str, ...]] = field(default_factory=dict)
    neutral: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    level_roots: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    achieved: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    operators: Mapping[Operator, tuple[str, ...]] = field(default_factory=dict)
    met: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
