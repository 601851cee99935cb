"""What the county gave itself: each row of the self-score table beside the lines that it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import CriterionLine, SelfScore, Status
from .case import Case

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """A self-score row beside the lines that it covers."""

    name: str
    indicator: str
    score: SelfScore
    lines: tuple[CriterionLine, ...]

    @property
    def max(self) -> Decimal:
        """Most points of its lines."""
        return sum((line.max for line in self.lines), _ZERO)

    @property
    def supported(self) -> Decimal:
        """Most points that the document's own evidence allows."""
        return sum((line.outcome.supported for line in self.lines), _ZERO)

    @property
    def low(self) -> Decimal:
        """Points that are certain."""
        return sum((line.outcome.low for line in self.lines), _ZERO)

    @property
    def high(self) -> Decimal:
        """Most points that are not ruled out."""
        return sum((line.outcome.high for line in self.lines), _ZERO)

    @property
    def denied(self) -> tuple[CriterionLine, ...]:
        """Lines that the text itself denies."""
        return tuple(line for line in self.lines if line.outcome.status is Status.CONTRADICTED)

    @property
    def denied_points(self) -> Decimal:
        """How much of what was claimed beyond support falls to lines that the text itself denies."""
        if self.score.points is None:
            return _ZERO
        open_points = sum((line.max - line.outcome.supported for line in self.denied), _ZERO)
        return max(_ZERO, min(self.score.points - self.supported, open_points))


def rows(case: Case) -> Iterator[Row]:
    """The rows of the self-score table, veto lines apart."""
    for section in case.sheet.sections:
        if section.kind == "veto":
            continue
        subtotal = next((total for total in case.assertions.subtotals if total.section == section.id), None)
        if subtotal is not None and not any(indicator.self_rows for indicator in section.indicators):
            lines = tuple(line for indicator in section.indicators for line in indicator.criteria)
            ids = tuple(line.id for line in lines)
            yield Row(
                section.name, section.id, SelfScore("", ids, subtotal.points, None, subtotal.place), lines
            )
        for indicator in section.indicators:
            for score in indicator.self_rows:
                lines = tuple(line for line in indicator.criteria if line.id in score.criteria)
                name = indicator.name
                if len(indicator.self_rows) > 1 and lines:
                    name += f"（{lines[0].name}等 {len(lines)} 项）"
                yield Row(name, indicator.id, score, lines)
