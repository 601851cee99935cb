"""The lines of a 复核表: what agencies write in its thirteen columns, made of a submission as it stands.

The form is a function of its lines (:class:`RecheckLine`), whatever they were made of; :mod:`.recheck_book` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import (
    Comparison,
    Kind,
    Outcome,
    Proportional,
    ReviewedLine,
    Rule,
    Step,
    Tiers,
    Value,
)
from .dossier import Dossier
from .fillable import Key, key_of
from .imprint import imprint
from .words import one_line

RECHECK_POINTS, REMARK = "复核得分", "备注"
"""Heads of the cells to fill."""

_SIGNS = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "==": "＝"}
QUALITATIVE = "定性"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_QUOTE = 40


@dataclass(frozen=True, slots=True)
class RecheckLine:
    """One line of the form.

    Attributes:
        level1: 一级指标.
        level2: 二级指标.
        level3: 三级指标.
        nature: ＝, ≥, ≤ or 定性.
        target: 指标值, as it is printed.
        unit: its unit; empty for a qualitative line.
        weight: full marks.
        self_value: what the unit says it achieved.
        self_points: the self-score of this line alone; ``None`` where it is given for the whole level 2.
        group_points: the self-score of the whole level 2, on its first line.
        recheck_value: what the reviewer found; empty while the line is open.
        points: 复核得分; ``None`` while the line is open.
        deviation: (复核完成值 − 指标值) ÷ 指标值; ``None`` where either is no number.
        remark: 备注 with the 扣分原因.
        least: least points that the line may earn.
        most: most points.
        key: what the line is about; ``None`` for a form that does not come back.
    """

    level1: str
    level2: str
    level3: str
    nature: str
    target: str
    unit: str
    weight: Decimal
    self_value: str
    self_points: Decimal | None
    group_points: Decimal | None
    recheck_value: str
    points: Decimal | None
    deviation: Decimal | None
    remark: str
    least: Decimal
    most: Decimal
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class RecheckSheet:
    """The lines of one submission or project.

    Attributes:
        name: of the unit or project.
        title: of its form.
        lines: in order.
        state: how far it is.
        notes: heads and texts that stand below.
    """

    name: str
    title: str
    lines: tuple[RecheckLine, ...]
    state: str
    notes: tuple[tuple[str, str], ...] = ()


def recheck_sheet(dossier: Dossier) -> RecheckSheet:
    """The form of a submission as it stands."""
    notes = imprint(dossier)
    state = next(text for head, text in notes if head == "进度")
    title = f"{dossier.name}　{dossier.assessment.sheet.title}　复核表"
    return RecheckSheet(dossier.name, title, tuple(_lines(dossier)), state, notes)


def _lines(dossier: Dossier) -> Iterator[RecheckLine]:
    rules = {criterion.id: criterion.rule for criterion in dossier.assessment.rubric.criteria()}
    for section in dossier.assessment.sheet.sections:
        for indicator in section.indicators:
            whole = all(line.self_points is None for line in indicator.criteria)
            for position, line in enumerate(indicator.criteria):
                group = indicator.self_points if whole and position == 0 else None
                reviewed = dossier.sheet.lines[line.id]
                yield _line(dossier, (section.name, indicator.name), reviewed, rules[line.id], group)


def _line(
    dossier: Dossier, above: tuple[str, str], reviewed: ReviewedLine, rule: Rule, group: Decimal | None
) -> RecheckLine:
    line = reviewed.line
    outcome = line.outcome
    nature, bound, unit = _asked(dossier, rule)
    found = _found(outcome) if reviewed.points is not None else ""
    value = _number(outcome) if reviewed.points is not None else None
    deviation = None if value is None or not bound else (value - bound) / bound
    remark = dossier.deductions.get(line.id, "")
    if not remark and reviewed.decision:
        remark = reviewed.decision.reason
    return RecheckLine(
        *above,
        level3=line.name,
        nature=nature,
        target=line.clause if bound is None else f"{bound:f}",
        unit=unit,
        weight=line.max,
        self_value=dossier.stated.get(line.id) or _found(outcome),
        self_points=line.self_points,
        group_points=group,
        recheck_value=found,
        points=reviewed.points,
        deviation=deviation,
        remark=remark,
        least=min(Decimal(0), outcome.low),
        most=max(line.max, outcome.high),
        key=key_of(dossier, Kind.CRITERION, line.id, dossier.seen[line.id]),
    )


def _asked(dossier: Dossier, rule: Rule) -> tuple[str, Decimal | None, str]:
    """Nature, target of full marks and unit of a line; 定性 where the rule asks for no single number."""
    metric, nature, bound = None, QUALITATIVE, None
    match rule:
        case Tiers(bands=(best, *_)) if isinstance(best.when, Comparison):
            metric, nature, bound = best.when.metric or rule.metric, _SIGNS[best.when.op], best.when.bound
        case Proportional():
            metric, nature, bound = rule.metric, "≤" if rule.inverse else "≥", rule.target
        case Step():
            metric, nature, bound = rule.metric, "≤" if rule.above < 0 else "≥", rule.base
    known = dossier.assessment.rubric.metrics.get(metric or "")
    return nature, bound, known.unit if known else ""


def _found(outcome: Outcome) -> str:
    """What the line rests on: its value, else the words of its statement."""
    values, statements = outcome.trace.values, outcome.trace.statements
    if values and values[0].printed:
        return values[0].printed
    return f"“{one_line(statements[0].text, _QUOTE)}”" if statements else ""


def _number(outcome: Outcome) -> Decimal | None:
    """The value of a line as one number; ``None`` if it has none."""
    if not outcome.trace.values:
        return None
    value: Value = outcome.trace.values[0]
    if value.interval is not None and value.interval.is_point:
        return value.interval.low
    if value.claims:
        return value.claims[0].figure.quantity.value
    printed = _NUMBER.search(value.printed)
    return Decimal(printed.group()) if printed else None
