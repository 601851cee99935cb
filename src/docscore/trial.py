"""One rule with given values: rubric × givens → outcome with its trace. Nothing is read from a document here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from .errors import UsageError
from .model import (
    Bonus,
    Checklist,
    Comparator,
    Comparison,
    Composite,
    Condition,
    Criterion,
    Deadline,
    DeductEach,
    Fact,
    FactHolds,
    Grade,
    Interval,
    Judged,
    Metric,
    Outcome,
    Quantity,
    Rank,
    Rubric,
    Rule,
    Tiers,
    Veto,
    parts_of,
    round_points,
)
from .rubric import Input
from .score.inputs import Given
from .score.rules import outcome
from .score.rules.grade import grades_of

_YES = frozenset({"是", "有", "y", "yes", "true", "1", "√", "符合", "做到", "达标"})
_NO = frozenset({"否", "无", "没有", "n", "no", "false", "0", "×", "不符合", "未做到"})
_NUMBER = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(百万|千万|万|亿|千)?(.*)")
_MAGNITUDE = {"千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_DATE = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?")
_SAME_WORDS = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule gives for the values given.

    Attributes:
        outcome: points, status and trace; points rounded as on a sheet.
        grades: the grades of a ``grade`` rule, several where the total lies between two.
    """

    outcome: Outcome
    grades: tuple[str, ...] = ()


def criterion_called(name: str, rubric: Rubric) -> Criterion:
    """The criterion of that id, or of that name.

    Args:
        name: id or Chinese name.
        rubric: the rubric.

    Raises:
        UsageError: there is none; tells the nearest.
    """
    criteria = tuple(rubric.criteria())
    found = next((one for one in criteria if name in (one.id, one.name)), None)
    if found is not None:
        return found
    by_name = {one.name: one.id for one in criteria}
    close = difflib.get_close_matches(name, [*(one.id for one in criteria), *by_name], n=1)
    remedy = (
        f"是否想写“{by_name.get(close[0], close[0])}”？"
        if close
        else f"编号见：docscore rubric show {rubric.id}"
    )
    raise UsageError(f"评分细则 {rubric.id} 里没有评分项“{name}”", remedy)


def try_criterion(rubric: Rubric, criterion: Criterion, given: Sequence[str]) -> Trial:
    """One criterion of a rubric with values as a person types them.

    Args:
        rubric: the rubric.
        criterion: one of its criteria.
        given: as for :func:`try_rule`; a rate may be given by its numerator and denominator, each by name.

    Raises:
        UsageError: a value that cannot be read, or a name that no input has.
    """
    asked, parts = inputs_of(rubric, criterion.rule)
    return try_rule(criterion.rule, asked, rubric.metrics, rubric.facts, given, parts)


def inputs_of(rubric: Rubric, rule: Rule) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
    """What a rule asks, in the order in which it asks, and what its rates derive from.

    Args:
        rubric: for names, units and derivations.
        rule: one of its rules.
    """
    asked: dict[str, Input] = {}
    parts: dict[str, Input] = {}
    for identifier in _asked_ids(rule):
        if identifier in rubric.facts:
            asked.setdefault(identifier, Input(identifier, rubric.facts[identifier].name, "是/否"))
            continue
        metric = rubric.metrics.get(identifier)
        asked.setdefault(
            identifier,
            Input(identifier, metric.name if metric else identifier, metric.unit if metric else ""),
        )
        for part in (metric.ratio.of, metric.ratio.to) if metric and metric.ratio else ():
            of = rubric.metrics[part]
            parts[part] = Input(part, of.name, of.unit)
    return tuple(asked.values()), tuple(part for key, part in parts.items() if key not in asked)


def _asked_ids(rule: Rule) -> Iterator[str]:
    """Ids of the metrics and facts of a rule, in its own order, repetitions included."""
    metric = getattr(rule, "metric", None)
    if metric is not None:
        yield metric
    match rule:
        case Judged():
            yield rule.fact
        case Checklist():
            for item in rule.items:
                yield from _named_in(item.when)
        case Tiers() | Rank() | Bonus() | Grade():
            for band in rule.bands:
                yield from _named_in(band.when)
        case Veto():
            yield from _named_in(rule.when)
        case DeductEach():
            for fault in rule.faults:
                yield fault.metric
            for condition in rule.voids:
                yield from _named_in(condition)
        case Composite():
            for part in rule.parts:
                yield from _asked_ids(part)


def _named_in(condition: Condition) -> Iterator[str]:
    for part in parts_of(condition):
        if isinstance(part, FactHolds):
            yield part.fact
        elif isinstance(part, Comparison) and part.metric is not None:
            yield part.metric


def try_rule(
    rule: Rule,
    inputs: Sequence[Input],
    metrics: Mapping[str, Metric],
    facts: Mapping[str, Fact],
    given: Sequence[str],
    parts: Sequence[Input] = (),
) -> Trial:
    """A rule with values as a person types them.

    Args:
        rule: the rule.
        inputs: what it asks, in order.
        metrics: its metrics by id.
        facts: its facts by id.
        given: ``NAME=VALUE`` or a bare value each, bare ones in the order of *inputs*; 是 or 否 for facts; one value
            with commas stands for several; a word that names a level means that this one holds and the others not.
        parts: numerators and denominators that may be given by name in place of their rate.

    Raises:
        UsageError: a value that cannot be read, or a name that no input has.
    """
    texts = _assigned(inputs, given, parts)
    numbers: dict[str, Quantity] = {}
    answers: dict[str, bool] = {}
    for asked in (*inputs, *parts):
        text = texts.get(asked.id)
        if text is None:
            continue
        if asked.id in facts:
            answers[asked.id] = _answer(text, asked)
        else:
            numbers[asked.id] = _quantity(text, asked, rule)
    source = Given(metrics, facts, numbers, answers)
    result = outcome(rule, source)
    value = source.value(rule.metric).interval if isinstance(rule, Grade) else None
    grades = tuple(grades_of(rule, value)) if isinstance(rule, Grade) and value is not None else ()
    rounded = Outcome(
        round_points(result.low),
        round_points(result.high),
        round_points(result.supported),
        result.status,
        result.trace,
    )
    return Trial(rounded, grades)


