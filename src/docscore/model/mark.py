"""Marks: what stands out on a page beside the sheet, and where it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .document import BBox, Place


class MarkKind(StrEnum):
    """What a mark says of the words under it; each is drawn differently, also without colour."""

    ACTUAL = "actual"
    TARGET = "target"
    REFERENCE = "reference"
    SELF_SCORE = "self"
    DENIED = "denied"
    DOUBT = "doubt"


#: The kinds as the legend of a page names them.
MARK_NAMES = {
    MarkKind.ACTUAL: "实际",
    MarkKind.TARGET: "目标",
    MarkKind.REFERENCE: "参照",
    MarkKind.SELF_SCORE: "自评分",
    MarkKind.DENIED: "否定",
    MarkKind.DOUBT: "疑点",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a paper that a line of the sheet or a doubt rests on.

    Attributes:
        place: where the words stand.
        kind: what they are.
        criterion: id of the line that the mark leads to; empty where a doubt concerns no line.
        open: it belongs to the line that is open; the others are only dotted.
        number: 1-based number in the chain of the open line; ``None`` for what its chain does not hold.
        doubt: fingerprint of the gravest open doubt about the words; empty if there is none.
        label: the mark as it is spoken, in Chinese.
    """

    place: Place
    kind: MarkKind
    criterion: str
    open: bool
    number: int | None
    doubt: str
    label: str


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark on a page.

    Attributes:
        mark: the mark.
        page: 1-based page.
        boxes: one box for each line of print, in PDF points.
        whole: the words themselves were not found on the page: the boxes are those of their paragraph or cell.
    """

    mark: Mark
    page: int
    boxes: tuple[BBox, ...]
    whole: bool = False
