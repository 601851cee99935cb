"""Findings: doubts worth a person's time, and what explains them. And problems: what is wrong with a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .document import Place
from .figure import Figure


class Severity(StrEnum):
    """How grave a finding is; shown as 高, 中, 低."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def shown(self) -> str:
        """As a person reads it."""
        return "高中低"[self.order]

    @property
    def order(self) -> int:
        """Its place among all, the gravest first: what findings are sorted by."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reviewer's standing explanation of one finding (常设说明): it stills the alarm and hides nothing.

    Attributes:
        code: code of the finding.
        criterion: id of a criterion or indicator that the finding concerns; empty if the doubt is named otherwise.
        metric: id of a metric that its figures speak to; empty if the doubt is named otherwise.
        words: words of its message; empty if the doubt is named otherwise.
        fingerprint: the finding's fingerprint when it was explained; with another value it is another doubt.
        reason: why it is no alarm.
        by: who says so.
        given: the day it was given.
        until: the last day it holds.
        entry: where it stands in its file, with nothing said against it.
    """

    code: str
    criterion: str
    metric: str
    words: str
    fingerprint: str
    reason: str
    by: str
    given: date
    until: date
    entry: Problem


@dataclass(frozen=True, slots=True)
class Explanations:
    """What reviewers have explained, as it stands on a day: an explanation runs out, whatever the clock of the machine.

    Attributes:
        entries: the explanations, no two for one fingerprint.
        on: the day.
    """

    entries: tuple[Explanation, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt worth a person's time (疑点).

    Attributes:
        code: stable code, ``T01``; documented in ``docs/findings.md``.
        severity: how grave.
        message: what is wrong, stated against expected, in Chinese, without places.
        points_at_stake: points that depend on it, 0 if none do; for the root of a chain those of the whole chain, each
            criterion counted once.
        criteria: ids of the criteria or indicators concerned.
        figures: the figures concerned.
        places: where to look, in order of use.
        remedy: what would settle it, in Chinese.
        metrics: ids of the metrics that its figures speak to.
        fingerprint: what the doubt is, by code, criteria, metrics and stated values; the same for the same papers,
            another as soon as a value changes.
        caused_by: fingerprint of the finding that is the root of this one; empty for a root.
        explanation: a standing explanation that holds; such a finding is no alarm.
    """

    code: str
    severity: Severity
    message: str
    points_at_stake: Decimal
    criteria: tuple[str, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    remedy: str
    metrics: tuple[str, ...] = ()
    fingerprint: str = ""
    caused_by: str = ""
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A check that held (通过): what was compared, so that the evaluator need not compare it again."""

    code: str
    message: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks say of one submission.

    Attributes:
        findings: every doubt: roots ranked by points at stake, each followed by its consequences, then the explained.
        reconciled: what was compared and held.
        unused: standing explanations that explain nothing, with the reason.
    """

    findings: tuple[Finding, ...]
    reconciled: tuple[Reconciled, ...]
    unused: tuple[Problem, ...] = ()

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """The findings that nobody has explained."""
        return tuple(finding for finding in self.findings if finding.explanation is None)

    @property
    def roots(self) -> tuple[Finding, ...]:
        """The alarms that no other one causes: what an evaluator has to settle."""
        return tuple(finding for finding in self.alarms if not finding.caused_by)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with a YAML file, where it stands.

    Attributes:
        file: the file.
        line: 1-based line.
        column: 1-based column.
        message: what is wrong and what would be right, in Chinese.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"
