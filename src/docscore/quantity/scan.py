"""Clean text → the quantities in it, before any segmentation; the cost grows linearly with the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import Lexicon, Quantity, Unit
from ..model.lexicon import Hedge
from . import bounds
from .grammar import CONNECTOR, EXCLUDED_TOP, MAGNITUDE, NUMBER, ODD, Grammar, grammar_of
from .noise import coined_names, noise
from .numeral import CAPITAL, Numeral, read_arabic, read_chinese

SURE, LIKELY, GUESSED = Decimal(1), Decimal("0.9"), Decimal("0.7")

_BREAK = re.compile(r"[，。；：！？、,;:!?\n\t]")
_LATIN = re.compile(r"[A-Za-z_]+$")
#: An unknown measure word is believed where nothing but a clause's end or a bound follows it.
_UNKNOWN_UNIT = re.compile(
    r"([\u4e00-\u9fff]{1,2}?)(?=[，。；！？、,;!?)）\n\t]|$|以上|以下|以内|左右|及以上|[(（])"
)
_CENTS = re.compile(
    rf"(?P<jiao>[{CAPITAL}])角(?:(?P<fen>[{CAPITAL}])分)?整?|(?P<only>[{CAPITAL}])分整?|整|正"
)
_MINUS = re.compile(r"[\u4e00-\u9fff][-−]$")  # 同比-3.2%
_BLURRED_MAGNITUDE = re.compile(r"[多余]([万亿])")


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


@dataclass(frozen=True, slots=True)
class _Atom:
    """One number with what belongs to it; two may make a range."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None
    odd: bool
    confidence: Decimal = SURE


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
    atoms = _listed(text, list(_atoms(text, grammar)))
    position = 0
    while position < len(atoms):
        first = atoms[position]
        second = atoms[position + 1] if position + 1 < len(atoms) else None
        joined = _range(text, first, second, grammar) if second else None
        if joined:
            found.append(joined)
            position += 2
            continue
        position += 1
        single = _single(text, first, grammar, bare=bare)
        if single:
            found.append(single)
    return tuple(found)


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────


def _atoms(text: str, grammar: Grammar) -> Iterator[_Atom]:
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


