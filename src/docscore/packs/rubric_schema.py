"""How a rubric is written in YAML; :mod:`docscore.packs.rubric` turns it into :class:`docscore.model.Rubric`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from ..model import PointsRange
from .metric_schema import FactSchema, MetricSchema
from .source import Strict

Points = Decimal


class PointsField(Strict):
    """Base of rows that earn points: ``points: 5``, or ``points: [1, 5]`` where a person grades."""

    points: Points | tuple[Points, Points]

    @property
    def range(self) -> PointsRange:
        """The points as a range."""
        if isinstance(self.points, tuple):
            return PointsRange(*self.points)
        return PointsRange(self.points, self.points)


class BandSchema(PointsField):
    """``{when: ">= 70%", points: 5}``; ``when`` is a comparison, a fact's id, or ``otherwise``."""

    when: str
    presumed: bool = False


class TiersSchema(Strict):
    """Bands from best to worst."""

    kind: Literal["tiers"]
    metric: str | None = None
    bands: Annotated[tuple[BandSchema, ...], Field(min_length=1)]


class JudgedSchema(PointsField):
    """A range in which a person grades, open once the fact shows."""

    kind: Literal["judged"]
    fact: str

    @model_validator(mode="after")
    def _needs_range(self) -> JudgedSchema:
        if self.range.low >= self.range.high:
            raise ValueError("judged 的 points 应为由低到高的两个数，如 [1, 2]")
        return self


class RankSchema(Strict):
    """Bands over a place in the cohort."""

    kind: Literal["rank"]
    metric: str
    bands: Annotated[tuple[BandSchema, ...], Field(min_length=1)]


class ItemSchema(Strict):
    """One item of a checklist: ``{fact: center_built, points: 2}``, or ``when:`` a condition."""

    fact: str | None = None
    when: str | None = None
    points: Points

    @model_validator(mode="after")
    def _asks_one_thing(self) -> ItemSchema:
        if (self.fact is None) == (self.when is None):
            raise ValueError("每一项写 fact 或 when 之一")
        return self

    @property
    def condition(self) -> str:
        """The condition, however it is written."""
        return self.fact or self.when or ""


class ChecklistSchema(Strict):
    """Items that earn their points each on its own."""

    kind: Literal["checklist"]
    items: Annotated[tuple[ItemSchema, ...], Field(min_length=1)]
    cap: Points | None = None


class ProportionalSchema(Strict):
    """Actual over target times full marks."""

    kind: Literal["proportional"]
    metric: str
    target: Decimal
    points: Points
    zero_below: Decimal | None = None
    inverse: bool = False


class StepSchema(Strict):
    """Points at a base value, and so many more or less for each step."""

    kind: Literal["step", "per_unit"]
    metric: str
    base: Decimal
    at_base: Points
    size: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    above: Points = Decimal(0)
    below: Points = Decimal(0)
    floor: Points | None = Decimal(0)
    cap: Points | None = None
    partial: Literal["whole", "proportional", "begun", "unstated"] = "unstated"


class FaultSchema(Strict):
    """Something that costs points each time."""

    metric: str
    each: Annotated[Points, Field(gt=0)]
    most: Points | None = None
    size: Annotated[Decimal, Field(gt=0)] = Decimal(1)


class DeductEachSchema(Strict):
    """Full marks less so many for each fault."""

    kind: Literal["deduct_each"]
    points: Points
    faults: Annotated[tuple[FaultSchema, ...], Field(min_length=1)]
    floor: Points | None = Decimal(0)
    voids: tuple[str, ...] = ()


class DeadlineSchema(Strict):
    """Full marks in time, less when late."""

    kind: Literal["deadline"]
    metric: str
    due: date | None = None
    points: Points
    each: Points | None = None
    days: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    late: Points = Decimal(0)


class BonusSchema(Strict):
    """Points beyond the total."""

    kind: Literal["bonus"]
    metric: str | None = None
    combine: Literal["sum", "highest"] = "highest"
    cap: Points | None = None
    bands: Annotated[tuple[BandSchema, ...], Field(min_length=1)]


class VetoSchema(Strict):
    """A condition that fails the whole submission."""

    kind: Literal["veto"]
    metric: str | None = None
    when: str


class GradeBandSchema(Strict):
    """One grade and the totals that earn it."""

    when: str
    grade: str


class GradeSchema(Strict):
    """Bands of the total that are named, not scored."""

    kind: Literal["grade"]
    metric: str
    bands: Annotated[tuple[GradeBandSchema, ...], Field(min_length=1)]


class CompositeSchema(Strict):
    """Several rules in one line."""

    kind: Literal["composite"]
    combine: Literal["all", "sum", "best", "unstated", "weighted", "readings"]
    parts: Annotated[tuple[RuleSchema, ...], Field(min_length=1)]
    weights: tuple[Decimal, ...] = ()
    cap: Points | None = None
    floor: Points | None = None
    names: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _a_weight_each(self) -> CompositeSchema:
        if len(self.weights) != (len(self.parts) if self.combine == "weighted" else 0):
            raise ValueError("combine: weighted 时每个 parts 要有一个 weights，其他时候不写 weights")
        if len(self.names) != (len(self.parts) if self.combine == "readings" else 0):
            raise ValueError("combine: readings 时每个 parts 要有一个 names，其他时候不写 names")
        return self


RuleSchema = Annotated[
    TiersSchema
    | RankSchema
    | JudgedSchema
    | ChecklistSchema
    | ProportionalSchema
    | StepSchema
    | DeductEachSchema
    | DeadlineSchema
    | BonusSchema
    | VetoSchema
    | GradeSchema
    | CompositeSchema,
    Field(discriminator="kind"),
]
CompositeSchema.model_rebuild()


class CriterionSchema(Strict):
    """The smallest line that earns points."""

    id: str
    name: str
    points: Points
    clause: str
    matches: tuple[str, ...] = ()
    note: str = ""
    doubts: tuple[str, ...] = ()
    rule: RuleSchema


class IndicatorSchema(Strict):
    """A named group of criteria."""

    id: str
    name: str
    points: Points | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    criteria: Annotated[tuple[CriterionSchema, ...], Field(min_length=1)]


class SectionSchema(Strict):
    """A part of the rubric."""

    id: str
    name: str
    points: Points | None = None
    combine: Literal["sum", "one_of"] = "sum"
    indicators: Annotated[tuple[IndicatorSchema, ...], Field(min_length=1)]


class ScaleSchema(Strict):
    """``scale: {to: 100, of: highest, weight: 0.05}``."""

    to: Decimal
    of: Literal["highest", "total"]
    weight: Decimal = Decimal(1)


class RubricSchema(Strict):
    """One rubric file."""

    id: str
    title: str
    version: str
    source: str
    unit: str
    total: Points
    sections: Annotated[tuple[SectionSchema, ...], Field(min_length=1)]
    bonus: tuple[IndicatorSchema, ...] = ()
    deductions: tuple[IndicatorSchema, ...] = ()
    veto: tuple[IndicatorSchema, ...] = ()
    scale: ScaleSchema | None = None
    grades: tuple[GradeBandSchema, ...] = ()
    metrics: dict[str, MetricSchema] = Field(default_factory=dict)
    facts: dict[str, FactSchema] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    about: Literal["report", "plan"] = "report"

    @field_validator("version", mode="before")
    @classmethod
    def _version_is_text(cls, value: object) -> object:
        if not isinstance(value, str):
            raise ValueError('version 请加引号，如 "1.0"')
        return value
