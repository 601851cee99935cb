"""Findings: doubts worth a person's time. And problems: what is wrong with a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .document import Place
from .figure import Figure


class Severity(StrEnum):
    """How grave a finding is; shown as 高, 中, 低."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt worth a person's time (疑点).

    Attributes:
        code: stable code, ``T01``; documented in ``docs/findings.md``.
        severity: how grave.
        message: what is wrong, stated against expected, in Chinese, without places.
        points_at_stake: points that depend on it, 0 if none do.
        criteria: ids of the criteria or indicators concerned.
        figures: the figures concerned.
        places: where to look, in order of use.
        remedy: what would settle it, in Chinese.
    """

    code: str
    severity: Severity
    message: str
    points_at_stake: Decimal
    criteria: tuple[str, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A check that held (通过): what was compared, so that the evaluator need not compare it again."""

    code: str
    message: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks say of one submission: doubts ranked by points at stake, and what reconciled."""

    findings: tuple[Finding, ...]
    reconciled: tuple[Reconciled, ...]


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
