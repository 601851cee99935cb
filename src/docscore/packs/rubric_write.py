"""A rubric as data → the YAML file that :mod:`docscore.packs.rubric` loads again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, assert_never

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from ..model import (
    AllOf,
    AnyOf,
    Band,
    Bonus,
    Checklist,
    Comparison,
    Composite,
    Condition,
    Criterion,
    Deadline,
    DeductEach,
    Fact,
    FactHolds,
    Grade,
    GradeBand,
    Indicator,
    Judged,
    Metric,
    Otherwise,
    PointsRange,
    Proportional,
    Rank,
    Rubric,
    RubricSection,
    Rule,
    Step,
    Tiers,
    Veto,
)

Data = dict[str, Any]
"""What one mapping of a rubric file holds: text, numbers (``int`` or ``Decimal``), lists and mappings."""

#: Lines are not folded: a person edits a clause as one line, and folding Chinese text would put blanks into it.
_WIDTH = 10_000
_TOTAL = "total"


def rubric_yaml(rubric: Rubric, comment: str = "") -> str:
    """The file of a rubric.

    Args:
        rubric: the rubric; all of ``metrics`` and ``facts`` are written.
        comment: put before it, each line behind a ``#``.

    Returns:
        Text that :func:`docscore.packs.rubric.load_rubric` reads as the same rubric.
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.Representer = _Representer
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_commented(rubric_data(rubric)), out)
    return "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines()) + out.getvalue()


def rubric_data(rubric: Rubric) -> Data:
    """A rubric as its file holds it."""
    units = {metric.id: metric.unit for metric in rubric.metrics.values()}
    return _present(
        {
            "id": rubric.id,
            "title": rubric.title,
            "version": rubric.version,
            "source": rubric.source,
            "unit": rubric.unit,
            "total": _number(rubric.total),
            "as_of": rubric.as_of,
            "about": None if rubric.about == "report" else rubric.about,
            "sections": [_section(section, units) for section in rubric.sections],
            "bonus": [_indicator(indicator, units) for indicator in rubric.bonus],
            "deductions": [_indicator(indicator, units) for indicator in rubric.deductions],
            "veto": [_indicator(indicator, units) for indicator in rubric.veto],
            "scale": rubric.scale
            and {
                "to": _number(rubric.scale.to),
                "of": rubric.scale.of,
                "weight": _number(rubric.scale.weight),
            },
            "grades": [_grade(band, _TOTAL, units) for band in rubric.grades],
            "metrics": {metric.id: _metric(metric) for metric in rubric.metrics.values()},
            "facts": {fact.id: _fact(fact) for fact in rubric.facts.values()},
            "notes": list(rubric.notes),
        }
    )


def rule_data(rule: Rule, units: Mapping[str, str]) -> Data:
    """A rule as a rubric file holds it.

    Args:
        rule: the rule.
        units: unit of each of its metrics, by id.
    """
    metric = getattr(rule, "metric", None)
    match rule:
        case Tiers() | Rank():
            rest: Data = {"metric": metric, "bands": [_band(band, metric, units) for band in rule.bands]}
        case Judged():
            rest = {"fact": rule.fact, "points": _points(rule.points)}
        case Checklist():
            rest = {
                "items": [
                    {**_asked(item.when, units), "points": _number(item.points)} for item in rule.items
                ],
                "cap": _optional(rule.cap),
            }
        case Proportional():
            rest = {
                "metric": metric,
                "target": _number(rule.target),
                "points": _number(rule.points),
                "zero_below": _optional(rule.zero_below),
                "inverse": rule.inverse or None,
            }
        case Step():
            return _step(rule)
        case DeductEach():
            return _deduct_each(rule, units)
        case Deadline():
            rest = {
                "metric": metric,
                "due": rule.due,
                "points": _number(rule.points),
                "each": _optional(rule.each),
                "days": _number(rule.days),
                "late": _number(rule.late),
            }
        case Bonus():
            rest = {
                "metric": metric,
                "combine": rule.combine,
                "cap": _optional(rule.cap),
                "bands": [_band(band, metric, units) for band in rule.bands],
            }
        case Veto():
            rest = {"metric": metric, "when": condition_text(rule.when, metric, units)}
        case Grade():
            rest = {"metric": metric, "bands": [_grade(band, metric, units) for band in rule.bands]}
        case Composite():
            rest = {
                "combine": rule.combine,
                "parts": [rule_data(part, units) for part in rule.parts],
                "weights": [_number(weight) for weight in rule.weights],
                "cap": _optional(rule.cap),
                "floor": _optional(rule.floor),
                "names": list(rule.names),
            }
        case _:
            assert_never(rule)
    return _present({"kind": rule.kind, **rest})


def condition_text(when: Condition, metric: str | None, units: Mapping[str, str]) -> str:
    """A condition as a rubric file writes it: ``>= 70%``, ``trainees >= 3000人 and plan_published``.

    Args:
        when: the condition.
        metric: the metric of its rule, which a comparison need not name.
        units: units of metrics by id.
    """
    match when:
        case Otherwise():
            return "otherwise"
        case FactHolds(fact):
            return fact
        case Comparison():
            named = f"{when.metric} " if when.metric and when.metric != metric else ""
            unit = units.get(when.metric or metric or "", "")
            plain = f"{when.op} {when.bound:f}{unit}"
            # A condition stays as its author wrote it, unless it says less or more than it means.
            same = when.text.replace(" ", "") in (plain.replace(" ", ""), f"{when.op}{when.bound:f}")
            return f"{named}{when.text if same else plain}"
        case AllOf(conditions):
            return " and ".join(condition_text(part, metric, units) for part in conditions)
        case AnyOf(choices):
            return " or ".join(condition_text(part, metric, units) for part in choices)


