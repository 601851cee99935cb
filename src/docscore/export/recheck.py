"""The lines of a 复核表: what agencies write in its thirteen columns, made of a submission or a self-evaluation form.

The paper is a function of its lines (:class:`RecheckLine`), whatever they were made of; :mod:`.recheck_book` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import (
    Comparison,
    FormField,
    FormLabel,
    FormReading,
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
from .form import form_facts
from .imprint import imprint
from .words import one_line, points

RECHECK_POINTS, REMARK = "复核得分", "备注"
"""Heads of the cells to fill."""

_SIGNS = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "==": "＝"}
QUALITATIVE = "定性"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: A target as a form prints it: operator, number, unit.
_TARGET = re.compile(r"[≥≤＝=＞＜><]*\s*(-?\d+(?:\.\d+)?)\s*(\D*)")
_QUOTE = 40
_HUNDRED = Decimal(100)


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
        weight: full marks; ``None`` where a form does not give them.
        self_value: what the unit says it achieved.
        self_points: the self-score of this line alone; ``None`` where it is given for the whole level 2.
        group_points: the self-score of the whole level 2, on its first line.
        recheck_value: what the reviewer found; empty while the line is open.
        points: 复核得分; ``None`` while the line is open.
        deviation: (复核完成值 − 指标值) ÷ 指标值; ``None`` where either is no number.
        remark: 备注 with the 扣分原因.
        low: least points that the line earns as recomputed.
        high: most points.
        recomputed: of an open line of a form, what was recomputed and why it is open.
        key: what the line is about; ``None`` for a form that does not come back.
    """

    level1: str
    level2: str
    level3: str
    nature: str
    target: str
    unit: str
    weight: Decimal | None
    self_value: str
    self_points: Decimal | None
    group_points: Decimal | None
    recheck_value: str
    points: Decimal | None
    deviation: Decimal | None
    remark: str
    low: Decimal
    high: Decimal
    recomputed: str = ""
    key: Key | None = None

    @property
    def told(self) -> str:
        """The remark, else what was recomputed."""
        return self.remark or self.recomputed

    @property
    def least(self) -> Decimal:
        """Least points that a reviewer may give."""
        return min(Decimal(0), self.low)

    @property
    def most(self) -> Decimal:
        """Most points that a reviewer may give."""
        return max(self.weight or Decimal(0), self.high)


