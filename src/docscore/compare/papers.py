"""Which paper of one submission is which of the other: the report is the report, the rest go by title and content."""

from __future__ import annotations

from pathlib import PurePosixPath

from rapidfuzz import fuzz

from ..model import Paper, Part, Submission
from .assignment import assign

#: From here on two papers are versions of each other: the better of the likeness of their titles and of their text.
_VERSIONS = 70
_BEGINNING = 2000  # characters of a paper that tell what it is


def pair_papers(
    left: Submission, right: Submission
) -> tuple[tuple[tuple[Paper, Paper], ...], tuple[Paper, ...], tuple[Paper, ...]]:
    """Pair the papers of two submissions.

    Args:
        left: the one submission.
        right: the other.

    Returns:
        The pairs, the report first, then in order of path; then the papers of the left alone, and of the right alone.
    """
    reports = tuple(zip(left.of(Part.REPORT), right.of(Part.REPORT), strict=False))
    ours, theirs = (
        [paper for paper in side.papers if paper.part is not Part.REPORT] for side in (left, right)
    )
    there: dict[str, list[int]] = {}
    for j, paper in enumerate(theirs):
        if paper.sha256:
            there.setdefault(paper.sha256, []).append(j)
    # A copy is its own counterpart, whatever it is called.
    found = {i: there[p.sha256].pop(0) for i, p in enumerate(ours) if there.get(p.sha256)}
    taken = set(found.values())
    begun = {id(paper): _beginning(paper) for paper in (*ours, *theirs)}
    edges = {
        i: [
            (j, weight)
            for j, other in enumerate(theirs)
            if j not in taken
            and (weight := _likeness(paper, other, begun[id(paper)], begun[id(other)])) >= _VERSIONS
        ]
        for i, paper in enumerate(ours)
        if i not in found
    }
    found |= assign(edges)
    taken = set(found.values())
    return (
        reports + tuple((ours[i], theirs[j]) for i, j in sorted(found.items())),
        tuple(paper for i, paper in enumerate(ours) if i not in found),
        tuple(paper for j, paper in enumerate(theirs) if j not in taken),
    )


def _likeness(a: Paper, b: Paper, text: str, other: str) -> int:
    """How alike two papers and their texts are, 0 to 101; of equals the one of the same name counts more."""
    if (a.document is None) is not (b.document is None):
        return 0
    title = max(
        fuzz.ratio(a.title, b.title), fuzz.ratio(PurePosixPath(a.path).stem, PurePosixPath(b.path).stem)
    )
    content = fuzz.ratio(text, other) if text and other else 0
    return int(max(title, content)) + (PurePosixPath(a.path).name == PurePosixPath(b.path).name)


def _beginning(paper: Paper) -> str:
    text, blocks = "", iter(paper.document.blocks if paper.document else ())
    while len(text) < _BEGINNING and (block := next(blocks, None)) is not None:
        text += "".join(block.text.split())
    return text[:_BEGINNING]
