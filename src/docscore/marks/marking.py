"""Assessment → the marks of one paper: those of the open line whole and numbered, those of other lines for the dots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..model import (
    MARK_NAMES,
    Assessment,
    Claim,
    CriterionLine,
    Finding,
    Mark,
    MarkKind,
    Place,
    ReviewedSheet,
    Role,
    SelfScore,
    Severity,
    Stance,
    Statement,
)
from .chain import chain_of, place_key, place_of

_KIND = {
    Role.ACTUAL: MarkKind.ACTUAL,
    Role.TARGET: MarkKind.TARGET,
    Role.THRESHOLD: MarkKind.TARGET,
    Role.SCORE: MarkKind.SELF_SCORE,
}
_STANCE = {
    Stance.SHOWN: MarkKind.ACTUAL,
    Stance.PLANNED: MarkKind.TARGET,
    Stance.PARTLY: MarkKind.REFERENCE,
    Stance.DENIED: MarkKind.DENIED,
    Stance.ABSENT: MarkKind.DENIED,
}
_LONGEST = 40


@dataclass
class _Marks:
    """Marks by place as they are found; a place has one mark, the open line's before others'."""

    paper: str | None
    found: dict[tuple[str, int, int, int], Mark] = field(default_factory=dict)

    def wants(self, place: Place) -> bool:
        """Whether a place is of a paper that is asked for, and of some length."""
        return self.paper in (None, place.paper) and place.end > place.start

    def add(self, mark: Mark) -> None:
        key = place_key(mark.place)
        known = self.found.get(key)
        if self.wants(mark.place) and (known is None or (mark.open and not known.open)):
            self.found[key] = mark


def marks_of(
    assessment: Assessment,
    sheet: ReviewedSheet,
    paper: str | None = None,
    criterion: str = "",
    finding: str = "",
) -> tuple[Mark, ...]:
    """The marks of the papers, in reading order of each; longer ones before those inside them.

    Args:
        assessment: the submission, scored and checked.
        sheet: its sheet with the decisions, which tell the doubts that are still open.
        paper: only of the paper with that path in its submission, empty for the main report; ``None`` for all.
        criterion: id of the open line; empty if none is open.
        finding: fingerprint of the doubt that is looked at in place of a line; empty if none is.
    """
    marks = _Marks(paper)
    lines = {line.id: line for line in assessment.sheet.criteria()}
    opened = lines.get(criterion)
    if opened is not None:
        for mark in _of_line(assessment, opened):
            marks.add(mark)
    looked_at = sheet.findings.get(finding)
    if looked_at is not None:
        for mark in _of_finding(assessment, looked_at.finding):
            marks.add(mark)
    for row in _self_scores(assessment, criterion):
        marks.add(row)
    for line in lines.values():
        if line is not opened:
            for source in chain_of(line):
                if isinstance(source, Claim):
                    marks.add(_mark(assessment, line, source, None))
    doubts = [one.finding for one in sheet.findings.values() if one.decision is None]
    ranked = sorted(
        (one for one in doubts if one.explanation is None),
        key=lambda finding: (finding.severity.order, -finding.points_at_stake),
    )
    groups = {
        indicator.id: tuple(line.id for line in indicator.criteria)
        for indicator in assessment.sheet.indicators()
    }
    for doubt in ranked:
        _doubt(marks, doubt, groups, criterion)
    return tuple(
        sorted(
            marks.found.values(),
            key=lambda mark: (mark.place.paper, mark.place.block, mark.place.start, -mark.place.end),
        )
    )


def _of_line(assessment: Assessment, line: CriterionLine) -> Iterator[Mark]:
    for number, source in enumerate(chain_of(line), 1):
        yield replace(_mark(assessment, line, source, number), open=True)


def _of_finding(assessment: Assessment, finding: Finding) -> Iterator[Mark]:
    """The figures of a doubt, then its other places, numbered in this order."""
    figures = {place_key(figure.place): figure for figure in finding.figures}
    lines = {line.id for line in assessment.sheet.criteria()}
    leads = next((one for one in finding.criteria if one in lines), "")
    for number, place in enumerate(_places(finding), 1):
        figure = figures.get(place_key(place))
        kind = MarkKind.DOUBT if figure is None else _KIND.get(figure.role, MarkKind.REFERENCE)
        label = _label(number, kind, figure.printed if figure else "", "", "")
        yield Mark(place, kind, leads, True, number, finding.fingerprint, label)


def _mark(assessment: Assessment, line: CriterionLine, source: Claim | Statement, number: int | None) -> Mark:
    if isinstance(source, Claim):
        kind = _KIND.get(source.figure.role, MarkKind.REFERENCE)
        words, metric = source.figure.printed, assessment.rubric.metrics.get(source.metric)
        about = metric.name if metric else ""
    else:
        kind, words = _STANCE[source.stance], _short(source.text)
        fact = assessment.rubric.facts.get(source.fact)
        about = fact.name if fact else ""
    label = _label(number, kind, words, about, f"{line.id} {line.name}")
    return Mark(place_of(source), kind, line.id, False, number, "", label)


def _self_scores(assessment: Assessment, criterion: str) -> Iterator[Mark]:
    rows: Iterable[SelfScore] = (
        *assessment.assertions.self_scores,
        *assessment.assertions.told_scores,
    )
    names = {line.id: line.name for line in assessment.sheet.criteria()}
    for row in rows:
        if row.points is None or not row.criteria:
            continue
        own = criterion in row.criteria
        leads = criterion if own else row.criteria[0]
        label = _label(None, MarkKind.SELF_SCORE, f"{row.points:f}", "", f"{leads} {names.get(leads, '')}")
        yield Mark(row.place, MarkKind.SELF_SCORE, leads, own, None, "", label)


def _doubt(marks: _Marks, finding: Finding, groups: dict[str, tuple[str, ...]], criterion: str) -> None:
    """Puts a doubt on the marks of its figures and places; what bears no mark yet gets one of its own."""
    lines = [line for one in finding.criteria for line in groups.get(one, (one,))]
    own = criterion in lines
    told = f"有疑点 {finding.code}：{_short(finding.message)}"
    for place in _places(finding):
        if not marks.wants(place):
            continue
        known = marks.found.get(place_key(place))
        if known is None:
            leads = criterion if own else (lines[0] if lines else "")
            if (
                finding.severity is not Severity.INFO
            ):  # one remark often concerns many lines, and would crowd out what counts
                marks.add(Mark(place, MarkKind.DOUBT, leads, own, None, finding.fingerprint, told))
        elif not known.doubt:
            marks.found[place_key(place)] = replace(
                known, doubt=finding.fingerprint, label=f"{known.label}；{told}"
            )


def _places(finding: Finding) -> tuple[Place, ...]:
    places = (*(figure.place for figure in finding.figures), *finding.places)
    return tuple({place_key(place): place for place in places}.values())


def _label(number: int | None, kind: MarkKind, words: str, about: str, line: str) -> str:
    parts = [f"{number}号" if number else "", MARK_NAMES[kind], words, about, line and f"评分项 {line}"]
    return "，".join(part for part in parts if part)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
