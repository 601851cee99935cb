"""The interval glyph: where each part of it stands, and what it says aloud."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..export.words import points

_HALF = Decimal(1) / 2


@dataclass(frozen=True, slots=True)
class Glyph:
    """An interval of points drawn to scale.

    Attributes:
        low: least points.
        supported: most that the paper's own evidence allows.
        high: most that is not ruled out.
        most: full marks.
        own: the self-score; ``None`` if none was given.
        human: the decided points; ``None`` while open.
        width: width in pixels.
    """

    low: Decimal
    supported: Decimal
    high: Decimal
    most: Decimal
    own: Decimal | None = None
    human: Decimal | None = None
    width: int = 132

    @property
    def spoken(self) -> str:
        """The numbers in words, for those who hear the page."""
        parts = [
            f"满分 {points(self.most)}",
            f"可评区间 {points(self.low)} 至 {points(self.high)}",
            f"有据 {points(self.supported)}",
        ]
        parts += [f"自评 {points(self.own)}"] if self.own is not None else []
        parts += [f"复核 {points(self.human)}"] if self.human is not None else []
        return "，".join(parts)

    def x(self, value: Decimal) -> str:
        """Where a value stands: 1 + (value − floor) / (top − floor) · (width − 2), held within the bar."""
        floor, top = min(Decimal(0), self.low), max(self.most, self.high)
        share = (value - floor) / (top - floor) if top > floor else _HALF
        return f"{1 + min(max(share, Decimal(0)), Decimal(1)) * (self.width - 2):.1f}"

    def span(self, left: Decimal, right: Decimal) -> str:
        """Width between two values."""
        return f"{Decimal(self.x(right)) - Decimal(self.x(left)):.1f}"
