"""A clause cut into awards: a condition and what it earns, and the limits that hold for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from ..quantity.numeral import read_chinese

_P = r"\d+(?:\.\d+)?"
_TO = r"[-－—–~～至到]+"
#: After 90分: it is a score that is asked for, not one that is given.
_BOUNDING = r"[（(]?不?含|及?以[上下内]|之间|[-－—–~～至到]+\d|[≤≥<>＜＞]|以?[上下]的?(?:为|评)|的?[，]?(?:可?得|计|扣|加|记)\d|不?满"
_AWARD = re.compile(
    rf"[（(](?P<sign>[+＋\-－−]|倒扣|扣|减|加|得|计|最高|各)?(?P<inner>{_P})(?:{_TO}(?P<inner_high>{_P}))?分?"
    rf"(?<=分)[)）]"
    rf"|[（(](?P<signed>[+＋\-－−])(?P<bare>{_P})[)）]"
    rf"|(?P<verb>各计|倒扣|扣除|扣减|扣去|扣|减去|减|加计|另加|再加|加|奖励|增加|酌情给予|给予|可得|得|计|记|给|评|赋|打|各得|各加)?"
    rf"(?P<minus>[-－−])?(?P<low>{_P})(?:{_TO}(?P<high>{_P}))?分(?![值数项钟之公类别级段制配管校院局]|{_BOUNDING})"
    rf"|(?P<full>[得计]?满分(?:[（(]?(?P<marks>{_P})分[)）]?)?|得全分)"
    r"|(?P<zero>不得分|不计分|不给分|不加分|不予计分|不予加分|[得计]零分|零分|本项不得分|该项不得分)"
)
_CAP = re.compile(
    rf"(?:加分|得分|累计|合计|总分|单项|本项|此项|该项)?(?P<what>最高|最多|上限为?|至多|封顶|不超过|不得超过|限|以)(?P<verb>加|得|计|扣|不超过|为|至)*"
    rf"(?P<points>{_P})分(?:为限|封顶|止)?"
)
_FLOOR = re.compile(
    r"[扣减]完(?:本项|该项|此项|全部|所有)?(?:\d+(?:\.\d+)?分|分值|分)?为止|扣完即止|扣完\d+(?:\.\d+)?分为止|扣至0分为止|扣光为止|扣完该项分为止|最低(?:为|得)?0分|不(?:计|倒)扣?负分|不倒扣|直至扣完"
)
#: 扣完10分为止: what can be taken is what there is.
_EMPTIED = re.compile(rf"[扣减]完(?:本项|该项|此项)?(?P<points>{_P})分为止")
_UNCAPPED = re.compile(r"上?不封顶|不设上限|不限(?:上限)?|无上限")
_HIGHEST = re.compile(
    r"不(?:重复)?累[计加]|不重复(?:加分|计分|记分|得分)?|[只仅](?:计|取|按|算)最高(?:的?一?(?:项|档|级|个)?)(?:计分|加分)?|[以按]最高.{0,6}为准|取最?高(?:分|项|值)?|就高(?:不就低)?|择高|按最高(?:档|项)?|以最高"
)
_SUM = re.compile(r"可(?:以)?累[计加]|累[计加](?:加分|计分|得分)|分别(?:加|得|计)")
_TOTAL = re.compile(
    rf"(?:^|[，。；：、（(])(?:本项|该项|此项|满分|总分|分值|共|共计)(?:分值|满分|共|计|为|：|:)*(?P<points>{_P})分(?=[，。；：、,;:）)]|$)"
)
_HEADED = re.compile(rf"^(?P<name>[^，。；：（(]{{1,30}})[（(](?:满分|分值)?(?P<points>{_P})分[)）]：(?=.)")
JUDGED = re.compile(
    r"酌情|视情|视.{0,8}(?:情况|程度|质量|效果)|根据.{0,20}(?:情况|程度|质量|效果).{0,6}(?:评|打|计|给|得)分?|按程度|综合评[定价议]|由专家|评委"
)


_POINTS_IN_WORDS = re.compile(
    r"(?<=[得计记扣加减评给各高多过])([一二两三四五六七八九十百]+)分(?![值数项钟之公类别级段制配管校院局])"
)
_PART_BEGUN = re.compile(
    r"[（(，；。]?不足(?!的?按比例)[^，。；（()）]{0,12}?的?[，]?(?:均)?[按以](?!比例)[^，。；()（）]{0,8}(?:计算?|算|扣分|处理|扣)[)）]?"
)
_PART_DROPPED = re.compile(
    r"[（(，；。]?不足[^，。；（()）]{0,12}?(?:的)?[，]?(?:部分)?(?:不(?:扣|加|计|予|作)|舍去|忽略|不算)[^，。；()（）]{0,4}[)）]?"
)
_PART_SHARED = re.compile(
    r"[（(，；。]?不足(?:1|一|\d+)个?[^，。；（()）]{0,8}?的?[，]?按(?:实际)?比例[^，。；()（）]{0,6}[)）]?"
)
Partial = Literal["whole", "proportional", "begun", "unstated"]


class Effect(StrEnum):
    """What an award does."""

    GET = "get"
    ADD = "add"
    DEDUCT = "deduct"
    FULL = "full"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Award:
    """A condition and what it earns.

    Attributes:
        condition: the words before the points, without separators.
        effect: what it does.
        low: points, or the least of a range; ≥ 0.
        high: the most of a range, else ``low``.
        bracketed: the points stand in brackets after the condition.
        judged: the words leave the grading to a person.
        apart: the points stand alone, after a full stop or a semicolon and without a verb.
    """

    condition: str
    effect: Effect
    low: Decimal
    high: Decimal
    bracketed: bool
    judged: bool
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for the whole clause.

    Attributes:
        points: full marks as the clause states them; ``None`` if it does not.
        cap: most points (最高, 不超过); ``None`` if unstated.
        cap_of_added: the cap is of what is added, not of the total (最多加2分).
        most_deducted: most that may be deducted; ``None`` if unstated.
        floor: points may not fall below 0 (扣完为止).
        uncapped: said to have no upper limit.
        highest: only the best counts.
        adding: said to add up.
        partial: what a part of a step counts; ``unstated`` if the clause does not say.
    """

    points: Decimal | None
    cap: Decimal | None
    cap_of_added: bool
    most_deducted: Decimal | None
    floor: bool
    uncapped: bool
    highest: bool
    adding: bool
    partial: Partial = "unstated"


