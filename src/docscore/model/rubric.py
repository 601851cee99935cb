"""A rubric: the scoring rules of one programme, as frozen data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .metric import Fact, Metric


@dataclass(frozen=True, slots=True)
class Comparison:
    """A numeric condition on a metric, ``>= 70%``.

    Attributes:
        op: one of ``>= > <= < ==``.
        bound: the threshold, in the metric's unit.
        text: the condition as the rubric file writes it.
    """

    op: Literal[">=", ">", "<=", "<", "=="]
    bound: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class FactHolds:
    """The condition that a fact is so.

    Attributes:
        fact: id of the fact.
    """

    fact: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The condition that no band before it matched.

    Attributes:
        presumed: the rule document does not say what happens then; these points are our reading.
    """

    presumed: bool = False


Condition = Comparison | FactHolds | Otherwise


@dataclass(frozen=True, slots=True)
class PointsRange:
    """Points for one band: fixed where ``low == high``, else a range in which a person grades."""

    low: Decimal
    high: Decimal


_NOTHING = PointsRange(Decimal(0), Decimal(0))


def sums(choices: Iterable[tuple[PointsRange, ...]]) -> tuple[PointsRange, ...]:
    """Every total that one choice of each can add up to; totals within another's range are dropped.

    Args:
        choices: for each line what it can give.
    """
    totals = {_NOTHING}
    for options in choices:
        added = {PointsRange(t.low + o.low, t.high + o.high) for t in totals for o in options}
        totals = {t for t in added if not any(o != t and o.low <= t.low and t.high <= o.high for o in added)}
    return tuple(sorted(totals, key=lambda points: (points.low, points.high)))


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
        return (*(band.points for band in self.bands), _NOTHING)


@dataclass(frozen=True, slots=True)
class Judged:
    """A range in which a person grades, open once the fact shows in the papers (酌情)."""

    fact: str
    points: PointsRange
    kind: Literal["judged"] = "judged"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give."""
        return (self.points, _NOTHING)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item of a checklist: a fact and what it earns."""

    fact: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items that earn their points each on its own (得分点)."""

    items: tuple[ChecklistItem, ...]
    kind: Literal["checklist"] = "checklist"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give: the sums of any of its items."""
        return sums((PointsRange(item.points, item.points), _NOTHING) for item in self.items)


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points beyond the total (加分).

    Attributes:
        bands: what can be earned.
        combine: ``sum`` where bands add up, ``highest`` where only the best counts (不累加).
        metric: metric of numeric bands.
    """

    bands: tuple[Band, ...]
    combine: Literal["sum", "highest"]
    metric: str | None = None
    kind: Literal["bonus"] = "bonus"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """What the rule can give: any band, or the sums of any bands."""
        if self.combine == "sum":
            return sums((band.points, _NOTHING) for band in self.bands)
        return (*(band.points for band in self.bands), _NOTHING)


@dataclass(frozen=True, slots=True)
class Veto:
    """A condition that fails the whole submission (一票否决)."""

    when: Condition
    metric: str | None = None
    kind: Literal["veto"] = "veto"

    @property
    def attainable(self) -> tuple[PointsRange, ...]:
        """A veto earns nothing."""
        return (_NOTHING,)


Rule = Tiers | Judged | Checklist | Bonus | Veto


@dataclass(frozen=True, slots=True)
class Criterion:
    """The smallest line that earns points (评分项).

    Attributes:
        id: unique in the rubric.
        name: short Chinese name.
        points: most that it can earn; 0 for a veto.
        clause: what the rule document asks, in our own words.
        rule: how points follow.
        matches: words by which a row of a self-score table is known to cover this criterion.
        note: what is ambiguous in the clause and how it is read.
    """

    id: str
    name: str
    points: Decimal
    clause: str
    rule: Rule
    matches: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named group of criteria for which a self-score is given (评价指标).

    Attributes:
        id: unique in the rubric.
        name: as the rule document names it.
        points: as the rule document heads it; ``None`` where it heads none.
        criteria: its lines.
        evidence: papers that the rule document asks for (佐证材料).
        note: what is ambiguous and how it is read.
    """

    id: str
    name: str
    points: Decimal | None
    criteria: tuple[Criterion, ...]
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RubricSection:
    """A part of the rubric (工作任务): a heading with points and its indicators."""

    id: str
    name: str
    points: Decimal | None
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Rubric:
    """The scoring rules of one programme (评分细则).

    Attributes:
        id: the name it is called by, also its file's name.
        title: title of the rule document.
        version: version of this file; a published version is never edited.
        source: the rule document and where to find the table in it.
        unit: whom it scores: 县（市、区）.
        total: full marks without bonus.
        sections: base sections, in order.
        bonus: bonus indicators.
        veto: veto indicators.
        metrics: every metric that the rules or their derivations use, by id.
        facts: every fact that the rules use, by id.
        notes: what is ambiguous in the whole.
    """

    id: str
    title: str
    version: str
    source: str
    unit: str
    total: Decimal
    sections: tuple[RubricSection, ...]
    bonus: tuple[Indicator, ...] = ()
    veto: tuple[Indicator, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def indicators(self) -> Iterator[Indicator]:
        """All indicators: base, then bonus, then veto."""
        for section in self.sections:
            yield from section.indicators
        yield from self.bonus
        yield from self.veto

    def criteria(self) -> Iterator[Criterion]:
        """All criteria in the order of :meth:`indicators`."""
        for indicator in self.indicators():
            yield from indicator.criteria
