"""A kind of doubt or fault with its stable code, as ``docscore explain`` tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .document import Place
from .figure import Figure
from .finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: of a report, of a unit beside others, or of a rubric.

    Attributes:
        id: stable code.
        severity: usual gravity; a finding may be graver or lighter where its check says so.
        title: what it is, in a few words.
        meaning: what was compared with what, and why it matters.
        remedy: what would settle it.
        example: an invented case.
    """

    id: str
    severity: Severity
    title: str
    meaning: str
    remedy: str
    example: str

    def finding(
        self,
        message: str,
        *,
        points: Decimal = Decimal(0),
        criteria: Iterable[str] = (),
        figures: Iterable[Figure] = (),
        places: Iterable[Place] = (),
        severity: Severity | None = None,
        remedy: str = "",
    ) -> Finding:
        """A finding of this kind; places default to those of its figures."""
        figures = tuple(figures)
        return Finding(
            code=self.id,
            severity=severity or self.severity,
            message=message,
            points_at_stake=points,
            criteria=tuple(criteria),
            figures=figures,
            places=tuple(places) or tuple(figure.place for figure in figures),
            remedy=remedy or self.remedy,
        )

    def told(self) -> str:
        """What it means, in Chinese: a head, what is compared, an example, a remedy."""
        return (
            f"{self.id} {self.title}（一般为{self.severity.shown}）\n\n"
            f"查什么：{self.meaning}\n例如：{self.example}\n怎样消除：{self.remedy}\n"
        )
