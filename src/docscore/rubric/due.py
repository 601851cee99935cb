"""Deadlines without 每: in time so many points, late so many less (6月30日前完成得5分，逾期不得分)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ..model import AllOf, Band, Comparison, Condition, Deadline, Lexicon, Otherwise, PointsRange, Rule, Tiers
from .awards import Award, CutClause, Effect
from .bounds import bounds, comparisons
from .drafted import Sketch

_ZERO = Decimal(0)
#: For days between two dates without a year; no leap year.
_ANY_YEAR = 2001
_DUE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?P<end>底|末)?)(?:[（(]含[)）])?(?:之?前|以前|前|底前)?"
)
_IN_TIME = re.compile(
    r"按时|按期|如期|及时|在?(?:规定|要求)(?:的)?(?:时间|时限|期限)(?:节点)?(?:内|前)|期限内|时限内"
)
_LATE = re.compile(r"逾期|超期|推迟|延迟|延期|迟|晚|超过?时?限?|未按[时期]|未如期|过期|未在")
_BEFORE = re.compile(r"月(?:\d{1,2}[日号]|底|末)?(?:[（(]含[)）])?(?:之前|以前|前)")


def deadline_rule(cut: CutClause, awards: tuple[Award, ...], sketch: Sketch, lexicon: Lexicon) -> Rule | None:
    """The rule of a clause whose awards are: in time, and late; ``None`` if it is none such.

    Args:
        cut: the clause.
        awards: its awards.
        sketch: takes note of inputs.
        lexicon: for units.
    """
    if len(awards) < 2:
        return None
    first, *rest = awards
    dated = _BEFORE.search(first.condition) is not None
    if not dated and not (_IN_TIME.search(first.condition) and not _LATE.match(first.condition)):
        return None
    if first.effect not in (Effect.GET, Effect.FULL) or any("每" in award.condition for award in rest):
        return None
    if not all(_LATE.search(a.condition) or _else(a.condition) or _BEFORE.search(a.condition) for a in rest):
        return None
    if not dated and not any(bounds(award.condition, lexicon) for award in rest):
        return None  # 按时公开, 未按时公开: levels in words
    full = cut.limits.points if first.effect is Effect.FULL else first.high
    if full is None:
        return None
    due = due_of(first.condition)
    counted_from = due or due_in(first.condition, _ANY_YEAR)
    metric = sketch.metric(late_name(first.condition), "天")
    bands: list[Band] = [Band(_at_most(_ZERO), PointsRange(full, full))]
    for award in rest:
        points = _points(award, full)
        if points is None:
            return None
        found = [
            bound
            for bound in bounds(award.condition, lexicon)
            if bound.unit in ("天", "日", "工作日", "个工作日")
        ]
        later = _later(award.condition, counted_from)
        if found and found[0].high is not None:
            parts = comparisons(found[0])
            bands.append(Band(parts[-1] if len(parts) == 1 else AllOf(tuple(parts)), points))
        elif later is not None and counted_from is not None:
            bands.append(Band(_at_most(Decimal((later - counted_from).days)), points))
        elif found or later is None:
            bands.append(Band(Otherwise(), points))
        else:
            return None
    if (
        len(bands) == 2
        and isinstance(bands[1].when, Otherwise)
        and bands[1].points.low == bands[1].points.high
    ):
        return Deadline(metric, due, full, None, Decimal(1), bands[1].points.low)
    return Tiers(tuple(bands), metric)


def _later(condition: str, due: date | None) -> date | None:
    if due is None or not _BEFORE.search(condition):
        return None
    return due_of(condition) or due_in(condition, due.year)


def _else(condition: str) -> bool:
    return bool(re.match(r"^(?:否则|其他|其余|之后|以后|未完成|没有|未|.{0,8}(?:以后|之后))", condition))


def _at_most(days: Decimal) -> Condition:
    return Comparison("<=", days, f"<= {days:f}天")


def _points(award: Award, full: Decimal) -> PointsRange | None:
    if award.effect is Effect.ZERO:
        return PointsRange(_ZERO, _ZERO)
    if award.effect is Effect.DEDUCT:
        return PointsRange(full - award.high, full - award.low)
    return None if award.effect is Effect.FULL else PointsRange(award.low, award.high)


def late_name(text: str) -> str:
    """What is asked of a deadline: the days late, with the day they count from where the text names it."""
    match = _DUE.search(text)
    if match is None:
        return "逾期天数"
    return f"逾期天数（{match.group().removesuffix('前').removesuffix('之').removesuffix('以')}前）"


def due_of(text: str) -> date | None:
    """The day by which something is due; ``None`` if the text names no day with its year."""
    match = _DUE.search(text)
    if match is None or match["year"] is None:
        return None
    return due_in(text, int(match["year"]))


def due_in(text: str, year: int) -> date | None:
    """The day of *year* by which something is due; the last of the month where only that is named.

    Args:
        text: words with a month.
        year: the year.
    """
    match = _DUE.search(text)
    if match is None or not 1 <= int(match["month"]) <= 12:
        return None
    month = int(match["month"])
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(int(match["day"]), last) if match["day"] else last)
