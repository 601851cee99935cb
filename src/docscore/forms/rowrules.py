"""What a row may earn by the formulas of each variant, as rules that every other part of docscore knows.

The formulas, with their sources, are named options of ``rubrics/forms/`` (DOMAIN §1). Two are the same wherever they were met:
≥ and ＝ earn full marks at the target and else 完成÷目标×分值; at a target of 0 any occurrence earns nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docscore.model import (
    AtMost,
    Band,
    Comparison,
    Completion,
    Composite,
    FactHolds,
    FormRules,
    Judged,
    Operator,
    Otherwise,
    PointsRange,
    Proportional,
    QualitativeBands,
    Rule,
    Step,
    Tiers,
    plain,
)

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_NAMES = {Operator.AT_LEAST: "越多越好", Operator.AT_MOST: "越少越好"}


def quantity_rule(metric: str, points: Decimal, aim: Completion, variants: tuple[FormRules, ...]) -> Rule:
    """The rule of a row whose target is a number.

    Args:
        metric: id of its metric.
        points: its full marks.
        aim: its target and which way it points.
        variants: whose formulas may hold.
    """
    found = []
    for operator in aim.operators:
        prefix = "" if len(aim.operators) == 1 else f"{_NAMES[operator]}，"
        for variant in variants:
            rules = _of_operator(metric, points, aim, operator, variant)
            found += [(f"{prefix}{variant.name}", rule) for rule in rules]
    return readings(found)


def quality_rule(fact: str, points: Decimal, variants: tuple[FormRules, ...]) -> Rule:
    """The rule of a row whose target is in words.

    Args:
        fact: id of its facts, to which ``.met``, ``.partly`` and ``.missed`` are added.
        points: its full marks.
        variants: whose bands may hold.
    """
    known = tuple(dict.fromkeys(bands for variant in variants for bands in variant.qualitative))
    found = [
        (variant.name, _banded(fact, points, bands))
        for variant in variants
        for bands in (variant.qualitative or known)
    ]
    return readings(found) if found else Judged(f"{fact}.met", PointsRange(_ZERO, points))


def readings(named: Iterable[tuple[str, Rule]]) -> Rule:
    """One rule that spans the different ones of *named*, each under the names of those that have it."""
    names: dict[Rule, dict[str, None]] = {}
    for name, rule in named:
        names.setdefault(rule, {})[name] = None
    if len(names) == 1:
        return next(iter(names))
    return Composite(tuple(names), "readings", names=tuple("、".join(whose) for whose in names.values()))


def _of_operator(
    metric: str, points: Decimal, aim: Completion, operator: Operator, variant: FormRules
) -> tuple[Rule, ...]:
    full, none = PointsRange(points, points), PointsRange(_ZERO, _ZERO)
    target = aim.target
    if target <= 0:
        if operator is Operator.AT_LEAST:
            return (Tiers((_band(">=", target, aim.unit, full), Band(Otherwise(), none)), metric),)
        return (Tiers((_band("<=", target, aim.unit, full), Band(Otherwise(), none)), metric),)
    if operator is Operator.AT_MOST and aim.actual is not None and aim.actual <= target:
        return (
            Tiers((_band("<=", target, aim.unit, full),), metric),
        )  # kept: every formula gives full marks
    if operator is Operator.AT_MOST:
        return tuple(_at_most(formula, metric, points, target) for formula in variant.at_most or AtMost)
    rule = Proportional(metric, target, points)
    if variant.over_from is None or not variant.over_deduct:
        return (rule,)
    from_ = target * variant.over_from / _HUNDRED
    if aim.actual is not None and aim.actual < from_:
        return (rule,)
    far = PointsRange(-variant.over_deduct, -variant.over_deduct)
    over = Tiers((_band(">=", from_, aim.unit, far), Band(Otherwise(), none)), metric)
    return (Composite((rule, over), "sum", floor=_ZERO),)


def _at_most(formula: AtMost, metric: str, points: Decimal, target: Decimal) -> Rule:
    match formula:
        case AtMost.LINEAR:
            return Step(
                metric=metric,
                base=target,
                at_base=points,
                size=target,
                above=-points,
                below=_ZERO,
                floor=_ZERO,
                cap=points,
                partial="proportional",
            )
        case AtMost.INVERSE:
            return Proportional(metric, target, points, inverse=True)


def _banded(fact: str, points: Decimal, bands: QualitativeBands) -> Rule:
    return Tiers(
        tuple(
            Band(FactHolds(f"{fact}.{name}"), _share(points, span))
            for name, span in (("met", bands.met), ("partly", bands.partly), ("missed", bands.missed))
        )
    )


def _share(points: Decimal, percent: PointsRange) -> PointsRange:
    return PointsRange(points * percent.low / _HUNDRED, points * percent.high / _HUNDRED)


def _band(op: str, bound: Decimal, unit: str, points: PointsRange) -> Band:
    written = f"{op} {plain(bound):f}{unit}"
    return Band(Comparison(">=" if op == ">=" else "<=", bound, written), points)
