"""A submission (申报材料): one unit's folder of papers, what each was taken for, and which of those asked for are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .document import Document
from .evidence import Evidence
from .figure import Extraction
from .sheet import ScoreSheet


class Part(StrEnum):
    """What a file is in its submission."""

    REPORT = "report"  # 自评报告
    FORM = "form"  # a file with 绩效自评表 in it, or called so, where forms are scored
    SELF_SCORES = "self_scores"  # 自评得分表 in a file of its own
    EVIDENCE = "evidence"  # 佐证材料
    EARLIER = "earlier"  # 自评报告的以前版本
    PLAN = "plan"  # 实施方案, whose targets were to be met
    UNREAD = "unread"  # cannot be read, or is of a kind that is not read


#: The parts as people call them and as the manifest writes them.
PART_NAMES = {
    Part.REPORT: "自评报告",
    Part.FORM: "绩效自评表",
    Part.SELF_SCORES: "自评得分表",
    Part.EVIDENCE: "佐证材料",
    Part.EARLIER: "以前版本",
    Part.PLAN: "方案",
    Part.UNREAD: "未读",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a submission.

    Attributes:
        path: relative to the folder, with ``/``; for a file in a ZIP the archive's name stands before it.
        sha256: hash of the bytes; empty where they were not read.
        size: bytes.
        part: what it was taken for.
        reason: why, in Chinese: the words or the person that decided.
        title: what the paper calls itself; its file name where it says nothing.
        document: as read; ``None`` if unread or only registered (a video, a photo).
        extraction: its figures; ``None`` where they were not needed.
        trouble: why it was not read, in Chinese; empty if it was.
        kind: the document's kind; ``video``, ``audio`` or ``photo`` where it is only registered; empty if unread.
    """

    path: str
    sha256: str
    size: int
    part: Part
    reason: str
    title: str
    document: Document | None = None
    extraction: Extraction | None = None
    trouble: str = ""
    kind: str = ""


class Presence(StrEnum):
    """How a paper that the rubric asks for stands."""

    PRESENT = "present"  # 有
    DOUBTFUL = "doubtful"  # 存疑
    MISSING = "missing"  # 缺
    UNREADABLE = "unreadable"  # 读不了


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One paper that the rubric asks for (佐证材料), against what was handed in.

    Attributes:
        indicator: id of the indicator whose evidence it is.
        name: the paper as the rubric asks for it, one item.
        criteria: ids of the lines that rest on it.
        presence: whether it is there.
        papers: paths of the papers that were taken for it, best first; an annex inside one as ``路径 › 附件2``.
        reason: by what it was known, or what makes it doubtful, in Chinese.
    """

    indicator: str
    name: str
    criteria: tuple[str, ...]
    presence: Presence
    papers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One unit's folder.

    Attributes:
        folder: its path as given.
        papers: every file below it, in order of path, the unread ones too.
        required: the papers that the rubric asks for, in the rubric's order; empty where it names none.
        notices: what a person should know of how the papers were read, in Chinese.
        rivals: why another paper may be the main report, in Chinese; one a paper.
        evidence: what was counted in its evidence.
        scored: path of the file whose form is scored; empty where the report is.
    """

    folder: str
    papers: tuple[Paper, ...]
    required: tuple[RequiredPaper, ...] = ()
    notices: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    scored: str = ""

    def of(self, part: Part) -> tuple[Paper, ...]:
        """The papers taken for *part*, in order of path."""
        return tuple(paper for paper in self.papers if paper.part is part)

    @property
    def main(self) -> Paper:
        """The paper that is scored; places without the name of a paper are its own."""
        if self.scored:
            return next(paper for paper in self.papers if paper.path == self.scored)
        (report,) = self.of(Part.REPORT)
        return report


def hanging_points(sheet: ScoreSheet, required: Iterable[RequiredPaper]) -> Decimal:
    """Points that hang on papers: the upper ends of the lines that rest on them, each line once.

    Without its evidence a line may be cut to 0 (the usual rule of evaluating agencies: 无佐证不得分); what would remain
    is 0, or what the rubric deducts. A bonus or deduction hangs only if the report's own words support it.

    Args:
        sheet: the score sheet.
        required: papers that are not there for certain.
    """
    resting = {criterion for one in required for criterion in one.criteria}
    return sum(
        (
            max(line.outcome.high, Decimal(0))
            for section in sheet.sections
            for indicator in section.indicators
            for line in indicator.criteria
            if line.id in resting and (section.kind == "base" or line.outcome.supported > 0)
        ),
        Decimal(0),
    )