def _listed(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """分别为15、20、30家: the unit stands once, behind the last of a list."""
    for position in range(len(atoms) - 2, -1, -1):
        atom, following = atoms[position], atoms[position + 1]
        if atom.unit is None and following.unit and text[atom.end : following.start] in {"、", "和", "及"}:
            shared = replace(atom, unit=following.unit, confidence=min(LIKELY, following.confidence))
            atoms[position] = shared
    return atoms


def _atom(text: str, match: re.Match[str], grammar: Grammar) -> _Atom | None:
    start, end = match.span()
    if match["arabic"]:
        return _arabic(text, start, end, match["arabic"], grammar)
    if match["rate"]:
        return _rate(match, start, end, grammar)
    if match["bottom"]:
        return _fraction(match, start, end, grammar)
    if match["tenths"]:
        return _tenths(match, start, end, grammar)
    return _spelled(text, start, end, match.group(), grammar)


def _arabic(text: str, start: int, end: int, digits: str, grammar: Grammar) -> _Atom | None:
    numeral = read_arabic(digits)
    if numeral is None:
        return None
    odd = False
    times = MAGNITUDE.match(text, end)
    if times:
        numeral = numeral.times(times["magnitude"])
        odd = times["odd"] is not None
        end = times.end()
    before_latin = _LATIN.search(text[max(0, start - 4) : start])
    unit, end, odd, confidence = _measured(text, end, numeral, grammar, odd=odd)
    if before_latin and (len(before_latin.group()) < 3 or unit is None):
        return None
    if unit is None and end < len(text) and text[end].isascii() and text[end].isalpha():
        return None
    if unit and unit.base in {"%", "‰", "百分点"} and _MINUS.search(text[max(0, start - 2) : start]):
        numeral = replace(numeral, value=-numeral.value)
        start -= 1
    return _Atom(start, end, numeral, unit, odd, confidence=confidence)


def _spelled(text: str, start: int, end: int, written: str, grammar: Grammar) -> _Atom | None:
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
    return _Atom(start, after, numeral, unit, odd, confidence=LIKELY)


def _counts(
    text: str, start: int, end: int, written: str, numeral: Numeral, unit: Unit, grammar: Grammar
) -> bool:
    """Whether a Chinese numeral with a unit counts something, rather than naming or grouping it."""
    if written in {"一", "壹"}:
        return unit.base == "倍"
    if written[0] in "百千万亿" and len(written) <= 2:  # 近百家, 超万人; else 百姓, 千户苗寨
        return grammar.hedge_before(text, start) is not None or grammar.hedge_after(text, end) is not None
    names_or_groups = unit.symbol in grammar.lexicon.not_after_chinese or grammar.groups(text, end)
    return numeral.value >= 100 or not names_or_groups


def _rate(match: re.Match[str], start: int, end: int, grammar: Grammar) -> _Atom | None:
    numeral = (
        read_arabic(match["rate_arabic"]) if match["rate_arabic"] else read_chinese(match["rate_spelled"])
    )
    if numeral is None:
        return None
    symbol = {"百": "%", "千": "‰", "万": "‱"}[match["rate"][0]]
    unit = grammar.lexicon.units.get(symbol, Unit(symbol, symbol, counts=False))
    return _Atom(start, end, replace(numeral, magnitude=False), unit, odd=False, confidence=LIKELY)


def _fraction(match: re.Match[str], start: int, end: int, grammar: Grammar) -> _Atom | None:
    bottom, top = read_chinese(match["bottom"]), read_chinese(match["top"])
    if bottom is None or top is None or not bottom.value or top.value >= bottom.value:
        return None
    percent = (top.value * 100 / bottom.value).quantize(Decimal("0.01"))
    unit = grammar.lexicon.units.get("%", Unit("%", "%", counts=False))
    return _Atom(start, end, Numeral(percent, Decimal("0.01"), True), unit, odd=False, confidence=LIKELY)


def _tenths(match: re.Match[str], start: int, end: int, grammar: Grammar) -> _Atom | None:
    tenths = read_chinese(match["tenths"])
    half = (
        Numeral(Decimal(5), Decimal(1), True) if match["half"] == "半" else read_chinese(match["half"] or "")
    )
    if tenths is None:
        return None
    value = tenths.value * 10 + (half.value if half else 0)
    unit = grammar.lexicon.units.get("%", Unit("%", "%", counts=False))
    step = Decimal(1) if half else Decimal(10)
    return _Atom(start, end, Numeral(value, step, True), unit, odd=False, confidence=LIKELY)


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


# ── from numbers to quantities ───────────────────────────────────────────────────────────────────


def _range(text: str, first: _Atom, second: _Atom, grammar: Grammar) -> Found | None:
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
    quantity = bounds.between(low, high, unit, high_open=excluded is not None)
    return Found(
        first.start,
        second.end,
        outer_start[1],
        excluded.end() if excluded else second.end,
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


def _single(text: str, atom: _Atom, grammar: Grammar, *, bare: bool) -> Found | None:
    unit, confidence = atom.unit, atom.confidence
    if unit is None:
        if atom.numeral.magnitude:
            if atom.numeral.spelled and len(text[atom.start : atom.end]) < 2:
                return None
            if _takes_yuan(text, atom.start, grammar):
                unit = grammar.lexicon.units.get("元")
            elif atom.numeral.spelled:
                return None
            confidence = LIKELY if unit else GUESSED
        elif not bare:
            return None
    hedge, outer_start, outer_end = _hedge(text, atom, unit, grammar)
    return Found(
        atom.start,
        atom.end,
        outer_start,
        outer_end,
        bounds.single(atom.numeral, unit, hedge),
        atom.numeral.spelled,
        confidence,
    )


def _hedge(text: str, atom: _Atom, unit: Unit | None, grammar: Grammar) -> tuple[Hedge | None, int, int]:
    before, outer_start = _outer_start(text, atom.start, grammar)
    after = grammar.hedge_after(text, atom.end)
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


def _outer_start(text: str, start: int, grammar: Grammar) -> tuple[Hedge | None, int]:
    return grammar.hedge_before(text, start) or (None, start)


def _takes_yuan(text: str, start: int, grammar: Grammar) -> bool:
    """Whether a number in 万 or 亿 without a unit is money: 资金150万, 年销售额达500万以上."""
    left = text[max(0, start - 24) : start]
    breaks = [match.end() for match in _BREAK.finditer(left) if match.group() not in "：:"]
    return grammar.is_money(left[breaks[-1] if breaks else 0 :])


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
