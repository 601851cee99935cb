"""P: do figures hold for the period that is assessed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model import Figure, Finding, Reconciled, Severity
from .case import Case, Code

P01 = Code(
    "P01",
    Severity.INFO,
    "计分用的数日期过早",
    "计分要用的数，正文注明的日期比考核截止日早一年以上。",
    "请补报截止日的数",
    "考核截止 2021 年 8 月 31 日，而贫困人口用的是 2020 年 5 月的数",
)

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?")
_YEAR_DAYS = 366


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


def _day(figure: Figure) -> date | None:
    match = _DAY.search(figure.period or "")
    if match is None or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3] or 1) <= 28 + 3:
        return None
    return date(int(match[1]), int(match[2]), min(int(match[3] or 1), 28))
