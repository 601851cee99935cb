"""How figures are said: what the packs in ``extractors/`` hold, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .figure import Comparator, Mood, Role
from .metric import Fact, Metric


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a measure word.

    Attributes:
        symbol: as printed: 公里, 万元 is not a unit but a magnitude and 元.
        base: the unit that values are kept in: 名→人, ㎡→平方米.
        factor: what one of it is in the base unit.
        counts: whole things are counted; a value without 万 or 亿 is exact.
    """

    symbol: str
    base: str
    factor: Decimal = Decimal(1)
    counts: bool = True


@dataclass(frozen=True)
class Lexicon:
    """Everything the grammar and the extractors know of the language.

    Attributes:
        units: by symbol as printed.
        before: words before a number that bound it (不少于 → ge), by word.
        after: words after a unit that bound it (以上 → ge), by word.
        role_cues: words near a figure that tell its role, by role, strongest first.
        mood_sections: words in a heading that set the mood of what stands below, by mood.
        mood_cues: words in a sentence that set its mood, by mood.
        header_roles: words in a table's column heading that set the role of the figures below, by role.
        not_figures: words that hold a numeral but no quantity (三农, 一站式, 四通一达).
        terms: words for the segmenter.
        metrics: metrics of the packs, by id.
        facts: facts of the packs, by id.
    """

    units: Mapping[str, Unit] = field(default_factory=dict)
    before: Mapping[str, Comparator] = field(default_factory=dict)
    after: Mapping[str, Comparator] = field(default_factory=dict)
    role_cues: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    mood_sections: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    mood_cues: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    header_roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    not_figures: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
