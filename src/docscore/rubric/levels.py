"""Awards without 每: bands of a number, levels in words, items of a checklist, ranges that a person grades in."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from rapidfuzz import fuzz

from ..model import (
    AllOf,
    AnyOf,
    Band,
    Checklist,
    Comparison,
    Composite,
    Condition,
    FactHolds,
    Lexicon,
    Otherwise,
    PointsRange,
    Rank,
    Rule,
    Tiers,
)
from .awards import Award, Effect, Limits
from .bounds import Bound, bounds, comparisons
from .drafted import Sketch, subject
from .worded import NEGATED, REST, signed, single, worded

_ZERO = Decimal(0)
_ONE_OF_THEM = re.compile(
    r"(?:只|仅)?(?:达到|满足|符合|完成|具备|有)?(?:上述|以上|其中)(?:之?[一1](?:项|个|条)?|任[一意何][一1]?项)(?:条件|指标|要求)?(?:的)?$"
)
_AVERAGE = re.compile(r"平均|上年同期|上一年度?水平")
_COUNT_UNITS = frozenset({"元", "%", "‰", "天", "年", "月", "个月"})


def level_rule(
    awards: tuple[Award, ...], limits: Limits, points: Decimal | None, sketch: Sketch, lexicon: Lexicon
) -> Rule | None:
    """The rule of a clause whose awards are bands, levels, items or ranges.

    Args:
        awards: its awards.
        limits: its limits.
        points: full marks of the line, if known.
        sketch: takes note of inputs and doubts.
        lexicon: for units.
    """
    if len(awards) > 1 and _AVERAGE.search(awards[0].condition) and not bounds(awards[0].condition, lexicon):
        # Against an average that the clause does not put a number to: rows in words, whatever numbers they hold.
        return worded(list(awards), limits, points, sketch)
    groups = _groups(awards, lexicon)
    rules = [
        rule
        for group in groups
        if (rule := _group_rule(group, limits, points, len(groups), sketch, lexicon)) is not None
    ]
    if not rules:
        return None
    if len(rules) == 1:
        return rules[0]
    if all(isinstance(rule, Checklist) for rule in rules):
        items = tuple(item for rule in rules if isinstance(rule, Checklist) for item in rule.items)
        return Checklist(items, limits.cap)
    return Composite(tuple(rules), "best" if limits.highest else "sum", cap=limits.cap or None)


def _groups(awards: tuple[Award, ...], lexicon: Lexicon) -> list[list[Award]]:
    """Awards that are rows of one rule together."""
    groups: list[list[Award]] = []
    for award in awards:
        if groups and _continues(groups[-1], award, lexicon):
            groups[-1].append(award)
        else:
            groups.append([award])
    return groups


def _continues(group: list[Award], award: Award, lexicon: Lexicon) -> bool:
    if _ONE_OF_THEM.search(award.condition):
        return True
    if award.effect is Effect.ZERO and (REST.match(award.condition) or not bounds(award.condition, lexicon)):
        return True
    if REST.match(award.condition):
        return True
    first, last = bounds(group[0].condition, lexicon), bounds(group[-1].condition, lexicon)
    here = bounds(award.condition, lexicon)
    if bool(here) != bool(first or last):
        return False
    if not here:
        return group[0].effect is award.effect or NEGATED.match(award.condition) is not None
    anchor = first or last
    units = {bound.unit for bound in _asked(here, award.condition)}
    before_units = {bound.unit for bound in _asked(anchor, group[0].condition)}
    if "" not in units | before_units and units != before_units:
        return False
    about = subject(award.condition[: here[0].start])
    before = subject(group[0].condition[: anchor[0].start])
    return not about or not before or about in before or before in about or fuzz.ratio(about, before) >= 70


def _group_rule(
    group: list[Award], limits: Limits, points: Decimal | None, groups: int, sketch: Sketch, lexicon: Lexicon
) -> Rule | None:
    numeric = [award for award in group if bounds(award.condition, lexicon)]
    if numeric:
        return _numeric(group, limits, sketch, lexicon)
    if len(group) == 1:
        return single(group[0], limits, points, sketch)
    return worded(group, limits, points if groups == 1 else None, sketch)


_DEMAND = re.compile(r"不(?:得|能|应)?(?:超过|高于|多于|大于|低于|少于|小于)|至少|至多|应当?|必须|须|控制在")


def _numeric(group: list[Award], limits: Limits, sketch: Sketch, lexicon: Lexicon) -> Rule:
    full = limits.points if limits.points is not None else max((award.high for award in group), default=_ZERO)
    rows: list[tuple[tuple[Bound, ...], str, PointsRange, Award]] = []
    rest: Band | None = None
    one_of: PointsRange | None = None
    for award in group:
        found = bounds(award.condition, lexicon)
        if _ONE_OF_THEM.search(award.condition):
            one_of = signed(award, full)
        elif not found:
            rest = Band(Otherwise(), signed(award, full))
        else:
            rows.append((found, award.condition, signed(award, full), award))
    main = [_main(found, text) for found, text, _, _ in rows]
    metrics = _Metrics(sketch)
    if len(group) == 1 and group[0].effect is Effect.DEDUCT and _DEMAND.search(group[0].condition):
        # 不超过1家（-5分）: the words say what should be, the points what it costs if it is not.
        found, text, cost, _ = rows[0]
        demanded = tuple(bound for bound in found if _DEMAND.search(text[bound.start : bound.end]))
        wanted = _compound(demanded or found, text, metrics)
        return Tiers((Band(wanted, PointsRange(_ZERO, _ZERO)), Band(Otherwise(), cost)))
    if all(len(_asked(found, text)) == 1 for found, text, _, _ in rows):
        bound = main[0]
        metric = metrics.named(
            _name(rows[0][1], bound), bound.unit or next((b.unit for b in main if b.unit), "")
        )
        bands = _bands(main, [points for _, _, points, _ in rows])
        if rest is not None:
            bands.append(rest)
        if any(bound.place for bound in main):
            return Rank(tuple(bands), metric)
        return Tiers(tuple(bands), metric)
    bands = [Band(_compound(found, text, metrics), points) for found, text, points, _ in rows]
    if one_of is not None:
        bands += [Band(AnyOf(when.conditions), one_of) for when in [bands[0].when] if isinstance(when, AllOf)]
    bands.sort(key=lambda band: -band.points.high)
    return Tiers((*bands, *([rest] if rest else ())))


def _main(found: tuple[Bound, ...], text: str) -> Bound:
    """The bound that a condition is about; others qualify what is counted (交易额300万元以上的企业2家)."""
    asked = _asked(found, text)
    return asked[0]


def _asked(found: tuple[Bound, ...], text: str) -> tuple[Bound, ...]:
    """The bounds that must be met: several only where the words join them (且, 或, 同时)."""
    if len(found) == 1:
        return found
    joined = [found[0]]
    for before, bound in itertools.pairwise(found):
        if re.search(r"且|同时|或者?|并|以及|，", text[before.end : bound.start]):
            joined.append(bound)
    if len(joined) > 1:
        return tuple(joined)
    counted = [bound for bound in found if bound.unit not in _COUNT_UNITS]
    return (counted[0],) if counted else (found[-1],)


def _name(text: str, bound: Bound) -> str:
    before = subject(text[: bound.start])
    if before:
        return before
    return re.split(r"[，。；（(]", text[bound.end :])[0].strip("的")


class _Metrics:
    """Metrics of a group's compound conditions: later rows mean the first row's by unit."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.by_unit: dict[str, list[str]] = {}

    def named(self, name: str, unit: str) -> str:
        identifier = self.sketch.metric(name, unit)
        known = self.by_unit.setdefault(unit, [])
        if identifier not in known:
            known.append(identifier)
        return identifier

    def of(self, name: str, unit: str, used: set[str]) -> str:
        for identifier in self.by_unit.get(unit, ()):
            if identifier not in used and (
                not name
                or fuzz.partial_ratio(name, self.sketch.metrics[identifier].name) >= 50
                or len(self.by_unit[unit]) == 1
            ):
                return identifier
        return self.named(name, unit)


