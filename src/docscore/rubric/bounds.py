"""Numeric conditions in clauses: 70%及以上, 50%-70%（不含）, 不少于3家, 90%≤X<95%, 前30%, 第2-3名."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from ..model import Comparison, Lexicon
from ..quantity.numeral import read_chinese

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十百千]+"
_TO = r"(?:[-－—–~～]+|至|到)"
_MORE_UNITS = [
    "个百分点",
    "百分点",
    "%",
    "‰",
    "万元",
    "亿元",
    "元",
    "人次",
    "人",
    "名",
    "位",
    "家",
    "个",
    "项",
    "处",
    "次",
    "起",
    "份",
    "篇",
    "条",
    "件",
    "场",
    "期",
    "种",
    "类",
    "天",
    "日",
    "工作日",
    "个工作日",
    "小时",
    "周",
    "个月",
    "月",
    "年",
    "户",
    "村",
    "亩",
    "公里",
    "平方米",
    "台",
    "套",
    "辆",
    "吨",
    "分",
    "倍",
    "例",
    "宗",
    "批",
    "门",
    "课时",
    "学时",
    "册",
    "幅",
    "块",
    "座",
    "间",
    "只",
    "头",
    "株",
    "次/年",
    "级",
    "环节",
    "部门",
    "单位",
]
#: Measure words with which a Chinese numeral counts without a word that bounds it (有一个淘宝村).
_COUNTING = frozenset(
    [
        "个",
        "家",
        "名",
        "人",
        "次",
        "项",
        "处",
        "场",
        "期",
        "份",
        "篇",
        "条",
        "件",
        "户",
        "起",
        "种",
        "位",
        "台",
        "套",
        "座",
        "间",
        "批",
        "例",
    ]
)
_MAGNITUDE = {
    "": Decimal(1),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
}
_GE = "大于等于|大于或等于|不低于|不少于|不得低于|不得少于|不小于|至少|达到|实现|完成|达|满|≥|>=|≧"
_GT = "超过|大于|高于|多于|突破|优于|>|＞"
_LE = "小于等于|小于或等于|不超过|不高于|不多于|不大于|不得超过|≤|<=|≦|控制在"
_LT = "低于|小于|少于|不足|不到|未达到|未达|未满|不满|<|＜"
_EQ = "等于|=|＝"
_POST_GE = r"[（(]含[)）]以上|及其?以上|含以上|以上[（(]含[^)）]*[)）]|以上"
_POST_GT = r"及其?以后|及之后|以后|之后|开外|以上[（(]不含[^)）]*[)）]|[（(]不含[)）]以上"
_POST_LE = r"[（(]含[)）]以下|及其?以下|含以下|以下[（(]含[^)）]*[)）]|以内|之内|内"
_POST_LT = r"以下[（(]不含[^)）]*[)）]|[（(]不含[)）]以下|以下"


_JOINT = re.compile(r"的?[、，]?(?:且|但|并且?|同时|而)?")
_SAID_GE = frozenset(_GE.split("|")) - {"达到", "实现", "完成", "达", "满"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A numeric condition.

    Attributes:
        low: least value, ``None`` if unbounded.
        low_open: the least value itself is excluded.
        high: greatest value, ``None`` if unbounded.
        high_open: the greatest value itself is excluded.
        unit: base unit; ``%`` for 个百分点 as well; empty if none is written.
        start: offset of its first character, words like 不少于 included.
        end: offset past its last.
        place: it is a place in an order: ``top`` for 前30% and 前3名, ``nth`` for 第1名; empty if it is not.
        bare: a number alone, without words that bound it (有2家).
        low_said: the clause says that the least value itself is included (90%（含）, ≥, 不低于).
        high_said: likewise the greatest.
    """

    low: Decimal | None
    low_open: bool
    high: Decimal | None
    high_open: bool
    unit: str
    start: int
    end: int
    place: str = ""
    bare: bool = False
    low_said: bool = False
    high_said: bool = False


