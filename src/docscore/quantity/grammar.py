"""The patterns of the grammar, compiled once for each lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..model import Lexicon, Unit
from ..model.lexicon import Hedge
from .noise import listed_names
from .numeral import CAPITAL, SPELLED

_D = "一二两三四五六七八九"
_SPELLED_RUN = rf"[{SPELLED}]+(?:点[零〇一二三四五六七八九]+)?"

#: One written number. Longer forms stand first: 百分之七十 is not 百.
NUMBER = re.compile(
    rf"(?=[\d半{SPELLED}{CAPITAL}])(?:"  # skips all other places at once
    rf"(?P<rate>[百千万]分之)(?:(?P<rate_arabic>\d[\d.]*)|(?P<rate_spelled>{_SPELLED_RUN}))"
    rf"|(?P<bottom>[{_D}十]{{1,3}})分之(?P<top>[{_D}十]{{1,3}})"
    rf"|(?P<tenths>[{_D}])成(?P<half>[{_D}半](?![{SPELLED}]))?(?![立为功员果效本年长熟品套就交都人绩型分组])"
    r"|(?P<half_of>一半|半数)"
    r"|(?P<arabic>\d(?:[\d,.·]*\d)?)"
    rf"|(?P<capital>[{CAPITAL}]{{2,}}|[贰叁肆伍陆柒捌玖](?=[元圆]))"
    rf"|(?P<spelled>{_SPELLED_RUN}))"
)

#: What may follow Arabic digits and multiply them; 千 is none where it begins a unit (千瓦).
MAGNITUDE = re.compile(
    r"(?P<odd>多|余|来)?(?P<magnitude>[百千]?万亿|[十百千][万亿]|万(?!能|元户)|亿|[十百千](?![瓦米克伏卡焦赫帕字]))"
)
ODD = re.compile(r"多(?!媒|元|功|层|边|样|种|方)|余(?!额|地|热|款|量)|来(?=[个家名户人年天万])")
CONNECTOR = re.compile(r"(?:[-—–―~～〜－−]{1,2}|至|到)(?:第)?$")
EXCLUDED_TOP = re.compile(r"[(（]不含(?:本数)?[)）]")
_WIDE_BEFORE = 14


@dataclass(frozen=True)
class Grammar:
    """A lexicon with its patterns.

    Attributes:
        lexicon: the words.
    """

    lexicon: Lexicon

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Listed names that hold a numeral but no quantity."""
        return listed_names(self.lexicon.not_figures)

    @cached_property
    def _units(self) -> re.Pattern[str]:
        symbols = sorted(self.lexicon.units, key=lambda symbol: (-len(symbol), symbol))
        ends = (
            r"(?![A-Za-z0-9²³]|\.\d)" if symbol[-1].isascii() and symbol[-1].isalpha() else ""
            for symbol in symbols
        )
        return re.compile(
            "|".join(re.escape(symbol) + end for symbol, end in zip(symbols, ends, strict=True))
        )

    @cached_property
    def _per(self) -> re.Pattern[str]:
        """元/亩, 件/天, 元每吨: a unit per another one."""
        symbols = _either(symbol for symbol in self.lexicon.units if not symbol.isascii())
        return re.compile(
            rf"/(?:[·•]?(?:万?(?:{symbols})|年|月|日|季|班|天|学期|km|kg|m2|m²|m3|m³|L|t|h)){{1,2}}"
        )

    @cached_property
    def _before(self) -> re.Pattern[str]:
        words = _either(self.lexicon.before)
        return re.compile(rf"(?P<word>{words})(?:了|到|至|在|为|达|有|第)?$")

    @cached_property
    def _before_ends(self) -> frozenset[str]:
        """Last characters of what :attr:`_before` and :attr:`_apart` find."""
        return frozenset(word[-1] for word in self.lexicon.before) | frozenset("了到至在为达有第的")

    @cached_property
    def _after_starts(self) -> frozenset[str]:
        """First characters of what :attr:`_after` finds."""
        return frozenset(word[0] for word in self.lexicon.after) | frozenset("(（")

    @cached_property
    def _apart(self) -> re.Pattern[str]:
        """不低于总数的50%: the hedge stands before what the number is a share of."""
        words = _either(word for word in self.lexicon.before if len(word) > 1)
        return re.compile(rf"(?P<word>{words})[^，。；：、（）,;:()\d]{{1,8}}的$")

    @cached_property
    def _after(self) -> re.Pattern[str]:
        # 6个月（截至2021年8月31日）以上
        return re.compile(rf"(?:[(（][^()（）]{{1,16}}[)）])?(?P<word>{_either(self.lexicon.after)})")

    @cached_property
    def _money(self) -> re.Pattern[str]:
        return re.compile(_either(self.lexicon.money_words))

    @cached_property
    def _groups(self) -> re.Pattern[str]:
        return re.compile(rf"(?:[大小新])?(?:{_either(self.lexicon.not_counted)})")

    def unit_at(self, text: str, start: int) -> tuple[Unit, int] | None:
        """The unit that begins at *start*, and its end; the longest that the lexicon knows."""
        match = self._units.match(text, start)
        if match is None and text[start : start + 1] == " ":  # 1200 m²: between ASCII words a space stays
            match = self._units.match(text, start + 1)
        if match is None:
            return None
        unit, end = self.lexicon.units[match.group()], match.end()
        per = self._per.match(text, end) if end < len(text) and text[end] == "/" else None
        if per:
            name = unit.base + per.group()
            return Unit(name, name, unit.factor, counts=False), per.end()
        return unit, end

    def hedge_before(self, text: str, start: int) -> tuple[Hedge, int] | None:
        """The hedge that ends at *start* (or stands before 的), and where it begins."""
        if not start or text[start - 1] not in self._before_ends:
            return None
        window = text[max(0, start - _WIDE_BEFORE) : start]
        match = self._apart.search(window) if window[-1] == "的" else self._before.search(window)
        if match is None:
            return None
        word, at = match.group("word"), match.start()
        if len(word) == 1 and at and window[at - 1] in _NOT_BEFORE.get(word, ""):
            return None
        return self.lexicon.before[word], start - len(window) + at

    def hedge_after(self, text: str, end: int) -> tuple[Hedge, int] | None:
        """The hedge that begins at *end*, and its end."""
        if text[end : end + 1] not in self._after_starts:
            return None
        match = self._after.match(text, end)
        return (self.lexicon.after[match.group("word")], match.end()) if match else None

    def is_money(self, context: str) -> bool:
        """Whether the words before a number in 万 or 亿 tell that it is money."""
        return self._money.search(context) is not None

    def groups(self, text: str, start: int) -> bool:
        """Whether a noun at *start* is grouped, not counted, by a Chinese numeral (两个市场)."""
        return self._groups.match(text, start) is not None


#: 附近, 节约, 赶超: the last character of another word, not a hedge.
_NOT_BEFORE = {
    "近": "附最临邻就靠亲新贴相远",
    "约": "节签预合公契制违履邀解特条",
    "超": "赶反高出商",
    "逾": "",
}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"


_compiled: list[Grammar] = []


def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon; the last one is kept, as a run uses one lexicon throughout."""
    if not _compiled or _compiled[0].lexicon is not lexicon:
        _compiled[:] = [Grammar(lexicon)]
    return _compiled[0]
