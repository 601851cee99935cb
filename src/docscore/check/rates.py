"""R: do stated rates agree with what they are made of?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model import (
    Comparison,
    Condition,
    CriterionLine,
    Figure,
    Finding,
    Interval,
    Reconciled,
    SectionLine,
    Severity,
    Tiers,
    Value,
)
from .case import Case, Code, stake

R01 = Code(
    "R01",
    Severity.ERROR,
    "所写比率与分子分母不符",
    "正文写的比率，与正文自己给出的分子、分母算出的不一致；四舍五入和截尾的差别不算。",
    "请核对比率、分子和分母，写明哪一个有误",
    "188 个村中 130 个建有站点，却写覆盖率 71.2%（130 ÷ 188 = 69.15%）",
)
R02 = Code(
    "R02",
    Severity.WARNING,
    "比率没有写明基数",
    "计分要用的比率只写了百分数，分母没有写，无法复算。能由分子反推时，给出分母应在的范围。",
    "请写明分母是哪一个数、出自哪份文件",
    "资金拨付进度 83%，没有写资金总额",
)
R03 = Code(
    "R03",
    Severity.ERROR,
    "占比超过 100%",
    "覆盖率、培训率一类的占比不可能超过 100%。",
    "请核对分子、分母和口径",
    "贫困村覆盖率 104%",
)

R04 = Code(
    "R04",
    Severity.WARNING,
    "比率到不了自评所需的档",
    "比率的分子没有写，但它不可能超过另一个已写明的数；按这个上限算，自评所需的档次到不了。",
    "请写明分子和分母；分母有扣除的，请写明扣除后的数",
    "全部培训才 4385 人次，即使都是贫困人口，也只占 10549 人的 41.57%，到不了 50%",
)

_HUNDRED = Decimal(100)


def stated_against_derived(case: Case) -> Iterator[Finding | Reconciled]:
    """R01: a stated rate against its numerator and denominator."""
    for value, lines in case.used_values:
        derived = value.derivation
        if derived is None or derived.interval is None or value.interval is None or not value.claims:
            continue
        if case.rubric.metrics[value.proxy or value.metric].ratio is None:
            continue
        figure = value.claims[0].figure
        basis = tuple(claim.figure for claim in derived.all_claims())
        name = case.metric_name(value.proxy or value.metric)
        allowed = value.interval if value.interval.is_point else figure.quantity.rounded_or_cut
        if allowed.overlaps(derived.interval):
            places = (figure.place, *(other.place for other in basis))
            yield Reconciled(R01.id, f"{name} {figure.printed}，与 {derived.formula} 相符", places)
            continue
        message = f"{name}写 {figure.printed}，而按正文的分子、分母应为 {derived.formula}"
        yield R01.finding(
            message, points=stake(lines), criteria=(line.id for line in lines), figures=(figure, *basis)
        )


def base_not_stated(case: Case) -> Iterator[Finding | Reconciled]:
    """R02: a rate that decides points and whose denominator the report does not give."""
    for value, lines in case.used_values:
        derived = value.derivation
        if derived is None or not derived.missing or not value.claims or value.interval is None:
            continue
        metric = case.rubric.metrics[value.proxy or value.metric]
        if metric.ratio is None or metric.ratio.to not in derived.missing or value.interval.is_point:
            continue
        figure = value.claims[0].figure
        base = case.metric_name(metric.ratio.to)
        message = f"{metric.name} {figure.printed} 没有写明基数（{base}）"
        implied, numerator = _implied_base(value, derived)
        figures = [figure]
        if implied is not None and numerator is not None:
            message += f"；按{numerator.subject or '分子'} {numerator.printed} 反推，基数应在 {implied}"
            figures.append(numerator)
        yield R02.finding(message, points=stake(lines), criteria=(line.id for line in lines), figures=figures)


def _implied_base(value: Value, derived: Value) -> tuple[str | None, Figure | None]:
    """The range that the denominator must lie in, in words, and the numerator it was computed from."""
    numerator = derived.inputs[0]
    if numerator.interval is None or not numerator.claims or value.interval is None:
        return None, None
    base = numerator.interval.scaled(_HUNDRED).over(value.interval)
    if base.low is None or base.high is None:
        return None, None
    figure = numerator.claims[0].figure
    return f"{_amount(base.low)} 至 {_amount(base.high)}{figure.quantity.unit}之间", figure


def _amount(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1)):,}"


def impossible_share(case: Case) -> Iterator[Finding | Reconciled]:
    """R03: a share over 100%."""
    for metric in case.rubric.metrics.values():
        if not metric.share:
            continue
        for claim in case.assertions.claims.get(metric.id, ()):
            interval = claim.figure.quantity.interval
            if interval.low is not None and interval.low > _HUNDRED:
                lines = [line for value, of in case.used_values if value.metric == metric.id for line in of]
                message = f"{metric.name}写 {claim.figure.printed}，占比不可能超过 100%"
                yield R03.finding(
                    message,
                    points=stake(lines),
                    criteria=(line.id for line in lines),
                    figures=(claim.figure,),
                )


def out_of_reach(case: Case) -> Iterator[Finding | Reconciled]:
    """R04: the most that a rate can be, against the band that full marks need."""
    rules = {criterion.id: criterion.rule for criterion in case.rubric.criteria()}
    base_ids = {
        line.id for section in case.sheet.sections if section.kind == "base" for line in _lines(section)
    }
    for value, lines in case.used_values:
        ceiling = value.ceiling
        if ceiling is None or ceiling.interval is None:
            continue
        for line in lines:
            rule = rules[line.id]
            top = rule.bands[0].when if isinstance(rule, Tiers) else None
            if line.id not in base_ids or not isinstance(top, Comparison) or top.op not in (">=", ">"):
                continue
            if ceiling.interval.at_least(top.bound) is not False:
                continue
            most, base = ceiling.inputs
            assert most.interval is not None
            assert most.interval.high is not None
            needed = most.interval.high * _HUNDRED / top.bound
            message = (
                f"{case.metric_name(value.metric)}没有写，而{case.metric_name(most.metric)}总共 {most.printed}，"
                f"至多 {ceiling.formula}，到不了“{top.text}”；除非{case.metric_name(base.metric)}降到 {_amount(needed)} 以下"
            )
            figures = tuple(claim.figure for claim in ceiling.all_claims())
            reachable = (
                max(
                    (band.points.high for band in rule.bands if _reached(band.when, ceiling.interval)),
                    default=Decimal(0),
                )
                if isinstance(rule, Tiers)
                else Decimal(0)
            )
            yield R04.finding(message, points=line.max - reachable, criteria=(line.id,), figures=figures)


def _reached(when: Condition, ceiling: Interval) -> bool:
    return (
        isinstance(when, Comparison) and when.op in (">=", ">") and ceiling.at_least(when.bound) is not False
    )


def _lines(section: SectionLine) -> Iterator[CriterionLine]:
    for indicator in section.indicators:
        yield from indicator.criteria
