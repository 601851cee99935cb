"""The words of a difference that screen, page and workbook share: what each side prints, by how much it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..model import Aspect, Comparator, Difference, Figure, FigurePair, Finding, Shift, Standing, plain
from .words import BLANK, COMPARATOR, STATUS, coverage, one_line, points, remarks, span, where

ASPECT = {
    Aspect.VALUE: "数值",
    Aspect.UNIT: "单位",
    Aspect.COMPARATOR: "限定",
    Aspect.PRECISION: "精度",
    Aspect.PERIOD: "时期",
}
STANDING = {
    Standing.CHANGED: "有改动",
    Standing.EQUAL: "一致",
    Standing.GONE: "只在 A",
    Standing.ADDED: "只在 B",
}
DOUBT = ("级别", "代码", "说明", "涉及分", "位置")
"""Heads of a finding."""
_ENOUGH, _STRANGERS = 10, 5  # of so many figures, less than one in five is found on the other side
_TIMES = 10  # from here on a change is told as so many times, not in percent


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs that are shown together under a title."""

    title: str
    pairs: tuple[FigurePair, ...]


def groups(difference: Difference) -> list[Group]:
    """What differs, the weightiest first: 会改变得分, 不改变得分, 只有一边; empty ones left out."""
    changed, gone, added = (difference.of(s) for s in (Standing.CHANGED, Standing.GONE, Standing.ADDED))
    moving = tuple(pair for pair in difference.pairs if difference.moves(pair))
    still = tuple(pair for pair in changed if not difference.moves(pair))
    alone = tuple(pair for pair in (*gone, *added) if not difference.moves(pair))
    told = [
        Group("会改变得分", moving),
        Group("不改变得分" if difference.score else "有改动", still),
        Group("只有一边", alone),
    ]
    return [group for group in told if group.pairs]


def tally(difference: Difference) -> str:
    """How many figures stand how, in one line."""
    count = {standing: len(difference.of(standing)) for standing in Standing}
    reworded = sum(1 for pair in difference.pairs if pair.reworded)
    return (
        f"有改动 {count[Standing.CHANGED]} 处 · 一致 {count[Standing.EQUAL]} 处"
        f"{f'（其中写法不同 {reworded} 处）' if reworded else ''}"
        f" · 只在 A {count[Standing.GONE]} 处 · 只在 B {count[Standing.ADDED]} 处"
    )


def named(pair: FigurePair, names: Mapping[str, str]) -> str:
    """What a pair is about: its metric, else the thing that is counted."""
    figures = [figure for figure in (pair.left, pair.right) if figure]
    metric = next((names.get(f.metric, f.metric) for f in figures if f.metric), "")
    return metric or next((one_line(f.subject) for f in figures if f.subject), BLANK)


def printed(figure: Figure | None) -> str:
    """A figure as its document prints it; bound and unit are added where they stand outside it."""
    if figure is None:
        return BLANK
    bare = figure.printed.replace(",", "").replace(".", "").isdigit()
    bound = figure.quantity.comparator
    sign = "" if bound is Comparator.RANGE else COMPARATOR[bound]
    return f"{sign}{one_line(figure.surface)}{figure.quantity.unit if bare else ''}"


def place(figure: Figure | None) -> str:
    """Where a figure stands."""
    return BLANK if figure is None else figure.place.label


def by_how_much(pair: FigurePair) -> str:
    """The difference of the values with its sign and unit; what else changed, in words."""
    told = []
    difference = pair.difference
    if Aspect.VALUE in pair.aspects and difference is not None:
        unit = pair.figure.quantity.unit
        told.append(f"{_signed(difference)}{'个百分点' if unit == '%' else unit}")
    elif Aspect.VALUE in pair.aspects:
        told.append("数值不同")
    if pair.left and pair.right:
        if Aspect.UNIT in pair.aspects:
            told.append(f"单位 {pair.left.quantity.unit or '无'}→{pair.right.quantity.unit or '无'}")
        if Aspect.COMPARATOR in pair.aspects:
            told.append("限定不同")
        if Aspect.PRECISION in pair.aspects:
            told.append("精度不同")
        if Aspect.PERIOD in pair.aspects:
            told.append(f"时期 {pair.left.period}→{pair.right.period}")
    return "；".join(told) or BLANK


