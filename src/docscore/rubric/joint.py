"""Several things for one award: all of them (同时具备), or any of them (之一)."""

from __future__ import annotations

import re

from ..model import AllOf, AnyOf, Band, FactHolds, Otherwise, Rule, Tiers
from .awards import Award, CutClause, Effect
from .drafted import Sketch
from .worded import point, signed

_ALL = re.compile(
    r"[，]?(?:[一二三四五六七八九十\d]+[项者个]条?件?|上述|以上|各项|三者)?(?:须|应|需)?(?:均|都|全部|同时|一并)(?:具备|满足|符合|达到|做到|完成|齐全|达标|落实|到位)(?:以上|上述|要求|条件|标准)?(?:的)?$"
)
_ANY = re.compile(
    r"[，]?(?:(?:具备|符合|满足|有|达到|获得?)?(?:上述|以上|其中)?(?:任[一意何](?:1|一)?(?:项|条|个|种)?|之一)(?:的|条件|情形)*)$"
)
_LISTED_ALL = re.compile(
    r"^(?:同时)?(?:具备|满足|符合|达到)(?:下列|以下)?(?:全部|所有|各项|[一二三四五\d]+[项个])?(?:条件|要求|标准|情形)*(?:的)?$"
)
_LISTED_ANY = re.compile(
    r"^(?:具备|满足|符合|达到|有)?(?:下列|以下)(?:条件|情形|要求|情况)?(?:中)?(?:的)?(?:之一|任[一意何]一?[项条个种])(?:的)?$"
)
_NUMBERED = re.compile(r"[①-⑳]|[（(]\d{1,2}[)）]|(?<!\d)\d[.、．](?!\d)")


_NONE_MISSING = re.compile(
    r"缺一不可|缺(?:少)?(?:任何|任意)?[一1](?:项|个|条)?(?:均|的|则|即)?(?:不得分|不计分|不给分|得0分)"
)


def joint_rule(cut: CutClause, awards: tuple[Award, ...], sketch: Sketch) -> Rule | None:
    """One award for a list of which all, or any, must be so; ``None`` if the clause is none such.

    Args:
        cut: the clause.
        awards: its awards.
        sketch: takes note of inputs.
    """
    earning = [award for award in awards if award.effect in (Effect.GET, Effect.ADD, Effect.FULL)]
    rest = [award for award in awards if award not in earning]
    if len(earning) != 1 or any(award.effect is not Effect.ZERO for award in rest):
        return None
    award = earning[0]
    if award.effect is Effect.FULL and cut.limits.points is None:
        return None
    condition = award.condition.removesuffix("的")
    joint: type[AllOf] | type[AnyOf]
    if _LISTED_ANY.match(condition) or _LISTED_ALL.match(condition):
        joint = AnyOf if _LISTED_ANY.match(condition) else AllOf
        items = _items(cut.rest)
    else:
        tail = _ANY.search(condition) or _ALL.search(condition)
        joint = AnyOf if _ANY.search(condition) else AllOf
        if tail is None and not _NONE_MISSING.search(cut.text):
            return None
        items = _items(condition[: tail.start()] if tail else condition)
    if len(items) < 2:
        return None
    facts: tuple[FactHolds, ...] = tuple(sketch.holds(item) for item in items)
    value = signed(award, cut.limits.points)
    return Tiers((Band(joint(facts), value), Band(Otherwise(), point(value.low * 0))))


def _items(text: str) -> tuple[str, ...]:
    pieces = re.split(r"[；;]", _NUMBERED.sub("；", text))
    pieces = [piece.strip("，。；：、的") for piece in pieces]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1:
        pieces = [
            piece
            for piece in re.split(r"[、，]|(?<=[\u4e00-\u9fff]{2})[或和且](?=[\u4e00-\u9fff]{2})", pieces[0])
            if piece
        ]
    return tuple(pieces)
