"""C: do the evidence papers hold what the report claims? Counts of rosters and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ..model import (
    Claim,
    Code,
    Count,
    CriterionLine,
    Evidence,
    EvidenceKind,
    Figure,
    Finding,
    Flaw,
    Interval,
    Metric,
    Reconciled,
    Role,
    Severity,
    Tally,
    flaws_of,
    plain,
)
from .case import Case, stake

C20 = Code(
    "C20",
    Severity.WARNING,
    "正文人数与名册不符",
    "正文写的培训人次、人数，与佐证材料里名册、签到表数出来的对不上。按行数是人次，按证件号或姓名加电话去重是人数，两个数都列出。",
    "请补齐名册，或按名册更正正文，并说明写的是人次还是人数",
    "正文写培训 4385 人次，名册共 4102 行、3890 人",
)
C21 = Code(
    "C21",
    Severity.WARNING,
    "正文个数与清单不符",
    "正文写的站点、行政村、企业等个数，与佐证材料里的清单数出来的对不上。",
    "请核对清单，补上漏列的，删去重复和没有建成的，或更正正文",
    "正文写建成 137 个站点，站点清单列了 129 个",
)
C22 = Code(
    "C22",
    Severity.WARNING,
    "站点清单里的村不在行政村清单里",
    "两份清单都交了，而站点清单里有的村在行政村清单里找不到：或是村名写法不同，或是重名、撤并、社区混入。",
    "请逐个核对村名和所属乡镇",
    "站点清单写“东岭镇石桥村”，行政村清单的东岭镇没有石桥村",
)

#: From so many villages on, a list is taken for the list of all of them.
_WHOLE_LIST = 5
_NAMED = 5


class Counted(NamedTuple):
    """What the evidence holds of a metric.

    Attributes:
        allowed: the numbers that the evidence bears out: rows with and without those repeated.
        words: how it was counted, in Chinese.
        tallies: what was counted.
    """

    allowed: Interval
    words: str
    tallies: tuple[Tally, ...]


def rosters(case: Case) -> Iterator[Finding | Reconciled]:
    """C20: people claimed against rosters."""
    yield from _compared(case, C20, frozenset({EvidenceKind.ROSTER}))


def lists(case: Case) -> Iterator[Finding | Reconciled]:
    """C21: stations, villages and companies claimed against their lists."""
    kinds = {EvidenceKind.STATIONS, EvidenceKind.VILLAGES, EvidenceKind.COMPANIES}
    yield from _compared(case, C21, frozenset(kinds))


def unknown_villages(case: Case) -> Iterator[Finding | Reconciled]:
    """C22: villages of the station lists that the list of villages does not have."""
    evidence = evidence_of(case)
    listed = {named for tally in evidence.of(EvidenceKind.VILLAGES) for named in tally.villages}
    stations = evidence.of(EvidenceKind.STATIONS)
    met = {named: tally for tally in stations for named in tally.villages}
    if len(listed) < _WHOLE_LIST or not met:
        return
    names = {village for _, village in listed}
    towns = {town for town, _ in listed}
    strange = [
        (town, village)
        for town, village in sorted(met)
        if village not in names or (town and town in towns and (town, village) not in listed)
    ]
    places = (*(tally.place for tally in stations), *(t.place for t in evidence.of(EvidenceKind.VILLAGES)))
    if not strange:
        yield Reconciled(C22.id, f"站点清单的 {len(met)} 个村都在行政村清单里", places)
    elif 2 * len(strange) < len(met):  # else the lists are of different things
        shown = "、".join(f"{town}{village}" for town, village in strange[:_NAMED])
        more = "等" if len(strange) > _NAMED else ""
        yield C22.finding(
            f"站点清单里有 {len(strange)} 个村不在行政村清单里：{shown}{more}",
            points=stake(lines_on(case, counted_metrics(case, frozenset({EvidenceKind.STATIONS})))),
            places=places,
        )


def evidence_of(case: Case) -> Evidence:
    """What was counted in the evidence; nothing for a report alone."""
    return case.submission.evidence if case.submission is not None else Evidence()


def claimed(case: Case, metric: str) -> tuple[Figure, ...]:
    """Results that the report gives for a metric: those that points rest on, even if worded as planned, come first."""
    used: Iterable[Claim] = next((v.claims for v, _ in case.used_values if v.metric == metric), ())
    others = (claim for claim in case.assertions.claims.get(metric, ()) if not claim.figure.planned)
    return tuple(dict.fromkeys(x.figure for x in (*used, *others) if x.figure.role is Role.ACTUAL))


def counted_metrics(case: Case, kinds: frozenset[EvidenceKind]) -> list[Metric]:
    """The metrics of the rubric that evidence of these kinds shows."""
    return [
        metric
        for _, metric in sorted(case.rubric.metrics.items())
        if metric.counted_in is not None and metric.counted_in.kind in kinds
    ]


def lines_on(case: Case, metrics: Iterable[Metric]) -> tuple[CriterionLine, ...]:
    """The lines that rest on one of *metrics*, or on a rate of which one is the numerator."""
    wanted = {metric.id for metric in metrics}
    wanted |= {rate.id for rate in case.rubric.metrics.values() if rate.ratio and rate.ratio.of in wanted}
    found = [line for value, lines in case.used_values if value.metric in wanted for line in lines]
    return tuple({line.id: line for line in found}.values())


def _compared(case: Case, code: Code, kinds: frozenset[EvidenceKind]) -> Iterator[Finding | Reconciled]:
    evidence = evidence_of(case)
    for metric in counted_metrics(case, kinds):
        assert metric.counted_in is not None
        counted = _count(evidence, metric.counted_in.kind, metric.counted_in.count)
        figures = claimed(case, metric.id)
        if counted is None:
            continue
        if not figures:
            yield from _by_rate(case, code, metric, counted)
            continue
        places = tuple(tally.place for tally in counted.tallies)
        agrees = [figure for figure in figures if figure.quantity.interval.overlaps(counted.allowed)]
        if agrees:
            words = f"{metric.name}正文写 {agrees[0].printed}，{counted.words}，相符"
            yield Reconciled(code.id, words, (agrees[0].place, *places))
            continue
        first = figures[0]
        lines = lines_on(case, [metric])
        yield code.finding(
            f"{metric.name}正文写 {first.printed}，{counted.words}，{_off(first, counted.allowed)}"
            f"{_rates(case, metric, counted.allowed)}",
            points=stake(lines),
            criteria=(line.id for line in lines),
            figures=(first,),
            places=(first.place, *places),
        )


def _count(evidence: Evidence, kind: EvidenceKind, count: Count) -> Counted | None:
    """What the evidence of a kind holds; ``None`` if there is none, or it does not tell."""
    tallies = evidence.of(kind)
    if count in (Count.POOR_ROWS, Count.POOR_PERSONS):
        tallies = tuple(tally for tally in tallies if tally.poor_rows is not None)
    elif kind in (EvidenceKind.ROSTER, EvidenceKind.VILLAGES):
        # A roster of poor people alone, or a list of poor villages alone, is an excerpt of the whole one.
        whole = tuple(tally for tally in tallies if tally.poor_rows is None or tally.poor_rows < tally.rows)
        tallies = whole or tallies
    if not any(tally.rows for tally in tallies):
        return None
    if kind is EvidenceKind.ROSTER:
        return _people(tallies, count)
    return _things(tallies, evidence, count)


def _people(tallies: tuple[Tally, ...], count: Count) -> Counted:
    rows = sum(tally.rows for tally in tallies)
    repeated = sum(tally.repeated for tally in tallies)
    elsewhere = sum(found.count for found in flaws_of(tallies, Flaw.REPEATED_ELSEWHERE))
    people = frozenset[bytes]().union(*(tally.people for tally in tallies))
    unknown = sum(tally.unidentified for tally in tallies)
    words = f"名册 {len(tallies)} 个表共 {rows} 行（人次）"
    words += f"、能辨认的 {len(people)} 人" if people else ""
    words += f"，另有 {unknown} 行没有证件号和电话，分不清是几人" if unknown and people else ""
    words += f"，其中 {repeated + elsewhere} 行重复" if repeated + elsewhere else ""
    poor_rows = sum(tally.poor_rows or 0 for tally in tallies)
    poor = frozenset[bytes]().union(*(tally.poor_people for tally in tallies))
    if count in (Count.POOR_ROWS, Count.POOR_PERSONS):
        words += f"，标明贫困的 {poor_rows} 行、{len(poor)} 人"
    match count:
        case Count.PERSONS:
            low, high = len(people), len(people) + unknown
        case Count.POOR_PERSONS:
            low, high = len(poor), max(len(poor), poor_rows if unknown else len(poor))
        case Count.POOR_ROWS:
            low, high = poor_rows - repeated - elsewhere, poor_rows
        case _:
            low, high = rows - repeated - elsewhere, rows
    return Counted(Interval(Decimal(low), Decimal(high)), words, tallies)


def _things(tallies: tuple[Tally, ...], evidence: Evidence, count: Count) -> Counted | None:
    rows = sum(tally.rows for tally in tallies)
    repeated = sum(tally.repeated for tally in tallies)
    villages = frozenset[tuple[str, str]]().union(*(tally.villages for tally in tallies))
    name = tallies[0].name
    words = f"{name}{f' {len(tallies)} 个表' if len(tallies) > 1 else ''}共 {rows} 行"
    words += f"、{len(villages)} 个村" if villages and len(villages) != rows else ""
    words += f"，其中 {repeated} 行重复" if repeated else ""
    if count is Count.POOR_VILLAGES:
        poor = _poor_villages(tallies, evidence)
        if not poor:
            return None
        return Counted(Interval.point(Decimal(len(poor))), f"{words}，其中贫困村 {len(poor)} 个", tallies)
    distinct = rows - repeated
    low = min(distinct, len(villages)) if villages else distinct
    if count is Count.VILLAGES:
        return Counted(Interval.point(Decimal(len(villages))), words, tallies) if villages else None
    return Counted(Interval(Decimal(low), Decimal(rows)), words, tallies)


def _poor_villages(tallies: tuple[Tally, ...], evidence: Evidence) -> frozenset[tuple[str, str]]:
    """Poor villages that *tallies* name: by their own marks, else by those of the list of villages."""
    marked = [tally.poor_villages for tally in tallies if tally.poor_villages is not None]
    if marked:
        return frozenset[tuple[str, str]]().union(*marked)
    poor = {named for tally in evidence.of(EvidenceKind.VILLAGES) for named in tally.poor_villages or ()}
    return frozenset(named for tally in tallies for named in tally.villages if named in poor)


def _off(figure: Figure, allowed: Interval) -> str:
    assert allowed.low is not None
    assert allowed.high is not None
    value = figure.quantity.value
    if value > allowed.high:
        return f"正文多 {plain(value - allowed.high)}"
    return f"正文少 {plain(allowed.low - value)}"


def _by_rate(case: Case, code: Code, metric: Metric, counted: Counted) -> Iterator[Finding | Reconciled]:
    """Where only the rate is told (贫困村覆盖率 100%): the rate that the evidence makes, against it."""
    for rate, base in _rates_on(case, metric):
        figures = claimed(case, rate.id)
        assert counted.allowed.high is not None
        shares = counted.allowed.scaled(Decimal(100)).over(Interval.point(base))
        if not figures or counted.allowed.high > base:
            continue
        first = figures[0]
        places = (first.place, *(tally.place for tally in counted.tallies))
        told = f"{rate.name}正文写 {first.printed}，{counted.words}，{_share(counted.allowed, base)}"
        if first.quantity.rounded_or_cut.overlaps(shares):
            yield Reconciled(code.id, f"{told}，相符", places)
        else:
            lines = lines_on(case, [metric, rate])
            yield code.finding(
                told, points=stake(lines), criteria=(x.id for x in lines), figures=(first,), places=places
            )


def _rates(case: Case, metric: Metric, allowed: Interval) -> str:
    """What rates that rest on the metric become: 据此行政村覆盖率为 98 ÷ 156 = 62.82%; caps of the base are kept."""
    told = [f"{rate.name}为 {_share(allowed, base)}" for rate, base in _rates_on(case, metric)]
    return f"；据此{'，'.join(told)}" if told else ""


def _rates_on(case: Case, metric: Metric) -> Iterator[tuple[Metric, Decimal]]:
    """Rates of which *metric* is the numerator, with the base that the report tells, capped as the rubric says."""
    for _, rate in sorted(case.rubric.metrics.items()):
        if rate.ratio is None or rate.ratio.of != metric.id:
            continue
        said = case.assertions.claims.get(rate.ratio.to, ())
        bases = [claim.figure.quantity.value for claim in said if claim.figure.role is not Role.TARGET]
        if bases and bases[0]:
            cap = rate.ratio.base_max
            yield rate, bases[0] if cap is None else min(bases[0], cap)


def _share(allowed: Interval, base: Decimal) -> str:
    """43～44 ÷ 60 = 71.67%～73.33%."""
    ends = [end for end in dict.fromkeys((allowed.low, allowed.high)) if end is not None]
    shares = [plain((end * 100 / base).quantize(Decimal("0.01"))) for end in ends]
    left, right = "～".join(f"{plain(end)}" for end in ends), "～".join(f"{share}%" for share in shares)
    return f"{left} ÷ {plain(base)} = {right}"
