"""The score sheet: for every line what it may earn, why, and what the county gave itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .claim import Claim, SelfScore, Statement
from .interval import Interval


class Status(StrEnum):
    """How a criterion stands."""

    MET = "met"
    NOT_MET = "not_met"
    JUDGEMENT = "judgement"
    NO_EVIDENCE = "no_evidence"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"
    CONTRADICTED = "contradicted"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    VETOED = "vetoed"


@dataclass(frozen=True, slots=True)
class Value:
    """What a metric may be according to the document, and from what.

    Attributes:
        metric: id of the metric.
        interval: the values that the document allows; ``None`` if it says nothing.
        printed: the value as a person reads it: 70.26%, 4385人次.
        claims: the claims it rests on.
        rivals: claims of the same metric with another value for the same time and scope: they contradict it.
        others: claims of the same metric for an earlier time or of a part: passed over, and no contradiction.
        inputs: for a derived value, those of its numerator and denominator.
        formula: for a derived value, the computation in words: 137 ÷ 195 = 70.26%.
        missing: ids of metrics that a derivation needed and did not find.
        proxy: id of the near-by metric that stands in for this one; empty if it is this one.
        ceiling: for a rate whose numerator is unknown, the most that it can be by what the numerator cannot exceed.
        derivation: for a stated rate, the same from its numerator and denominator, so that the two can be compared.
        statements: the sentences whose dates it was counted from.
    """

    metric: str
    interval: Interval | None
    printed: str
    claims: tuple[Claim, ...] = ()
    rivals: tuple[Claim, ...] = ()
    others: tuple[Claim, ...] = ()
    inputs: tuple[Value, ...] = ()
    formula: str = ""
    missing: tuple[str, ...] = ()
    proxy: str = ""
    ceiling: Value | None = None
    derivation: Value | None = None
    statements: tuple[Statement, ...] = ()

    def all_claims(self) -> Iterator[Claim]:
        """The claims it rests on, those of its inputs included."""
        yield from self.claims
        for value in self.inputs:
            yield from value.all_claims()


@dataclass(frozen=True, slots=True)
class Slip:
    """How little it takes to fall into a lower band: one thing counted less.

    Attributes:
        text: the computation with one less: 136 ÷ 195 = 69.74%.
        points: what the line would then earn at most.
    """

    text: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a line earns what it earns.

    Attributes:
        rule: kind of the rule.
        row: the rule row that matched, as the rubric writes it; empty if none did.
        reason: one Chinese sentence.
        values: the metrics it used, each with its place or its absence.
        statements: the sentences it used.
        slip: set where one thing counted less would earn less.
    """

    rule: str
    row: str
    reason: str
    values: tuple[Value, ...] = ()
    statements: tuple[Statement, ...] = ()
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a criterion may earn.

    Attributes:
        low: least points; may be below 0 where the rubric deducts.
        high: most points that are not ruled out.
        supported: most points that the document's own evidence allows, low ≤ supported ≤ high.
        status: how it stands.
        trace: why.
    """

    low: Decimal
    high: Decimal
    supported: Decimal
    status: Status
    trace: Trace


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One line of the sheet.

    Attributes:
        id: id of the criterion.
        name: its name.
        clause: what the rule document asks.
        max: most points.
        self_points: the self-score where the document gives one for this line alone.
        outcome: what it may earn.
    """

    id: str
    name: str
    clause: str
    max: Decimal
    self_points: Decimal | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with the sums over its lines.

    Attributes:
        id: id of the indicator.
        name: its name.
        max: full marks.
        self_points: sum of its self-score rows; ``None`` if all are blank or missing.
        self_rows: its rows in the self-score table.
        low: sum over the lines.
        high: sum over the lines.
        supported: sum over the lines.
        criteria: its lines.
        evidence: papers that the rule document asks for.
    """

    id: str
    name: str
    max: Decimal
    self_points: Decimal | None
    self_rows: tuple[SelfScore, ...]
    low: Decimal
    high: Decimal
    supported: Decimal
    criteria: tuple[CriterionLine, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section with its indicators; ``kind`` tells base sections from bonus and veto."""

    id: str
    name: str
    kind: str
    max: Decimal
    self_points: Decimal | None
    low: Decimal
    high: Decimal
    supported: Decimal
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The whole sheet.

    Attributes:
        rubric: id of the rubric.
        title: title of the rubric.
        sections: base sections, then 加分项 and 一票否决项 where the rubric has them.
        self_total: the total that the document states; ``None`` if it states none.
        self_sum: sum of the self-scores of its rows; ``None`` if there are none.
        max: full marks without bonus.
        low: least total, bonus included.
        high: most total, bonus included.
        supported: most that the document's own evidence allows.
    """

    rubric: str
    title: str
    sections: tuple[SectionLine, ...]
    self_total: Decimal | None
    self_sum: Decimal | None
    max: Decimal
    low: Decimal
    high: Decimal
    supported: Decimal

    def indicators(self) -> Iterator[IndicatorLine]:
        """All indicator lines in order."""
        for section in self.sections:
            yield from section.indicators

    def criteria(self) -> Iterator[CriterionLine]:
        """All criterion lines in order."""
        for indicator in self.indicators():
            yield from indicator.criteria
