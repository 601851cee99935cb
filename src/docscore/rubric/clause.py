"""One clause of a rule document → one rule, with its inputs, its ambiguities and what was not read.

Nothing is invented: what does not parse is kept in ``unread`` with its words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..model import (
    Band,
    Bonus,
    Checklist,
    Composite,
    Grade,
    Lexicon,
    Otherwise,
    PointsRange,
    Proportional,
    Rank,
    Rule,
    Step,
    Tiers,
    Veto,
)
from ..quantity.numeral import read_chinese
from .awards import Award, CutClause, Effect, cut
from .drafted import Drafted, Sketch
from .due import deadline_rule
from .joint import joint_rule
from .levels import level_rule
from .special import grade_rule, judged_rule, proportional_rule, veto_rule, weighted_rule
from .steps import Per, one_each, per_of, step_rule
from .worded import LEVELS

_SHARED = re.compile(
    r"(?P<head>.*?)(?P<items>[^，。；：、]+(?:、[^，。；：、]+)+)(?P<tail>[^、]*?)(?:的)?[，]?分别$"
)

#: Points after the last award that no award took up.
_LEFT_OVER = re.compile(r"\d分(?![钟数])|[扣加减得]\d")
_EACH_ITEM = re.compile(r"^(?P<items>[^每]+?[、，；][^每]+?)[，]?每(?:1|一)?(?:项|点|方面|条)(?:各)?$")
_PLACES = re.compile(r"前(?P<count>[一二三四五六七八九十\d]+)[名位](?:的)?[，]?分别$")
_LEAD = re.compile(r"每[^，。；]*?(?:\d+|[一二两])(?:处|个|家|项|次|名|人|篇|件)")
_RANKED = re.compile(r"^(?:国家级?|省级?|市级?|县级?|区级?|[一二三]等奖?|[^，。]{1,4}级)")


def read_clause(
    clause: str, lexicon: Lexicon, *, points: Decimal | None = None, about: str = "", prefix: str = ""
) -> Drafted:
    """A clause as a rule.

    Args:
        clause: the words of the rule document.
        lexicon: for units.
        points: full marks of the line, where the document gives them apart from the clause.
        about: what the line is about, where the clause does not name it.
        prefix: put before the ids of metrics and facts.
    """
    whole = cut(clause)
    sketch = Sketch(prefix, whole.name or about)
    rule = _rule(whole, points, sketch, lexicon)
    most = _most(rule, whole, points)
    kind = _kind(rule, _spread(whole.awards))
    if rule is None and not sketch.unread:
        sketch.unread.append(clause.strip())
    elif _LEFT_OVER.search(whole.rest) and not isinstance(rule, Veto | Grade | Proportional):
        sketch.unread.append(whole.rest)
    return Drafted(
        kind=kind,
        max=most,
        rule=rule,
        inputs=tuple(sketch.inputs),
        metrics=sketch.metrics,
        facts=sketch.facts,
        ambiguities=tuple(sketch.ambiguities),
        unread=tuple(sketch.unread),
        clause=clause.strip(),
    )


def _rule(whole: CutClause, points: Decimal | None, sketch: Sketch, lexicon: Lexicon) -> Rule | None:
    rule = (
        veto_rule(whole, sketch, lexicon)
        or weighted_rule(whole, sketch)
        or grade_rule(whole, sketch, lexicon)
    )
    if rule is not None:
        return rule
    rule = proportional_rule(whole, points, sketch, lexicon)
    if rule is not None:
        return rule
    if not whole.awards:
        return judged_rule(whole, points, sketch)
    awards = _spread(whole.awards)
    rule = joint_rule(whole, awards, sketch) or deadline_rule(whole, awards, sketch, lexicon)
    if rule is not None:
        return rule
    single = one_each(awards)
    steps = [(award, per_of(award, lexicon, one_each=single)) for award in awards]
    pers = [per for _, per in steps if per is not None]
    others = [award for award, per in steps if per is None]
    if pers:
        return _stepped(whole, pers, others, points, sketch, lexicon)
    return _bonus(level_rule(awards, whole.limits, points, sketch, lexicon), whole, awards)


def _stepped(
    whole: CutClause,
    pers: list[Per],
    others: list[Award],
    points: Decimal | None,
    sketch: Sketch,
    lexicon: Lexicon,
) -> Rule | None:
    adds = [per for per in pers if per.award.effect is not Effect.DEDUCT]
    likes = [per for award in others if (per := _like(award, pers[-1])) is not None]
    if adds and len(likes) == len(others):
        pers, adds, others = [*pers, *likes], [*adds, *likes], []
    if len(pers) > 1 and len(adds) == len(pers) and not others:
        # 每新增1处国家级、省级、市级分别加…: each its own count.
        parts = tuple(step_rule(whole, [per], [], points, sketch, lexicon) for per in pers)
        if all(part is not None for part in parts):
            return Composite(tuple(part for part in parts if part is not None), "sum", cap=whole.limits.cap)
    return step_rule(whole, pers, others, points, sketch, lexicon)


def _count(text: str) -> int:
    numeral = read_chinese(text)
    return int(text) if text.isdigit() else int(numeral.value) if numeral is not None else 0


def _each_item(award: Award) -> tuple[Award, ...]:
    """有机构、有制度、有经费，每项得1分: the things that each earn."""
    match = _EACH_ITEM.match(award.condition)
    items = re.split(r"[、，；]", match["items"]) if match else []
    if len(items) < 2 or any(LEVELS.search(item) for item in items):
        return (award,)
    return tuple(replace(award, condition=item) for item in items)


def _like(award: Award, per: Per) -> Per | None:
    """The step of an award that leaves its 每 to the one before: 每获一项国家级荣誉加3分、省级荣誉加2分."""
    same = award.effect is per.award.effect and award.condition[-2:] == per.words[-2:]
    if not award.condition or not same or per.award.effect is Effect.DEDUCT:
        return None
    return replace(per, award=award, words=award.condition)


def _spread(awards: tuple[Award, ...]) -> tuple[Award, ...]:
    """国家级、省级、市级分别加30分、20分、10分: the items shared out over the awards."""
    found: list[Award] = []
    awards = tuple(each for award in awards for each in _each_item(award))
    index = 0
    while index < len(awards):
        award = awards[index]
        run = 1
        while index + run < len(awards) and not awards[index + run].condition:
            run += 1
        places = _PLACES.search(award.condition)
        if places and _count(places["count"]) == run > 1:
            for place, given in enumerate(awards[index : index + run], start=1):
                words = f"{award.condition[: places.start()]}第{place}名"
                found.append(replace(given, condition=words, effect=award.effect))
            index += run
            continue
        shared = _SHARED.match(award.condition)
        items = shared["items"].split("、") if shared else []
        if shared is None or len(items) != run:
            found.append(award)
            index += 1
            continue
        lead = _LEAD.match(items[0])
        head = shared["head"] + (lead.group() if lead else "")
        items[0] = items[0][lead.end() :] if lead else items[0]
        tail = _RANKED.sub("", items[-1]) + shared["tail"]
        items[-1] = items[-1].removesuffix(_RANKED.sub("", items[-1]))
        for item, given in zip(items, awards[index : index + run], strict=True):
            words = f"{head}{item}{tail}"
            found.append(replace(given, condition=words, effect=award.effect))
        index += run
    return tuple(found)


def _bonus(rule: Rule | None, whole: CutClause, awards: tuple[Award, ...]) -> Rule | None:
    """Bands that only add become a bonus."""
    if not awards or any(award.effect not in (Effect.ADD, Effect.ZERO) for award in awards):
        return rule
    if isinstance(rule, Tiers):
        bands = tuple(band for band in rule.bands if not isinstance(band.when, Otherwise))
        return Bonus(bands, "highest", rule.metric, whole.limits.cap)
    if isinstance(rule, Checklist):
        bands = tuple(Band(item.when, PointsRange(item.points, item.points)) for item in rule.items)
        return Bonus(bands, "highest" if whole.limits.highest else "sum", None, whole.limits.cap)
    if isinstance(rule, Composite) and rule.combine == "unstated" and rule.cap is None:
        return replace(rule, cap=whole.limits.cap)
    return rule


def _most(rule: Rule | None, whole: CutClause, points: Decimal | None) -> Decimal | None:
    if rule is None:
        return whole.limits.points if whole.limits.points is not None else points
    if isinstance(rule, Step) and rule.cap is None:
        return whole.limits.points or points or (rule.at_base or None)
    return max(given.high for given in rule.attainable)


def _kind(rule: Rule | None, awards: tuple[Award, ...]) -> str:
    if rule is None:
        return "unread"
    only_adds = bool(awards) and all(award.effect in (Effect.ADD, Effect.ZERO) for award in awards)
    return "bonus" if only_adds and not isinstance(rule, Veto | Grade | Rank) else rule.kind
