"""The annual goal of a form as set and as reached: below their headings, or beside them."""

from __future__ import annotations

from .headings import Headings, bare
from .lines import Line, Slot

EXPECTED, ACHIEVED = "expected", "achieved"
#: How headings of a goal end, and what they hold, that the packs do not list.
_ENDS = {EXPECTED: ("目标",), ACHIEVED: ("完成目标", "实现情况", "完成情况综述")}
_HOLDS = {EXPECTED: ("目标",), ACHIEVED: ("完成情况",)}
_LONGEST = 16
#: Shorter words beside a heading are no goal.
_SHORTEST_GOAL = 4


def goal_heads(line: Line, below: Line | None, headings: Headings) -> dict[str, Slot]:
    """The cells that head the annual goal as set and as reached, if the line has both and the goal stands below; else empty.

    A cell that goes on into the line below stands beside what is headed. Of several headings those nearest to each other
    count: the goal as last adjusted, and what came of it.
    """
    heading = [slot for slot in line.own if not _reaches(slot, below)] or list(line.own)
    achieved = next((slot for slot in reversed(heading) if _says(slot, ACHIEVED, headings)), None)
    before = [slot for slot in heading if achieved is not None and slot.start < achieved.start]
    expected = next((slot for slot in reversed(before) if _says(slot, EXPECTED, headings)), None)
    if achieved is None or expected is None:
        return {}
    between = [slot for slot in before if slot.start > expected.start]
    return {} if between else {EXPECTED: expected, ACHIEVED: achieved}


def goals_beside(line: Line, headings: Headings) -> dict[str, Slot]:
    """The annual goal as set, as reached, or both, where each stands to the right of its label; else empty."""
    found: dict[str, Slot] = {}
    for label, words in zip(line.own, line.own[1:], strict=False):
        kind = next(
            (kind for kind in (ACHIEVED, EXPECTED) if bare(label.text) in _listed(kind, headings)), ""
        )
        if (
            kind
            and kind not in found
            and len(words.text) >= _SHORTEST_GOAL
            and not _is_heading(words, headings)
        ):
            found[kind] = words
    return found


def _says(slot: Slot, kind: str, headings: Headings) -> bool:
    heading = bare(slot.text)
    if heading in _listed(kind, headings):
        return True
    if kind == EXPECTED and _says(slot, ACHIEVED, headings):
        return False
    told = heading.endswith(_ENDS[kind]) or any(word in heading for word in _HOLDS[kind])
    return told and len(heading) <= _LONGEST


def _listed(kind: str, headings: Headings) -> frozenset[str]:
    return headings.expected if kind == EXPECTED else headings.achieved


def _is_heading(slot: Slot, headings: Headings) -> bool:
    return (
        any(_says(slot, kind, headings) for kind in (EXPECTED, ACHIEVED))
        or headings.label(slot.text) is not None
    )


def _reaches(slot: Slot, below: Line | None) -> bool:
    """Whether a cell goes on into the line below."""
    return below is not None and slot.cell.row + slot.cell.row_span > below.row
