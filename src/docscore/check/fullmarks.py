"""S, continued: self-scores that leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model import Code, Finding, Reconciled, Severity
from .case import Case

S11 = Code(
    "S11",
    Severity.INFO,
    "自评各项全是满分",
    "自评表里填了得分的各项都是满分，没有一项扣分。可能属实，但值得抽查几项。",
    "请抽查佐证；有扣分原因而没有扣的，请更正",
    "14 项全部满分",
)

#: With fewer rows full marks throughout are no pattern.
_MANY = 5


def nothing_deducted(case: Case) -> Iterator[Finding | Reconciled]:
    """S11: every base row that has a self-score has full marks."""
    points = {line.id: line.max for line in case.lines.values()}
    scored = []
    for section in case.sheet.sections:
        if section.kind != "base":
            continue
        for indicator in section.indicators:
            for row in indicator.self_rows:
                most = row.weight or sum((points[line] for line in row.criteria), Decimal(0))
                if row.points is not None and most:
                    scored.append((row, row.points >= most))
    if len(scored) >= _MANY and all(full for _, full in scored):
        message = f"填了自评得分的 {len(scored)} 项全是满分"
        yield S11.finding(message, places=(row.place for row, _ in scored))
