"""What stands under a heading of a form: by the heading's words, blanks and brackets aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from docscore.model import FormField, FormLabel, FormWords, Operator

_BRACKETS = re.compile(r"[(【\[〔「『<《][^(【\[〔「『<《)】\]〕」』>》]*[)】\]〕」』>》]")
_BRACKET = re.compile(r"[()【】\[\]〔〕「」『』<>《》]")
#: ① and its like mark a note below; as letters they would be digits.
_MARKS = re.compile("[①-⓿❶-➓]")
#: A heading in two languages is known by its Chinese.
_LATIN = re.compile(r"[A-Za-z]+[A-Za-z' -]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_YEAR = re.compile(r"(20\d\d)年?度?")
_SIGNS = re.compile("[%‰#]")
#: What a heading may end in beside what it says.
#: A label may go on: 项目名称及编码, 主管部门及代码.
_AND = re.compile("[及和与](?:项目)?(?:编码|代码|编号|名称|属性)$")
_TAILS = re.compile("[及和与](?:文字|有关|相关|简要)?说明$|名称$")
_BLANK = re.compile(r"[\s:：*﹡、·.．]+")
_LONGEST = 20
_LONGEST_TITLE = 60
_LONGEST_TOTAL = 8
_SELF = ("自评", "自我评价", "自查评分")
_LONGEST_LABEL = 10
#: Longer words are a sentence, and no heading that is known by its meaning.
_LONGEST_MEANT = 14
#: So long must a label be to be known behind other words (项目主管部门).
_SHORTEST_LABEL = 4
_JOINED = re.compile(r"[/／|]")
#: So long must a word be to be known inside another one: 分 or 指标 alone would be everywhere.
_SHORTEST_PART = 2
_UNIT = re.compile(r"(亿元|万元|千元|元)\s*[)）]|单位\s*[：:]?\s*(?:人民币)?\s*(亿元|万元|千元|元)")


@dataclass(frozen=True)
class Headings:
    """The words of the packs, ready for use.

    Attributes:
        by_word: what a column holds, by its bare heading.
        ranks: the position of each bare heading in the packs: of two for the same thing the first is read.
        labels: what stands beside a bare label.
        expected: bare headings of the annual goal as set.
        achieved: bare headings of the annual goal as reached.
        tasks: bare headings of the names of a department's main tasks.
        neutral: bare headings that say no more than the one above them.
        operators: operators by how they are written, narrow.
        words: the words as the packs have them.
        meanings: what a heading means that is none of the words, in the order in which it is asked.
        parts: the known word in each heading that was looked for: a table asks for the same ones line by line.
        known: what each cell that was asked for heads.
    """

    by_word: Mapping[str, FormField]
    ranks: Mapping[str, int]
    labels: Mapping[str, FormLabel]
    expected: frozenset[str]
    achieved: frozenset[str]
    tasks: frozenset[str]
    neutral: frozenset[str]
    operators: Mapping[str, Operator]
    words: FormWords
    meanings: tuple[tuple[FormField, re.Pattern[str]], ...] = ()
    parts: dict[str, str] = field(default_factory=dict, compare=False)
    known: dict[str, tuple[FormField, ...]] = field(default_factory=dict, compare=False)

    def fields(self, cell: str) -> tuple[FormField, ...]:
        """What a column under this heading holds; two things where one column is headed by both (分值/得分)."""
        found = self.known.get(cell)
        if found is None:
            found = self.known[cell] = self._fields(bare(cell))
        return found

    def _fields(self, heading: str) -> tuple[FormField, ...]:
        if not heading or len(heading) > _LONGEST:
            return ()
        if heading in self.by_word:
            return (self.by_word[heading],)
        if any(year in heading for year in self.words.other_years):
            return (FormField.OTHER,)
        if (short := _short(heading)) in self.by_word:
            return (self.by_word[short],)
        halves = _JOINED.split(heading)
        if len(halves) == 2 and all(half in self.by_word for half in halves):
            return tuple(self.by_word[half] for half in halves)
        for cut in range(2, len(heading) - 1):
            pair = heading[:cut], heading[cut:]
            if all(half in self.by_word for half in pair):
                first, second = (self.by_word[half] for half in pair)
                if {first, second} in _GLUED:
                    return (first, second)
        meant = self._meant(_short(heading))
        part = self._part(heading)
        return (meant,) if meant else (self.by_word[part],) if part else ()

    def _meant(self, heading: str) -> FormField | None:
        """What a heading means that no pack lists; ``None`` if no pattern fits, or a number stands in it."""
        if len(heading) > _LONGEST_MEANT or any(character.isdecimal() for character in heading):
            return None
        at = self._meaning(heading)
        return self.meanings[at][0] if at < len(self.meanings) else None

    def _meaning(self, heading: str) -> int:
        """The first pattern that a heading fits; their number if it fits none."""
        return next(
            (at for at, (_, says) in enumerate(self.meanings) if says.search(heading)), len(self.meanings)
        )

    def is_listed(self, cell: str) -> bool:
        """Whether a heading is known by a word of the packs, and not by its meaning alone."""
        heading = bare(cell)
        return heading in self.by_word or _short(heading) in self.by_word or bool(self._part(heading))

    def rank(self, cell: str) -> tuple[int, int, int]:
        """How well a heading says what it heads, the lower the better.

        Of two years the later, what was adjusted before what was not, then where the packs list the word or the meaning.
        """
        heading = bare(cell)
        year = _YEAR.search(heading)
        short = _short(heading)
        word = next((each for each in (heading, short) if each in self.ranks), "")
        adjusted = "调整" in heading or "追加" in heading
        return (
            -int(year[1]) if year else -9999,
            0 if adjusted else 1,
            self.ranks[word] if word else len(self.ranks) + self._meaning(short),
        )

    def is_neutral(self, cell: str) -> bool:
        """Whether a heading says no more than the one above it (名称, 内容)."""
        return bare(cell) in self.neutral

    def is_level(self, cell: str) -> bool:
        """Whether a cell is what first levels are called everywhere (产出指标)."""
        return bare(cell) in self.words.levels

    def is_task(self, cell: str) -> bool:
        """Whether a heading stands above the names of a department's main tasks."""
        return bare(cell) in self.tasks

    def _part(self, heading: str) -> str:
        """The longest known word that the heading ends in, else that it holds; empty if there is none."""
        if any(character.isdecimal() for character in heading):
            return ""
        part = self.parts.get(heading)
        if part is None:
            known = [word for word in self.by_word if len(word) >= _SHORTEST_PART]
            found = (
                max((word for word in known if fits(word)), key=len, default="")
                for fits in (heading.endswith, heading.__contains__)
            )
            part = self.parts[heading] = next(filter(None, found), "")
        return part

    def label(self, cell: str) -> FormLabel | None:
        """What stands beside a label; ``None`` if it is no label."""
        words = _AND.sub("", bare(cell))
        if words not in self.labels and words.removesuffix("名称") in self.labels:
            words = words.removesuffix("名称")
        if words in self.labels or len(words) > _LONGEST_LABEL:
            return self.labels.get(words)
        known = [label for label in self.labels if len(label) >= _SHORTEST_LABEL and words.endswith(label)]
        return self.labels[max(known, key=len)] if known else None

    def bound(self, words: str) -> Operator | None:
        """The operator that stands in *words* beside a number: the longest that is known."""
        found = [
            word
            for word in self.operators
            if word in words and self.operators[word] is not Operator.QUALITATIVE
        ]
        return self.operators[max(found, key=len)] if found else None

    def is_absent(self, text: str) -> bool:
        """Whether a cell says nothing."""
        stripped = "".join(text.split())
        return not stripped or stripped in self.words.absent

    def begins(self, text: str, words: tuple[str, ...]) -> bool:
        """Whether a cell is one of *words*, or begins with it and goes on with a sign (备注：…)."""
        stripped = "".join(text.split())
        return any(
            stripped == word or (stripped.startswith(word) and stripped[len(word)] in "：:（(、.1")
            for word in ("".join(word.split()) for word in words)
        )

    def is_label(self, cell: str) -> bool:
        """Whether a cell is a label wherever it stands in its row: 部门 alone may be any word."""
        return len(bare(cell)) >= _SHORTEST_LABEL and self.label(cell) is not None

    def is_total(self, text: str) -> bool:
        """Whether a cell begins the row of totals."""
        return self.begins(text, self.words.totals) or bare(text) in self.words.totals

    def ends_in_total(self, text: str) -> bool:
        """总评得分, 自评得分合计: words that end as the total is called, for a row with no more than sums."""
        words = bare(text)
        return len(words) <= _LONGEST_TOTAL and words.endswith(self.words.totals)

    def is_title(self, text: str) -> bool:
        """Whether words are the title of a form: one of the packs, or a table (…表) of self-evaluation (自评, 自我评价)."""
        stripped = "".join(text.split())
        if len(stripped) > _LONGEST_TITLE:
            return False
        heading = bare(stripped)
        called = heading.endswith(("表", "表格")) and any(word in heading for word in _SELF)
        return called or any(word in stripped for word in self.words.titles)


