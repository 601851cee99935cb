"""A cohort: the submissions of one batch, each reduced to what can be compared across units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .document import Place
from .finding import Finding
from .formrules import GradeSpan
from .interval import Interval


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric of one unit: the values that its papers allow, as printed, and where."""

    interval: Interval
    printed: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one unit's report that is long enough to be compared with other units'."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure of one unit by what it counts (metric, else subject), its value and unit."""

    what: str
    value: Decimal
    unit: str
    printed: str
    place: Place


@dataclass(frozen=True)
class Member:
    """One unit of the cohort.

    Attributes:
        id: of its submission.
        name: of the unit.
        metrics: values by metric id.
        earlier: values by metric id in last year's report, where it was handed in.
        passages: paragraphs of the report.
        figures: results of the report with a value that chance seldom gives twice.
        files: path and SHA-256 of each evidence file.
        tables: path, address and rows of each table of the evidence; a row is one line of text.
        low: least total.
        supported: total that its papers support.
        high: most total.
        self_total: its self-score.
        vetoed: a veto shows in its papers; a person must pronounce it.
        pending: a line still waits for data from outside.
    """

    id: str
    name: str
    metrics: Mapping[str, Measured] = field(default_factory=dict)
    earlier: Mapping[str, Measured] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    figures: tuple[CountedFigure, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    low: Decimal = Decimal(0)
    supported: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    self_total: Decimal | None = None
    vetoed: bool = False
    pending: bool = False

    def bare(self) -> Member:
        """The same without what is compared of it, which is large."""
        return replace(self, metrics={}, earlier={}, passages=(), figures=(), files=(), tables=())


@dataclass(frozen=True, slots=True)
class CohortFinding:
    """A doubt that shows only beside other units (X).

    Attributes:
        units: ids of the submissions concerned, the one in doubt first.
        finding: the doubt; the places of other units name the unit.
    """

    units: tuple[str, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class CohortRank:
    """A place in the cohort: a range while intervals overlap; equal values share the better place.

    Attributes:
        best: 1-based, if everything open falls out well.
        worst: if it falls out badly.
        of: how many are ranked.
    """

    best: int
    worst: int
    of: int


@dataclass(frozen=True, slots=True)
class ScreenedLine:
    """A line of the sheet that has a self-score, an indicator where the self-score stands for a whole one."""

    id: str
    name: str
    max: Decimal
    self_points: Decimal
    low: Decimal
    supported: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class ScreenedForm:
    """What the summary of a batch shows of a self-evaluation form beside its points.

    Attributes:
        unit: the unit that it names, else the folder that it came in; empty if there is neither.
        project: what it is called.
        budget: the budget by which the rate of execution is computed, in 元; ``None`` if unknown.
        executed: what was spent, in 元; ``None`` if unknown.
        rate: rate of execution in percent; ``None`` if unknown.
        grades: the grade of its total by each variant that has grades.
        place: the file that holds it and where it stands there, as people find it.
    """

    unit: str
    project: str
    budget: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    grades: tuple[GradeSpan, ...]
    place: str


@dataclass(frozen=True)
class Screened:
    """What a batch keeps of a submission beside its row, so that summing up a province opens no submission again.

    Attributes:
        member: what is compared across units.
        lines: the lines with a self-score, in the rubric's order.
        cuts: names of the lines that lost most, with the points.
        findings: its doubts, ranked, without their figures.
        unread: path and trouble of each paper that was not read.
        passed_over: path of each paper and what of it was not read.
        form: of a self-evaluation form, what its summary shows; ``None`` for a report.
    """

    member: Member
    lines: tuple[ScreenedLine, ...] = ()
    cuts: tuple[tuple[str, Decimal], ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    passed_over: tuple[tuple[str, str], ...] = ()
    form: ScreenedForm | None = None
