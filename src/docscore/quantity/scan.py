"""Clean text → the quantities in it, before any segmentation; the cost grows linearly with the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import Lexicon, Quantity, Unit
from ..model.lexicon import Hedge
from . import bounds
from .atoms import GUESSED, LIKELY, Atom, atoms
from .grammar import CONNECTOR, EXCLUDED_TOP, Grammar, grammar_of
from .numeral import Numeral

_TIMES = frozenset({"年", "个月", "周", "天", "工作日", "小时", "分钟"})
_INSIDE = re.compile(r"内(?![容部设外含])")
_SENTENCE_END = re.compile(r"[。；！？;!?\n\t]")
_BREAK = re.compile(r"[，。；：！？、,;:!?\n\t]")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in a text.

    Attributes:
        start: offset of its first character: number, magnitude and unit, without its hedges.
        end: offset past its last.
        outer_start: start of the hedge before it, else ``start``.
        outer_end: end of the hedge after it, else ``end``.
        quantity: what it says.
        spelled: written in Chinese numerals.
        confidence: 0 to 1, how sure value and unit are.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    quantity: Quantity
    spelled: bool
    confidence: Decimal


def scan(text: str, lexicon: Lexicon, *, bare: bool = False) -> tuple[Found, ...]:
    """All quantities of *text* in order, none overlapping.

    Args:
        text: clean text; offsets refer to it.
        lexicon: units, hedges and names.
        bare: also return Arabic numbers without unit and magnitude, as table cells hold them (unit ``""``).

    Returns:
        The quantities. Years, dates, numbers of papers and roads, ordinals, counts inside names and vague
        amounts (几十款) are none; neither is a single 一 with a measure word (一个平台).
    """
    grammar = grammar_of(lexicon)
    found: list[Found] = []
    numbers = _listed(text, list(atoms(text, grammar)))
    position = 0
    while position < len(numbers):
        first = numbers[position]
        second = numbers[position + 1] if position + 1 < len(numbers) else None
        joined = _range(text, first, second, grammar) if second else None
        if joined:
            found.append(joined)
            position += 2
            continue
        position += 1
        single = _single(text, first, found[-1] if found else None, grammar, bare=bare)
        if single:
            found.append(single)
    return tuple(found)


def _listed(text: str, numbers: list[Atom]) -> list[Atom]:
    """分别为15、20、30家: the unit stands once, behind the last of a list."""
    for position in range(len(numbers) - 2, -1, -1):
        atom, following = numbers[position], numbers[position + 1]
        if atom.unit is None and following.unit and text[atom.end : following.start] in {"、", "和", "及"}:
            shared = replace(atom, unit=following.unit, confidence=min(LIKELY, following.confidence))
            numbers[position] = shared
    return numbers


def _range(text: str, first: Atom, second: Atom, grammar: Grammar) -> Found | None:
    if second.start - first.end > 3 or not CONNECTOR.fullmatch(text[first.end : second.start]):
        return None
    if first.unit and second.unit and first.unit.base != second.unit.base:
        return None
    unit = second.unit or first.unit
    if unit is None and not second.numeral.magnitude:
        return None
    low, high = first.numeral, second.numeral
    if high.magnitude and not low.magnitude and not first.unit:
        low = _shared(low, high)
    if low.value >= high.value:
        return None
    outer_start = _outer_start(text, first.start, grammar)
    excluded = EXCLUDED_TOP.match(text, second.end)
    if unit is None and _takes_yuan(text, first.start, grammar):
        unit = grammar.lexicon.units.get("元")
    within = _within(text, second.end, unit)
    quantity = bounds.between(low, high, unit, high_open=excluded is not None)
    return Found(
        first.start,
        second.end,
        outer_start[1],
        excluded.end() if excluded else within[1] if within else second.end,
        quantity,
        second.numeral.spelled,
        min(first.confidence, second.confidence) if first.unit else second.confidence,
    )


def _shared(low: Numeral, high: Numeral) -> Numeral:
    """20至30亿元: the magnitude stands once, for both."""
    for magnitude in ("万亿", "千亿", "百亿", "亿", "千万", "百万", "万", "千", "百"):
        scaled = low.times(magnitude)
        if scaled.step <= high.step and low.times(magnitude).value < high.value and _closes(high, scaled):
            return scaled
    return low


def _closes(high: Numeral, low: Numeral) -> bool:
    return high.step >= low.step and high.value < low.value * 1000


def _single(text: str, atom: Atom, previous: Found | None, grammar: Grammar, *, bare: bool) -> Found | None:
    unit, confidence = atom.unit, atom.confidence
    if unit is None:
        if atom.numeral.magnitude:
            if atom.numeral.spelled and len(text[atom.start : atom.end]) < 2:
                return None
            if _takes_yuan(text, atom.start, grammar) or _after_money(text, atom, previous):
                unit = grammar.lexicon.units.get("元")
            elif atom.numeral.spelled:
                return None
            confidence = LIKELY if unit else GUESSED
        elif not bare:
            return None
    hedge, outer_start, outer_end = _hedge(text, atom, unit, grammar)
    if atom.needs_hedge and hedge is None:
        return None
    return Found(
        atom.start,
        atom.end,
        outer_start,
        outer_end,
        bounds.single(atom.numeral, unit, hedge),
        atom.numeral.spelled,
        confidence,
    )


def _hedge(text: str, atom: Atom, unit: Unit | None, grammar: Grammar) -> tuple[Hedge | None, int, int]:
    before, outer_start = _outer_start(text, atom.start, grammar)
    after = grammar.hedge_after(text, atom.end) or _within(text, atom.end, unit)
    if before in {Hedge.GT, Hedge.LT} and unit and unit.base in {"百分点", "倍"}:
        before = None if not text[outer_start : atom.start].startswith(("超", "不")) else before
    if atom.odd:
        return (
            (Hedge.ABOUT if before is Hedge.ABOUT else Hedge.ODD),
            outer_start,
            after[1] if after else atom.end,
        )
    if before in {Hedge.LE, None} and after and after[0] in {Hedge.GE, Hedge.LE, Hedge.ABOUT}:
        return after[0], outer_start, after[1]
    return before or (after[0] if after else None), outer_start, after[1] if after else atom.end


def _within(text: str, end: int, unit: Unit | None) -> tuple[Hedge, int] | None:
    """3天内, 5个工作日内: behind a stretch of time 内 bounds it."""
    if unit and unit.base in _TIMES and _INSIDE.match(text, end):
        return Hedge.LE, end + 1
    return None


def _after_money(text: str, atom: Atom, previous: Found | None) -> bool:
    """资金300万，已用265万: a number in 万 without a unit behind an amount of money in the same sentence."""
    return (
        previous is not None
        and not atom.numeral.spelled
        and previous.quantity.unit == "元"
        and _SENTENCE_END.search(text, previous.end, atom.start) is None
    )


def _outer_start(text: str, start: int, grammar: Grammar) -> tuple[Hedge | None, int]:
    return grammar.hedge_before(text, start) or (None, start)


def _takes_yuan(text: str, start: int, grammar: Grammar) -> bool:
    """Whether a number in 万 or 亿 without a unit is money: 资金150万, 年销售额达500万以上."""
    left = text[max(0, start - 24) : start]
    breaks = [match.end() for match in _BREAK.finditer(left) if match.group() not in "：:"]
    return grammar.is_money(left[breaks[-1] if breaks else 0 :])