#: Headings that a PDF glues when their columns touch.
_GLUED = (
    {FormField.WEIGHT, FormField.POINTS},
    {FormField.TARGET, FormField.ACTUAL},
    {FormField.LEVEL1, FormField.LEVEL2},
)


def headings_of(words: FormWords) -> Headings:
    """The headings of the packs, ready for use."""
    by_word = {bare(word): column for column, listed in words.columns.items() for word in listed}
    for column, listed in words.short.items():
        for time in words.times:
            for word in listed:
                by_word.setdefault(time + word, column)
    return Headings(
        by_word,
        {word: rank for rank, word in enumerate(by_word)},
        {bare(word): label for label, listed in words.labels.items() for word in listed},
        frozenset(map(bare, words.expected)),
        frozenset(map(bare, words.achieved)),
        frozenset(map(bare, words.tasks)),
        frozenset(map(bare, words.neutral)),
        {narrow_word(word): operator for operator, listed in words.operators.items() for word in listed},
        words,
        tuple((column, re.compile(says)) for column, says in words.meanings),
    )


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A heading without blanks, brackets, marks of notes and words of another language, letters and signs narrow."""
    narrow = unicodedata.normalize("NFKC", _MARKS.sub("", text))
    if _CHINESE.search(narrow):
        narrow = _LATIN.sub("", _SIGNS.sub("", narrow))
    return _BLANK.sub("", _BRACKETS.sub("", narrow)) or _BLANK.sub("", _BRACKET.sub("", narrow))


def _short(heading: str) -> str:
    """A bare heading without its year and what it ends in beside what it says (预期值及说明, 一级指标名称)."""
    return _TAILS.sub("", _YEAR.sub("", heading)) or heading


def narrow_word(text: str) -> str:
    """A word without blanks, signs narrow."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def money_unit(text: str) -> str:
    """The unit of money that a heading names (项目资金（万元）, 单位：元); empty if none."""
    match = _UNIT.search(text)
    return next((unit for unit in match.groups() if unit), "") if match else ""
