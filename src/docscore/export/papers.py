"""The papers of a submission for a terminal: what each was taken for, and how the evidence stands."""

from __future__ import annotations

from ..model import PART_NAMES, Assessment, Part
from .folding import fold
from .supplement import supplement_totals

_TOLD = (Part.REPORT, Part.FORM, Part.SELF_SCORES, Part.EARLIER, Part.PLAN)


def papers_text(assessment: Assessment, *, width: int) -> str:
    """A few lines to stand above the sheet; empty for a report alone.

    Args:
        assessment: one submission, scored and checked.
        width: columns to fill.
    """
    submission = assessment.submission
    if submission is None:
        return ""
    registered = sum(
        1 for paper in submission.papers if paper.document is None and paper.part is not Part.UNREAD
    )
    unread = len(submission.of(Part.UNREAD))
    counts = f"读了 {len(submission.papers) - registered - unread} 份"
    counts += f"，只登记文件名 {registered} 份" if registered else ""
    counts += f"，未读 {unread} 份" if unread else ""
    lines = [f"{submission.folder}　材料 {len(submission.papers)} 份：{counts}"]
    for part in _TOLD:
        lines += [f"  {PART_NAMES[part]}：{paper.path}（{paper.reason}）" for paper in submission.of(part)]
    lines.append(f"  {PART_NAMES[Part.EVIDENCE]}：{len(submission.of(Part.EVIDENCE))} 份")
    if submission.required:
        lines.append(supplement_totals(assessment))
    return "".join(f"{fold(line, width)}\n" for line in lines) + "\n"
