"""What stands under a heading of a form: by the heading's words, blanks and brackets aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from docscore.model import FormField, FormLabel, FormWords, Operator

_BRACKETS = re.compile(r"[（(【\[][^（()）】\]]*[)）】\]]")
_BLANK = re.compile(r"[\s:：*﹡、·.．]+")
_LONGEST = 20
_LONGEST_LABEL = 10
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
        halves = _JOINED.split(heading)
        if len(halves) == 2 and all(half in self.by_word for half in halves):
            return tuple(self.by_word[half] for half in halves)
        for cut in range(2, len(heading) - 1):
            pair = heading[:cut], heading[cut:]
            if all(half in self.by_word for half in pair):
                first, second = (self.by_word[half] for half in pair)
                if {first, second} in _GLUED:
                    return (first, second)
        part = self._part(heading)
        return (self.by_word[part],) if part else ()

    def rank(self, cell: str) -> int:
        """Where the packs list the word by which a heading is known; the lower, the better it says what it heads."""
        heading = bare(cell)
        return self.ranks.get(heading if heading in self.ranks else self._part(heading), len(self.ranks))

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
        words = bare(cell)
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

    def is_title(self, text: str) -> bool:
        """Whether words are the title of a form."""
        stripped = "".join(text.split())
        return len(stripped) <= 60 and any(word in stripped for word in self.words.titles)


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
    )


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A heading without blanks and brackets, letters and signs narrow."""
    narrow = unicodedata.normalize("NFKC", text)
    return _BLANK.sub("", _BRACKETS.sub("", narrow)) or _BLANK.sub("", narrow)


def narrow_word(text: str) -> str:
    """A word without blanks, signs narrow."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def money_unit(text: str) -> str:
    """The unit of money that a heading names (项目资金（万元）, 单位：元); empty if none."""
    match = _UNIT.search(text)
    return next((unit for unit in match.groups() if unit), "") if match else ""
