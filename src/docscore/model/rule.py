"""Rules: the closed set of ways in which rule documents turn numbers and facts into points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .condition import AllOf, AnyOf, Comparison, Condition, FactHolds
from .points import NOTHING, PointsRange, capped, sums

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a rule.

    Attributes:
        when: its condition.
        points: what it earns.
    """

    when: Condition
    points: PointsRange


@dataclass(frozen=True, slots=True)
class Tiers:
    """Bands from best to worst; the first that matches earns its points (档次)."""

    bands: tuple[Band, ...]
    metric: str | None = None
    kind: Literal["tiers"] = "tiers"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give; 0 where no band matches."""
        return (*(band.points for band in self.bands), NOTHING)


@dataclass(frozen=True, slots=True)
class Rank:
    """Bands over a place in the cohort (前30%, 第1名); unknown until all submissions are in."""

    bands: tuple[Band, ...]
    metric: str
    kind: Literal["rank"] = "rank"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give; 0 where no band matches."""
        return (*(band.points for band in self.bands), NOTHING)


@dataclass(frozen=True, slots=True)
class Judged:
    """A range in which a person grades, open once the fact shows in the papers (酌情)."""

    fact: str
    points: PointsRange
    kind: Literal["judged"] = "judged"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give."""
        return (self.points, NOTHING)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item of a checklist: what must be so and what it earns, or loses where points are below 0."""

    when: Comparison | FactHolds | AllOf | AnyOf
    points: Decimal


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items that earn their points each on its own (得分点).

    Attributes:
        items: the items.
        cap: most points together; ``None`` for the sum of all.
    """

    items: tuple[ChecklistItem, ...]
    cap: Decimal | None = None
    kind: Literal["checklist"] = "checklist"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give: the sums of any of its items."""
        totals = sums((PointsRange(item.points, item.points), NOTHING) for item in self.items)
        return totals if self.cap is None else tuple(capped(points, self.cap) for points in totals)


@dataclass(frozen=True, slots=True)
class Proportional:
    """Actual over target times full marks, at most full marks (按比例).

    Attributes:
        metric: the actual value, or the rate of completion in percent where ``target`` is 100 and the unit ``%``.
        target: value that earns full marks.
        points: full marks.
        zero_below: values below this earn nothing; ``None`` if there is no such line.
        inverse: less is better: target over actual.
    """

    metric: str
    target: Decimal
    points: Decimal
    zero_below: Decimal | None = None
    inverse: bool = False
    kind: Literal["proportional"] = "proportional"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """Anything up to full marks."""
        return (PointsRange(_ZERO, self.points),)


