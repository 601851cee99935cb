"""R: do stated rates agree with what they are made of?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import (
    Code,
    Comparison,
    Condition,
    CriterionLine,
    Figure,
    Finding,
    Interval,
    Reconciled,
    Role,
    SectionLine,
    Severity,
    Tiers,
    Value,
)
from .case import Case, stake

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
#: Words after which a percentage is a share of all: more than all there is not. 占目标的115% is a completion.
_SHARE_OF_ALL = re.compile(
    r"占(?![^，。；]*(?:目标|任务|计划|预算))[^，。；]{0,20}$|(?:占比|覆盖|合格|通过|知晓|参训|培训|入驻|参保|通达)率?(?:为|达到?)?$"
)

#: What a rate of money may be divided by, as papers call it.
_TOTAL = re.compile(r"下达|到位|安排|预算|总投资|总额|补助资金|专项资金")


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
            given = _likely_base(case, implied, numerator)
            if given is not None:
                held = f"{metric.name} {figure.printed}，与{given.subject} {given.printed}和{numerator.subject} {numerator.printed}相符"
                yield Reconciled(R02.id, held, (figure.place, given.place, numerator.place))
                continue
            low, high = (_amount(bound) for bound in (implied.low, implied.high) if bound is not None)
            message += f"；按{numerator.subject or '分子'} {numerator.printed} 反推，基数应在 {low} 至 {high}{numerator.quantity.unit}之间"
            figures.append(numerator)
        yield R02.finding(message, points=stake(lines), criteria=(line.id for line in lines), figures=figures)


def _implied_base(value: Value, derived: Value) -> tuple[Interval | None, Figure | None]:
    """The range that the denominator must lie in, and the numerator it was computed from."""
    numerator = derived.inputs[0]
    if numerator.interval is None or not numerator.claims or value.interval is None:
        return None, None
    base = numerator.interval.scaled(_HUNDRED).over(value.interval)
    return (None, None) if base.low is None or base.high is None else (base, numerator.claims[0].figure)


def _likely_base(case: Case, implied: Interval, numerator: Figure) -> Figure | None:
    """A total that the report gives under another name (到位, 预算, 总投资) and that the rate fits."""
    for figure in case.extraction.figures:
        if (
            figure.id != numerator.id
            and figure.quantity.unit == numerator.quantity.unit
            and figure.role in (Role.ACTUAL, Role.REFERENCE)
            and figure.quantity.interval.overlaps(implied)
            and _TOTAL.search(figure.subject)
        ):
            return figure
    return None


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
    yield from _shares_of_nothing_named(case)


def _shares_of_nothing_named(case: Case) -> Iterator[Finding]:
    """Shares over 100% of things that no metric names, told by the words before them."""
    for index, figures in case.extraction.by_sentence.items():
        text = case.extraction.sentences[index].text
        for figure in figures:
            low = figure.quantity.interval.low
            if (
                figure.quantity.unit != "%"
                or figure.metric
                or figure.place.cell
                or low is None
                or low <= _HUNDRED
            ):
                continue
            if _SHARE_OF_ALL.search(text[: figure.start]):
                yield R03.finding(f"占比写 {figure.printed}，不可能超过 100%", figures=(figure,))


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
