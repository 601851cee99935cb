"""Bands: gaps between them, rows that nothing reaches; steps without cap or floor."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..model import (
    AllOf,
    Bonus,
    Code,
    Comparison,
    Composite,
    Condition,
    DeductEach,
    Grade,
    Otherwise,
    Rank,
    Rubric,
    Rule,
    Step,
    Tiers,
)
from ..packs.source import Path_
from .lint_codes import B05, B06, B07, B08, B09, B13
from .lint_paths import criteria_with_paths

Spot = tuple[Code, Path_, str]

#: Units of which there are parts; what is counted has none between 79 and 80.
_DIVISIBLE = frozenset({"%", "‰", "元", "分", "天", "月", "个月", "小时", "公里", "亩", "平方米", "吨", ""})
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Span:
    """The values of one band; ``None`` where it has no end."""

    low: Decimal | None
    low_open: bool
    high: Decimal | None
    high_open: bool


def band_problems(rubric: Rubric) -> Iterator[Spot]:
    """Problems of bands, steps and grades."""
    for criterion, path in criteria_with_paths(rubric):
        yield from _rule(criterion.rule, (*path, "rule"), criterion.name, rubric)
    spans = [_span(band.when) for band in rubric.grades]
    for upper, lower in _gaps(spans, "分"):
        what = f"总分大于 {lower:f} 而小于 {upper:f} 时没有等次"
        yield B07, ("grades",), what


def _rule(rule: Rule, path: Path_, name: str, rubric: Rubric) -> Iterator[Spot]:
    match rule:
        case Tiers() | Rank() | Bonus() | Grade():
            yield from _bands(rule, path, name, rubric)
        case Step() if rule.above > 0 and rule.cap is None and rubric.scale is None:
            what = f"“{name}”每多 {rule.size:f} 加 {rule.above:f} 分，没有写最多加到几分"
            yield B08, path, what
    if isinstance(rule, Step) and rule.below < 0 and rule.floor is None and _may_fall(rule, rubric):
        yield B09, path, f"“{name}”每少 {rule.size:f} 扣 {-rule.below:f} 分，没有写扣到几分为止"
    if (
        isinstance(rule, DeductEach)
        and rule.floor is None
        and any(fault.most is None for fault in rule.faults)
    ):
        yield B09, path, f"“{name}”逐项扣分，没有写扣到几分为止"
    if isinstance(rule, Composite):
        for i, part in enumerate(rule.parts):
            yield from _rule(part, (*path, "parts", i), name, rubric)


def _may_fall(rule: Step, rubric: Rubric) -> bool:
    """Whether the points can fall below 0 at all: a count ends at none."""
    unit = rubric.metrics[rule.metric].unit
    return unit == "%" or rule.at_base + rule.below * rule.base / rule.size < 0


def _bands(rule: Tiers | Rank | Bonus | Grade, path: Path_, name: str, rubric: Rubric) -> Iterator[Spot]:
    if not isinstance(rule, Grade):
        for i, band in enumerate(rule.bands):
            if isinstance(band.when, Otherwise) and band.when.presumed:
                yield (
                    B13,
                    (*path, "bands", i),
                    f"“{name}”其他情况得 {band.points.high:f} 分，原文没写，是推定的",
                )
    if rule.metric is None:
        return
    spans = [_span(band.when) for band in rule.bands]
    unit = rubric.metrics[rule.metric].unit
    code = B07 if isinstance(rule, Grade) else B05
    if not any(isinstance(band.when, Otherwise) for band in rule.bands):
        for upper, lower in _gaps(spans, unit):
            yield code, (*path, "bands"), f"“{name}”大于 {lower:f} 而小于 {upper:f}{unit} 时不在任何一档"
    for i, span in enumerate(spans):
        if span is not None and any(_covers(before, span) for before in spans[:i] if before is not None):
            yield B06, (*path, "bands", i), f"“{name}”第 {i + 1} 档已被前面的档占去，走不到"


def _span(when: Condition) -> _Span | None:
    parts = when.conditions if isinstance(when, AllOf) else (when,)
    low = high = None
    low_open = high_open = False
    for part in parts:
        if not isinstance(part, Comparison):
            return None
        if part.op in (">=", ">", "==") and (low is None or part.bound >= low):
            low, low_open = part.bound, part.op == ">"
        if part.op in ("<=", "<", "==") and (high is None or part.bound <= high):
            high, high_open = part.bound, part.op == "<"
    return _Span(low, low_open, high, high_open)


def _gaps(spans: Sequence[_Span | None], unit: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Pairs (upper end, lower end) of values between two bands that belong to neither."""
    known = sorted(
        (span for span in spans if span is not None),
        key=lambda span: (span.low is not None, span.low or Decimal(0), span.low_open),
    )
    for below, above in itertools.pairwise(known):
        reach = [span for span in known if span.low is None or above.low is None or span.low < above.low]
        if above.low is None or any(span.high is None for span in reach):
            continue
        top = max(reach, key=lambda span: (span.high or Decimal(0), not span.high_open), default=below)
        assert top.high is not None
        if top.high > above.low or (top.high == above.low and not (top.high_open and above.low_open)):
            continue
        counted = unit not in _DIVISIBLE and above.low - top.high <= _ONE
        if not counted:
            yield above.low, top.high


def _covers(first: _Span, second: _Span) -> bool:
    """Whether every value of the second is one of the first."""
    low = first.low is None or (
        second.low is not None
        and (second.low > first.low or (second.low == first.low and (not first.low_open or second.low_open)))
    )
    high = first.high is None or (
        second.high is not None
        and (
            second.high < first.high
            or (second.high == first.high and (not first.high_open or second.high_open))
        )
    )
    return low and high
