"""Written numbers in a text, each with its magnitude and unit; what is no quantity is passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import Unit
from .grammar import MAGNITUDE, NUMBER, ODD, Grammar
from .noise import coined_names, noise
from .numeral import CAPITAL, Numeral, read_arabic, read_chinese

SURE, LIKELY, GUESSED = Decimal(1), Decimal("0.9"), Decimal("0.7")

_LATIN = re.compile(r"[A-Za-z_]+$")
#: An unknown measure word is believed where nothing but a clause's end or a bound follows it.
_UNKNOWN_UNIT = re.compile(
    r"([\u4e00-\u9fff]{1,2}?)(?=[，。；！？、,;!?)）\n\t]|$|以上|以下|以内|左右|及以上|[(（])"
)
_CENTS = re.compile(
    rf"(?P<jiao>[{CAPITAL}])角(?:(?P<fen>[{CAPITAL}])分)?整?|(?P<only>[{CAPITAL}])分整?|整|正"
)
_MINUS = re.compile(r"[\u4e00-\u9fff(（][-−]$")  # 同比-3.2%, （-5分）
_SIGNED = frozenset({"%", "‰", "百分点", "分"})
#: 3M.8万元, 9 8 . 5 %: what stands before this number belongs to it and cannot be read.
_TORN = re.compile(r"[A-Za-z][.·]$|\d\s+[.·]\s*$|\d[.·]\s+$")
_TORN_ENDS, _MINUS_SIGNS = frozenset(".· "), frozenset("-−")
_YUAN_SIGN = re.compile(r"[¥￥]\s?$")
_AMOUNT_ENDS = re.compile(r"$|大关|[，。；！？、,;!?)）\n\t]")
_BLURRED_MAGNITUDE = re.compile(r"[多余]([万亿])")


@dataclass(frozen=True, slots=True)
class Atom:
    """One number with what belongs to it; two may make a range.

    Attributes:
        start: offset of its first character.
        end: offset past its last, unit included.
        numeral: the number, magnitude included.
        unit: its unit, ``None`` if none stands behind it.
        odd: 多 or 余 blurs it.
        needs_hedge: a number only beside a hedge (一半以上).
        confidence: 0 to 1, how sure value and unit are.
    """

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None
    odd: bool
    confidence: Decimal = SURE
    needs_hedge: bool = False


def atoms(text: str, grammar: Grammar) -> Iterator[Atom]:
    """The numbers of *text* in order.

    Args:
        text: clean text; offsets refer to it.
        grammar: the patterns of a lexicon.
    """
    masked = _Spans(text, grammar)
    position = 0
    while match := NUMBER.search(text, position):
        position = match.end()
        covered_to = masked.end_of_cover(match.start(), match.end())
        if covered_to is not None:
            position = max(match.start() + 1, min(covered_to, match.end()))
            continue
        atom = _atom(text, match, grammar)
        if atom:
            yield atom
            position = max(position, atom.end)


def _atom(text: str, match: re.Match[str], grammar: Grammar) -> Atom | None:
    start, end = match.span()
    if match["arabic"]:
        return _arabic(text, start, end, match["arabic"], grammar)
    if match["rate"]:
        return _rate(match, start, end, grammar)
    if match["bottom"]:
        return _fraction(match, start, end, grammar)
    if match["half_of"]:
        percent = grammar.lexicon.units.get("%", Unit("%", "%", counts=False))
        half = Numeral(Decimal(50), Decimal(1), True)
        return Atom(start, end, half, percent, odd=False, confidence=LIKELY, needs_hedge=True)
    if match["tenths"]:
        return _tenths(match, start, end, grammar)
    return _spelled(text, start, end, match.group(), grammar)


def _arabic(text: str, start: int, end: int, digits: str, grammar: Grammar) -> Atom | None:
    numeral = read_arabic(digits)
    ahead = text[start - 1] if start else ""
    if numeral is None or (ahead in _TORN_ENDS and _TORN.search(text[max(0, start - 4) : start])):
        return None
    odd = False
    times = MAGNITUDE.match(text, end)
    if times:
        numeral = numeral.times(times["magnitude"])
        odd = times["odd"] is not None
        end = times.end()
    before_latin = _LATIN.search(text[max(0, start - 4) : start]) if ahead.isascii() and ahead else None
    unit, end, odd, confidence = _measured(text, end, numeral, grammar, odd=odd)
    if before_latin and (len(before_latin.group()) < 3 or unit is None):
        return None
    if unit is None and end < len(text) and text[end].isascii() and text[end].isalpha():
        return None
    if unit is None and _YUAN_SIGN.search(text[max(0, start - 2) : start]):
        unit = grammar.lexicon.units.get("元")
    if (
        ahead in _MINUS_SIGNS
        and unit
        and unit.base in _SIGNED
        and _MINUS.search(text[max(0, start - 2) : start])
    ):
        numeral = replace(numeral, value=-numeral.value)
        start -= 1
    return Atom(start, end, numeral, unit, odd, confidence=confidence)


def _spelled(text: str, start: int, end: int, written: str, grammar: Grammar) -> Atom | None:
    numeral = read_chinese(written)
    if numeral is None or (text[start - 1 : start] in tuple("几数好第上成") and start):
        return None
    odd = text[end : end + 1] in {"多", "余"} and written[-1] in "十百千"
    if odd:
        times = _BLURRED_MAGNITUDE.match(text, end)
        if times:
            numeral, end = numeral.times(times.group(1)), times.end()
    if text[end : end + 1] == "几":
        return None
    unit, after, odd, _ = _measured(
        text, end, numeral, grammar, odd=odd and end <= start + len(written), known=True
    )
    if unit is None and not numeral.magnitude:
        return None
    if unit and not _counts(text, start, after, written, numeral, unit, grammar):
        return None
    if unit and unit.base == "元":
        numeral, after = _with_cents(text, numeral, after)
    return Atom(start, after, numeral, unit, odd, confidence=LIKELY)


def _counts(
    text: str, start: int, end: int, written: str, numeral: Numeral, unit: Unit, grammar: Grammar
) -> bool:
    """Whether a Chinese numeral with a unit counts something, rather than naming or grouping it."""
    if written in {"一", "壹"}:
        return unit.base == "倍"
    if written[0] in "百千万亿" and len(written) <= 2:  # 近百家, 超万人; else 百姓, 千户苗寨
        after = grammar.hedge_after(text, end)
        if after is None and grammar.hedge_before(text, start) is None:
            return False
        # 亿元以上项目, 产值超千万元企业: a class of things; 收入突破亿元大关 is an amount
        return unit.base != "元" or _AMOUNT_ENDS.match(text, after[1] if after else end) is not None
    names_or_groups = unit.symbol in grammar.lexicon.not_after_chinese or grammar.groups(text, end)
    return numeral.value >= 100 or not names_or_groups


def _rate(match: re.Match[str], start: int, end: int, grammar: Grammar) -> Atom | None:
    numeral = (
        read_arabic(match["rate_arabic"]) if match["rate_arabic"] else read_chinese(match["rate_spelled"])
    )
    if numeral is None:
        return None
    symbol = {"百": "%", "千": "‰", "万": "‱"}[match["rate"][0]]
    unit = grammar.lexicon.units.get(symbol, Unit(symbol, symbol, counts=False))
    return Atom(start, end, replace(numeral, magnitude=False), unit, odd=False, confidence=LIKELY)


def _fraction(match: re.Match[str], start: int, end: int, grammar: Grammar) -> Atom | None:
    bottom, top = read_chinese(match["bottom"]), read_chinese(match["top"])
    if bottom is None or top is None or not bottom.value or top.value >= bottom.value:
        return None
    percent = (top.value * 100 / bottom.value).quantize(Decimal("0.01"))
    unit = grammar.lexicon.units.get("%", Unit("%", "%", counts=False))
    return Atom(start, end, Numeral(percent, Decimal("0.01"), True), unit, odd=False, confidence=LIKELY)


def _tenths(match: re.Match[str], start: int, end: int, grammar: Grammar) -> Atom | None:
    tenths = read_chinese(match["tenths"])
    half = (
        Numeral(Decimal(5), Decimal(1), True) if match["half"] == "半" else read_chinese(match["half"] or "")
    )
    if tenths is None:
        return None
    value = tenths.value * 10 + (half.value if half else 0)
    unit = grammar.lexicon.units.get("%", Unit("%", "%", counts=False))
    step = Decimal(1) if half else Decimal(10)
    return Atom(start, end, Numeral(value, step, True), unit, odd=False, confidence=LIKELY)


def _with_cents(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """贰拾元伍角陆分, 壹佰万元整."""
    cents = _CENTS.match(text, end)
    if cents is None:
        return numeral, end
    tenth, hundredth = cents["jiao"], cents["fen"] or cents["only"]
    value, step = numeral.value, numeral.step
    for written, place in ((tenth, Decimal("0.1")), (hundredth, Decimal("0.01"))):
        digit = read_chinese(written) if written else None
        if digit:
            value, step = value + digit.value * place, place
    if step == numeral.step:
        step = Decimal("0.01")  # 整: to the cent
    return Numeral(value, step, numeral.spelled), cents.end()


def _measured(
    text: str, end: int, numeral: Numeral, grammar: Grammar, *, odd: bool, known: bool = False
) -> tuple[Unit | None, int, bool, Decimal]:
    """The unit after a number: itself, its end, whether 多 or 余 blurs the number, how sure it is.

    Args:
        text: the text.
        end: end of number and magnitude.
        numeral: the number.
        grammar: the patterns.
        odd: 多 or 余 was met already.
        known: only units of the lexicon count, as behind Chinese numerals.
    """
    blur = ODD.match(text, end)
    after = blur.end() if blur else end
    measured = grammar.unit_at(text, after)
    if measured:
        unit, unit_end = measured
        late = ODD.match(text, unit_end) if not unit.counts and not blur else None  # 5年多, 3公里多
        if late and text[late.end() : late.end() + 1] not in {"个", "家"}:
            return unit, late.end(), True, SURE
        return unit, unit_end, odd or blur is not None or "多" in text[after:unit_end], SURE
    if not known:
        unknown = _UNKNOWN_UNIT.match(text, after)
        if unknown and not _is_function_word(unknown.group(1), grammar) and numeral.value < 10**12:
            name = unknown.group(1)
            return Unit(name, name), unknown.end(1), odd or blur is not None, GUESSED
    return None, after if blur else end, odd or blur is not None, LIKELY


def _is_function_word(word: str, grammar: Grammar) -> bool:
    return word in grammar.lexicon.not_units or any(
        character in grammar.lexicon.not_units for character in word
    )


class _Spans:
    """The stretches of a text that hold no quantity."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        spans = [*noise(text), *coined_names(text), *(match.span() for match in grammar.names.finditer(text))]
        spans.sort()
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_of_cover(self, start: int, end: int) -> int | None:
        """End of the stretch that holds a character of [start, end); ``None`` if none does."""
        position = bisect_right(self._starts, end - 1) - 1
        return self._ends[position] if position >= 0 and self._ends[position] > start else None
