"""How figures are said: what the packs in ``extractors/`` hold, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .evidence import EvidenceWords
from .figure import Comparator, Mood, Role
from .form import FormWords
from .metric import Fact, Metric
from .paperkind import PaperKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a measure word.

    Attributes:
        symbol: as printed: 公里, 名. 万元 is not a unit but a magnitude and 元.
        base: the unit that values are kept in: 名→人, ㎡→平方米.
        factor: what one of it is in the base unit.
        counts: whole things are counted; a value without 万 or 亿 is exact.
    """

    symbol: str
    base: str
    factor: Decimal = Decimal(1)
    counts: bool = True


class Hedge(StrEnum):
    """A word that bounds or blurs the number beside it."""

    GE = "ge"  # 不少于, 以上
    GT = "gt"  # 超过, 突破
    LE = "le"  # 不超过, 以内
    LT = "lt"  # 不足, 低于
    ABOUT = "about"  # 约, 左右: a tenth to either side
    NEARLY = "nearly"  # 近: the last tenth below
    ODD = "odd"  # 多, 余: above, up to the next leading digit

    @property
    def comparator(self) -> Comparator:
        """The comparator that a figure with this hedge carries."""
        return _COMPARATORS[self]


_COMPARATORS = {
    Hedge.GE: Comparator.GE,
    Hedge.GT: Comparator.GT,
    Hedge.LE: Comparator.LE,
    Hedge.LT: Comparator.LT,
    Hedge.ABOUT: Comparator.APPROX,
    Hedge.NEARLY: Comparator.APPROX,
    Hedge.ODD: Comparator.GT,
}


@dataclass(frozen=True)
class Lexicon:
    """Everything the grammar and the extractors know of the language.

    Attributes:
        units: by symbol as printed.
        not_units: characters that follow a number without measuring it (号, 线, 级).
        not_after_chinese: units that after a Chinese numeral make a name or an order (三类人员, 二期).
        before: words before a number that bound it (不少于 → ge), by word.
        after: words after a unit that bound it (以上 → ge), by word.
        money_words: words that tell that a number in 万 or 亿 without a unit is money (资金, 销售额).
        not_figures: words that hold a numeral but no quantity (三农, 一站式, 四通一达).
        not_counted: nouns that a Chinese numeral before them groups but does not count (两个市场, 三个方面).
        role_cues: words before a figure in its clause that tell its role, by role.
        after_cues: words right after a figure that tell its role, by role (5%的增长).
        role_sections: words in a heading that set the role of figures of the place below it, by role.
        mood_sections: words in a heading that set the mood of what stands below, by mood.
        mood_cues: words in a sentence that set its mood, by mood.
        header_roles: words in a table's column heading that set the role of the figures below, by role.
        header_ignored: words in a column heading under which numbers are no figures (序号, 电话).
        terms: words for the segmenter.
        metrics: metrics of the packs, by id.
        facts: facts of the packs, by id.
        evidence: how evidence tables are headed and titled.
        forms: how self-evaluation forms are headed, labelled and titled.
        paper_kinds: kinds of papers that rubrics ask for, by id.
        paper_words: other words for what papers are about → the word that stands for them (电子商务 → 电商).
    """

    units: Mapping[str, Unit] = field(default_factory=dict)
    not_units: frozenset[str] = frozenset()
    not_after_chinese: frozenset[str] = frozenset()
    before: Mapping[str, Hedge] = field(default_factory=dict)
    after: Mapping[str, Hedge] = field(default_factory=dict)
    money_words: tuple[str, ...] = ()
    not_figures: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()
    role_cues: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    after_cues: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    role_sections: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    mood_sections: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    mood_cues: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    header_roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    header_ignored: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    evidence: EvidenceWords = field(default_factory=EvidenceWords)
    forms: FormWords = field(default_factory=FormWords)
    paper_kinds: Mapping[str, PaperKind] = field(default_factory=dict)
    paper_words: Mapping[str, str] = field(default_factory=dict)
