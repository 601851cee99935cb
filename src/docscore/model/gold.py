"""Labelled figures, and how extracted ones agree with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Label:
    """A figure as a person labelled it.

    Attributes:
        surface: its characters in the text.
        nth: which occurrence of ``surface`` in the whole text is meant, counted from 1 as plain substrings;
            ``None``: the first one behind the label before it.
        value: in the base unit.
        value_max: upper end of a range, else ``None``.
        units: base units that are right, the best first; ``""`` for none.
        comparator: ``eq``, ``ge``, …
        roles: roles that are right, the best first.
        subjects: wordings of what is counted; empty if not labelled.
        period: the period it holds for; ``None`` if not labelled.
        optional: neither finding nor missing it counts.
    """

    surface: str
    nth: int | None
    value: Decimal
    value_max: Decimal | None
    units: tuple[str, ...]
    comparator: str
    roles: tuple[str, ...]
    subjects: tuple[str, ...]
    period: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Trap:
    """Characters with a number that is no figure.

    Attributes:
        surface: the characters.
        nth: which occurrence is meant, counted from 1.
        why: what they are.
    """

    surface: str
    nth: int
    why: str


@dataclass(frozen=True)
class GoldPaper:
    """One labelled text or document.

    Attributes:
        name: id of the passage, or the document's file name.
        text: the text itself; empty if ``document`` names a file.
        document: the file as the labels name it; empty for a passage.
        part: only the lines from the first label to the last are labelled, not the whole document.
        labels: the figures, in reading order.
        traps: what is no figure.
    """

    name: str
    text: str
    document: str
    part: bool
    labels: tuple[Label, ...]
    traps: tuple[Trap, ...]


class Fault(StrEnum):
    """How an extracted figure differs from its label."""

    MISSED = "missed"
    INVENTED = "invented"
    TRAPPED = "trapped"
    SPAN = "span"
    VALUE = "value"
    COMPARATOR = "comparator"
    ROLE = "role"
    SUBJECT = "subject"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One difference, for a person to look at.

    Attributes:
        paper: name of the labelled paper.
        place: where it stands, as a person reads it; empty if unknown.
        fault: what differs.
        surface: the characters in question.
        expected: what the label says; empty for an invention.
        got: what was extracted; empty for a miss.
    """

    paper: str
    place: str
    fault: Fault
    surface: str
    expected: str
    got: str


@dataclass
class Evaluation:
    """Counts over one or more labelled papers; grows while they are compared.

    Attributes:
        papers: labelled papers compared.
        labelled: labels that count.
        predicted: extracted figures that count.
        matched: pairs that overlap.
        span: pairs with the same first and last character.
        value: pairs that agree in value and upper end.
        value_unit: pairs that agree in value and unit.
        comparator: pairs that agree in comparator.
        role: pairs that agree in role.
        subject: pairs that agree in subject, unlabelled ones included.
        period: pairs that agree in period, of those labelled.
        periods: pairs whose period is labelled.
        traps: strings that are no figures.
        trapped: those of which a part was extracted.
        wrong: every difference.
    """

    papers: int = 0
    labelled: int = 0
    predicted: int = 0
    matched: int = 0
    span: int = 0
    value: int = 0
    value_unit: int = 0
    comparator: int = 0
    role: int = 0
    subject: int = 0
    period: int = 0
    periods: int = 0
    traps: int = 0
    trapped: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    def precision(self, hits: int) -> float:
        """Share of *hits* among the extracted; 1 if nothing was extracted."""
        return hits / self.predicted if self.predicted else 1.0

    def recall(self, hits: int) -> float:
        """Share of *hits* among the labelled; 1 if nothing is labelled."""
        return hits / self.labelled if self.labelled else 1.0

    def f1(self, hits: int) -> float:
        """Harmonic mean of precision and recall of *hits*."""
        both = self.labelled + self.predicted
        return 2 * hits / both if both else 1.0

    def share(self, hits: int) -> float:
        """Share of *hits* among the matched."""
        return hits / self.matched if self.matched else 1.0

    @property
    def period_share(self) -> float:
        """Share of right periods among the labelled ones."""
        return self.period / self.periods if self.periods else 1.0

    @property
    def trap_rate(self) -> float:
        """Share of traps that were taken."""
        return self.trapped / self.traps if self.traps else 0.0