def _assigned(inputs: Sequence[Input], given: Sequence[str], parts: Sequence[Input]) -> dict[str, str]:
    """Which text is meant for which input."""
    named: dict[str, str] = {}
    bare: list[str] = []
    for text in given:
        name, equals, value = text.partition("=")
        if equals and not _NUMBER.fullmatch(name.strip() or "x"):
            named[_input_called(name.strip(), (*inputs, *parts)).id] = value.strip()
        else:
            bare.append(text.strip())
    waiting = [asked for asked in inputs if asked.id not in named]
    if len(bare) == 1 and len(waiting) > 1:
        parts = [part for part in re.split(r"[,，、;；]", bare[0]) if part]
        one_number = re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?\D*", bare[0])
        if len(parts) == len(waiting) or (len(parts) > 1 and not one_number):
            bare = parts
    level = _level(bare, waiting)
    if level is not None:
        return named | level
    if len(bare) > len(waiting):
        names = "、".join(asked.name for asked in inputs) or "（无）"
        raise UsageError(f"给了 {len(bare)} 个值，而这条规则只问：{names}", "请按这个顺序给值，或写成 名称=值")
    return named | {asked.id: text for asked, text in zip(waiting, bare, strict=False)}


def _level(bare: Sequence[str], waiting: Sequence[Input]) -> dict[str, str] | None:
    """A single word that names one of several levels: that one is so, the others are not."""
    facts = [asked for asked in waiting if asked.unit == "是/否"]
    if len(bare) != 1 or not facts or bare[0].lower() in _YES | _NO or re.match(r"-?\d", bare[0]):
        return None
    scores = [(fuzz.ratio(bare[0], asked.name), fuzz.partial_ratio(bare[0], asked.name)) for asked in facts]
    best = max(scores)
    chosen = scores.index(best)
    if best[1] < _SAME_WORDS:
        return {asked.id: "否" for asked in facts}
    return {asked.id: "是" if position == chosen else "否" for position, asked in enumerate(facts)}


def _input_called(name: str, inputs: Sequence[Input]) -> Input:
    for asked in inputs:
        if name in (asked.id, asked.name):
            return asked
    best = max(inputs, key=lambda asked: fuzz.partial_ratio(name, asked.name), default=None)
    if best is not None and fuzz.partial_ratio(name, best.name) >= _SAME_WORDS:
        return best
    names = "、".join(asked.name for asked in inputs) or "（无）"
    raise UsageError(f"这条规则没有“{name}”这个输入", f"可用的有：{names}")


def _answer(text: str, asked: Input) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    number = _NUMBER.fullmatch(text)
    if number:
        return Decimal(number[1].replace(",", "")) > 0
    raise UsageError(f"“{asked.name}”要填 是 或 否，给的是“{text}”")


def _quantity(text: str, asked: Input, rule: Rule) -> Quantity:
    if text in ("是", "有"):
        return _exact(Decimal(1), asked.unit)
    if text in ("否", "无", "没有"):
        return _exact(Decimal(0), asked.unit)
    day = _DATE.fullmatch(text)
    if day:
        return _exact(_days_late(date(*map(int, day.groups())), rule, asked), asked.unit)
    if "/" in text:
        return _exact(_fraction(text, asked, rule), asked.unit)
    match = _NUMBER.fullmatch(text.replace(" ", ""))
    if match is None:
        raise UsageError(f"“{asked.name}”要填数字，给的是“{text}”")
    value = Decimal(match[1].replace(",", "")) * _MAGNITUDE.get(match[2] or "", 1)
    return _exact(value, asked.unit)


def _fraction(text: str, asked: Input, rule: Rule) -> Decimal:
    """137/195 as a rate in percent; 3/50 as a place: the place itself, or its share of the cohort."""
    parts = [_NUMBER.fullmatch(part.strip()) for part in text.split("/")]
    if len(parts) != 2 or parts[0] is None or parts[1] is None or Decimal(parts[1][1].replace(",", "")) == 0:
        raise UsageError(f"“{asked.name}”要填数字，给的是“{text}”")
    top, bottom = (Decimal(part[1].replace(",", "")) for part in parts if part is not None)
    if isinstance(rule, Rank) and asked.unit != "%":
        return top
    return top / bottom * 100 if asked.unit in ("%", "") else top / bottom


def _days_late(day: date, rule: Rule, asked: Input) -> Decimal:
    parts = rule.parts if isinstance(rule, Composite) else (rule,)
    due = next((part.due for part in parts if isinstance(part, Deadline)), None)
    if due is None:
        raise UsageError(f"“{asked.name}”要填天数：条款没有写明年月日", "请填逾期几天，按时填 0")
    return Decimal((day - due).days)


def _exact(value: Decimal, unit: str) -> Quantity:
    return Quantity(value, None, unit, Comparator.EQ, Interval.point(value))

