"""What a rule document holds, before its clauses are read: forms of lines, each under its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_P = r"\d+(?:\.\d+)?"
_STATED = re.compile(
    rf"[（(【\[](?:满分|分值|共|计|本项|权重|最高|最多|上限|不超过)*[:：]?(?P<points>{_P})(?P<unit>分|%)?[)）\]】][。；;：:]?$"
)
_CONTINUED = re.compile(r"[（(]续(?:表|前|上)?[)）]|^续[:：]?")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[章节部分条项]+|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"\d{1,2}[.、．](?!\d)|[①-⑳])[、.\s]*"
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the points that it states.

    Attributes:
        name: its words without numbering and points.
        points: points that it states; ``None`` if it states none.
    """

    name: str
    points: Decimal | None = None

    @property
    def key(self) -> str:
        """By this a heading that is repeated on the next page is known."""
        return re.sub(r"[^\w\u4e00-\u9fff]", "", self.name)


@dataclass(frozen=True, slots=True)
class Line:
    """One clause cell or paragraph with what stands above and beside it.

    Attributes:
        headings: headings above it, outermost first.
        clause: its words.
        points: full marks where they stand apart from the clause.
        evidence: papers that are asked for, in the document's words.
        about: what the indicator is about, in the document's words.
        place: where it stands, as a person reads it.
        choice: the line is for one kind of unit alone; its headings end with the unit's name.
    """

    headings: tuple[Heading, ...]
    clause: str
    points: Decimal | None = None
    evidence: str = ""
    about: str = ""
    place: str = ""
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One set of rules: a table, or a list under headings.

    Attributes:
        title: as the document titles it; empty if it does not.
        lines: its lines, in order.
        place: where it begins.
    """

    title: str
    lines: tuple[Line, ...]
    place: str = ""


def heading(text: str, points: Decimal | None = None) -> Heading:
    """A heading from its words.

    Args:
        text: 加强组织领导（10分）, 二、产出指标, 长效机制 (5).
        points: points that stand apart from it; those in its own words count before them.
    """
    words = _CONTINUED.sub("", _BLANKS.sub("", text)).strip("：:。；; ")
    stated = _STATED.search(words)
    if stated:
        points = Decimal(stated["points"])
        words = words[: stated.start()]
    return Heading(_NUMBERING.sub("", words).strip("：:。；; "), points)


def stated_points(text: str) -> Decimal | None:
    """Points in brackets at the end of *text*: 10 of 加强组织领导（10分）; ``None`` if there are none."""
    stated = _STATED.search(_BLANKS.sub("", text))
    return Decimal(stated["points"]) if stated else None


def number_in(text: str) -> Decimal | None:
    """The number that a points cell holds: 5, 5分, 10%, （5分）; ``None`` for anything else."""
    match = re.fullmatch(rf"[（(+＋]?({_P})(?:分|%|％)?[)）]?", _BLANKS.sub("", text))
    return Decimal(match[1]) if match else None


def with_marks(clause: str) -> str:
    """*clause* with 分 where its points stand in brackets without it: （3） at its end, (-5), (+1)."""
    clause = re.sub(rf"[（(]([+＋\-－−]?{_P})[)）](?=[。；;]?\s*$)", r"（\1分）", clause)
    return re.sub(rf"[（(]([+＋\-－−]{_P})[)）]", r"（\1分）", clause)
