"""Points as a rule document heads them against points as its lines add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..model import Code, Indicator, Judged, Rubric, RubricSection
from ..packs.source import Path_
from .lint_codes import B01, B02, B03, B04, B11, B14

Spot = tuple[Code, Path_, str]
_ZERO = Decimal(0)


def plain(points: Decimal) -> str:
    """Points without trailing zeros: 102, not 102.0."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def points_of(indicator: Indicator) -> Decimal:
    """What the lines of an indicator add up to."""
    return sum((criterion.points for criterion in indicator.criteria), _ZERO)


def section_points(section: RubricSection) -> Decimal:
    """What the lines of a section add up to; of indicators that exclude each other, the greatest."""
    each = [points_of(indicator) for indicator in section.indicators]
    return max(each) if section.combine == "one_of" else sum(each, _ZERO)


def stated(rubric: Rubric) -> dict[str, Any]:
    """Points as the rule document heads them; ``None`` where it heads none."""
    bonus = [indicator.points for indicator in rubric.bonus if indicator.points is not None]
    headings = [section.points for section in rubric.sections if section.points is not None]
    return {
        "total": rubric.total,
        "headings": sum(headings, _ZERO) if headings else None,
        "bonus": sum(bonus, _ZERO) if bonus else None,
        "sections": [
            {"id": section.id, "name": section.name, "points": section.points} for section in rubric.sections
        ],
        "indicators": [{"id": one.id, "name": one.name, "points": one.points} for one in rubric.indicators()],
    }


def recomputed(rubric: Rubric) -> dict[str, Any]:
    """Points as the lines add up."""
    return {
        "total": sum(map(section_points, rubric.sections), _ZERO),
        "bonus": sum(map(points_of, rubric.bonus), _ZERO),
        "sections": [
            {"id": section.id, "name": section.name, "points": section_points(section)}
            for section in rubric.sections
        ],
        "indicators": [
            {"id": one.id, "name": one.name, "points": points_of(one)} for one in rubric.indicators()
        ],
        "criteria": [{"id": one.id, "name": one.name, "points": one.points} for one in rubric.criteria()],
    }


def point_problems(rubric: Rubric) -> Iterator[Spot]:
    """Headings that their items do not add up to, and headings that stand twice."""
    for i, section in enumerate(rubric.sections):
        yield from _section(section, ("sections", i))
    yield from _total(rubric)
    for i, indicator in enumerate(rubric.bonus):
        items = points_of(indicator)
        if indicator.points is not None and items != indicator.points:
            what = f"加分“{indicator.name}”写 {plain(indicator.points)} 分，各项合计 {plain(items)} 分"
            yield B04 if items > indicator.points else B01, ("bonus", i, "points"), what
    yield from _twice([section.name for section in rubric.sections], ("sections",), "部分")


def _section(section: RubricSection, path: Path_) -> Iterator[Spot]:
    for j, indicator in enumerate(section.indicators):
        items = points_of(indicator)
        if indicator.points is not None and items != indicator.points:
            what = f"“{indicator.name}”标题写 {plain(indicator.points)} 分，细项合计 {plain(items)} 分"
            yield B01, (*path, "indicators", j, "points"), what
    yield from _twice([one.name for one in section.indicators], (*path, "indicators"), "指标")
    if section.points is None:
        return
    here = (*path, "points")
    if section.combine == "one_of":
        for indicator in section.indicators:
            if points_of(indicator) != section.points:
                what = f"“{section.name}”每个 {plain(section.points)} 分，“{indicator.name}”各项合计 {plain(points_of(indicator))} 分"
                yield B02, here, what
    elif section_points(section) != section.points:
        what = (
            f"“{section.name}”标题写 {plain(section.points)} 分，细项合计 {plain(section_points(section))} 分"
        )
        yield B02, here, what
    whole = [one for one in section.indicators if _undivided(one, section.points)]
    if whole:
        names = "、".join(one.name for one in whole[:3]) + ("等" if len(whole) > 3 else "")
        what = f"“{section.name}”{plain(section.points)} 分没有细项分：{names} {len(whole)} 条各按整块由人评"
        yield B11, here, what


def _undivided(indicator: Indicator, points: Decimal) -> bool:
    """One line that a person grades from nothing to all that the section is worth."""
    rules = [criterion.rule for criterion in indicator.criteria]
    return (
        indicator.points is None
        and len(rules) == 1
        and isinstance(rules[0], Judged)
        and (rules[0].points.low, rules[0].points.high) == (_ZERO, points)
    )


def _total(rubric: Rubric) -> Iterator[Spot]:
    headings = [section.points for section in rubric.sections]
    known = sum((points for points in headings if points is not None), _ZERO)
    if None not in headings and known != rubric.total:
        yield B03, ("total",), f"总分写 {plain(rubric.total)}，各部分标题加起来是 {plain(known)}"
    items = sum(map(section_points, rubric.sections), _ZERO)
    if items not in (rubric.total, known if None not in headings else rubric.total):
        yield B03, ("total",), f"总分写 {plain(rubric.total)}，所有细项加起来是 {plain(items)}"


def _twice(names: list[str], path: Path_, what: str) -> Iterator[Spot]:
    for name, times in Counter(names).items():
        if times > 1:
            again = len(names) - 1 - names[::-1].index(name)
            yield B14, (*path, again, "name"), f"{what}“{name}”写了 {times} 次，是不是跨页重印的标题"
