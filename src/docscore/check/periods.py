"""P: do figures hold for the period that is assessed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model import Code, CriterionLine, Figure, Finding, Mood, Reconciled, Role, Severity
from .case import Case

P01 = Code(
    "P01",
    Severity.INFO,
    "计分用的数日期过早",
    "计分要用的数，正文注明的日期比考核截止日早一年以上。",
    "请补报截止日的数",
    "考核截止 2021 年 8 月 31 日，而贫困人口用的是 2020 年 5 月的数",
)
P10 = Code(
    "P10",
    Severity.INFO,
    "计分的人口基数没有写年份",
    "用作分母的人口数逐年变化，正文没有写是哪一年、哪里来的数。",
    "请写明年份和来源（统计公报、人口普查），并附证明",
    "“常住人口 42 万人”，没有写年份",
)
P11 = Code(
    "P11",
    Severity.INFO,
    "县情数据没有年份",
    "基本情况里逐年变化的数（面积、产量、产值、比率）没有写是哪一年的，无从核对。",
    "请写明年份和来源",
    "“粮食播种面积 20 万亩，产量 9 万吨”，没有写年份",
)

_YEAR_END = re.compile(r"((?:19|20)\d{2})年[末底]")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?")
_YEAR_DAYS = 366
#: Units of what a yearbook counts anew every year.
_YEARLY = frozenset({"元", "吨", "亩", "公顷", "%"})
#: So many undated figures are worth a remark.
_MANY = 3
_SHOWN = 6


def outdated(case: Case) -> Iterator[Finding | Reconciled]:
    """P01: figures that points rest on, dated a year or more before the day of the assessment."""
    if case.rubric.as_of is None:
        return
    for value, lines in case.used_values:
        for claim in value.claims[:1]:
            day = _day(claim.figure)
            if day is not None and (case.rubric.as_of - day).days >= _YEAR_DAYS:
                message = (
                    f"{case.metric_name(value.metric)} {claim.figure.printed} 是{claim.figure.period}的数，"
                    f"考核截止日为 {case.rubric.as_of.year} 年 {case.rubric.as_of.month} 月 {case.rubric.as_of.day} 日"
                )
                yield P01.finding(message, criteria=(line.id for line in lines), figures=(claim.figure,))


def undated_base(case: Case) -> Iterator[Finding | Reconciled]:
    """P10: a number of people that others are divided by, without a year."""
    bases: dict[str, tuple[Figure, list[CriterionLine]]] = {}
    for line in case.lines.values():
        for value in line.outcome.trace.values:
            ratio = case.rubric.metrics[value.metric].ratio
            for part in value.inputs:
                if ratio is None or part.metric != ratio.to or not part.claims:
                    continue
                figure = part.claims[0].figure
                if figure.quantity.unit == "人" and not any(c.figure.period for c in part.claims):
                    bases.setdefault(part.metric, (figure, []))[1].append(line)
    for metric, (figure, lines) in bases.items():
        message = f"{case.metric_name(metric)} {figure.printed} 是计分的基数，没有写是哪一年、哪里来的数"
        yield P10.finding(message, criteria=(line.id for line in lines), figures=(figure,))


def undated_background(case: Case) -> Iterator[Finding | Reconciled]:
    """P11: figures of the county that change from year to year, without a year; one finding for all."""
    undated = [
        figure
        for figure in case.extraction.figures
        if figure.role is Role.REFERENCE
        and figure.place.cell is None
        and figure.period is None
        and figure.subject
        and figure.quantity.unit in _YEARLY
        and case.extraction.sentences[figure.sentence].mood is Mood.STATED
    ]
    named = {f"{figure.subject} {figure.printed}": figure for figure in undated}
    if len(named) >= _MANY:
        shown = "、".join(list(named)[:_SHOWN]) + ("等" if len(named) > _SHOWN else "")
        yield P11.finding(f"基本情况有 {len(named)} 个数没有写年份：{shown}", figures=named.values())


def _day(figure: Figure) -> date | None:
    if end := _YEAR_END.search(figure.period or ""):
        return date(int(end[1]), 12, 31)
    match = _DAY.search(figure.period or "")
    if match is None or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3] or 1) <= 28 + 3:
        return None
    return date(int(match[1]), int(match[2]), min(int(match[3] or 1), 28))