@dataclass(frozen=True, slots=True)
class CutClause:
    """A clause cut up.

    Attributes:
        name: what it is about, if it begins with a heading (满意度（10分）：…); else empty.
        awards: conditions with points, in order.
        limits: limits on the whole.
        rest: words after the last award, without limits.
        text: the clause without spaces and numbering.
    """

    name: str
    awards: tuple[Award, ...]
    limits: Limits
    rest: str
    text: str


def cut(clause: str) -> CutClause:
    """A clause cut into awards.

    Args:
        clause: the words of a rule document.
    """
    text = tidy(clause)
    body, name, points = text, "", None
    headed = _HEADED.match(text)
    if headed and _AWARD.search(text, headed.end()):
        name, points, body = headed["name"], Decimal(headed["points"]), text[headed.end() :]
    total = _TOTAL.search(body)
    if total and len(_AWARD.findall(body)) > 1:
        points = Decimal(total["points"]) if points is None else points
        body = body[: total.start()] + "，" + body[total.end() :]
    body, partial = _take_partial(body)
    body, cap, of_added, most_deducted = _take_caps(body)
    emptied = _EMPTIED.search(body)
    if points is None and emptied:
        points = Decimal(emptied["points"])
    limits = Limits(
        points=points,
        cap=cap,
        cap_of_added=of_added,
        most_deducted=most_deducted,
        floor=bool(_FLOOR.search(body)),
        uncapped=bool(_UNCAPPED.search(body)),
        highest=bool(_HIGHEST.search(body)),
        adding=bool(_SUM.search(body)),
        partial=partial,
    )
    for pattern in (_FLOOR, _UNCAPPED, _HIGHEST):
        body = pattern.sub("，", body)
    awards, rest = _awards(body)
    awards, limits = _without_total(awards, limits)
    return CutClause(name, awards, limits, rest, text)


def _without_total(awards: tuple[Award, ...], limits: Limits) -> tuple[tuple[Award, ...], Limits]:
    """Points in brackets without a condition of their own, before or after the awards, are the full marks."""
    if limits.points is not None or len(awards) < 2:
        return awards, limits
    for position in (len(awards) - 1, 0):
        award = awards[position]
        others = awards[:position] + awards[position + 1 :]
        alone = not award.condition and award.effect is Effect.GET and award.low == award.high
        if alone and (award.bracketed or award.apart) and award.high >= max(o.high for o in others):
            return others, replace(limits, points=award.high)
    return awards, limits