class _Representer(RoundTripRepresenter):
    """Writes Decimal as the number that it is."""

    def represent_decimal(self, value: Decimal) -> Any:
        return self.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")


_Representer.add_representer(Decimal, _Representer.represent_decimal)


def _section(section: RubricSection, units: Mapping[str, str]) -> Data:
    return _present(
        {
            "id": section.id,
            "name": section.name,
            "points": _optional(section.points),
            "combine": section.combine if section.combine != "sum" else None,
            "indicators": [_indicator(indicator, units) for indicator in section.indicators],
        }
    )


def _indicator(indicator: Indicator, units: Mapping[str, str]) -> Data:
    return _present(
        {
            "id": indicator.id,
            "name": indicator.name,
            "points": _optional(indicator.points),
            "evidence": list(indicator.evidence),
            "note": indicator.note,
            "criteria": [_criterion(criterion, units) for criterion in indicator.criteria],
        }
    )


def _criterion(criterion: Criterion, units: Mapping[str, str]) -> Data:
    return _present(
        {
            "id": criterion.id,
            "name": criterion.name,
            "points": _number(criterion.points),
            "clause": criterion.clause,
            "matches": list(criterion.matches),
            "note": criterion.note,
            "doubts": list(criterion.doubts),
            "rule": rule_data(criterion.rule, units),
        }
    )


def _metric(metric: Metric) -> Data:
    ratio = metric.ratio and _present(
        {"of": metric.ratio.of, "to": metric.ratio.to, "base_max": _optional(metric.ratio.base_max)}
    )
    optional = {
        "says": _texts(phrase.text for phrase in metric.says),
        "unless": _texts(phrase.text for phrase in metric.unless),
        "proxies": list(metric.proxies),
        "ratio": ratio,
        "total_of": list(metric.total_of),
        "share": metric.share or None,
        "at_most": metric.at_most,
        "rank_of": metric.rank_of,
        "months_since": metric.months_since,
        "length_of": metric.length_of.text if metric.length_of else None,
        "counted_in": metric.counted_in
        and {"kind": metric.counted_in.kind.value, "count": metric.counted_in.count.value},
    }
    return {"name": metric.name, "unit": metric.unit, **_present(optional)}


def _fact(fact: Fact) -> Data:
    return _present(
        {
            "name": fact.name,
            "shown_by": _texts(phrase.text for phrase in fact.shown_by),
            "partly_by": _texts(phrase.text for phrase in fact.partly_by),
            "denied_by": _texts(phrase.text for phrase in fact.denied_by),
            "within": _texts(phrase.text for phrase in fact.within),
            "adverse": fact.adverse or None,
        }
    )


def _step(rule: Step) -> Data:
    data: Data = {"kind": rule.kind, "metric": rule.metric}
    for key in ("base", "at_base", "size", "above", "below", "floor", "cap"):
        value = getattr(rule, key)
        # “floor: null” says that points fall without end; left out, it would mean 0.
        data[key] = None if value is None else _number(value)
    if rule.cap is None:
        del data["cap"]
    return {**data, "partial": rule.partial}


def _deduct_each(rule: DeductEach, units: Mapping[str, str]) -> Data:
    faults = [
        _present(
            {
                "metric": fault.metric,
                "each": _number(fault.each),
                "most": _optional(fault.most),
                "size": _number(fault.size) if fault.size != 1 else None,
            }
        )
        for fault in rule.faults
    ]
    data: Data = {"kind": rule.kind, "points": _number(rule.points), "faults": faults}
    data["floor"] = _optional(rule.floor)
    voids = [condition_text(condition, None, units) for condition in rule.voids]
    return {**data, "voids": voids} if voids else data


def _asked(when: Condition, units: Mapping[str, str]) -> Data:
    if isinstance(when, FactHolds):
        return {"fact": when.fact}
    return {"when": condition_text(when, None, units)}


def _band(band: Band, metric: str | None, units: Mapping[str, str]) -> Data:
    presumed = isinstance(band.when, Otherwise) and band.when.presumed
    data: Data = {"when": condition_text(band.when, metric, units), "points": _points(band.points)}
    return {**data, "presumed": True} if presumed else data


def _grade(band: GradeBand, metric: str | None, units: Mapping[str, str]) -> Data:
    return {"when": condition_text(band.when, metric, units), "grade": band.grade}


def _points(given: PointsRange) -> Any:
    return _number(given.low) if given.low == given.high else [_number(given.low), _number(given.high)]


def _number(value: Decimal) -> int | Decimal:
    whole = value == value.to_integral_value()
    return int(value) if whole else value.normalize()


def _optional(value: Decimal | None) -> int | Decimal | None:
    return None if value is None else _number(value)


def _texts(texts: Iterable[str]) -> list[str]:
    return list(texts)


def _present(data: Data) -> Data:
    """*data* without what is empty; a 0 stays."""
    return {key: value for key, value in data.items() if value is not None and value not in ("", [], {})}


def _commented(value: Any) -> Any:
    """*value* with its innermost mappings and lists of numbers on one line each, as a person would write them."""
    if isinstance(value, dict):
        mapping = CommentedMap((key, _commented(inner)) for key, inner in value.items())
        short = all(not isinstance(inner, dict | list) for inner in value.values())
        if short and 0 < len(value) <= 4 and sum(len(str(inner)) for inner in value.values()) <= 60:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(_commented(inner) for inner in value)
        if value and all(isinstance(inner, int | Decimal) for inner in value):
            sequence.fa.set_flow_style()
        return sequence
    return value
