"""What a document says about a rubric: claims, statements and self-scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .document import Place
from .figure import Figure


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure bound to a metric: the county claims that X is Y (申报数据).

    Attributes:
        metric: id of the metric.
        figure: the figure.
        reason: the wording by which they were bound.
        part: what it is only a part of the whole by, in the document's words: 青石镇, 新增; empty if it is the whole.
        cumulative: worded as the sum up to its date (累计, 共).
    """

    metric: str
    figure: Figure
    reason: str
    part: str = ""
    cumulative: bool = False


class Stance(StrEnum):
    """How a sentence speaks to a fact."""

    SHOWN = "shown"
    PARTLY = "partly"
    PLANNED = "planned"
    DENIED = "denied"
    ABSENT = "absent"  # known not to be so; no text says that by itself, only a person (rubric try) can


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence bound to a fact.

    Attributes:
        fact: id of the fact.
        stance: how it speaks to it.
        text: the words.
        place: where they stand.
        reason: the wording that matched.
        dated: the date that the sentence gives for it, in its words; empty if it gives none.
    """

    fact: str
    stance: Stance
    text: str
    place: Place
    reason: str
    dated: str = ""


@dataclass(frozen=True, slots=True)
class SelfScore:
    """One row of the self-score table.

    Attributes:
        indicator: id of the indicator.
        criteria: ids of the criteria that the row covers; all of the indicator's where it has one row.
        points: the self-score; ``None`` where the cell is blank or ``/``.
        weight: the full marks printed in the row; ``None`` where none are.
        place: the cell.
    """

    indicator: str
    criteria: tuple[str, ...]
    points: Decimal | None
    weight: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total self-score that the document prints, in its table or its prose.

    Attributes:
        points: the total.
        place: where it stands.
        section: id of the section that it is the subtotal of; ``None`` for the total of the whole.
    """

    points: Decimal
    place: Place
    section: str | None = None


@dataclass(frozen=True, slots=True)
class ChapterLength:
    """How long a chapter is.

    Attributes:
        characters: as word processors count 字数: each Chinese character or mark is one, each run of letters or digits one.
        heading: its heading.
        place: of the heading.
    """

    characters: int
    heading: str
    place: Place


@dataclass(frozen=True)
class Assertions:
    """Everything that a document says about a rubric.

    Attributes:
        claims: by metric id, in reading order.
        statements: by fact id, in reading order.
        self_scores: rows of the self-score table, in reading order; those of the running text where there is no table.
        told_scores: self-scores that are given once more, in running text or in a table of the report beside the
            one that stands in a file of its own.
        stated_totals: totals as printed, in reading order.
        subtotals: totals of sections as printed, in reading order.
        lengths: of chapters, by id of the metric that asks for one.
        score_tables: how many tables with a self-score column the document has.
    """

    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    self_scores: tuple[SelfScore, ...] = ()
    told_scores: tuple[SelfScore, ...] = ()
    stated_totals: tuple[StatedTotal, ...] = ()
    subtotals: tuple[StatedTotal, ...] = ()
    lengths: Mapping[str, ChapterLength] = field(default_factory=dict)
    score_tables: int = 0