def _take_partial(body: str) -> tuple[str, Partial]:
    """The clause without what it says about a part of a step (不足一个百分点按一个百分点计算), and what it says."""
    readings: tuple[tuple[re.Pattern[str], Partial], ...] = (
        (_PART_SHARED, "proportional"),
        (_PART_DROPPED, "whole"),
        (_PART_BEGUN, "begun"),
    )
    for pattern, partial in readings:
        # 不足的按比例计分 alone is a proportion, not a word about steps.
        if "每" in body and (match := pattern.search(body, body.index("每"))):
            return body[: match.start()] + "，" + body[match.end() :], partial
    return body, "unstated"


def tidy(clause: str) -> str:
    """A clause without spaces, leading numbers and full-width variants of what is read here."""
    text = re.sub(r"\s+", "", clause).translate(
        str.maketrans("０１２３４５６７８９％．；;", "0123456789%.；；")
    )
    text = text.replace(":", "：").replace("～", "~")
    text = re.sub(r",(?!\d{3}(?!\d))", "，", text)
    text = _POINTS_IN_WORDS.sub(_points_in_digits, text)
    return re.sub(
        r"^(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,2}[)）、])",
        "",
        text,
    )


def _points_in_digits(match: re.Match[str]) -> str:
    numeral = read_chinese(match[1])
    return match.group() if numeral is None else f"{numeral.value:f}分"


def _take_caps(body: str) -> tuple[str, Decimal | None, bool, Decimal | None]:
    """The clause without its caps, and the caps."""
    cap: Decimal | None = None
    of_added = False
    most_deducted: Decimal | None = None
    for match in list(_CAP.finditer(body)):
        if match["what"] in ("限", "以") and not match.group().endswith(("为限", "封顶", "止")):
            continue
        words = match.group()
        if "扣" in words or body[: match.start()].endswith(("扣分", "累计扣分")):
            most_deducted = Decimal(match["points"])
        else:
            cap, of_added = Decimal(match["points"]), "加" in words
        body = body.replace(words, "，", 1)
    return body, cap, of_added, most_deducted


def _awards(body: str) -> tuple[tuple[Award, ...], str]:
    found: list[Award] = []
    position = 0
    for match in _AWARD.finditer(body):
        condition = _trim(body[position : match.start()])
        judged = bool(JUDGED.search(condition))
        position = match.end()
        if match["full"]:
            marks = Decimal(match["marks"] or 0)
            effect = Effect.GET if match["marks"] else Effect.FULL
            found.append(Award(condition, effect, marks, marks, False, judged))
        elif match["zero"]:
            found.append(Award(condition, Effect.ZERO, Decimal(0), Decimal(0), False, judged))
        elif match["bare"]:
            marks = Decimal(match["bare"])
            found.append(Award(condition, _effect(match["signed"]), marks, marks, True, judged))
        elif match["inner"]:
            low = Decimal(match["inner"])
            high = Decimal(match["inner_high"] or match["inner"])
            effect = _effect(match["sign"] or "") if high else Effect.ZERO
            shared = _items(condition) if match["sign"] == "各" else ()
            found += [Award(each, effect, low, high, True, judged) for each in shared or (condition,)]
        else:
            low = Decimal(match["low"])
            high = Decimal(match["high"] or match["low"])
            sign = match["minus"] or match["verb"] or ""
            apart = not sign and body[match.start() - 1 : match.start()] in ("。", "；", "，", "")
            effect = _effect(sign) if high or sign.startswith("扣") else Effect.ZERO
            shared = _items(condition) if sign.startswith("各") else ()
            found += [Award(each, effect, low, high, False, judged, apart) for each in shared or (condition,)]
    return tuple(found), _trim(body[position:])


def _items(condition: str) -> tuple[str, ...]:
    """目标完整、指标量化、内容合理: the things of a list that each earn."""
    return tuple(item for item in re.split(r"[、，；]", condition) if item)


def _effect(sign: str) -> Effect:
    if sign.startswith(("扣", "减", "倒扣", "-", "－", "−")):
        return Effect.DEDUCT
    if sign.startswith(("+", "＋", "加", "另加", "再加", "奖励", "增加", "各加")):
        return Effect.ADD
    return Effect.GET


def _trim(text: str) -> str:
    return text.strip("，。；：、,;:. ").removeprefix("的").removeprefix("并").removesuffix("的")
