"""A form carries its own criteria: form × formulas → the rubric and the assertions that score, check and export know."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from docscore.model import (
    Assertions,
    Claim,
    Comparator,
    Criterion,
    Fact,
    Figure,
    Form,
    FormCell,
    FormField,
    FormRow,
    FormRules,
    FormWords,
    Indicator,
    Interval,
    Judged,
    Metric,
    PointsRange,
    Proportional,
    Quantity,
    Ratio,
    Role,
    Rubric,
    RubricSection,
    Rule,
    SelfScore,
    Stance,
    StatedTotal,
    Statement,
)

from .completion import completion
from .rowrules import quality_rule, quantity_rule

EXECUTION = "execution"
"""Id of the criterion of the rate of execution; the criterion of the n-th row is ``rn``, n from 1."""

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_BASES = {FormField.ANNUAL: "全年预算数", FormField.INITIAL: "年初预算数"}
_STANCES = {"missed": "未达成预期指标", "partly": "部分达成预期指标", "met": "达成预期指标"}


def form_rubric(form: Form, variants: tuple[FormRules, ...], words: FormWords) -> tuple[Rubric, Assertions]:
    """The rubric that a form is, with the formulas of some variants, and what the form says about it.

    Args:
        form: the form.
        variants: whose formulas may hold; where they differ a row's points span them all, under their names.
        words: how results in words are told apart.
    """
    drafted = _Drafted(form, variants, words)
    sections = (*drafted.execution(), *drafted.sections())
    points = form.total.cells.get(FormField.POINTS) if form.total else None
    totals = (StatedTotal(points.amount.value, points.place),) if points and points.amount else ()
    rubric = Rubric(
        id="+".join(variant.id for variant in variants) if len(variants) == 1 else "form",
        title=form.title or form.name,
        version="1",
        source="表内的指标、指标值和分值；算法：" + "、".join(variant.title for variant in variants),
        unit="项目",
        total=sum((c.points for s in sections for i in s.indicators for c in i.criteria), _ZERO),
        sections=sections,
        metrics=drafted.metrics,
        facts=drafted.facts,
    )
    assertions = Assertions(
        claims=drafted.claims,
        statements=drafted.statements,
        self_scores=tuple(drafted.self_scores),
        stated_totals=totals,
        score_tables=1,
    )
    return rubric, assertions


@dataclass
class _Drafted:
    form: Form
    variants: tuple[FormRules, ...]
    words: FormWords
    metrics: dict[str, Metric] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    statements: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    self_scores: list[SelfScore] = field(default_factory=list)

    def execution(self) -> tuple[RubricSection, ...]:
        """The line of the rate of execution; none where neither the form nor its formulas give it points."""
        total = budget_total(self.form, self.words)
        points = total.number(FormField.WEIGHT) if total else None
        if total is None:
            return ()
        points = points if points is not None else self._execution_points()
        if points is None:
            return ()
        of, to, rate = f"{EXECUTION}.executed", f"{EXECUTION}.budget", f"{EXECUTION}.rate"
        base = FormField.ANNUAL if FormField.ANNUAL in total.cells else FormField.INITIAL
        self.metrics[of] = Metric(of, "全年执行数", "元")
        self.metrics[to] = Metric(to, _BASES[base], "元")
        self.metrics[rate] = Metric(rate, f"预算执行率（÷{_BASES[base]}）", "%", ratio=Ratio(of, to))
        amounts = [(of, total.cells.get(FormField.EXECUTED)), (to, total.cells.get(base))]
        if all(cell and cell.amount for _, cell in amounts):
            for metric, cell in amounts:
                assert cell is not None
                self._claim(metric, cell, cell.amount.value if cell.amount else _ZERO, "元")
        elif (cell := total.cells.get(FormField.RATE)) is not None and cell.amount:
            self._claim(rate, cell, cell.amount.value, "%")
        self._self_score(EXECUTION, f"{EXECUTION}.indicator", total, points)
        rule = Proportional(rate, _HUNDRED, points)
        criterion = Criterion(EXECUTION, "预算执行率", points, "执行率×分值，最多满分", rule)
        indicator = Indicator(f"{EXECUTION}.indicator", "预算执行率", points, (criterion,))
        return (RubricSection(f"{EXECUTION}.section", "预算执行", points, (indicator,)),)

    def sections(self) -> tuple[RubricSection, ...]:
        """A section for each first level, an indicator for each second, in the order of the rows."""
        numbered = list(enumerate(self.form.rows, start=1))
        found = []
        for level1, section in groupby(numbered, key=lambda item: item[1].text(FormField.LEVEL1)):
            indicators = []
            for level2, rows in groupby(section, key=lambda item: item[1].text(FormField.LEVEL2)):
                rows_ = list(rows)
                identifier = f"i{rows_[0][0]}"
                criteria = tuple(self._criterion(number, row, identifier) for number, row in rows_)
                indicators.append(Indicator(identifier, level2 or level1 or rows_[0][1].name, None, criteria))
            found.append(RubricSection(f"s{indicators[0].id[1:]}", level1 or "指标", None, tuple(indicators)))
        return tuple(found)

    def _criterion(self, number: int, row: FormRow, indicator: str) -> Criterion:
        identifier = f"r{number}"
        points = row.number(FormField.WEIGHT)
        self._self_score(identifier, indicator, row, points)
        full = points if points is not None else _ZERO
        rule = self._rule(identifier, row, full)
        # The operator of a column of its own; one that stands in the target is there already.
        told = f"{row.text(FormField.OPERATOR)}{row.text(FormField.TARGET)}{row.text(FormField.MEASURE)}"
        note = "" if points is not None else "表里没有写分值"
        return Criterion(identifier, row.name, full, told or row.text(FormField.STANDARD), rule, note=note)

    def _rule(self, identifier: str, row: FormRow, points: Decimal) -> Rule:
        aim = completion(row)
        if aim is not None:
            self.metrics[identifier] = Metric(identifier, row.name, aim.unit)
            if aim.actual is not None:
                self._claim(identifier, row.cells[FormField.ACTUAL], aim.actual, aim.unit)
            return quantity_rule(identifier, points, aim, self.variants)
        if FormField.TARGET in row.cells or FormField.ACTUAL in row.cells:
            for stance, name in _STANCES.items():
                fact = f"{identifier}.{stance}"
                self.facts[fact] = Fact(fact, f"“{row.name}”{name}")
            self._statement(identifier, row)
            return quality_rule(identifier, points, self.variants)
        self.facts[identifier] = Fact(identifier, f"“{row.name}”按评分标准得分的依据")
        return Judged(identifier, PointsRange(_ZERO, points))

    def _statement(self, identifier: str, row: FormRow) -> None:
        cell = row.cells.get(FormField.ACTUAL)
        if cell is None:
            return
        stance = told_in_words(row, self.words)
        fact = f"{identifier}.{stance or 'met'}"
        how = Stance.SHOWN if stance else Stance.PARTLY
        reason = f"完成值写“{cell.text}”"
        self.statements[fact] = (Statement(fact, how, cell.text, cell.place, reason),)

    def _claim(self, metric: str, cell: FormCell, value: Decimal, unit: str) -> None:
        """A cell of a form is an entry and no rounded statement: its number is exact."""
        quantity = Quantity(value, None, unit, Comparator.EQ, Interval.point(value))
        figure = Figure(
            id=f"{metric}", surface=cell.text, quantity=quantity, role=Role.ACTUAL,
            subject=self.metrics[metric].name, period=None, place=cell.place, sentence=0, start=0, end=len(cell.text),
        )  # fmt: skip
        self.claims[metric] = (Claim(metric, figure, "自评表里的填数"),)

    def _self_score(self, criterion: str, indicator: str, row: FormRow, weight: Decimal | None) -> None:
        cell = row.cells.get(FormField.POINTS)
        points = cell.amount.value if cell is not None and cell.amount else None
        self.self_scores.append(
            SelfScore(indicator, (criterion,), points, weight, cell.place if cell else row.place)
        )

    def _execution_points(self) -> Decimal | None:
        """Points of the rate of execution by the formulas, where with them the form adds up to 100; else ``None``."""
        stated = {variant.execution_points for variant in self.variants} - {None}
        rest = _HUNDRED - sum((row.number(FormField.WEIGHT) or _ZERO for row in self.form.rows), _ZERO)
        return rest if rest in stated else None


def budget_total(form: Form, words: FormWords) -> FormRow | None:
    """The line of the whole budget: the one that is called so, else the first; ``None`` without a budget."""
    named = (row for row in form.budget if any(word in row.text(FormField.SOURCE) for word in words.whole))
    return next(named, form.budget[0] if form.budget else None)


def told_in_words(row: FormRow, words: FormWords) -> str:
    """Which of ``met``, ``partly`` and ``missed`` a result in words says; empty if a person must see.

    A result that repeats its target says that it was met.
    """
    actual = "".join(row.text(FormField.ACTUAL).split())
    if not actual:
        return ""
    if actual == "".join(row.text(FormField.TARGET).split()):
        return "met"
    for stance in ("missed", "partly", "met"):
        if any(word in actual for word in getattr(words, stance)):
            return stance
    return ""
