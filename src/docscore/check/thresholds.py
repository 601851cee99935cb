"""T: how close is it to a threshold?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model import Code, Comparison, Finding, Reconciled, Role, Severity, Status, Tiers
from .case import Case

T01 = Code(
    "T01",
    Severity.WARNING,
    "踩线：少一个就掉档",
    "按正文的数刚好够到这一档，分子少一个就落到低一档；清单里有一个重复或未建成，得分就变。",
    "请逐一核对清单，确认没有重复、未建成或不合格的",
    "137 ÷ 195 = 70.26%，门槛 70%；136 ÷ 195 = 69.74% 只得 2 分",
)
T02 = Code(
    "T02",
    Severity.WARNING,
    "印出的精度跨过档线",
    "正文的数是约数或四舍五入的，按它可能的真值会落在不同的档次。",
    "请补充精确数",
    "覆盖率约 70%，门槛 70%",
)
T03 = Code(
    "T03",
    Severity.ERROR,
    "出现一票否决情形",
    "正文的说法或数据符合一票否决的条件；是否否决由人核定。",
    "请人工核定是否构成一票否决",
    "总体进度 35%，不足 40%",
)
T10 = Code(
    "T10",
    Severity.INFO,
    "目标定得比满分线低",
    "县里原定的目标低于细则的满分线，完成了目标也得不到满分；自评满分时要另看实际数。",
    "请说明目标与考核要求的差距，并补报实际完成数",
    "细则增速 30% 得分，工作目标只定 20%",
)


def zero_margin(case: Case) -> Iterator[Finding | Reconciled]:
    """T01: one thing counted less would fall into a lower band."""
    for line in case.lines.values():
        slip = line.outcome.trace.slip
        if slip is None:
            continue
        value = line.outcome.trace.values[0]
        name = case.metric_name(value.metric)
        message = (
            f"{name} {value.formula or value.printed}，符合“{line.outcome.trace.row}”得 {line.outcome.high} 分，"
            f"但没有余量：少一个即 {slip.text}，只得 {slip.points} 分"
        )
        figures = tuple(claim.figure for claim in value.all_claims())
        yield T01.finding(
            message, points=line.outcome.high - slip.points, criteria=(line.id,), figures=figures
        )


def precision_straddles(case: Case) -> Iterator[Finding | Reconciled]:
    """T02: the printed precision allows two bands."""
    for line in case.lines.values():
        if line.outcome.status is not Status.AMBIGUOUS:
            continue
        value = line.outcome.trace.values[0]
        message = f"{line.outcome.trace.reason}：{line.outcome.low} 至 {line.outcome.high} 分都有可能"
        figures = tuple(claim.figure for claim in value.all_claims())
        points = line.outcome.high - line.outcome.low
        yield T02.finding(message, points=points, criteria=(line.id,), figures=figures)


def veto_shows(case: Case) -> Iterator[Finding | Reconciled]:
    """T03: a veto's condition shows."""
    for line in case.lines.values():
        if line.outcome.status is Status.VETOED:
            trace = line.outcome.trace
            places = [statement.place for statement in trace.statements]
            places += [claim.figure.place for value in trace.values for claim in value.all_claims()]
            yield T03.finding(
                trace.reason, points=max(case.sheet.max, Decimal(0)), criteria=(line.id,), places=places
            )


def target_below_line(case: Case) -> Iterator[Finding | Reconciled]:
    """T10: the highest target of a metric lies below the band of full marks."""
    for criterion in case.rubric.criteria():
        rule = criterion.rule
        line = case.lines[criterion.id]
        if not isinstance(rule, Tiers) or rule.metric is None or line.max <= 0:
            continue
        first = rule.bands[0].when
        if not isinstance(first, Comparison) or first.op not in (">=", ">"):
            continue
        claims = case.assertions.claims.get(rule.metric, ())
        targets = {
            claim.figure.quantity.value_max or claim.figure.quantity.value: claim.figure
            for claim in claims
            if claim.figure.role is Role.TARGET
        }
        if targets and (most := max(targets)) < first.bound:
            message = (
                f"{case.metric_name(rule.metric)}的目标 {targets[most].printed} 低于细则满分所需的“{first.text}”，"
                "完成了目标也得不到满分"
            )
            yield T10.finding(message, points=line.max, criteria=(line.id,), figures=(targets[most],))
