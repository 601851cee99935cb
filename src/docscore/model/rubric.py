"""A rubric: the scoring rules of one programme, as frozen data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from .metric import Fact, Metric
from .rule import GradeBand, Rule


@dataclass(frozen=True, slots=True)
class Criterion:
    """The smallest line that earns points (评分项).

    Attributes:
        id: unique in the rubric.
        name: short Chinese name.
        points: most that it can earn; 0 for a veto.
        clause: what the rule document asks, in our own words.
        rule: how points follow.
        matches: words by which a row of a self-score table is known to cover this criterion.
        note: what is ambiguous in the clause and how it is read.
        doubts: facts whose denial, or mere planning, casts doubt on this line though its rule asks for something else.
    """

    id: str
    name: str
    points: Decimal
    clause: str
    rule: Rule
    matches: tuple[str, ...] = ()
    note: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named group of criteria for which a self-score is given (评价指标).

    Attributes:
        id: unique in the rubric.
        name: as the rule document names it.
        points: as the rule document heads it; ``None`` where it heads none.
        criteria: its lines.
        evidence: papers that the rule document asks for (佐证材料).
        note: what is ambiguous and how it is read.
    """

    id: str
    name: str
    points: Decimal | None
    criteria: tuple[Criterion, ...]
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RubricSection:
    """A part of the rubric (工作任务): a heading with points and its indicators.

    ``combine`` is ``one_of`` where a unit is scored by one of the indicators alone (个性指标: each department its own).
    """

    id: str
    name: str
    points: Decimal | None
    indicators: tuple[Indicator, ...]
    combine: Literal["sum", "one_of"] = "sum"


@dataclass(frozen=True, slots=True)
class Scale:
    """How the raw total becomes the final one (折算).

    Attributes:
        to: what the reference becomes, mostly 100.
        of: the reference: the ``highest`` total of the cohort, or the rubric's ``total``.
        weight: what the scaled total is then multiplied by (再乘以权重).
    """

    to: Decimal
    of: Literal["highest", "total"]
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Rubric:
    """The scoring rules of one programme (评分细则).

    Attributes:
        id: the name it is called by, also its file's name.
        title: title of the rule document.
        version: version of this file; a published version is never edited.
        source: the rule document and where to find the table in it.
        unit: whom it scores: 县（市、区）.
        about: what it judges: a ``report`` of what was done, or a ``plan`` of what is to be done.
        total: full marks without bonus.
        sections: base sections, in order.
        bonus: bonus indicators.
        deductions: indicators that only deduct from the total.
        veto: veto indicators.
        scale: how the raw total becomes the final one; ``None`` if it is not rescaled.
        grades: bands of the total, best first; empty where the rule document names no grades.
        metrics: every metric that the rules or their derivations use, by id.
        facts: every fact that the rules use, by id.
        notes: what is ambiguous in the whole.
        as_of: the day to which results count; ``None`` if the rule document names none.
    """

    id: str
    title: str
    version: str
    source: str
    unit: str
    total: Decimal
    sections: tuple[RubricSection, ...]
    bonus: tuple[Indicator, ...] = ()
    deductions: tuple[Indicator, ...] = ()
    veto: tuple[Indicator, ...] = ()
    scale: Scale | None = None
    grades: tuple[GradeBand, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    about: Literal["report", "plan"] = "report"

    def indicators(self) -> Iterator[Indicator]:
        """All indicators: base, then bonus, deductions and veto."""
        for section in self.sections:
            yield from section.indicators
        yield from self.bonus
        yield from self.deductions
        yield from self.veto

    def criteria(self) -> Iterator[Criterion]:
        """All criteria in the order of :meth:`indicators`."""
        for indicator in self.indicators():
            yield from indicator.criteria