@dataclass(frozen=True, slots=True)
class RecheckSheet:
    """The lines of one submission or project.

    Attributes:
        name: of the unit or project.
        title: of its form.
        lines: in order.
        state: how far it is.
        low: least total as recomputed.
        high: most total.
        self_total: the self-score as stated in one number; ``None`` where only its rows are.
        cap: most that low execution leaves of the total of a form; ``None`` where nothing caps it for certain.
        notes: heads and texts that stand below.
    """

    name: str
    title: str
    lines: tuple[RecheckLine, ...]
    state: str
    low: Decimal
    high: Decimal
    self_total: Decimal | None = None
    cap: Decimal | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a line asks for: nature, target as printed, its number, its unit, what the unit says it achieved."""

    nature: str
    target: str
    bound: Decimal | None
    unit: str
    stated: str


def recheck_sheet(dossier: Dossier) -> RecheckSheet:
    """The paper of a submission, or of a form, as it stands."""
    notes = imprint(dossier)
    state = next(text for head, text in notes if head == "进度")
    scores, reading = dossier.assessment.sheet, dossier.assessment.form
    cap = None
    if reading is not None:
        facts = form_facts(reading)
        state = "；".join([state, *(f"{head} {text}" for head, text in facts if head != "算法")])
        heads = (("预算单位", FormLabel.UNIT), ("主管部门", FormLabel.DEPARTMENT))
        told = ((head, reading.form.head[label].text) for head, label in heads if label in reading.form.head)
        notes = (*told, *facts, *notes)
        cap = reading.cap
    title = "　".join(dict.fromkeys((dossier.name, scores.title, "复核表")))
    return RecheckSheet(
        dossier.name,
        title,
        tuple(_lines(dossier)),
        state,
        scores.low,
        scores.high,
        scores.self_total,
        cap,
        notes,
    )


def _lines(dossier: Dossier) -> Iterator[RecheckLine]:
    rules = {criterion.id: criterion.rule for criterion in dossier.assessment.rubric.criteria()}
    reading = dossier.assessment.form
    for section in dossier.assessment.sheet.sections:
        for indicator in section.indicators:
            whole = all(line.self_points is None for line in indicator.criteria)
            for position, line in enumerate(indicator.criteria):
                group = indicator.self_points if whole and position == 0 else None
                reviewed = dossier.sheet.lines[line.id]
                if reading is None:
                    asked = _asked_by_rule(dossier, reviewed, rules[line.id])
                else:
                    asked = _asked_by_form(reading, line.id)
                yield _line(dossier, (section.name, indicator.name), reviewed, asked, group)


def _line(
    dossier: Dossier, above: tuple[str, str], reviewed: ReviewedLine, asked: _Asked, group: Decimal | None
) -> RecheckLine:
    line = reviewed.line
    outcome = line.outcome
    found = _found(outcome) if reviewed.points is not None else ""
    value = _number(outcome) if reviewed.points is not None else None
    deviation = None if value is None or not asked.bound else (value - asked.bound) / asked.bound
    remark = dossier.deductions.get(line.id, "")
    if not remark and reviewed.decision:
        remark = reviewed.decision.reason
    weight, recomputed = _weight(dossier.assessment.form, line.id, line.max), ""
    if dossier.assessment.form is not None and reviewed.points is None:
        recomputed = _recomputed(outcome, weight)
    return RecheckLine(
        *above,
        level3=line.name,
        nature=asked.nature,
        target=asked.target,
        unit=asked.unit,
        weight=weight,
        self_value=asked.stated,
        self_points=line.self_points,
        group_points=group,
        recheck_value=found,
        points=reviewed.points,
        deviation=deviation,
        remark=remark,
        low=outcome.low,
        high=outcome.high,
        recomputed=recomputed,
        key=key_of(dossier, Kind.CRITERION, line.id, dossier.seen[line.id]) if dossier.mark else None,
    )


def _asked_by_rule(dossier: Dossier, reviewed: ReviewedLine, rule: Rule) -> _Asked:
    """What the rule of a line asks for; 定性 and the clause where it asks for no single number."""
    line = reviewed.line
    stated = dossier.stated.get(line.id) or _found(line.outcome)
    metric, nature, bound = None, QUALITATIVE, None
    match rule:
        case Tiers(bands=(best, *_)) if isinstance(best.when, Comparison):
            metric, nature, bound = best.when.metric or rule.metric, _SIGNS[best.when.op], best.when.bound
        case Proportional():
            metric, nature, bound = rule.metric, "≤" if rule.inverse else "≥", rule.target
        case Step():
            metric, nature, bound = rule.metric, "≤" if rule.above < 0 else "≥", rule.base
    known = dossier.assessment.rubric.metrics.get(metric or "")
    target = line.clause if bound is None else f"{bound:f}"
    return _Asked(nature, target, bound, known.unit if known else "", stated)


def _asked_by_form(reading: FormReading, criterion: str) -> _Asked:
    """What a form's row asks for, as its cells print it; 指标性质 is empty where the form does not say."""
    row = reading.row(criterion)
    if row is None:
        rate = reading.budget.text(FormField.RATE) if reading.budget else ""
        return _Asked("≥", "100", _HUNDRED, "%", rate)
    target, unit = row.text(FormField.TARGET), row.text(FormField.MEASURE)
    aim = reading.completions.get(criterion)
    if aim is None:
        nature = QUALITATIVE if target else ""
    else:
        nature = aim.operators[0].value if len(aim.operators) == 1 else ""
        if parts := _TARGET.fullmatch(target):
            target, unit = parts[1], unit or parts[2]
    return _Asked(nature, target, aim.target if aim else None, unit, row.text(FormField.ACTUAL))


def _weight(reading: FormReading | None, criterion: str, full: Decimal) -> Decimal | None:
    """Full marks of a line; ``None`` for a form's row that prints none, which is not worth 0."""
    row = reading.row(criterion) if reading else None
    return full if row is None else row.number(FormField.WEIGHT)


def _recomputed(outcome: Outcome, weight: Decimal | None) -> str:
    """What stands beside an open line of a form: the points as recomputed, and why they are open."""
    if weight is None:
        return "表里没有写分值，不能重算"
    why = f"：{outcome.trace.reason}" if outcome.trace.reason else ""
    if outcome.low == outcome.high:
        return f"重算 {points(outcome.low)} 分，待复核{why}"
    return f"重算 {points(outcome.low)}–{points(outcome.high)} 分，待人工定{why}"


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
