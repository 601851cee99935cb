"""What is exported: a submission as it stands with every decision, and its standing in the batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..model import (
    Assessment,
    CohortRank,
    Decision,
    Kind,
    ReviewedSheet,
    Status,
    Subject,
    Work,
)

#: Stands on every paper until its sheet is signed.
UNSIGNED = "暂评分，签发前不是结论"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal (链尾): proves which decisions a paper was made of."""

    seq: int
    digest: str

    def told(self) -> str:
        """As it is printed on a paper."""
        return f"记录 {self.seq} 条，末条校验码 {self.digest}" if self.seq else "还没有复核记录"


@dataclass(frozen=True)
class Dossier:
    """A submission as every export takes it.

    Attributes:
        mark: marks the workspace, so that a workbook of another one is known; empty for a form outside any workspace, on
            which nobody decides and whose workbook does not come back.
        id: of the submission.
        name: of the unit.
        assessment: with corrections applied.
        digest: hash of the assessment.
        sheet: with every decision applied.
        decisions: the journal's entries about it, oldest first.
        deductions: 扣分原因 of each reduced line, by criterion.
        seen: fingerprint of each line, by criterion: what a reviewer of the workbook has before him.
        keys: key of each figure in the journal, by its id.
        stated: value that each line rests on before any correction, by criterion.
        head: the journal's end.
        masked: personal data is masked.
    """

    mark: str
    id: str
    name: str
    assessment: Assessment
    digest: str
    sheet: ReviewedSheet
    decisions: tuple[Decision, ...]
    deductions: Mapping[str, str]
    seen: Mapping[str, str]
    keys: Mapping[str, str]
    stated: Mapping[str, str]
    head: Head
    masked: bool

    @property
    def signed(self) -> bool:
        """Whether its sheet is signed."""
        return self.sheet.work is Work.SIGNED

    @property
    def self_total(self) -> Decimal | None:
        """The self-score: as stated, else as its rows add up."""
        scores = self.assessment.sheet
        return scores.self_total if scores.self_total is not None else scores.self_sum

    def last_said(self, kind: Kind, key: str) -> int:
        """Number of the newest entry about a subject; 0 if there is none."""
        subject = Subject(kind, key)
        return max((entry.seq for entry in self.decisions if entry.subject == subject), default=0)

    def files(self) -> tuple[tuple[str, str], ...]:
        """Path and SHA-256 of each file that was read; of a form, of the file that holds it."""
        submission = self.assessment.submission
        if submission is None:
            return ((self.assessment.document.path, self.assessment.document.sha256),)
        if submission.scored:
            return ((submission.main.path, submission.main.sha256),)
        return tuple((paper.path, paper.sha256) for paper in submission.papers if paper.sha256)


@dataclass(frozen=True, slots=True)
class Entry:
    """A submission in the lists of its batch.

    Attributes:
        id: of the submission.
        name: of the unit.
        self_total: the self-score.
        low: least total, decisions applied.
        high: most total.
        supported: total with the supported points of what is open.
        total: the decided total; ``None`` while a line is open.
        work: how far it is; ``None`` for what could not be read.
        decided: lines decided.
        lines: all lines.
        vetoed: a veto shows or was pronounced.
        pending: a line waits for data from outside.
        cuts: names of the lines that lost most, with the points.
        trouble: why it could not be read; empty if it was.
    """

    id: str
    name: str
    self_total: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    supported: Decimal | None = None
    total: Decimal | None = None
    work: Work | None = None
    decided: int = 0
    lines: int = 0
    vetoed: bool = False
    pending: bool = False
    cuts: tuple[tuple[str, Decimal], ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its place.

    Attributes:
        entry: the submission.
        place: where it stands; ``None`` for what is vetoed or could not be read.
        final: total on the rubric's own scale (折算), least and most; ``None`` where it scales none or has no total yet.
        grade: by the rubric's bands, several while the total is open; empty where the rubric names none.
    """

    entry: Entry
    place: CohortRank | None
    final: tuple[Decimal, Decimal] | None = None
    grade: str = ""


Ranking = Callable[[Sequence[Entry]], Sequence[Ranked]]
"""Gives each entry of a batch its place, best first."""

_CUTS = 3


def entry_of(dossier: Dossier) -> Entry:
    """What the lists of the batch show of a submission."""
    sheet = dossier.sheet
    cuts = sorted(
        (
            (line.line.max - line.points, position, line.line.name)
            for position, line in enumerate(sheet.lines.values())
            if line.points is not None and line.points < line.line.max
        ),
        key=lambda cut: (-cut[0], cut[1]),
    )
    return Entry(
        id=dossier.id,
        name=dossier.name,
        self_total=dossier.self_total,
        low=sheet.low,
        high=sheet.high,
        supported=sheet.supported,
        total=sheet.total,
        work=sheet.work,
        decided=sum(1 for line in sheet.lines.values() if line.decision is not None),
        lines=len(sheet.lines),
        vetoed=any(line.line.outcome.status is Status.VETOED for line in sheet.lines.values()),
        pending=any(
            line.line.outcome.status is Status.PENDING and line.points is None and line.line.max
            for line in sheet.lines.values()
        ),
        cuts=tuple((name, lost) for lost, _, name in cuts[:_CUTS]),
    )
