"""Rules as written → rules as data, every reference resolved."""

from __future__ import annotations

from typing import assert_never

from ..model import (
    AllOf,
    AnyOf,
    Band,
    Bonus,
    Checklist,
    ChecklistItem,
    Comparison,
    Composite,
    Condition,
    Deadline,
    DeductEach,
    FactHolds,
    Fault,
    Grade,
    GradeBand,
    Judged,
    Otherwise,
    Proportional,
    Rank,
    Rule,
    Step,
    Tiers,
    Veto,
)
from .condition import Atom, read_condition
from .names import Names
from .rubric_schema import (
    BandSchema,
    BonusSchema,
    ChecklistSchema,
    CompositeSchema,
    DeadlineSchema,
    DeductEachSchema,
    GradeSchema,
    JudgedSchema,
    ProportionalSchema,
    RankSchema,
    RuleSchema,
    StepSchema,
    TiersSchema,
    VetoSchema,
)
from .source import Path_

Asked = Comparison | FactHolds | AllOf | AnyOf
"""A condition that asks something, unlike ``otherwise``."""


def build_rule(rule: RuleSchema, names: Names, path: Path_) -> Rule:
    """A rule as data.

    Args:
        rule: as written.
        names: what it may refer to; takes note of problems.
        path: where it stands in the file.
    """
    metric = getattr(rule, "metric", None)
    names.metric(metric, (*path, "metric"))
    match rule:
        case TiersSchema():
            return Tiers(_bands(rule.bands, metric, names, path), metric)
        case RankSchema():
            return Rank(_bands(rule.bands, metric, names, path), rule.metric)
        case JudgedSchema():
            names.fact(rule.fact, (*path, "fact"))
            return Judged(rule.fact, rule.range)
        case ChecklistSchema():
            items = (
                ChecklistItem(_asked(item.condition, None, names, (*path, "items", i)), item.points)
                for i, item in enumerate(rule.items)
            )
            return Checklist(tuple(items), rule.cap)
        case ProportionalSchema():
            return Proportional(rule.metric, rule.target, rule.points, rule.zero_below, rule.inverse)
        case StepSchema():
            return Step(
                metric=rule.metric,
                base=rule.base,
                at_base=rule.at_base,
                size=rule.size,
                above=rule.above,
                below=rule.below,
                floor=rule.floor,
                cap=rule.cap,
                partial=rule.partial,
                kind=rule.kind,
            )
        case DeductEachSchema():
            for i, fault in enumerate(rule.faults):
                names.metric(fault.metric, (*path, "faults", i, "metric"))
            faults = tuple(Fault(fault.metric, fault.each, fault.most, fault.size) for fault in rule.faults)
            voids = tuple(_plain(text, names, (*path, "voids", i)) for i, text in enumerate(rule.voids))
            return DeductEach(rule.points, faults, rule.floor, voids)
        case DeadlineSchema():
            return Deadline(rule.metric, rule.due, rule.points, rule.each, rule.days, rule.late)
        case BonusSchema():
            return Bonus(_bands(rule.bands, metric, names, path), rule.combine, metric, rule.cap)
        case VetoSchema():
            return Veto(_asked(rule.when, metric, names, (*path, "when")), metric)
        case GradeSchema():
            bands = (
                GradeBand(build_condition(band.when, metric, names, (*path, "bands", i, "when")), band.grade)
                for i, band in enumerate(rule.bands)
            )
            return Grade(tuple(bands), rule.metric)
        case CompositeSchema():
            parts = (build_rule(part, names, (*path, "parts", i)) for i, part in enumerate(rule.parts))
            return Composite(tuple(parts), rule.combine, rule.weights, rule.cap, rule.floor, rule.names)
        case _:
            assert_never(rule)


def build_condition(
    text: str, metric: str | None, names: Names, path: Path_, *, presumed: bool = False
) -> Condition:
    """A condition as data; a malformed one becomes a problem."""
    if text.strip() == "otherwise":
        return Otherwise(presumed)
    return _asked(text, metric, names, path)


def _bands(
    schemas: tuple[BandSchema, ...], metric: str | None, names: Names, path: Path_
) -> tuple[Band, ...]:
    found = []
    for i, band in enumerate(schemas):
        here = (*path, "bands", i, "when")
        found.append(
            Band(build_condition(band.when, metric, names, here, presumed=band.presumed), band.range)
        )
    return tuple(found)


def _asked(text: str, metric: str | None, names: Names, path: Path_) -> Asked:
    try:
        choices = read_condition(text)
    except ValueError as error:
        names.say(path, str(error))
        return FactHolds(text)
    built = [tuple(_atom(atom, metric, names, path) for atom in choice) for choice in choices]
    together = [choice[0] if len(choice) == 1 else AllOf(choice) for choice in built]
    return together[0] if len(together) == 1 else AnyOf(tuple(together))


def _plain(text: str, names: Names, path: Path_) -> Comparison | FactHolds:
    built = _asked(text, None, names, path)
    if isinstance(built, AllOf | AnyOf):
        names.say(path, "这里只能写一个条件，不能用 and、or")
        return FactHolds(text)
    return built


def _atom(atom: Atom, metric: str | None, names: Names, path: Path_) -> Comparison | FactHolds:
    if atom.op is None:
        names.fact(atom.name, path)
        return FactHolds(atom.name)
    asked = atom.name or metric
    if asked is None:
        names.say(path, f"条件“{atom.text}”比的是哪个指标？请在规则里写明 metric")
    known = names.metric(asked, path)
    if known is not None and atom.unit and atom.unit != known.unit:
        names.say(path, f"条件的单位“{atom.unit}”与指标“{known.name}”的单位“{known.unit}”不同")
    text = atom.text.removeprefix(atom.name).strip()
    return Comparison(atom.op, atom.bound, text, atom.name or None)
