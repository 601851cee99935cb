"""What a rubric can ask about: metrics (a number) and facts (whether something is so)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .evidence import CountedIn
from .phrase import Phrase


@dataclass(frozen=True, slots=True)
class Ratio:
    """How a rate follows from two other metrics.

    Attributes:
        of: metric id of the numerator.
        to: metric id of the denominator.
        base_max: the denominator counts as at most this (200个及以上的以200个为基数), ``None`` if not limited.
    """

    of: str
    to: str
    base_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A quantity that a rubric can ask about (指标口径).

    Attributes:
        id: its name in packs and rubrics, ``village_stations``.
        name: its Chinese name, 村级服务站点数.
        unit: base unit of its values; a figure of another unit never speaks to it.
        says: wordings of a figure that is this metric.
        unless: wordings that show that it is something else after all.
        proxies: ids of near-by metrics that reports give instead (拨付进度 for 支出率): used, and flagged (G03).
        ratio: how to derive it where it is not stated, and what a stated value must agree with.
        total_of: metric ids that add up to this one.
        share: a value over 100% is impossible.
        at_most: id of a metric that this one can never exceed (trained poor people ≤ people trained).
        months_since: id of a fact; the metric is then the whole months from its date to the rubric's ``as_of``, where no
            figure states it.
        length_of: heading of a chapter; the metric is then how many characters stand under it.
        counted_in: the evidence that shows it, and what of it is counted.
        rank_of: id of a metric; this one is then the unit's place by it in the batch, in percent (前30%) where its unit is
            ``%``, else counted from 1. More is better. Unknown until all submissions are in.
    """

    id: str
    name: str
    unit: str
    says: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    proxies: tuple[str, ...] = ()
    ratio: Ratio | None = None
    total_of: tuple[str, ...] = ()
    share: bool = False
    at_most: str | None = None
    months_since: str | None = None
    length_of: Phrase | None = None
    counted_in: CountedIn | None = None
    rank_of: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so or not, and how a text shows it (定性要点).

    Attributes:
        id: its name in packs and rubrics, ``center_built``.
        name: its Chinese name, 建成公共服务中心.
        shown_by: wordings that show it whole.
        partly_by: wordings that touch on it but leave a part open; a person must look.
        denied_by: wordings that speak against it.
        within: headings under which alone it counts, where the rubric is about a plan; empty for anywhere.
        adverse: something bad (an accident, fraud): told under 存在问题 it is told all the same.
    """

    id: str
    name: str
    shown_by: tuple[Phrase, ...] = ()
    partly_by: tuple[Phrase, ...] = ()
    denied_by: tuple[Phrase, ...] = ()
    within: tuple[Phrase, ...] = ()
    adverse: bool = False
