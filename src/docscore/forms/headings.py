"""What stands under a heading of a form: by the heading's words, blanks and brackets aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from docscore.model import FormField, FormLabel, FormWords, Operator

_BRACKETS = re.compile(r"[（(【\[][^（()）】\]]*[)）】\]]")
_BLANK = re.compile(r"[\s:：*﹡、·.．]+")
_LONGEST = 20
_JOINED = re.compile(r"[/／|]")
#: So long must a word be to be known inside another one: 分 or 指标 alone would be everywhere.
_SHORTEST_PART = 2
_UNIT = re.compile(r"(亿元|万元|千元|元)\s*[)）]|单位\s*[：:]?\s*(?:人民币)?\s*(亿元|万元|千元|元)")


@dataclass(frozen=True)
class Headings:
    """The words of the packs, ready for use.

    Attributes:
        by_word: what a column holds, by its bare heading.
        labels: what stands beside a bare label.
        expected: bare headings of the annual goal as set.
        achieved: bare headings of the annual goal as reached.
        operators: operators by how they are written, narrow.
        words: the words as the packs have them.
    """

    by_word: Mapping[str, FormField]
    labels: Mapping[str, FormLabel]
    expected: frozenset[str]
    achieved: frozenset[str]
    operators: Mapping[str, Operator]
    words: FormWords

    def fields(self, cell: str) -> tuple[FormField, ...]:
        """What a column under this heading holds; two things where one column is headed by both (分值/得分)."""
        heading = bare(cell)
        if not heading or len(heading) > _LONGEST:
            return ()
        if heading in self.by_word:
            return (self.by_word[heading],)
        halves = _JOINED.split(heading)
        if len(halves) == 2 and all(half in self.by_word for half in halves):
            return tuple(self.by_word[half] for half in halves)
        for cut in range(2, len(heading) - 1):
            pair = heading[:cut], heading[cut:]
            if all(half in self.by_word for half in pair):
                first, second = (self.by_word[half] for half in pair)
                if {first, second} in _GLUED:
                    return (first, second)
        return self._part(heading)

    def _part(self, heading: str) -> tuple[FormField, ...]:
        """By the longest known word that the heading ends in, else that it holds."""
        if any(character.isdecimal() for character in heading):
            return ()
        known = [word for word in self.by_word if len(word) >= _SHORTEST_PART]
        for fits in (heading.endswith, heading.__contains__):
            found = max((word for word in known if fits(word)), key=len, default=None)
            if found is not None:
                return (self.by_word[found],)
        return ()

    def label(self, cell: str) -> FormLabel | None:
        """What stands beside a label; ``None`` if it is no label."""
        return self.labels.get(bare(cell))

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
    return Headings(
        {bare(word): column for column, listed in words.columns.items() for word in listed},
        {bare(word): label for label, listed in words.labels.items() for word in listed},
        frozenset(map(bare, words.expected)),
        frozenset(map(bare, words.achieved)),
        {narrow_word(word): operator for operator, listed in words.operators.items() for word in listed},
        words,
    )


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
