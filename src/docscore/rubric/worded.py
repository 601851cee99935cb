"""Awards whose conditions are words: levels of which one applies, items that add up, ranges that a person grades in."""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz import fuzz

from ..model import (
    Band,
    Checklist,
    ChecklistItem,
    Composite,
    Condition,
    DeductEach,
    Fault,
    Judged,
    Otherwise,
    PointsRange,
    Rule,
    Tiers,
)
from .awards import Award, Effect, Limits
from .drafted import Sketch

_ZERO = Decimal(0)
_ONE_OF_ALL = r"(?:其他|其它|其余|否则|除此之?外|其他情况|其它情况|以上均?无|均未|都没有|没有的?|无|否|未)"
REST = re.compile(
    rf"^(?:{_ONE_OF_ALL}|不是|没有|无|未达到?|达不到|未完成|未做到|不符合|不满足|不达标)"
    r"(?:情况|情形|名次|等次|档次|单位|县区?|的|上述|标准|要求|以上|者|目标|任务|条件|均|一律|该项|本项)*$"
)
_ELSE = re.compile(r"^(?:其他|其它|其余|否则|除此之?外)")
NEGATED = re.compile(r"^(?:未|没有|无|不|尚未|缺)")
_GRADES = re.compile(
    r"(?:优秀?|较?好|良好?|一般|中等?|较?差|不?合格|基本合格|不?达标|较?高|较?低|(?:较|不|基本)?(?:规范|完善|健全|到位|及时|完整|明显|合理|真实|充分))(?:等次|等级|档次)?$"
)
_AGAINST = re.compile(r"高于|优于|超过|持平|相当|等于|低于|达到|先进|落后")
_STAGE = re.compile(
    r"^(?:已经?|正在|拟|尚未|仅|只|但|部分|基本|大部分|全部|不定[期时]|未|在建|开工|竣工|初步)"
)
_SHADE = re.compile(r"^(?:基本|较为?|比较|不够?|未|欠|大?部分|少部分|完全|初步|一般)")
#: One person leads; another one leading is another level, not one more.
_POST = re.compile(
    r"(?:任|担任|兼任|为)(?:组长|主任|负责人|总指挥|河长|林长|第一责任人)|牵头|主抓|亲自抓|挂帅|分管|主持|出席|带队"
)
LEVELS = re.compile(
    r"省部级|市厅级|厅局级|县处级|国务院|党中央|国家部委|部委|国家级?|中央|部级|全国|省委省?政?府?|省政府|省级?|自治区|市委市?政?府?|市政府|市级?|县委县?政?府?|县政府|县级?|区级?|"
    r"乡镇级?|镇级?|村级?|主要|分管|其他|按月|每月|不定[期时]|定期|全部|部分|大部分|基本|一[等级]|二[等级]|三[等级]"
)
_FACTS_ALIKE = 55
_VARIANTS = 45


def single(award: Award, limits: Limits, points: Decimal | None, sketch: Sketch) -> Rule | None:
    """The rule of one award in words.

    Args:
        award: the award.
        limits: limits of its clause.
        points: full marks of the line, if known.
        sketch: takes note of inputs.
    """
    full = limits.points if limits.points is not None else points
    if award.effect is Effect.DEDUCT and full is not None:
        # A fault takes from full marks; without it they are whole.
        left = PointsRange(full - award.high, full - _least(award))
        return Tiers(
            (Band(sketch.holds(award.condition), left), Band(Otherwise(presumed=True), point(full))),
        )
    if award.low != award.high or award.judged:
        graded = PointsRange(_least(award), award.high)
        if award.effect is Effect.DEDUCT:
            graded = PointsRange(-award.high, -_least(award))
        return Judged(sketch.fact(award.condition), graded)
    if award.effect is Effect.ZERO:
        if full is None:
            return None
        bands = (
            Band(sketch.holds(award.condition), point(_ZERO)),
            Band(Otherwise(presumed=True), point(full)),
        )
        return Tiers(bands)
    if award.effect is Effect.FULL:
        return None if full is None else Checklist((ChecklistItem(sketch.holds(award.condition), full),))
    sign = -1 if award.effect is Effect.DEDUCT else 1
    return Checklist((ChecklistItem(sketch.holds(award.condition), sign * award.low),))


def worded(group: list[Award], limits: Limits, points: Decimal | None, sketch: Sketch) -> Rule:
    """The rule of several awards in words: levels of which one applies, or items that add up."""
    full = limits.points if limits.points is not None else points
    if full is not None and len(group) > 1 and all(award.effect is Effect.DEDUCT for award in group):
        return _faults(group, full, limits, sketch)
    if _falls_short(group):
        return _from_full(group, sketch)
    values = [signed(award, full) for award in group]
    one_of = _one_of(group, values, full, limits)
    if one_of is None:
        sketch.ambiguities.append(f"“{group[0].condition}”等各档是取最高还是累加，条款没有写，两种读法都算")
        rows = [
            Band(sketch.holds(award.condition), value) for award, value in zip(group, values, strict=True)
        ]
        return Composite(tuple(Tiers((row,)) for row in rows), "unstated", cap=limits.cap)
    if one_of:
        conditions: list[Condition] = [
            Otherwise() if REST.match(award.condition) else sketch.holds(award.condition) for award in group
        ]
        bands = [Band(condition, value) for condition, value in zip(conditions, values, strict=True)]
        return Tiers(
            tuple(sorted(bands, key=lambda band: (isinstance(band.when, Otherwise), -band.points.high)))
        )
    earning = [
        (award, value)
        for award, value in zip(group, values, strict=True)
        if not (award.effect is Effect.ZERO and REST.match(award.condition))
    ]
    if any(value.low != value.high for _, value in earning):
        judged = tuple(Judged(sketch.fact(award.condition), value) for award, value in earning)
        return Composite(judged, "sum", cap=limits.cap)
    items = tuple(ChecklistItem(sketch.holds(award.condition), value.high) for award, value in earning)
    return Checklist(items, limits.cap)


