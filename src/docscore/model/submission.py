"""A submission (申报材料): one unit's folder of papers, and what each of them was taken for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .document import Document
from .figure import Extraction


class Part(StrEnum):
    """What a file is in its submission."""

    REPORT = "report"  # 自评报告
    SELF_SCORES = "self_scores"  # 自评得分表 in a file of its own
    EVIDENCE = "evidence"  # 佐证材料
    EARLIER = "earlier"  # 自评报告的以前版本
    PLAN = "plan"  # 实施方案, whose targets were to be met
    UNREAD = "unread"  # cannot be read, or is of a kind that is not read


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a submission.

    Attributes:
        path: relative to the folder, with ``/``.
        sha256: hash of the bytes; empty where they were not read.
        size: bytes.
        part: what it was taken for.
        reason: why, in Chinese: the words or the person that decided.
        title: what the paper calls itself; its file name where it says nothing.
        document: as read; ``None`` if unread.
        extraction: its figures; ``None`` where they were not needed.
        trouble: why it was not read, in Chinese; empty if it was.
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


@dataclass(frozen=True, slots=True)
class Submission:
    """One unit's folder.

    Attributes:
        folder: its path as given.
        papers: every file below it, in order of path, the unread ones too.
    """

    folder: str
    papers: tuple[Paper, ...]

    def of(self, part: Part) -> tuple[Paper, ...]:
        """The papers taken for *part*, in order of path."""
        return tuple(paper for paper in self.papers if paper.part is part)