@lru_cache(maxsize=4)
def _pattern(units: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    unit = "|".join(re.escape(word) for word in sorted(units, key=len, reverse=True))
    number = (
        rf"(?:(?:{_ARABIC})(?:百万|千万|万|亿|千)?|{_CHINESE}(?=个百分点|{unit}|至|到|-)|(?<=第){_CHINESE})"
    )
    included = r"(?:[（(]不?含[)）])?"
    plain = re.compile(
        rf"(?P<place>前|第|排名第?)?(?P<pre>{_GE}|{_GT}|{_LE}|{_LT}|{_EQ})?"
        rf"(?P<a>{number})(?P<ua>{unit})?(?P<ia>{included})"
        rf"(?:{_TO}(?P<b>{number})(?P<ub>{unit})?(?P<ib>[（(]不?含[^)）]*[)）])?)?"
        rf"(?P<post>{_POST_GT}|{_POST_LT.split('|')[0]}|{_POST_LT.split('|')[1]}|{_POST_GE}|{_POST_LE}|{_POST_LT})?"
    )
    sandwiched = re.compile(
        rf"(?P<a>{number})(?P<ua>{unit})?(?P<oa>≤|<=|<|＜|≦)(?P<x>[A-Za-z\u4e00-\u9fff]{{0,12}}?)(?P<ob>≤|<=|<|＜|≦)(?P<b>{number})(?P<ub>{unit})?"
    )
    return plain, sandwiched


def bounds(text: str, lexicon: Lexicon) -> tuple[Bound, ...]:
    """Numeric conditions of a text, in order.

    Args:
        text: a condition of a clause, without spaces.
        lexicon: for units and their base.
    """
    plain, sandwiched = _pattern((*_MORE_UNITS, *(symbol for symbol in lexicon.units if len(symbol) <= 4)))
    found: list[Bound] = []
    position = 0
    while position < len(text):
        match = sandwiched.match(text, position)
        if match:
            a, unit = _value(match["a"], match["ua"] or match["ub"] or "", lexicon)
            b, _ = _value(match["b"], match["ub"] or match["ua"] or "", lexicon)
            strict = {"<", "＜"}
            found.append(
                Bound(a, match["oa"] in strict, b, match["ob"] in strict, unit, match.start(), match.end())
            )
            position = match.end()
            continue
        match = plain.match(text, position)
        if match and _is_quantity(text, match):
            found.append(_bound(match, lexicon))
            position = match.end()
        else:
            position += 1
    return _merged(text, found)


def _merged(text: str, found: list[Bound]) -> tuple[Bound, ...]:
    """1亿元以上、不足2亿元, and 低于98%但不低于95%: the two ends of one range."""
    merged: list[Bound] = []
    for bound in found:
        before = merged[-1] if merged else None
        if (
            before is not None
            and _JOINT.fullmatch(text[before.end : bound.start])
            and _ends_of_one(before, bound)
        ):
            least, most = (before, bound) if before.low is not None else (bound, before)
            merged[-1] = replace(
                least,
                high=most.high,
                high_open=most.high_open,
                high_said=most.high_said,
                start=before.start,
                end=bound.end,
            )
        else:
            merged.append(bound)
    return tuple(merged)


def _ends_of_one(first: Bound, second: Bound) -> bool:
    """Two one-sided bounds of one unit that leave a range between them."""
    if first.unit != second.unit or first.place or second.place or first.bare or second.bare:
        return False
    one_sided = (first.low is None) != (first.high is None) and (second.low is None) != (second.high is None)
    lows = [low for bound in (first, second) if (low := bound.low) is not None]
    highs = [high for bound in (first, second) if (high := bound.high) is not None]
    return one_sided and len(lows) == len(highs) == 1 and lows[0] < highs[0]


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    """A number with a unit, a bounding word or a range; not a year, a lone digit in a name, or a month."""
    if match["ua"] == "年" and len(match["a"]) == 4:
        return False
    if not match["a"][0].isdigit() and not _counts(match):
        return False
    if text[: match.start()].endswith("近") and match["ua"] in ("年", "个月"):
        return False  # 近一年内: a period
    if match["place"] and "第" in match["place"]:
        return True
    if match["ua"] == "月" or (match["ua"] == "日" and text[: match.start("a")].endswith("月")):
        return False
    if match["ua"] is None and match["ub"] is None and not (match["pre"] or match["post"] or match["b"]):
        return False
    if not match["a"][0].isdigit() and match["place"] is None and text[match.end() : match.end() + 1] == "级":
        return False
    return not (match["a"][0].isdigit() and match.start("a") > 0 and text[match.start("a") - 1].isdigit())


def _counts(match: re.Match[str]) -> bool:
    """Whether a Chinese numeral counts or bounds something, and is no part of a name (第三方, 两级, 三年行动, 统一组织)."""
    unit = match["ua"] or match["ub"] or ""
    if match["place"] and "第" in match["place"]:
        return unit in ("名", "位") or (
            not unit and (match["b"] is not None or match["place"].startswith("排名"))
        )
    return bool(match["pre"] or match["post"] or match["b"] or match["place"]) or unit in _COUNTING


def _bound(match: re.Match[str], lexicon: Lexicon) -> Bound:
    a, unit = _value(match["a"], match["ua"] or match["ub"] or "", lexicon)
    pre, post = match["pre"] or "", match["post"] or ""
    span = (match.start(), match.end())
    if unit in ("位", "人") and (match["place"] or post in ("以后", "之后", "开外")):
        unit = "名"  # 第2名 is a place, not a person
    if match["b"]:
        # 20至30亿元: the magnitude and unit stand once, at the end.
        shared = re.search(r"百万|千万|万|亿|千", match["b"])
        first = match["a"] + (
            shared.group() if shared and not re.search(r"[百千万亿]", match["a"]) and not match["ua"] else ""
        )
        a, _ = _value(first, match["ua"] or match["ub"] or "", lexicon)
        b, _ = _value(match["b"], match["ub"] or match["ua"] or "", lexicon)
        place = "nth" if match["place"] and "第" in match["place"] else "top" if match["place"] else ""
        ia, ib = match["ia"], match["ib"] or ""
        low_open = "不含" in ia
        return Bound(
            a,
            low_open,
            b,
            "不含" in ib,
            unit,
            *span,
            place=place,
            low_said=bool(ia) and not low_open,
            high_said=bool(ib) and "不含" not in ib,
        )
    if match["place"] == "前":
        return Bound(None, False, a, False, unit, *span, place="top")
    if match["place"] and post:
        after = post.removeprefix("及") in ("以后", "之后", "其以后", "以下", "其以下")
        if after:
            return Bound(a, not post.startswith("及"), None, False, unit, *span, place="nth")
        return Bound(None, False, a, False, unit, *span, place="nth")
    if match["place"]:
        return Bound(a, False, a, False, unit, *span, place="nth")
    excluded, included = "不含" in match["ia"], bool(match["ia"])
    if re.fullmatch(_GT, pre) or re.fullmatch(_POST_GT, post) or (post == "以上" and excluded):
        place = "nth" if post in ("以后", "之后", "开外") and unit == "名" else ""
        return Bound(a, True, None, False, unit, *span, place=place)
    if re.fullmatch(_LT, pre):
        return Bound(None, False, a, True, unit, *span)
    if re.fullmatch(_LE, pre):
        return Bound(None, False, a, False, unit, *span, high_said=True)
    if post and (re.fullmatch(_POST_LE, post) or (post == "以下" and included and not excluded)):
        return Bound(None, False, a, False, unit, *span, high_said=True)
    if post and re.fullmatch(_POST_LT, post):
        return Bound(None, False, a, True, unit, *span)
    if pre and re.fullmatch(_EQ, pre) and not post:
        return Bound(a, False, a, False, unit, *span)
    bare = not (post or pre)
    said = included or pre in _SAID_GE or post not in ("以上", "")
    return Bound(a, False, None, False, unit, *span, bare=bare, low_said=said)


def _value(number: str, unit: str, lexicon: Lexicon) -> tuple[Decimal, str]:
    """A number as written with its unit, in the base unit."""
    magnitude = re.search(r"(百万|千万|万|亿|千)$", number)
    digits = number.replace(",", "")
    if digits[0].isdigit():
        value = Decimal(digits[: magnitude.start()].replace(",", "") if magnitude else digits)
        value *= _MAGNITUDE[magnitude.group()] if magnitude else 1
    else:
        numeral = read_chinese(number)
        value = numeral.value if numeral is not None else Decimal(0)
    if unit in ("个百分点", "百分点"):
        return value, "%"
    for word in ("亿", "万"):
        if unit.startswith(word) and len(unit) > 1:
            value, unit = value * _MAGNITUDE[word], unit[1:]
    if unit in ("日", "工作日", "个工作日"):
        return value, "天"
    known = lexicon.units.get(unit)
    if known is not None:
        return value * known.factor, known.base
    return value, unit


def comparisons(bound: Bound, metric: str | None = None) -> list[Comparison]:
    """A bound as comparisons.

    Args:
        bound: the bound.
        metric: id of the metric compared; ``None`` for the rule's own.
    """
    if bound.low is not None and bound.low == bound.high:
        return [Comparison("==", bound.low, f"== {bound.low:f}{bound.unit}", metric)]
    found = []
    if bound.low is not None:
        least: Literal[">", ">="] = ">" if bound.low_open else ">="
        found.append(Comparison(least, bound.low, f"{least} {bound.low:f}{bound.unit}", metric))
    if bound.high is not None:
        most: Literal["<", "<="] = "<" if bound.high_open else "<="
        found.append(Comparison(most, bound.high, f"{most} {bound.high:f}{bound.unit}", metric))
    return found
