"""S20, S21: what was taken off a self-score, and what part of it stands on nothing certain?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import Code, CriterionLine, Finding, Reconciled, Severity, Stance, Status
from .case import Case
from .claimed import rows

S20 = Code(
    "S20",
    Severity.INFO,
    "自评扣了分，没有说明扣在哪里",
    "自评低于满分，而正文没有写扣分的原因，看不出哪几项自认没有做到。",
    "请逐项写明得分、扣分和原因",
    "“服务体系建设”满分 15 分，自评 11 分，正文写各项都已做到",
)
S21 = Code(
    "S21",
    Severity.WARNING,
    "自评有一部分没有着落",
    "自评没有超过材料可能支持的分，但超过了已能确定的分；多出的部分要靠没有写、或只写了一部分的内容。",
    "请写明各分项得分，补上所缺的内容",
    "自评 11 分，确定的只有 9 分，其余要靠没有写的“运行满 6 个月”",
)

_EXPLAINED = re.compile(
    r"扣(?:除|减|去|了|掉)?\s*\d|扣分(?:原因|说明|情况|项)|失分|未得分|不得分|自扣|减\s*\d+(?:\.\d+)?\s*分"
)
_SHOWN = 5


def unexplained(case: Case) -> Iterator[Finding | Reconciled]:
    """S20: points that the county took off itself, where the text does not say why; one finding for all rows."""
    tables = {row.place.block for row in case.assertions.self_scores}
    if any(
        _EXPLAINED.search(sentence.text)
        for sentence in case.extraction.sentences
        if sentence.place.block not in tables
    ):
        return
    base = {
        line.id for section in case.sheet.sections if section.kind == "base" for line in section.indicators
    }
    short = [
        (row, row.max - row.score.points)
        for row in rows(case)
        if row.indicator in base and row.score.points is not None and row.score.points < row.max
    ]
    if short:
        total = sum((off for _, off in short), Decimal(0))
        shown = "、".join(f"{row.name}扣 {off} 分" for row, off in short[:_SHOWN])
        more = f"等 {len(short)} 处" if len(short) > _SHOWN else ""
        yield S20.finding(
            f"自评共扣 {total} 分（{shown}{more}），正文没有说明扣在哪几项、为什么",
            criteria=dict.fromkeys(row.indicator for row, _ in short),
            places=(row.score.place for row, _ in short),
        )


def partly_unfounded(case: Case) -> Iterator[Finding | Reconciled]:
    """S21: above what is certain, within what may be (S01 speaks of what is above that)."""
    for row in rows(case):
        points = row.score.points
        if points is None or not row.low < points <= row.supported:
            continue
        open_lines = [line for line in row.lines if _unfounded(line)]
        certain = row.low + sum(
            (line.outcome.supported - line.outcome.low for line in row.lines if line not in open_lines),
            Decimal(0),
        )
        if not open_lines or points <= certain:
            continue
        absent = [
            line.outcome.trace.reason for line in open_lines if line.outcome.status is Status.NO_EVIDENCE
        ]
        touched = [line.name for line in open_lines if line.outcome.status is not Status.NO_EVIDENCE]
        partly = [f"“{'”“'.join(touched)}”只提到一部分"] if touched else []
        reasons = "；".join((*absent, *partly))
        yield S21.finding(
            f"“{row.name}”自评 {points} 分，有着落的只有 {certain} 分：{reasons}",
            severity=Severity.WARNING if absent else Severity.INFO,
            points=points - certain,
            criteria=(line.id for line in open_lines),
            places=(row.score.place,),
        )


def _unfounded(line: CriterionLine) -> bool:
    """Nothing is said of it, or it is only touched upon."""
    if line.outcome.status is Status.NO_EVIDENCE:
        return True
    said = line.outcome.trace.statements
    return (
        line.outcome.status is Status.JUDGEMENT
        and bool(said)
        and all(s.stance is not Stance.SHOWN for s in said)
    )