def share(pair: FigurePair) -> str:
    """The difference in percent of the left value; from ten times on, as so many times."""
    change = pair.share
    if Aspect.VALUE not in pair.aspects or change is None or pair.left is None or pair.right is None:
        return BLANK
    if change >= (_TIMES - 1) * 100:
        times = pair.right.quantity.value / pair.left.quantity.value
        return f"×{plain(times.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)):f}"
    return f"{_signed(plain(change.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)))}%"


def shifted(shift: Shift) -> str:
    """How the points of a criterion moved: the interval, else what is supported, else the status."""
    before, after = shift.left.outcome, shift.right.outcome
    if (before.low, before.high) != (after.low, after.high):
        return f"{span(before.low, before.high)}→{span(after.low, after.high)}"
    if before.supported != after.supported:
        return f"有据 {points(before.supported)}→{points(after.supported)}"
    return f"{STATUS[before.status]}→{STATUS[after.status]}"


def shift_rows(difference: Difference) -> list[tuple[str, ...]]:
    """The criteria that move: 评分项, 满分, 分值变化, and the reasons of both sides."""
    return [
        (
            shift.right.name,
            points(shift.right.max),
            shifted(shift),
            shift.left.outcome.trace.reason,
            shift.right.outcome.trace.reason,
        )
        for shift in (difference.score.shifts if difference.score else ())
    ]


def doubts(difference: Difference) -> dict[str, list[tuple[Finding, str]]]:
    """The findings that came, changed and went, each with its words: 新增, 内容有变, 消除; empty ones left out."""
    score = difference.score
    if score is None:
        return {}
    told = {
        "新增": [(one, one.message) for one in score.new],
        "内容有变": [
            (after, f"{after.message}（原为：{before.message}）") for before, after in score.altered
        ],
        "消除": [(one, one.message) for one in score.closed],
    }
    return {change: found for change, found in told.items() if found}


def doubt_row(finding: Finding, told: str, shown: int) -> tuple[str, ...]:
    """A finding by the columns of :data:`DOUBT`, with so many of its places."""
    stake = points(finding.points_at_stake)
    return finding.severity.shown, finding.code, told, stake, where(finding.places, shown)


def criteria(difference: Difference, ids: Iterable[str]) -> str:
    """The criteria of a pair by name."""
    names = difference.score.names if difference.score else {}
    return "、".join(names.get(identifier, identifier) for identifier in ids) or BLANK


def moved(difference: Difference, pair: FigurePair) -> str:
    """What the criteria of a pair earn before and after."""
    shifts = difference.score.shifts if difference.score else ()
    told = [shifted(shift) for shift in shifts if shift.left.id in pair.criteria]
    if pair.standing is Standing.EQUAL or not pair.criteria:
        return BLANK
    return "；".join(told) or "不变"


def totals(difference: Difference) -> str:
    """The interval of the whole score before and after; empty without a rubric."""
    score = difference.score
    if score is None:
        return ""
    return (
        f"预评分区间 {span(*score.left)}→{span(*score.right)} · 疑点：消除 {len(score.closed)} 条，"
        f"新增 {len(score.new)} 条，内容有变 {len(score.altered)} 条，照旧 {score.kept} 条"
    )


def file_name(path: str) -> str:
    """The last part of a path."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def read_of(difference: Difference) -> list[str]:
    """What was read of each side, and what of it is uncertain: what was not read cannot be told from what is gone."""
    told = []
    for name, side in (("A", difference.left), ("B", difference.right)):
        told.append(f"{name} {coverage(side.document)}，数据 {len(side.extraction.figures)} 个")
        told += [f"{name} 注意：{warning}" for warning in remarks(side.document)]
    return told


def remark(difference: Difference) -> str:
    """What a person should know before reading on: the same file twice, or two that have nothing to do with each other."""
    if difference.left.document.sha256 == difference.right.document.sha256:
        return "两边是同一个文件，内容一字不差。"
    found = sum(1 for pair in difference.pairs if pair.left and pair.right)
    fewer = min(len(side.extraction.figures) for side in (difference.left, difference.right))
    if fewer >= _ENOUGH and found * _STRANGERS < fewer:
        return f"两边能对上的数据只有 {found} 处，请核对是不是同一份材料的两个版本。"
    return ""


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(plain(value)):f}"
