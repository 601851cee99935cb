"""A rubric as written → a rubric as data, every reference resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Criterion, GradeBand, Indicator, Lexicon, Rubric, RubricSection, Scale
from .names import Names
from .rubric_schema import (
    CompositeSchema,
    CriterionSchema,
    IndicatorSchema,
    RubricSchema,
    RuleSchema,
    StepSchema,
)
from .rule_build import build_condition, build_rule
from .source import Path_, Source

#: The total, for grades and scales: a metric that no document states.
_TOTAL = "total"


class RubricBuilder:
    """Turns the schema into the model; what does not hold together is in ``names.problems``.

    Args:
        source: the file.
        schema: what it says.
        lexicon: the extractor packs, whose metrics and facts may be used by id.
    """

    def __init__(self, source: Source, schema: RubricSchema, lexicon: Lexicon) -> None:
        self.schema = schema
        own_metrics = {key: value.build(key) for key, value in schema.metrics.items()}
        own_facts = {key: value.build(key) for key, value in schema.facts.items()}
        self.names = Names(source, {**lexicon.metrics, **own_metrics}, {**lexicon.facts, **own_facts})

    def rubric(self) -> Rubric:
        """The rubric; not to be used if there are problems."""
        schema = self.schema
        sections = tuple(
            RubricSection(
                section.id,
                section.name,
                section.points,
                tuple(self._indicators(section.indicators, ("sections", i, "indicators"))),
                section.combine,
            )
            for i, section in enumerate(schema.sections)
        )
        bonus = tuple(self._indicators(schema.bonus, ("bonus",)))
        deductions = tuple(self._indicators(schema.deductions, ("deductions",)))
        veto = tuple(self._indicators(schema.veto, ("veto",)))
        grades = tuple(
            GradeBand(build_condition(band.when, _TOTAL, self.names, ("grades", i, "when")), band.grade)
            for i, band in enumerate(schema.grades)
        )
        return Rubric(
            id=schema.id,
            title=schema.title,
            version=schema.version,
            source=schema.source,
            unit=schema.unit,
            total=schema.total,
            sections=sections,
            bonus=bonus,
            deductions=deductions,
            veto=veto,
            scale=Scale(schema.scale.to, schema.scale.of, schema.scale.weight) if schema.scale else None,
            grades=grades,
            metrics=self.names.metrics,
            facts=self.names.facts,
            notes=schema.notes,
            as_of=schema.as_of,
            about=schema.about,
        )

    def _indicators(self, schemas: Iterable[IndicatorSchema], path: Path_) -> Iterator[Indicator]:
        for i, schema in enumerate(schemas):
            here = (*path, i)
            self.names.unique(schema.id, (*here, "id"))
            criteria = tuple(
                self._criterion(criterion, (*here, "criteria", j))
                for j, criterion in enumerate(schema.criteria)
            )
            yield Indicator(schema.id, schema.name, schema.points, criteria, schema.evidence, schema.note)

    def _criterion(self, schema: CriterionSchema, path: Path_) -> Criterion:
        self.names.unique(schema.id, (*path, "id"))
        rule = build_rule(schema.rule, self.names, (*path, "rule"))
        most = max(points.high for points in rule.attainable)
        if most != schema.points and not _open_ended(schema.rule):
            message = f"分值写 {schema.points}，而规则最多给 {most} 分，请改成一致"
            self.names.say((*path, "points"), message)
        for i, fact in enumerate(schema.doubts):
            self.names.fact(fact, (*path, "doubts", i))
        return Criterion(
            schema.id,
            schema.name,
            schema.points,
            schema.clause,
            rule,
            schema.matches,
            schema.note,
            schema.doubts,
        )


def _open_ended(rule: RuleSchema) -> bool:
    """Whether a rule sets no upper limit, so that a line may earn more than its points (多1个加2分, 不封顶)."""
    if isinstance(rule, StepSchema):
        return rule.cap is None
    return isinstance(rule, CompositeSchema) and rule.cap is None and any(map(_open_ended, rule.parts))
