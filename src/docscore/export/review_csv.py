"""The lines of a batch as CSV that Excel opens by double click; no cell of it computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from ..personal import mask_text
from .csv import BOM, harmless
from .dossier import Dossier
from .words import ACTION, STATUS, WORK

COLUMNS = (
    "单位", "进度", "部分", "指标", "评分项编号", "评分项", "满分", "自评得分", "下限", "有据", "上限", "状态", "复核得分",
    "意见", "理由", "扣分原因", "定分人", "时间（UTC）", "评分版本", "链尾",
)  # fmt: skip


def review_csv(dossiers: Iterable[Dossier]) -> str:
    """One row a line, :data:`COLUMNS` first.

    Args:
        dossiers: the submissions.

    Returns:
        CSV text that begins with a byte order mark; lines end in CRLF.
    """
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for dossier in dossiers:
        for section in dossier.assessment.sheet.sections:
            for indicator in section.indicators:
                for line in indicator.criteria:
                    reviewed = dossier.sheet.lines[line.id]
                    decision, outcome = reviewed.decision, line.outcome
                    row = (
                        dossier.name, WORK[dossier.sheet.work], section.name, indicator.name, line.id, line.name, line.max,
                        line.self_points, outcome.low, outcome.supported, outcome.high, STATUS[outcome.status],
                        reviewed.points, ACTION[decision.action] if decision else "", decision.reason if decision else "",
                        dossier.deductions.get(line.id, ""), decision.by if decision else "",
                        decision.at if decision else "", dossier.digest, dossier.head.digest,
                    )  # fmt: skip
                    writer.writerow(_cell(value, masked=dossier.masked) for value in row)
    return out.getvalue()


def _cell(value: str | Decimal | None, *, masked: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return harmless(mask_text(value) if masked else value)
