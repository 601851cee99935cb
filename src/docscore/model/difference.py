"""Figures of two documents set against each other (数据差异): equal, changed, gone or added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from .document import Document
from .figure import Extraction, Figure
from .finding import Finding
from .sheet import CriterionLine

_WIDE = Context(prec=28)


class Standing(StrEnum):
    """How the two figures of a pair stand to each other."""

    CHANGED = "changed"
    EQUAL = "equal"
    GONE = "gone"  # on the left side alone
    ADDED = "added"  # on the right side alone


class Aspect(StrEnum):
    """What of a figure changed."""

    VALUE = "value"
    UNIT = "unit"
    COMPARATOR = "comparator"
    PRECISION = "precision"  # 83% and 83.0%: the same value, but not the same values that the digits allow
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two readings: a document with its figures, as extracted or as corrected by a reviewer."""

    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A figure and its counterpart.

    Attributes:
        left: the figure on the left side; ``None`` if it was added.
        right: the figure on the right side; ``None`` if it is gone.
        aspects: what changed between the two; empty if nothing did or one is missing.
        criteria: ids of the criteria whose points rest on either; empty without a rubric.
    """

    left: Figure | None
    right: Figure | None
    aspects: tuple[Aspect, ...] = ()
    criteria: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        """How the two stand to each other."""
        if self.left is None:
            return Standing.ADDED
        if self.right is None:
            return Standing.GONE
        return Standing.CHANGED if self.aspects else Standing.EQUAL

    @property
    def figure(self) -> Figure:
        """The figure that names the pair: the left one where there is one."""
        figure = self.left or self.right
        assert figure is not None
        return figure

    @property
    def reworded(self) -> bool:
        """Whether equal figures are printed differently: 416.7785万元 and 4167785元."""
        return (
            self.standing is Standing.EQUAL
            and self.left is not None
            and self.right is not None
            and self.left.printed != self.right.printed
        )

    @property
    def difference(self) -> Decimal | None:
        """Right minus left in the base unit, 百分点 for percentages; ``None`` for ranges and unlike units."""
        if self.left is None or self.right is None:
            return None
        left, right = self.left.quantity, self.right.quantity
        if left.unit != right.unit or left.value_max is not None or right.value_max is not None:
            return None
        return right.value - left.value

    @property
    def share(self) -> Decimal | None:
        """The difference in percent of the left value; ``None`` where that is 0 or there is no difference to take."""
        difference = self.difference
        if difference is None or self.left is None or not self.left.quantity.value:
            return None
        return _WIDE.divide(difference * 100, abs(self.left.quantity.value))


@dataclass(frozen=True, slots=True)
class Shift:
    """A criterion that earns something else on the right side than on the left."""

    left: CriterionLine
    right: CriterionLine


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """What the changes do to the provisional score under one rubric.

    Attributes:
        rubric: id of the rubric.
        title: its title.
        left: least and most total of the left side.
        right: least and most total of the right side.
        shifts: criteria whose interval, supported points or status differ, in the order of the sheet.
        names: name of each criterion that a pair names.
        closed: findings of the left side that the right side no longer has.
        new: findings that only the right side has.
        altered: findings of both sides that speak of other values or places now, as on the left and on the right.
        kept: how many findings both sides have unaltered.
    """

    rubric: str
    title: str
    left: tuple[Decimal, Decimal]
    right: tuple[Decimal, Decimal]
    shifts: tuple[Shift, ...]
    names: Mapping[str, str]
    closed: tuple[Finding, ...]
    new: tuple[Finding, ...]
    altered: tuple[tuple[Finding, Finding], ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The figures of two documents set against each other.

    Attributes:
        left: the one side, taken for the earlier.
        right: the other.
        pairs: every figure of both sides once: those of the left in reading order, then the added ones in theirs.
        score: what the changes do to the score; ``None`` without a rubric.
    """

    left: Side
    right: Side
    pairs: tuple[FigurePair, ...]
    score: ScoreChange | None = None

    def of(self, standing: Standing) -> tuple[FigurePair, ...]:
        """The pairs that stand so, in order."""
        return tuple(pair for pair in self.pairs if pair.standing is standing)

    @property
    def moving(self) -> frozenset[str]:
        """Ids of the criteria that earn something else."""
        return frozenset(shift.left.id for shift in self.score.shifts) if self.score else frozenset()

    def moves(self, pair: FigurePair) -> bool:
        """Whether a pair differs and a criterion that rests on it earns something else."""
        return pair.standing is not Standing.EQUAL and not self.moving.isdisjoint(pair.criteria)


@dataclass(frozen=True, slots=True)
class SubmissionDifference:
    """The papers of two submissions set against each other; two documents alone are the case of one pair.

    Attributes:
        left: what is compared, as it was named.
        right: with what.
        papers: the pairs of papers, the report first.
        gone: papers of the left side alone, in order of path.
        added: papers of the right side alone.
    """

    left: str
    right: str
    papers: tuple[Difference, ...]
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether any figure or paper differs."""
        return bool(self.gone or self.added) or any(
            pair.standing is not Standing.EQUAL for paper in self.papers for pair in paper.pairs
        )
