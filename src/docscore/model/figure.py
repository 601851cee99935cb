"""Figures: quantities as a document prints them, each with its place, and the sentences they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from .document import Place
from .interval import Interval
from .phrase import OTHER_FIGURE, THIS_FIGURE

#: A figure read with less confidence than this goes to a person before it counts.
_SURE_ENOUGH = Decimal("0.5")


class Comparator(StrEnum):
    """How a figure bounds what it speaks of."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"
    RANGE = "range"


class Role(StrEnum):
    """What a figure is for."""

    ACTUAL = "actual"
    TARGET = "target"
    THRESHOLD = "threshold"
    SCORE = "score"
    CHANGE = "change"
    REFERENCE = "reference"
    OTHER = "other"


class Mood(StrEnum):
    """How a sentence stands to the facts, from its cues and its section."""

    STATED = "stated"  # 已、建成、完成, or nothing to the contrary
    PLANNED = "planned"  # 拟、将、力争, or under 工作目标, 下一步计划
    PROBLEM = "problem"  # under 存在问题
    RULE = "rule"  # the words of the rubric itself: 评分标准 columns


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit, as printed and as it may be.

    Attributes:
        value: in the base unit (万元→元, 万人→人; a percentage stays 83 with unit ``%``).
        value_max: upper end of a range, else ``None``.
        unit: base unit as written in Chinese (元, 人次, 个), ``%``, ``‰``, 百分点; empty if there is none.
        comparator: how it bounds: 以上 ge, 超 gt, 以内 le, 不足 lt, 约 approx, A至B range.
        interval: the values that the printed digits and the comparator allow. 83% is [82.5, 83.5); 195个, a count
            without 万 or 亿, is exactly 195; 2场以上 is [2, ∞).
    """

    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    interval: Interval

    @property
    def rounded_or_cut(self) -> Interval:
        """The values that the printed digits allow if the last was rounded, or cut off (18.5% for 18.55%).

        Officials truncate too: 9,090 of 49,000 was printed as 18.5%. An exact count stays exact.
        """
        low, high = self.interval.low, self.interval.high
        if low is None or high is None or self.interval.is_point:
            return self.interval
        return Interval(low, max(high, self.value + (high - self.value) * 2), self.interval.low_open, True)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clause-bearing stretch of one paragraph or cell, up to 。；！？ or the end.

    Attributes:
        index: 0-based position among the document's sentences.
        text: clean text of the sentence.
        place: where it stands, in the text as read.
        mood: how it stands to the facts.
        clean_block: index of its block.
        clean_start: offset of ``text[0]`` in the clean text of its block.
    """

    index: int
    text: str
    place: Place
    mood: Mood
    clean_block: int
    clean_start: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the document prints it.

    Attributes:
        id: ``f1``, ``f2``, … in reading order.
        surface: the characters as read, cut out by ``place``.
        quantity: its value.
        role: what it is for.
        subject: what is counted or measured, in the document's words; empty if unknown.
        period: the period or date it holds for, in the document's words or inherited; ``None`` if unstated.
        place: where it stands.
        sentence: index of its sentence.
        start: offset of the surface in the clean text of its sentence.
        end: offset past its last character there.
        planned: worded as planned (规划建设, 拟建) though it stands among results.
        confidence: 0 to 1, how sure the reading of value and unit is.
        metric: id of the metric it was linked to, if any.
    """

    id: str
    surface: str
    quantity: Quantity
    role: Role
    subject: str
    period: str | None
    place: Place
    sentence: int
    start: int
    end: int
    planned: bool = False
    confidence: Decimal = Decimal(1)
    metric: str | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a digit of it was recognised with doubt, so that it is never scored as certain."""
        return self.confidence < _SURE_ENOUGH

    @property
    def printed(self) -> str:
        """The surface without the spaces that one format has and another has not."""
        return "".join(self.surface.split())


@dataclass(frozen=True)
class Extraction:
    """What a document says, before any rubric: its figures and sentences, both in reading order."""

    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def by_sentence(self) -> dict[int, tuple[Figure, ...]]:
        """Figures of each sentence that has any, in order."""
        found: dict[int, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.sentence, []).append(figure)
        return {index: tuple(figures) for index, figures in found.items()}

    def masked(self, sentence: Sentence, this: Figure | None = None) -> str:
        """A sentence with each figure replaced by one private-use character, so that phrases can name it.

        Args:
            sentence: the sentence.
            this: the figure that becomes ``{n}``; all others become ``{x}``.
        """
        parts: list[str] = []
        position = 0
        for figure in self.by_sentence.get(sentence.index, ()):
            if figure.start >= position:
                parts += (
                    sentence.text[position : figure.start],
                    THIS_FIGURE if figure is this else OTHER_FIGURE,
                )
                position = figure.end
        parts.append(sentence.text[position:])
        return "".join(parts)
