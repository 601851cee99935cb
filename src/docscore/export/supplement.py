"""The list of papers still to be handed in (补充材料清单), indicator by indicator, for Word and Excel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import Assessment, Presence, RequiredPaper, hanging_points
from .words import BLANK

COLUMNS = ("序号", "指标", "所需材料", "现状", "已交文件", "涉及分", "说明及要求")
PRESENCE = {
    Presence.PRESENT: "有",
    Presence.DOUBTFUL: "存疑",
    Presence.MISSING: "缺",
    Presence.UNREADABLE: "读不了",
}
_ASKS = {
    Presence.DOUBTFUL: "请核对，不符的请补交",
    Presence.MISSING: "请补交",
    Presence.UNREADABLE: "请换成能打开的文件",
}
HOW = (
    "涉及分是该项材料所支持的评分项的上限分：缺了它，这些评分项按“无佐证不得分”可能核减到 0。"
    "同一评分项缺几样材料的，各行都列全数，合计只算一次。"
)


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """One paper to be handed in, in words.

    Attributes:
        number: running number.
        indicator: name of the indicator, its section before it.
        name: the paper.
        presence: how it stands.
        papers: what was handed in for it.
        points: points that hang on it.
        note: why, and what to do.
    """

    number: int
    indicator: str
    name: str
    presence: Presence
    papers: tuple[str, ...]
    points: Decimal
    note: str

    def texts(self) -> tuple[str, ...]:
        """The cells of the row, in the order of :data:`COLUMNS`."""
        papers = "\n".join(self.papers) or BLANK
        points = f"{self.points:.2f}".rstrip("0").rstrip(".")
        return str(self.number), self.indicator, self.name, PRESENCE[self.presence], papers, points, self.note


def supplement_rows(assessment: Assessment) -> tuple[SupplementRow, ...]:
    """The papers that are missing, doubtful or unreadable, in the rubric's order.

    Args:
        assessment: of a submission.
    """
    open_papers = [one for one in _required(assessment) if one.presence is not Presence.PRESENT]
    return tuple(
        SupplementRow(
            number,
            names,
            one.name,
            one.presence,
            one.papers,
            hanging_points(assessment.sheet, [one]),
            f"{one.reason.rstrip('。')}。{_ASKS[one.presence]}。",
        )
        for number, (names, one) in enumerate(_named(assessment, open_papers), start=1)
    )


def supplement_totals(assessment: Assessment) -> str:
    """How many papers are asked for, how many of them are there, and what hangs on the others."""
    required = _required(assessment)
    counts = {kind: sum(1 for one in required if one.presence is kind) for kind in Presence}
    hanging = hanging_points(
        assessment.sheet, [one for one in required if one.presence is not Presence.PRESENT]
    )
    told = "，".join(f"{PRESENCE[kind]} {counts[kind]} 样" for kind in Presence)
    points = f"{hanging:.2f}".rstrip("0").rstrip(".")
    return f"细则要求佐证材料 {len(required)} 样：{told}；未落实的涉及 {points} 分（同一评分项只算一次）。"


def _required(assessment: Assessment) -> tuple[RequiredPaper, ...]:
    return assessment.submission.required if assessment.submission else ()


def _named(assessment: Assessment, required: list[RequiredPaper]) -> Iterator[tuple[str, RequiredPaper]]:
    names = {
        indicator.id: f"{section.name}\n{indicator.name}" if section.name != indicator.name else section.name
        for section in assessment.sheet.sections
        for indicator in section.indicators
    }
    for one in required:
        yield names.get(one.indicator, one.indicator), one
