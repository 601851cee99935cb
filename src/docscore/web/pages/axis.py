"""The number line of a doubt: what is stated beside what it should be, drawn to scale, with the rule's thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model import Comparison, Finding, Interval, Rule, Tiers, plain

_LEFT, _RIGHT = 60, 680
_ROW = 26
_TICKS = 5
#: Values that lie further apart than this, as a ratio, make no picture.
_FURTHEST = 50


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value on the line: a box where its digits allow a range, else a point."""

    label: str
    y: int
    wide: bool
    derived: bool
    x: str
    left: str
    width: str
    text_x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A number line.

    Attributes:
        height: of the drawing in pixels.
        base: where the line lies.
        ticks: place and label of each.
        cuts: place and label of each threshold.
        values: what stands on it.
        spoken: it in words.
    """

    height: int
    base: int
    ticks: tuple[tuple[str, str], ...]
    cuts: tuple[tuple[str, str], ...]
    values: tuple[Drawn, ...]
    spoken: str


def axis_of(finding: Finding, rules: Iterable[Rule]) -> Axis | None:
    """The number line of a finding whose figures are of one unit and near each other; ``None`` where it would show nothing.

    Args:
        finding: the doubt.
        rules: rules of the lines that it concerns, for their thresholds.
    """
    figures = {(one.printed, one.quantity.value): one for one in finding.figures}
    unit = finding.figures[0].quantity.unit if finding.figures else ""
    shown = [one for one in figures.values() if one.quantity.unit == unit][:5]
    values = [one.quantity.value for one in shown]
    if len(set(values)) < 2 or min(values) <= 0 or max(values) > _FURTHEST * min(values):
        return None
    ends = [end for one in shown for end in _ends(one.quantity.interval, one.quantity.value)]
    cuts = [
        bound for bound in _bounds(rules) if min(ends) * Decimal("0.8") <= bound <= max(ends) * Decimal("1.2")
    ]
    low, high = min([*ends, *cuts]), max([*ends, *cuts])
    pad = (high - low) / 8
    low, high = low - pad, high + pad

    def x(value: Decimal) -> Decimal:
        return _LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT)

    drawn = []
    for row, one in enumerate(shown):
        left, right = (x(end) for end in _ends(one.quantity.interval, one.quantity.value))
        wide = right - left >= 2
        past = right + 8 if right < 480 else left - 8
        drawn.append(
            Drawn(
                label=f"{one.printed}（{one.place.label}）",
                y=34 + row * _ROW,
                wide=wide,
                derived=False,
                x=f"{x(one.quantity.value):.1f}",
                left=f"{left:.1f}",
                width=f"{right - left:.1f}",
                text_x=f"{past:.1f}",
                anchor="start" if right < 480 else "end",
            )
        )
    base = 34 + len(shown) * _ROW
    ticks = [low + (high - low) * n / (_TICKS - 1) for n in range(_TICKS)]
    return Axis(
        height=base + 26,
        base=base,
        ticks=tuple((f"{x(tick):.1f}", _short(tick, high - low) + unit) for tick in ticks),
        cuts=tuple((f"{x(cut):.1f}", f"{plain(cut):f}{unit} 档线") for cut in cuts),
        values=tuple(drawn),
        spoken="数轴：" + "；".join(one.label for one in drawn),
    )


def _ends(interval: Interval, value: Decimal) -> tuple[Decimal, Decimal]:
    """What is drawn of an interval; one that is open to a side is drawn from its value."""
    low = value if interval.low is None else interval.low
    high = value if interval.high is None else interval.high
    return low, high


def _bounds(rules: Iterable[Rule]) -> Sequence[Decimal]:
    return sorted(
        {
            band.when.bound
            for rule in rules
            if isinstance(rule, Tiers)
            for band in rule.bands
            if isinstance(band.when, Comparison)
        }
    )


def _short(value: Decimal, spread: Decimal) -> str:
    """A tick's label, as many decimals as the spread needs."""
    places = 0 if spread > 8 else 1 if spread > Decimal("0.8") else 2
    return f"{value:.{places}f}"