def _compound(found: tuple[Bound, ...], text: str, metrics: _Metrics) -> Condition:
    asked = _asked(found, text)
    used: set[str] = set()
    choices: list[list[Comparison | FactHolds]] = [[]]
    position = 0
    for bound in asked:
        joint = text[position : bound.start]
        if choices[-1] and re.search(r"或", joint):
            choices.append([])
        name = subject(re.split(r"且|同时|或者?|并", joint)[-1]) or _name(
            text[position:], _moved(bound, position)
        )
        metric = metrics.of(name, bound.unit, used)
        used.add(metric)
        choices[-1] += comparisons(bound, metric)
        position = bound.end
    together = [parts[0] if len(parts) == 1 else AllOf(tuple(parts)) for parts in choices]
    return together[0] if len(together) == 1 else AnyOf(tuple(together))


def _moved(bound: Bound, by: int) -> Bound:
    return Bound(
        bound.low, bound.low_open, bound.high, bound.high_open, bound.unit, bound.start - by, bound.end - by
    )


def _claims_edge(bound: Bound, edge: Decimal, *, falling: bool) -> bool:
    """A worse row says outright that the end it shares with the better one is its own (10%-20%（含）得4分)."""
    if falling:
        return bound.low == edge and bound.low_said
    return bound.high == edge and bound.high_said


def _without_edge(when: Condition, edge: Decimal) -> Condition:
    """A condition whose end at *edge* the better row did not claim in so many words."""
    if isinstance(when, AllOf):
        return AllOf(tuple(_open_at(part, edge) for part in when.conditions))
    return _open_at(when, edge) if isinstance(when, Comparison) else when


def _open_at(part: Comparison | FactHolds, edge: Decimal) -> Comparison | FactHolds:
    if not isinstance(part, Comparison) or part.bound != edge or part.op not in (">=", "<="):
        return part
    op: Literal[">", "<"] = ">" if part.op == ">=" else "<"
    return replace(part, op=op, text=part.text.replace(part.op, op))


def _bands(found: list[Bound], points: list[PointsRange]) -> list[Band]:
    """Bands from best to worst. Adjacent rows that share an end need no second bound: the better row comes first."""
    pairs = sorted(zip(found, points, strict=True), key=lambda pair: -pair[1].high)
    best = pairs[0][0]
    falling = best.place != "" or (best.low is None and best.high is not None)
    if not falling and len(pairs) > 1 and best.low is not None and pairs[-1][0].low is not None:
        falling = best.low < pairs[-1][0].low  # 3天内 3分, 3-7天 2分
    bands: list[Band] = []
    edge: Decimal | None = None
    for bound, given in pairs:
        parts = comparisons(bound, None)
        if len(parts) == 2 and edge is not None:
            inner = bound.low if falling else bound.high
            if inner == edge:
                parts = [part for part in parts if (part.op in ("<=", "<")) == falling]
        if len(bands) and edge is not None and _claims_edge(bound, edge, falling=falling):
            bands[-1] = Band(_without_edge(bands[-1].when, edge), bands[-1].points)
        elif bound.place == "nth" and len(parts) == 2:
            parts = [part for part in parts if part.op in ("<=", "<")]
        edge = bound.high if falling else bound.low
        bands.append(Band(parts[0] if len(parts) == 1 else AllOf(tuple(parts)), given))
    return bands