@dataclass(frozen=True, slots=True)
class Step:
    """So many points at a base value, and so many more or less for each step above or below it.

    Attributes:
        metric: the value.
        base: value at which ``at_base`` is earned.
        at_base: points there.
        size: how much one step is, in the metric's unit.
        above: points for each step above the base, mostly ≥ 0; where less is better they are below 0.
        below: points for each step below the base, mostly ≤ 0.
        floor: least points; ``None`` where the rule lets them fall without end (倒扣不限).
        cap: most points; ``None`` where the rule sets no limit.
        partial: what a part of a step counts: nothing (``whole``), its share (``proportional``), a whole step
            (``begun``), or the rule document does not say (``unstated``): then the outcome spans the readings.
        kind: ``step`` for a threshold with deviations, ``per_unit`` for a count.
    """

    metric: str
    base: Decimal
    at_base: Decimal
    size: Decimal
    above: Decimal
    below: Decimal
    floor: Decimal | None
    cap: Decimal | None
    partial: Literal["whole", "proportional", "begun", "unstated"] = "unstated"
    kind: Literal["step", "per_unit"] = "step"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """Anything between floor and cap; where one is missing, what a hundred steps give."""
        ends = (self.at_base + 100 * self.above, self.at_base + 100 * self.below, self.at_base)
        low = min(ends) if self.floor is None else self.floor
        high = max(ends) if self.cap is None else self.cap
        return (PointsRange(low, high),)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that costs points each time it is found.

    Attributes:
        metric: how often it was found.
        each: points that each costs, > 0.
        most: most that this fault can cost; ``None`` if it has no limit of its own.
        size: how many make one (每 5 人扣 1 分).
    """

    metric: str
    each: Decimal
    most: Decimal | None = None
    size: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class DeductEach:
    """Full marks less so many for each fault found (每发现一处扣, 扣完为止).

    Attributes:
        points: full marks; 0 for a line that only deducts.
        faults: what costs points.
        floor: least points; ``None`` where the rule lets them fall without end.
        voids: conditions that take all points at once (发生事故的不得分).
    """

    points: Decimal
    faults: tuple[Fault, ...]
    floor: Decimal | None = _ZERO
    voids: tuple[Comparison | FactHolds, ...] = ()
    kind: Literal["deduct_each"] = "deduct_each"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """Anything from the floor up to full marks."""
        low = self.points - 100 * max((fault.each for fault in self.faults), default=_ZERO)
        return (PointsRange(low if self.floor is None else self.floor, self.points),)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Full marks in time, less for each day (or more days) late.

    Attributes:
        metric: days late; 0 or below is in time.
        due: the day; ``None`` where the rule document only says 按时.
        points: full marks.
        each: points that each ``days`` late cost; ``None`` where lateness earns ``late`` outright.
        days: how many days are one step.
        late: points for anything late where ``each`` is ``None``; the least points otherwise.
    """

    metric: str
    due: date | None
    points: Decimal
    each: Decimal | None = None
    days: Decimal = Decimal(1)
    late: Decimal = _ZERO
    kind: Literal["deadline"] = "deadline"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """Full marks, or anything down to the least."""
        if self.each is None:
            return (PointsRange(self.points, self.points), PointsRange(self.late, self.late))
        return (PointsRange(self.late, self.points),)


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points beyond the total (加分).

    Attributes:
        bands: what can be earned.
        combine: ``sum`` where bands add up, ``highest`` where only the best counts (不累加).
        metric: metric of numeric bands.
        cap: most points together; ``None`` if there is no limit.
    """

    bands: tuple[Band, ...]
    combine: Literal["sum", "highest"]
    metric: str | None = None
    cap: Decimal | None = None
    kind: Literal["bonus"] = "bonus"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give: any band, or the sums of any bands."""
        if self.combine == "highest":
            return (*(band.points for band in self.bands), NOTHING)
        totals = sums((band.points, NOTHING) for band in self.bands)
        return totals if self.cap is None else tuple(capped(points, self.cap) for points in totals)


@dataclass(frozen=True, slots=True)
class Veto:
    """A condition that fails the whole submission (一票否决)."""

    when: Comparison | FactHolds | AllOf | AnyOf
    metric: str | None = None
    kind: Literal["veto"] = "veto"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """A veto earns nothing."""
        return (NOTHING,)


@dataclass(frozen=True, slots=True)
class GradeBand:
    """One grade and the totals that earn it."""

    when: Condition
    grade: str


@dataclass(frozen=True, slots=True)
class Grade:
    """Bands of the total that are named, not scored (等次)."""

    bands: tuple[GradeBand, ...]
    metric: str
    kind: Literal["grade"] = "grade"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """A grade earns nothing."""
        return (NOTHING,)


@dataclass(frozen=True, slots=True)
class Composite:
    """Several rules in one line.

    Attributes:
        parts: the rules.
        combine: ``all`` – points only if every part earns, then the sum; ``sum`` – the parts add up;
            ``best`` – the best counts (取高); ``unstated`` – the rule document does not say whether the best counts or
            all add up, so the outcome spans both; ``weighted`` – the sum of each part times its weight; ``readings`` –
            the parts are readings of one clause, one of which holds: the outcome spans them all.
        weights: one a part for ``weighted``, else empty.
        names: what each part is called for ``readings`` (whose formula it is), else empty.
        cap: most points together; ``None`` if there is no limit.
        floor: least points together; ``None`` if there is no limit.
    """

    parts: tuple[Rule, ...]
    combine: Literal["all", "sum", "best", "unstated", "weighted", "readings"]
    weights: tuple[Decimal, ...] = ()
    cap: Decimal | None = None
    floor: Decimal | None = None
    names: tuple[str, ...] = ()
    kind: Literal["composite"] = "composite"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the parts give together."""
        each = [part.attainable for part in self.parts]
        if self.combine in ("best", "readings"):
            return tuple(points for choices in each for points in choices)
        if self.combine == "weighted":
            each = [
                tuple(PointsRange(points.low * weight, points.high * weight) for points in choices)
                for choices, weight in zip(each, self.weights, strict=True)
            ]
        totals = sums(each)
        return totals if self.cap is None else tuple(capped(points, self.cap) for points in totals)


Rule = (
    Tiers
    | Rank
    | Judged
    | Checklist
    | Proportional
    | Step
    | DeductEach
    | Deadline
    | Bonus
    | Veto
    | Grade
    | Composite
)
