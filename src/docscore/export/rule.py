"""Rules in words: the rows that a person reads in ``rubric show`` and under a drafted clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from ..model import (
    AllOf,
    AnyOf,
    Band,
    Bonus,
    Checklist,
    Comparison,
    Composite,
    Condition,
    Deadline,
    DeductEach,
    Fact,
    FactHolds,
    Grade,
    Judged,
    Metric,
    Otherwise,
    PointsRange,
    Proportional,
    Rank,
    Rule,
    Step,
    Tiers,
    Veto,
)
from .words import points

_TOGETHER = {
    "all": "各部分都得分才计分",
    "sum": "各部分相加",
    "best": "各部分取最高",
    "unstated": "取最高还是相加，条款没有写",
    "weighted": "各部分加权",
    "readings": "各种算法之一",
}
_PARTIAL = {
    "whole": "不足一步不计",
    "begun": "不足一步按一步",
    "proportional": "不足一步按比例",
    "unstated": "不足一步怎样算，条款没有写",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Chinese names of metrics and facts by id."""

    metrics: Mapping[str, Metric]
    facts: Mapping[str, Fact]

    def metric(self, identifier: str | None) -> str:
        """Name of a metric; its id if it has none."""
        known = self.metrics.get(identifier or "")
        return known.name if known else identifier or ""

    def unit(self, identifier: str) -> str:
        """Unit of a metric."""
        known = self.metrics.get(identifier)
        return known.unit if known else ""

    def condition(self, when: Condition, metric: str | None = None) -> str:
        """A condition in words.

        Args:
            when: the condition.
            metric: the metric of its rule.
        """
        match when:
            case Comparison():
                return f"{self.metric(when.metric or metric)} {when.text}".strip()
            case FactHolds(fact):
                known = self.facts.get(fact)
                return known.name if known else fact
            case AllOf(conditions):
                return " 且 ".join(self.condition(part, metric) for part in conditions)
            case AnyOf(choices):
                return " 或 ".join(self.condition(part, metric) for part in choices)
            case Otherwise(presumed):
                return "其他情况（条款未写，按此推定）" if presumed else "其他情况"


def rule_rows(rule: Rule, names: Names) -> Iterator[str]:
    """The rows of a rule in words.

    Args:
        rule: the rule.
        names: for its metrics and facts.
    """
    match rule:
        case Judged():
            yield f"做到（{names.condition(FactHolds(rule.fact))}）：{_range(rule.points)} 分，由人评议"
        case Checklist():
            for item in rule.items:
                yield f"{names.condition(item.when)}：{points(item.points)} 分"
            if rule.cap is not None:
                yield f"合计最多 {points(rule.cap)} 分"
        case Tiers() | Rank():
            yield from _bands(rule.bands, rule.metric, names)
        case Bonus():
            yield "取最高一档，不累加" if rule.combine == "highest" else "各档可累加"
            yield from _bands(rule.bands, rule.metric, names)
            if rule.cap is not None:
                yield f"最多加 {points(rule.cap)} 分"
        case Proportional():
            unit = names.unit(rule.metric)
            yield f"{names.metric(rule.metric)} ÷ {rule.target:f}{unit} × {points(rule.points)} 分，最多 {points(rule.points)} 分"
            if rule.zero_below is not None:
                yield f"低于 {rule.zero_below:f}{unit} 不得分"
        case Step():
            yield from _step(rule, names)
        case DeductEach():
            yield from _deductions(rule, names)
        case Deadline():
            due = f"{rule.due:%Y年%m月%d日}前" if rule.due else "按时"
            yield f"{due}：{points(rule.points)} 分"
            yield (
                f"每迟 {rule.days:f} 天扣 {points(rule.each)} 分"
                if rule.each is not None
                else f"逾期：{points(rule.late)} 分"
            )
        case Veto():
            yield f"{names.condition(rule.when, rule.metric)}：一票否决"
        case Grade():
            for grade in rule.bands:
                yield f"{names.condition(grade.when, rule.metric)}：{grade.grade}"
        case Composite():
            yield _TOGETHER[rule.combine] + (f"，最多 {points(rule.cap)} 分" if rule.cap is not None else "")
            for number, part in enumerate(rule.parts):
                share = f"（权重 {rule.weights[number]:f}）" if rule.weights else ""
                share += f"{rule.names[number]}：" if rule.names else ""
                for row in rule_rows(part, names):
                    yield f"〔{number + 1}〕{share}{row}"
        case _:
            assert_never(rule)


def _bands(bands: tuple[Band, ...], metric: str | None, names: Names) -> Iterator[str]:
    for band in bands:
        yield f"{names.condition(band.when, metric)}：{_range(band.points)} 分"


def _step(rule: Step, names: Names) -> Iterator[str]:
    unit = names.unit(rule.metric)
    yield f"{names.metric(rule.metric)} {rule.base:f}{unit}：{points(rule.at_base)} 分"
    for word, each in (("多", rule.above), ("少", rule.below)):
        if each:
            change = f"{'加' if each > 0 else '扣'} {points(abs(each))} 分"
            yield f"每{word} {rule.size:f}{unit}{change}，{_PARTIAL[rule.partial]}"
    ends = [f"最低 {points(rule.floor)} 分"] if rule.floor is not None else []
    ends += [f"最高 {points(rule.cap)} 分"] if rule.cap is not None else ["不封顶"]
    yield "，".join(ends)


def _deductions(rule: DeductEach, names: Names) -> Iterator[str]:
    if rule.points:
        yield f"满分 {points(rule.points)} 分"
    for fault in rule.faults:
        most = f"，最多扣 {points(fault.most)} 分" if fault.most is not None else ""
        yield f"{names.metric(fault.metric)}：每 {fault.size:f} {names.unit(fault.metric)}扣 {points(fault.each)} 分{most}"
    for condition in rule.voids:
        yield f"{names.condition(condition)}：不得分"
    if rule.floor is not None:
        yield f"扣到 {points(rule.floor)} 分为止"


def _range(given: PointsRange) -> str:
    return points(given.low) if given.low == given.high else f"{points(given.low)}～{points(given.high)}"
