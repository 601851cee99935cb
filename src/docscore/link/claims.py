"""Figures × metrics → claims: which figure speaks to which metric, and by which wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..model import OTHER_FIGURE, THIS_FIGURE, Claim, Extraction, Figure, Metric, Mood, Phrase, Role
from .places import one_place, title_of

#: Words after which figures are parts of the one before; an open bracket after it lists them as well.
_PARTS = re.compile(r"其中|包括|包含|分别|含|[（(][^）)]*$")
#: Behind a figure these bound it and part it from what it counts: 137个以上村级站点.
_HEDGE = re.compile(f"(?<=[{THIS_FIGURE}{OTHER_FIGURE}])(?:以上|以下|以内|左右|上下|之多)的?")
#: What was added within a while, and not what there is.
_ADDED = re.compile(
    r"新增|新建|新设|新发展|新培训|本期|本月|当月|本批|首批|第[一二三四五六七八九十\d]+[期批]"
)
_WHOLE = re.compile(r"合计|总计|全[县市区省镇乡]|我[县市区]|各[镇乡村]")
_CUMULATIVE = re.compile(r"累计|共计|一共|总共|共(?![同享建])")
#: Figures that never claim anything: points, and the thresholds that a rule sets.
_SILENT_ROLES = frozenset({Role.SCORE, Role.THRESHOLD})


class _Wording(NamedTuple):
    metric: Metric
    phrase: Phrase


def claims(extraction: Extraction, metrics: Mapping[str, Metric]) -> dict[str, tuple[Claim, ...]]:
    """All claims of a document.

    Args:
        extraction: its figures and sentences.
        metrics: the metrics to look for, by id.

    Returns:
        Claims by metric id, in reading order; a figure speaks to one metric at most, the one whose wording pins
        down most.
    """
    wordings = _by_unit(metrics.values())
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    own = title_of(extraction)
    for figure in extraction.figures:
        candidates = wordings.get(figure.quantity.unit)
        sentence = extraction.sentences[figure.sentence]
        if not candidates or figure.role in _SILENT_ROLES or sentence.mood is Mood.RULE:
            continue
        text = _HEDGE.sub("", extraction.masked(sentence, figure))
        if figure.place.cell:
            # A cell says little by itself: what it counts stands in the headings of its row and column.
            text = f"{figure.subject}{text}"
        best = _best(text, candidates)
        if best is not None and not _is_part(figure, found[best.metric.id], sentence.text):
            reason = best.phrase.text.replace("{n}", figure.printed)
            around = _clause(figure, sentence.text)
            part, cumulative = _part(around, own), _CUMULATIVE.search(around) is not None
            found[best.metric.id].append(Claim(best.metric.id, figure, reason, part, cumulative))
    return {metric: tuple(bound) for metric, bound in found.items()}


def name_metrics(extraction: Extraction, metrics: Mapping[str, Metric]) -> Extraction:
    """*extraction* with the metric of each figure filled in where one is known."""
    metric_of: dict[str, str] = {
        claim.figure.id: claim.metric for bound in claims(extraction, metrics).values() for claim in bound
    }
    return replace(
        extraction,
        figures=tuple(_named(figure, metric_of.get(figure.id)) for figure in extraction.figures),
    )


def _is_part(figure: Figure, said: list[Claim], text: str) -> bool:
    """Whether a figure is a part of the claim before it in its sentence (培训 3712 人次，其中贫困户 751 人次)."""
    if not said or said[-1].figure.sentence != figure.sentence:
        return False
    return _PARTS.search(text, said[-1].figure.end, figure.start) is not None


def _clause(figure: Figure, text: str) -> str:
    """What a figure's clause says ahead of it; for a cell the headings of its row and column."""
    if figure.place.cell:
        return figure.subject
    return re.split(r"[，,；;：:。]", text[: figure.start])[-1]


def _part(around: str, own: str) -> str:
    """By what a figure is of a part only: one place, or what was added within a while."""
    if _WHOLE.search(around):
        return ""
    added = _ADDED.search(around)
    return added.group() if added else one_place(around, own)


def _named(figure: Figure, metric: str | None) -> Figure:
    return replace(figure, metric=metric) if metric else figure


def _by_unit(metrics: Iterable[Metric]) -> dict[str, list[_Wording]]:
    """Wordings by unit, the most telling first."""
    found: defaultdict[str, list[_Wording]] = defaultdict(list)
    for metric in metrics:
        for phrase in metric.says:
            found[metric.unit].append(_Wording(metric, phrase))
    for wordings in found.values():
        wordings.sort(key=lambda wording: -wording.phrase.weight)
    return dict(found)


def _best(text: str, wordings: Iterable[_Wording]) -> _Wording | None:
    for wording in wordings:
        if wording.phrase.search(text) and not any(phrase.search(text) for phrase in wording.metric.unless):
            return wording
    return None