def _one_of(
    group: list[Award], values: list[PointsRange], full: Decimal | None, limits: Limits
) -> bool | None:
    """Whether one row applies (True), all add up (False), or the clause leaves it open (None)."""
    best = max(value.high for value in values)
    total = sum((value.high for value in values), _ZERO)
    if limits.highest or (full is not None and full == best != total):
        return True
    if limits.adding or (full is not None and full == total != best):
        return False
    rest = [award for award in group if REST.match(award.condition)]
    earning = [award for award in group if award not in rest and award.effect is not Effect.ZERO]
    if any(_ELSE.match(award.condition) for award in group) or _opposed(group) or _ladder(earning):
        return True
    if rest or any(award.effect is Effect.ZERO for award in group):
        # 未完成的不得分 after things of different kinds speaks of each of them.
        return len(earning) < 2 or _variants(earning)
    if _same_kind(group) and all(award.low == award.high for award in group):
        return None
    return False


def _faults(group: list[Award], full: Decimal, limits: Limits, sketch: Sketch) -> Rule:
    """Full marks less what each shortcoming costs once; one that voids the line costs all."""
    if all(award.low == award.high for award in group):
        faults = tuple(Fault(sketch.metric(award.condition, "次"), award.low, award.low) for award in group)
        floor = _ZERO if limits.most_deducted is None else full - limits.most_deducted
        return DeductEach(full, faults, floor)
    parts: tuple[Rule, ...] = (Tiers((Band(Otherwise(), point(full)),)),)
    parts += tuple(Judged(sketch.fact(award.condition), signed(award, full)) for award in group)
    return Composite(parts, "sum", floor=_ZERO)


def _falls_short(group: list[Award]) -> bool:
    """健全得5分，不健全的视情扣1-3分: less than full marks are taken, so something is left."""
    first, *rest = group
    return (
        first.effect is Effect.GET
        and first.low == first.high
        and bool(rest)
        and all(award.effect is Effect.DEDUCT and award.high < first.high for award in rest)
    )


def _from_full(group: list[Award], sketch: Sketch) -> Rule:
    full = group[0].high
    bands = [Band(sketch.holds(group[0].condition), point(full))]
    for award in group[1:]:
        left = PointsRange(full - award.high, full - _least(award))
        last = award is group[-1]
        bands.append(Band(Otherwise() if last and len(group) == 2 else sketch.holds(award.condition), left))
    return Tiers(tuple(bands))


def _least(award: Award) -> Decimal:
    """The least that an award gives or takes; a graded one without a range may be 0."""
    return _ZERO if award.judged and award.low == award.high else award.low


def _opposed(group: list[Award]) -> bool:
    """公开2分，未公开-2分: the second denies the first."""
    return (
        len(group) == 2
        and bool(NEGATED.match(group[1].condition))
        and not NEGATED.match(group[0].condition)
        and (
            fuzz.partial_ratio(re.sub(NEGATED, "", group[1].condition), group[0].condition) >= 60
            or len(group[1].condition) <= 3
        )
    )


def _ladder(group: list[Award]) -> bool:
    """Grades of one thing: 好, 较好, 一般; 高于平均, 持平, 低于; 已出台, 正在制定."""
    names = [award.condition.removesuffix("的") for award in group]
    if len(names) < 2 or any(award.effect is Effect.DEDUCT for award in group):
        return False
    graded = all(_GRADES.search(name) for name in names[1:])
    short = all(len(name) <= 5 for name in names[1:])
    # 运转顺畅, 基本顺畅, 不顺畅
    shaded = all(_SHADE.match(name) and name[-2:] == names[0][-2:] for name in names[1:])
    posts = all(_POST.search(name) for name in names)
    against = all(_AGAINST.search(name) for name in names) and any(
        name.startswith(("与", "高", "低", "优")) for name in names[1:]
    )
    staged = all(_STAGE.search(name) for name in names[1:])
    return (graded and (short or _variants(group))) or against or staged or shaded or posts


def _variants(group: list[Award]) -> bool:
    """Rows in much the same words, or that differ in a level."""
    first = group[0].condition
    alike = all(
        fuzz.ratio(first, other.condition) >= _VARIANTS or fuzz.partial_ratio(first, other.condition) >= 70
        for other in group[1:]
    )
    return alike or _same_kind(group) or all(LEVELS.search(award.condition) for award in group)


def _same_kind(group: list[Award]) -> bool:
    """Rows that differ in a level only: 省级媒体报道, 市级媒体报道."""
    bare = [LEVELS.sub("", award.condition) for award in group]
    levelled = all(LEVELS.search(award.condition) for award in group)
    return levelled and all(fuzz.ratio(bare[0], other) >= _FACTS_ALIKE or not other for other in bare[1:])


def signed(award: Award, full: Decimal | None) -> PointsRange:
    """What an award gives; below 0 where it deducts.

    Args:
        award: the award.
        full: full marks, for an award that gives them without a number.
    """
    if award.effect is Effect.ZERO:
        return point(_ZERO)
    if award.effect is Effect.FULL:
        return point(full or _ZERO)
    if award.effect is Effect.DEDUCT:
        return PointsRange(-award.high, -award.low)
    return PointsRange(award.low, award.high)


def point(value: Decimal) -> PointsRange:
    """Points without a range."""
    return PointsRange(value, value)
