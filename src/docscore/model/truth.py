"""What a person knows of a whole paper — its faults, what holds, points and self-scores — and how an assessment agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

#: A code that is right less often is off by default.
PRECISE_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that must be raised, or must not be.

    Attributes:
        codes: codes that are right, the best first; one letter stands for its whole family.
        words: all of these stand in its message; blanks do not count.
        at: one of these stands where it points: in the words of the paragraph or table, or in the place's label.
        criteria: it names one of these criteria or indicators.
        about: what it is, for a person.
    """

    codes: tuple[str, ...]
    words: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class ReportTruth:
    """The truth about one paper.

    Attributes:
        name: the paper's file as the truth names it.
        raised: findings that must be raised.
        quiet: findings that must not be raised.
        also: findings that neither help nor harm: what a fault rightly brings along.
        complete: a finding that is in neither list is a false alarm; else it is not judged.
        points: least and most points by criterion.
        self_scores: printed self-scores by indicator or criterion, several where it has several rows; ``None`` for a
            blank one.
        self_total: the printed total; ``None`` if the paper has none or it is not labelled.
    """

    name: str
    raised: tuple[Expected, ...] = ()
    quiet: tuple[Expected, ...] = ()
    also: tuple[Expected, ...] = ()
    complete: bool = False
    points: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    self_scores: dict[str, tuple[Decimal | None, ...]] = field(default_factory=dict)
    self_total: Decimal | None = None


class Miss(StrEnum):
    """How an assessment differs from the truth."""

    MISSED = "missed"
    FALSE_ALARM = "false_alarm"
    POINTS = "points"
    SELF_SCORE = "self_score"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One difference, for a person to look at.

    Attributes:
        paper: name of the paper.
        kind: what differs.
        what: the code, criterion or indicator.
        place: where it stands, as a person reads it; empty if unknown.
        expected: what the truth says; empty for a false alarm.
        got: what the assessment says; empty for a miss.
    """

    paper: str
    kind: Miss
    what: str
    place: str
    expected: str
    got: str


@dataclass
class Tally:
    """Counts of one code.

    Attributes:
        expected: findings that had to be raised.
        met: those that were.
        right: findings raised that had to be.
        wrong: findings raised that are false alarms.
    """

    expected: int = 0
    met: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the right among those raised and judged; ``None`` if there are none."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None

    @property
    def recall(self) -> float | None:
        """Share of the expected that were raised; ``None`` if none was expected."""
        return self.met / self.expected if self.expected else None


@dataclass
class ReportEvaluation:
    """Counts over one or more papers; grows while they are compared.

    Attributes:
        papers: papers compared.
        codes: counts by code.
        intervals: criteria whose points are labelled.
        exact: those with the same interval.
        contained: those whose interval holds the labelled one.
        self_scores: labelled self-scores, totals included.
        self_right: those read as printed.
        wrong: every difference.
    """

    papers: int = 0
    codes: dict[str, Tally] = field(default_factory=dict)
    intervals: int = 0
    exact: int = 0
    contained: int = 0
    self_scores: int = 0
    self_right: int = 0
    wrong: list[Disagreement] = field(default_factory=list)

    def tally(self, code: str) -> Tally:
        """The counts of *code*, which may grow."""
        return self.codes.setdefault(code, Tally())

    def by_code(self) -> Iterator[tuple[str, Tally]]:
        """Codes with their counts, in order."""
        yield from sorted(self.codes.items())

    def imprecise(self) -> tuple[str, ...]:
        """Codes whose precision is below :data:`PRECISE_ENOUGH`: a false alarm costs more trust than a miss."""
        low = ((code, tally.precision) for code, tally in self.by_code())
        return tuple(code for code, precision in low if precision is not None and precision < PRECISE_ENOUGH)

    def all_codes(self) -> Tally:
        """The counts over all codes."""
        tallies = list(self.codes.values())
        return Tally(
            sum(one.expected for one in tallies),
            sum(one.met for one in tallies),
            sum(one.right for one in tallies),
            sum(one.wrong for one in tallies),
        )
