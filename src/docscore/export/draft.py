"""A drafted clause and a rule that was tried, as JSON objects and as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from ..model import Fact, Metric, Outcome, Rubric, Rule, Status
from ..packs.rubric_write import rubric_data, rule_data
from .json import number, plain_value
from .rule import Names, rule_rows
from .words import STATUS, one_line, points, span

_SHOWN = 40

Object = dict[str, Any]
"""A JSON object."""


class Asked(Protocol):
    """Something that a rule asks."""

    @property
    def name(self) -> str:
        """Its Chinese name."""

    @property
    def unit(self) -> str:
        """Unit of a number; ``是/否`` for a fact."""


class ReadClause(Protocol):
    """A clause as a rule; :class:`docscore.rubric.Drafted` is one."""

    @property
    def kind(self) -> str:
        """Kind of the line; ``unread`` if there is no rule."""

    @property
    def max(self) -> Decimal | None:
        """Most points; ``None`` if the clause sets no limit."""

    @property
    def rule(self) -> Rule | None:
        """The rule; ``None`` if the clause was not read."""

    @property
    def inputs(self) -> Sequence[Asked]:
        """What the rule asks, in order."""

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Its metrics by id."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Its facts by id."""

    @property
    def ambiguities(self) -> Sequence[str]:
        """What the clause leaves open."""

    @property
    def unread(self) -> Sequence[str]:
        """Words that the rule does not cover."""


class NotRead(Protocol):
    """A clause that a person must write; :class:`docscore.rubric.Unread` is one."""

    @property
    def criterion(self) -> str:
        """Id of the criterion that stands for it; empty if it has none."""

    @property
    def clause(self) -> str:
        """Its words."""

    @property
    def reason(self) -> str:
        """What was not read."""

    @property
    def place(self) -> str:
        """Where it stands in the rule document."""


def draft_object(rubric: Rubric, unread: Sequence[NotRead]) -> Object:
    """A drafted rubric, as ``rubric draft FILE --format json`` prints it.

    Args:
        rubric: the rubric.
        unread: clauses that a person must write.
    """
    return {
        "rubric": exact(rubric_data(rubric)),
        "criteria": sum(1 for _ in rubric.criteria()),
        "unread": [
            {"criterion": one.criterion, "clause": one.clause, "reason": one.reason, "place": one.place}
            for one in unread
        ],
    }


def draft_text(rubric: Rubric, unread: Sequence[NotRead]) -> str:
    """What was drafted and what a person must still write; arguments as for :func:`draft_object`."""
    criteria = list(rubric.criteria())
    base = sum(1 for section in rubric.sections for one in section.indicators for _ in one.criteria)
    lines = [
        f"{rubric.id}　{rubric.title}",
        f"评分项 {len(criteria)} 条（基础 {base} 条），满分 {points(rubric.total)} 分；没有读全 {len(unread)} 条",
    ]
    for one in unread:
        where = "，".join(part for part in (one.criterion or "未收入", one.place) if part)
        lines.append(f"  {where}　{one_line(one.clause, _SHOWN)}　{one.reason}")
    return "\n".join(lines) + "\n"


def clause_object(read: ReadClause) -> Object:
    """A drafted clause, as ``rubric draft --clause … --format json`` prints it."""
    units = {key: metric.unit for key, metric in read.metrics.items()}
    return {
        "kind": read.kind,
        "max": exact(read.max),
        "inputs": [{"name": asked.name, "unit": asked.unit} for asked in read.inputs],
        "rule": exact(rule_data(read.rule, units)) if read.rule is not None else None,
        "ambiguities": list(read.ambiguities),
        "unread": list(read.unread),
    }


def clause_text(read: ReadClause) -> str:
    """A drafted clause for a person."""
    most = f"满分 {points(read.max)} 分" if read.max is not None else "没有写满分"
    lines = [f"类型　{read.kind}　{most}"]
    if read.inputs:
        lines.append("要给的值　" + "、".join(map(_asked, read.inputs)))
    if read.rule is not None:
        lines += [f"  {row}" for row in rule_rows(read.rule, Names(read.metrics, read.facts))]
    lines += [f"注：{doubt}" for doubt in read.ambiguities]
    lines += [f"没有读懂：{words}" for words in read.unread]
    return "\n".join(lines) + "\n"


def trial_object(outcome: Outcome, grades: Sequence[str], metrics: Mapping[str, Metric]) -> Object:
    """A rule that was tried, as ``rubric try --format json`` prints it.

    Args:
        outcome: what it gives.
        grades: the grades of a ``grade`` rule; empty for others.
        metrics: its metrics by id.
    """
    trace = outcome.trace
    result: Object = {
        "low": number(outcome.low),
        "high": number(outcome.high),
        "status": outcome.status.value,
    }
    if grades:
        result["grade"] = " 或 ".join(grades)
    result["trace"] = {
        "rule": trace.rule,
        "row": trace.row,
        "reason": trace.reason,
        "values": [plain_value(value, metrics) for value in trace.values],
    }
    return result


def unread_object(reason: str, most: Decimal | None) -> Object:
    """A clause that could not be tried, in the same form.

    Args:
        reason: why, in Chinese.
        most: most points, if known; then anything up to them is possible.
    """
    return {
        "low": None if most is None else 0,
        "high": exact(most),
        "status": "unread",
        "reason": reason,
        "trace": {"rule": "unread", "row": "", "reason": reason, "values": []},
    }


def trial_text(outcome: Outcome, grades: Sequence[str]) -> str:
    """A rule that was tried, for a person."""
    if grades:
        head = f"等次　{' 或 '.join(grades)}"
    elif outcome.status is Status.VETOED:
        head = STATUS[outcome.status]
    else:
        head = f"得分　{span(outcome.low, outcome.high)}　{STATUS[outcome.status]}"
    lines = [head]
    if outcome.trace.row:
        lines.append(f"命中　{outcome.trace.row}")
    lines.append(f"理由　{outcome.trace.reason}")
    lines += [f"依据　{value.formula or value.printed}" for value in outcome.trace.values if value.printed]
    return "\n".join(lines) + "\n"


def exact(value: Any) -> Any:
    """*value* with each Decimal as the JSON number that prints like it, and each day as ``2021-06-30``."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [exact(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _asked(asked: Asked) -> str:
    return f"{asked.name}（{asked.unit}）" if asked.unit else asked.name
