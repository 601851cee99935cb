"""How a region scores a form: each formula is a named option, and what a region does not say stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .document import Place
from .form import Form, FormField, FormRow, Operator
from .points import PointsRange
from .sheet import CriterionLine, Status


class AtMost(StrEnum):
    """How a target that must not be exceeded is scored once it is (≤)."""

    LINEAR = "linear_to_double"  # falls evenly to 0 at twice the target
    INVERSE = "target_over_actual"  # 目标÷完成×分值


@dataclass(frozen=True, slots=True)
class QualitativeBands:
    """What a target in words earns, in percent of full marks.

    Attributes:
        met: 达成预期指标.
        partly: 部分达成预期指标并具有一定效果.
        missed: 未达成预期指标且效果较差.
    """

    met: PointsRange
    partly: PointsRange
    missed: PointsRange


@dataclass(frozen=True, slots=True)
class TotalCap:
    """Low execution caps the total: below ``below`` percent at most ``most`` points."""

    below: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class FormGrade:
    """A grade and the totals that earn it, both ends included; between two grades there may be a gap (89.5)."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class FormRules:
    """The formulas of one region or platform; a tuple of several alternatives means that it does not say which.

    Attributes:
        id: its file's name.
        name: what it is called beside a result: 广西.
        title: what it is.
        version: version of the file.
        source: where the formulas were read.
        execution_points: points of the rate of execution where the form prints none; ``None`` if it does not say.
        at_most: formulas of ≤.
        qualitative: bands of targets in words.
        over_from: from this completion on, in percent, a result far above its target is looked at; ``None`` if never.
        over_deduct: points that it then costs; 0 if it only needs a reason.
        execution_reason: below this rate of execution, in percent, a reason is due; ``None`` if it does not say.
        caps: caps of the total, from the lowest rate; empty if there are none.
        grades: grades of the total, best first.
        notes: what is ambiguous.
    """

    id: str
    name: str
    title: str
    version: str
    source: str
    execution_points: Decimal | None
    at_most: tuple[AtMost, ...]
    qualitative: tuple[QualitativeBands, ...]
    over_from: Decimal | None
    over_deduct: Decimal
    execution_reason: Decimal | None
    caps: tuple[TotalCap, ...]
    grades: tuple[FormGrade, ...]
    notes: tuple[str, ...] = ()

    def grade(self, total: Decimal) -> str:
        """The grade of a total; empty where it falls into a gap between two grades, or there are no grades."""
        return next((grade.name for grade in self.grades if grade.low <= total <= grade.high), "")


@dataclass(frozen=True, slots=True)
class GradeSpan:
    """What a total is graded by one variant.

    Attributes:
        variant: name of the variant.
        lowest: grade of the least total; empty if it falls between two grades.
        highest: grade of the most.
        low: the least total.
        high: the most.
    """

    variant: str
    lowest: str
    highest: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Completion:
    """Target and result of a row.

    Attributes:
        target: the target.
        actual: the result; ``None`` where the form does not give it as one number.
        unit: the unit of both; empty if the form gives none.
        operators: what the target may mean: one if the form says it, both where it does not and the indicator leaves it open.
        told: the form itself says how the target is to be met.
    """

    target: Decimal
    actual: Decimal | None
    unit: str
    operators: tuple[Operator, ...]
    told: bool

    @property
    def share(self) -> Decimal | None:
        """The result in percent of the target; ``None`` if there is no result, or the target is 0."""
        return self.actual * 100 / self.target if self.actual is not None and self.target else None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; ``None`` where that is not known."""
        if self.actual is None or len(self.operators) > 1:
            return True if self.actual == self.target else None
        if self.operators[0] is Operator.AT_MOST:
            return self.actual <= self.target
        return self.actual >= self.target if self.target else self.actual == 0


class Said(StrEnum):
    """What a report's text says about a form."""

    TOTAL = "total"
    BUDGET = "budget"
    EXECUTED = "executed"
    RATE = "rate"
    ACTUAL = "actual"
    POINTS = "points"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the text beside a form says about it.

    Attributes:
        said: what it speaks of.
        row: the indicator's position from 0; ``None`` where it speaks of the whole.
        text: its words.
        place: where they stand.
        value: its number, money in 元, 万 and 亿 multiplied out; ``None`` for a reason.
        unit: the unit behind it, without 万 and 亿; of money as printed.
        step: one unit of its last printed digit.
    """

    said: Said
    row: int | None
    text: str
    place: Place
    value: Decimal | None = None
    unit: str = ""
    step: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form with what it is scored by and what follows from it.

    Attributes:
        form: the form.
        variants: the formulas that may hold.
        completions: target and result of the rows whose target is a number, by id of their criterion.
        told: what results in words say (``met``, ``partly``, ``missed``; empty if a person must see), by id of the
            criterion of the rows whose target is in words.
        budget: the line of the whole budget; ``None`` without one.
        rate: rate of execution in percent, as computed; ``None`` if unknown.
        caps: what low execution caps the total at by each variant, ``None`` where it does not.
        grades: the grade of its total by each variant that has grades.
        beside: what the text of the report says about the form; ``None`` where no text speaks of it.
    """

    form: Form
    variants: tuple[FormRules, ...]
    completions: Mapping[str, Completion]
    told: Mapping[str, str]
    budget: FormRow | None
    rate: Decimal | None
    caps: tuple[Decimal | None, ...]
    grades: tuple[GradeSpan, ...]
    beside: tuple[Mention, ...] | None = None

    @property
    def cap(self) -> Decimal | None:
        """What low execution caps the total at for certain; ``None`` where it does not, or the variants differ."""
        return self.caps[0] if len(set(self.caps)) == 1 else None

    def cut(self, low: Decimal, supported: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """A total cut down to what low execution allows; certain only where all variants have a cap, else it spans both.

        Args:
            low: least total of the lines.
            supported: the total that the form itself supports.
            high: most total.
        """
        known = [cap for cap in self.caps if cap is not None]
        most = max(known) if known and len(known) == len(self.caps) else high
        least = min([low, *known])
        return least, max(least, min(supported, most)), min(high, most)

    def row(self, criterion: str) -> FormRow | None:
        """The row of a criterion; ``None`` for that of the rate of execution, which is no row of the indicators."""
        number = criterion.removeprefix("r")
        return self.form.rows[int(number) - 1] if number.isdigit() else None

    def settled(self, line: CriterionLine) -> bool:
        """Whether the points of a line follow from the form for certain; never where the row prints no weight or no result."""
        outcome, row = line.outcome, self.row(line.id)
        priced = row is None or row.number(FormField.WEIGHT) is not None
        return priced and outcome.low == outcome.high and outcome.status in (Status.MET, Status.NOT_MET)
