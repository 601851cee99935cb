"""Awards with 每 or its like: so many points for each one more, less, found or late."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ..model import Composite, Deadline, DeductEach, Fault, Lexicon, Rule, Step
from .awards import Award, CutClause, Effect, Partial
from .bounds import Bound, bounds
from .drafted import Sketch, subject
from .due import due_of, late_name

_ZERO = Decimal(0)
_ONE = Decimal(1)
_VERB = (
    "不足|缺少|缺失|缺|少于|少|减少|降低|下降|低于|低|差|欠|多于|多|增加|增长|新增|提高|提升|上升|高于|高|超出|超过|超|"
    "漏报|瞒报|虚报|谎报|错报|漏|迟报|迟到|迟|逾期|推迟|延迟|延期|延误|拖延|晚|超期|未报|未|没有|无|不|错|发现|发生|出现|存在|查实|通报|建成|建设|完成|培育|引进|举办|组织|开展|获得?|申报|带动|培训"
)
#: 每季度开展活动 is how often, not a step.
_OFTEN = r"(?!(?:个?月|季度?|半?年度?|学[期年]|周|[天日])(?![，。；：]|$|扣|加|得|计|减))"
_COUNTED = r"(?:个|家|项|处|次|起|份|篇|条|人次?|名|户|场|期|例|宗|件|天|日|笔|类|所|座|台|套|村|亩|批|门|册|块|间|只|头|株|公里|栋)"
#: For one of something each; a bound of one (不超过1家) is none.
_ONE_EACH = re.compile(rf"(?<![过于少到])(?:1|一){_COUNTED}$")
_PER = re.compile(
    rf"每{_OFTEN}(?P<words>[^，。；：]*)$|(?:^|[，。；：、者的])(?P<short>(?:{_VERB})(?:(?:1|一)|(?<![于过足到])\d+)[^，。；：]*)$|(?P<tail>(?<!不)(?<!不得)(?:{_VERB})(?:1|一){_COUNTED})$|(?P<listed>缺|少|未)(?:其中)?(?:任何|任意)?(?:1|一)(?P<what>项|个|份|次|类|条|处)$"
)
_LATE = re.compile(r"逾期|推迟|延迟|延期|延误|拖延|超期|迟|晚")
_DAYS = {
    "天": _ONE,
    "日": _ONE,
    "工作日": _ONE,
    "个工作日": _ONE,
    "周": Decimal(7),
    "月": Decimal(30),
    "个月": Decimal(30),
}
_DOWN = re.compile(r"少|低|降|减|缺|不足|差|欠|未(?:达|完成)")
_UP = re.compile(r"多|高|增|超|提高|提升|上升|新增")
_OFTEN_FIRST = re.compile(r"每(?:月|季度?|周|年|半年|学期)[^，。；]{0,4}$")
_EITHER = re.compile(
    r"(?:高|多|增)[^，。；]{0,3}(?:或者?|、|和)[^，。；]{0,2}(?:低|少|减)|(?:低|少|减)[^，。；]{0,3}(?:或者?|、|和)[^，。；]{0,2}(?:高|多|增)|每(?:偏离|相差)"
)
_GOAL = re.compile(r"完成|达到|达标|目标|任务|全覆盖|全部|均|都")


@dataclass(frozen=True, slots=True)
class Per:
    """What one step is.

    Attributes:
        award: the award that says so.
        words: the words of the step: 每低1个百分点.
        before: words before it in the same condition.
        size: how much one step is, in the base unit.
        unit: its unit.
        down: it goes below the base.
        late: it counts days late.
    """

    award: Award
    words: str
    before: str
    size: Decimal
    unit: str
    down: bool
    late: bool


def per_of(award: Award, lexicon: Lexicon, *, one_each: bool = False) -> Per | None:
    """The step of an award, ``None`` if it has none.

    Args:
        award: the award.
        lexicon: for units.
        one_each: every award of the clause is for one thing (通报一次扣1分), so 每 goes without saying.
    """
    match = _PER.search(award.condition) or (_ONE_EACH.search(award.condition) if one_each else None)
    if match is None:
        return None
    if match.re is _ONE_EACH:
        what = re.split(r"[，。；：、]", award.condition)[-1] if match.start() else ""
        before = award.condition.removesuffix(what).strip("，。；：、的")
        return Per(award, what, before, _ONE, match.group()[1:], bool(_DOWN.search(what)), late=False)
    words = match["words"] or match["short"] or match["tail"] or award.condition[match.start() :]
    if match["words"] is None and award.effect not in (Effect.DEDUCT, Effect.ADD):
        return None
    found = (
        bounds(re.sub(r"^[^\d一二两三四五六七八九十百]*", "", words), lexicon)
        if re.search(r"[\d一二两三]", words)
        else ()
    )
    size, unit = _ONE, ""
    if found:
        size, unit = found[0].low or found[0].high or _ONE, found[0].unit
    else:
        bare = re.match(
            r"(?:[^，。；]*?)(个百分点|百分点|人次|个|家|项|处|次|起|份|篇|条|人|名|户|场|期|天|日|周|月|村|件|例|宗|台|户次|笔|万元|元|位|亩|公里)",
            words,
        )
        unit = {"个百分点": "%", "百分点": "%"}.get(bare[1], bare[1]) if bare else ""
    days = next(
        (
            _DAYS[word]
            for word in sorted(_DAYS, key=len, reverse=True)
            if re.search(rf"(?:1|一|\d+)?{word}", words)
        ),
        None,
    )
    late = bool(_LATE.search(words)) and days is not None and not re.search(r"次|份|篇", words)
    before = award.condition[: match.start()].strip("，。；：的")
    return Per(
        award, words, before, size * days if late and days else size, unit, bool(_DOWN.search(words)), late
    )


def one_each(awards: tuple[Award, ...]) -> bool:
    """Whether every award that is not nothing is for one thing each."""
    earning = [award for award in awards if award.effect is not Effect.ZERO]
    return bool(earning) and all(_ONE_EACH.search(award.condition) for award in earning)


def step_rule(
    cut: CutClause,
    pers: list[Per],
    others: list[Award],
    points: Decimal | None,
    sketch: Sketch,
    lexicon: Lexicon,
) -> Rule | None:
    """The rule of a clause in which some awards are steps.

    Args:
        cut: the clause.
        pers: its steps.
        others: its other awards, in order.
        points: full marks of the line, if known.
        sketch: takes note of inputs and doubts.
        lexicon: for units.
    """
    full = cut.limits.points if cut.limits.points is not None else points
    base_award, base = _base(others, pers, full, lexicon)
    if base_award is not None:
        full_here = full if base_award.effect is Effect.FULL else base_award.high
    else:
        full_here = None
    if any(per.late for per in pers):
        return _deadline(pers, full_here if full_here is not None else full, cut, sketch)
    if base is not None and base_award is not None and full_here is not None:
        by_one = pers[0].award.low * (base.low or _ZERO) / pers[0].size
        if not pers[0].down and pers[0].award.effect is Effect.GET and by_one == full_here:
            # 4所全部完成得8分，每完成1所得2分: counted from none.
            return _counted(cut, pers[0], full_here, sketch, base_award.condition[: base.start])
        return _from_base(cut, pers, base_award.condition, base, full_here, sketch)
    if base_award is not None and full_here is not None and _is_gap(pers, base_award):
        return _from_gap(cut, pers[0], full_here, sketch)
    if base is not None and base_award is None and full is not None and len(pers) == 1:
        return _from_base(cut, pers, pers[0].before, base, full, sketch)
    if len(pers) == 1 and full is not None and not others and _continuous(pers[0]):
        return _from_gap(cut, pers[0], full, sketch)
    if all(per.award.effect is Effect.DEDUCT for per in pers):
        return _deductions(cut, pers, others, full_here if full_here is not None else full, sketch)
    earned = full_here if pers[0].award.effect is Effect.GET else None
    return _counted(cut, pers[0], full if full is not None else earned, sketch)


def _base(
    others: list[Award], pers: list[Per], full: Decimal | None, lexicon: Lexicon
) -> tuple[Award | None, Bound | None]:
    """The award at the base of the steps, and the bound that says where it is."""
    for award in others:
        if award.effect in (Effect.ZERO, Effect.DEDUCT) or (award.effect is Effect.FULL and full is None):
            continue
        found = bounds(award.condition, lexicon)
        fitting = [b for b in found if b.unit == pers[0].unit or not pers[0].unit or b.place] or (
            [bound for bound in found if {bound.unit, pers[0].unit} <= {"%", ""}]
        )
        if fitting:
            # 每月不少于1次，全年12次: how often comes before how many in all.
            return award, fitting[-1] if _OFTEN_FIRST.search(
                award.condition[: fitting[0].start]
            ) else fitting[0]
        if pers[0].unit == "%" and _GOAL.search(award.condition) and not _is_gap(pers, award):
            return award, Bound(
                Decimal(100), False, None, False, "%", len(award.condition), len(award.condition)
            )
        return award, None
    for per in pers:
        found = bounds(per.before, lexicon)
        if found and found[-1].unit == per.unit and not found[-1].bare:
            return None, found[-1]
    return None, None


def _is_gap(pers: list[Per], award: Award) -> bool:
    """A rate against a target that the clause does not name: what is known is how far it falls short."""
    goal = re.search(r"(?:完成|达到)[^，。；]{0,6}(?:目标|任务)", award.condition)
    return bool(
        len(pers) == 1
        and pers[0].unit == "%"
        and pers[0].down
        and goal
        and award.condition[: goal.start()].endswith(("率", "占比", "比重", "比例"))
        and "完成率" not in award.condition
    )


def _part_unstated(size: Decimal, unit: str) -> str:
    return f"不足 {size:f}{unit} 的部分怎样算，条款没有写，按不计和按比例两种读法"


def _continuous(per: Per) -> bool:
    """每低3个百分点扣1分 without a word on what it is counted from; a part of a step may or may not count."""
    return per.award.effect is Effect.DEDUCT and per.unit in ("%", "‰", "元")


def _from_gap(cut: CutClause, per: Per, full: Decimal, sketch: Sketch) -> Rule:
    """Full marks at the target, less for each step by which it is missed."""
    unit = per.unit or "%"
    name = "百分点" if unit == "%" else unit
    metric = sketch.metric(f"与目标相差的{name}", unit)
    if cut.limits.partial == "unstated":
        sketch.ambiguities.append(_part_unstated(per.size, unit))
    sketch.ambiguities.append("条款没有写目标是多少，要填与目标相差几个百分点，达到目标填 0")
    floor = full - cut.limits.most_deducted if cut.limits.most_deducted is not None else _ZERO
    return Step(metric, _ZERO, full, per.size, -per.award.low, _ZERO, floor, full, cut.limits.partial)


def _from_base(
    cut: CutClause, pers: list[Per], condition: str, base: Bound, full: Decimal, sketch: Sketch
) -> Rule:
    at = base.low if base.low is not None else base.high or _ZERO
    # 超过3天的，每超1天扣: the base is where losing begins.
    losing = base.low_open and pers[0].award.effect is Effect.DEDUCT and bool(_UP.search(pers[0].words))
    less_is_better = base.low is None or losing or base.place != ""
    after = re.split(r"[，。；（(]", condition[base.end :])[0]
    name = subject(condition[: base.start]) or after
    metric = sketch.metric(name, base.unit or pers[0].unit)
    above = below = _ZERO
    cap: Decimal | None = full
    for per in pers:
        sign = -1 if per.award.effect is Effect.DEDUCT else 1
        down = (
            per.down
            if per.award.effect is not Effect.DEDUCT or _UP.search(per.words) or per.down
            else not less_is_better
        )
        if _EITHER.search(per.words):
            above = below = sign * per.award.low
            continue
        if base.place:
            down = not down and sign > 0  # a place grows as it gets worse
        if down:
            below = sign * per.award.low
        else:
            above = sign * per.award.low
    if above > 0:
        cap = None
        if cut.limits.cap is not None:
            cap = full + cut.limits.cap if cut.limits.cap_of_added else cut.limits.cap
        elif cut.limits.points is not None and cut.limits.points > full:
            cap = cut.limits.points
        elif cut.limits.points == full and not cut.limits.uncapped:
            sketch.ambiguities.append("写了满分，又写超出部分加分而没有上限：封在满分、不封顶两种读法都算")
        elif not cut.limits.uncapped:
            sketch.ambiguities.append("超出基数的加分，条款没有写上限，按不封顶")
    floor: Decimal | None = _ZERO
    if cut.limits.most_deducted is not None:
        floor = full - cut.limits.most_deducted
    no_shortfall = below == 0 and not less_is_better
    if no_shortfall or (less_is_better and above == 0):
        # Only one side is spelled out: short of the base earns nothing.
        if less_is_better:
            above = -full
        else:
            below = -full
    size = pers[0].size
    whole = base.unit not in ("%", "元", "‰") and size == 1
    partial: Partial = "begun" if no_shortfall else "whole" if whole else cut.limits.partial
    kind: Literal["step", "per_unit"] = "per_unit" if whole else "step"
    if partial == "unstated":
        sketch.ambiguities.append(_part_unstated(size, base.unit or pers[0].unit))
    rule = Step(metric, at, full, size, above, below, floor, cap, partial, kind)
    if above > 0 and cap is None and cut.limits.points == full and not cut.limits.uncapped:
        # 满分6分 and yet more above it: full marks are the most, or they are not; both readings stand.
        within = replace(rule, cap=full)
        beyond = Step(metric, at, _ZERO, size, above, _ZERO, _ZERO, None, partial, kind)
        return Composite((within, beyond), "unstated")
    return rule


def _counted(cut: CutClause, per: Per, full: Decimal | None, sketch: Sketch, about: str = "") -> Rule:
    """So many points for each, from none."""
    name = re.sub(
        r"(?:\d+|[一二两])(?:个百分点|百分点|个|家|项|处|次|起|份|篇|条|人次|人|名|户|场|期|万元|元|%)",
        "",
        per.words,
    )
    if len(subject(name)) < 2 or len(per.words) <= 2:
        name = f"{re.split('[，。；：、]', per.before)[-1]}{per.words}"
    metric = sketch.metric(about or name, per.unit)
    limits = cut.limits
    cap = limits.cap if limits.cap is not None else (None if limits.uncapped else full)
    if cap is None and not limits.uncapped:
        sketch.ambiguities.append("条款没有写上限，按不封顶")
    counted = per.unit not in ("%", "元", "‰") and per.size == 1
    partial: Partial = "whole" if counted else cut.limits.partial
    if partial == "unstated":
        sketch.ambiguities.append(_part_unstated(per.size, per.unit))
    return Step(
        metric,
        _ZERO,
        _ZERO,
        per.size,
        per.award.low,
        _ZERO,
        _ZERO,
        cap,
        partial,
        "per_unit" if counted else "step",
    )


def _deductions(
    cut: CutClause, pers: list[Per], others: list[Award], full: Decimal | None, sketch: Sketch
) -> Rule:
    faults = []
    for per in pers:
        words = re.sub(
            r"(?:1|一|\d+)(?=个|家|项|处|次|起|份|篇|条|人|名|户|场|期|例|宗|件|类)", "", per.words
        ).strip("的")
        name = f"{per.before}{words}" if per.before and len(per.before) <= 16 and full is None else words
        metric = sketch.metric(name if len(name) > 1 else f"{per.before[-10:]}{words}", per.unit)
        most = cut.limits.most_deducted if len(pers) == 1 else None
        faults.append(Fault(metric, per.award.low, most, per.size))
    voids = []
    for award in others:
        if award.effect is Effect.DEDUCT:
            metric = sketch.metric(award.condition, "次")
            faults.append(Fault(metric, award.low, award.low))
        elif award.effect is Effect.ZERO:
            voids.append(sketch.holds(award.condition))
    if full is None and cut.limits.most_deducted is not None and len(pers) > 1:
        return DeductEach(_ZERO, tuple(faults), -cut.limits.most_deducted, tuple(voids))
    if full is None:
        sketch.ambiguities.append("条款没有写满分，只算扣几分")
    floor = _ZERO if full is not None else None
    return DeductEach(full if full is not None else _ZERO, tuple(faults), floor, tuple(voids))


def _deadline(pers: list[Per], full: Decimal | None, cut: CutClause, sketch: Sketch) -> Rule | None:
    if full is None:
        sketch.unread.append(f"{cut.text}（没有写满分）")
        return None
    per = next(per for per in pers if per.late)
    metric = sketch.metric(late_name(cut.text), "天")
    return Deadline(metric, due_of(cut.text), full, per.award.low, per.size, _ZERO)
