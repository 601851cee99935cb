"""How a rubric is written in YAML; :mod:`docscore.packs.rubric` turns it into :class:`docscore.model.Rubric`."""

from __future__ import annotations

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


class ItemSchema(Strict):
    """One item of a checklist."""

    fact: str
    points: Points


class ChecklistSchema(Strict):
    """Items that earn their points each on its own."""

    kind: Literal["checklist"]
    items: Annotated[tuple[ItemSchema, ...], Field(min_length=1)]


class BonusSchema(Strict):
    """Points beyond the total."""

    kind: Literal["bonus"]
    metric: str | None = None
    combine: Literal["sum", "highest"] = "highest"
    bands: Annotated[tuple[BandSchema, ...], Field(min_length=1)]


class VetoSchema(Strict):
    """A condition that fails the whole submission."""

    kind: Literal["veto"]
    metric: str | None = None
    when: str


RuleSchema = Annotated[
    TiersSchema | JudgedSchema | ChecklistSchema | BonusSchema | VetoSchema, Field(discriminator="kind")
]


class CriterionSchema(Strict):
    """The smallest line that earns points."""

    id: str
    name: str
    points: Points
    clause: str
    matches: tuple[str, ...] = ()
    note: str = ""
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
    indicators: Annotated[tuple[IndicatorSchema, ...], Field(min_length=1)]


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
    veto: tuple[IndicatorSchema, ...] = ()
    metrics: dict[str, MetricSchema] = Field(default_factory=dict)
    facts: dict[str, FactSchema] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @field_validator("version", mode="before")
    @classmethod
    def _version_is_text(cls, value: object) -> object:
        if not isinstance(value, str):
            raise ValueError('version 请加引号，如 "1.0"')
        return value
