"""Assessment → member: a unit reduced to what can be compared, so that a province fits into memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..model import (
    Assertions,
    Assessment,
    BlockKind,
    CountedFigure,
    Document,
    Measured,
    Member,
    Part,
    Passage,
    Place,
    Role,
    Status,
)

#: A shorter paragraph says what many say.
_LONGEST_COMMONPLACE = 40
#: A value with fewer digits that are not trailing zeros comes up by chance.
_TELLING_DIGITS = 3


def member(identifier: str, name: str, assessment: Assessment, earlier: Assertions | None = None) -> Member:
    """What is comparable of a submission.

    Args:
        identifier: id of the submission.
        name: of the unit; its places carry it.
        assessment: the submission, scored and checked.
        earlier: what last year's report says, where it was handed in.
    """
    sheet = assessment.sheet
    papers = assessment.submission.papers if assessment.submission else ()
    evidence = [paper for paper in papers if paper.part is Part.EVIDENCE]
    return Member(
        id=identifier,
        name=name,
        metrics=dict(_measured(name, assessment.assertions)),
        earlier=dict(_measured(name, earlier)) if earlier is not None else {},
        passages=tuple(_passages(name, assessment.document)),
        figures=tuple(_figures(name, assessment)),
        files=tuple((paper.path, paper.sha256) for paper in evidence if paper.sha256),
        tables=tuple(
            table for paper in evidence if paper.document for table in _tables(paper.path, paper.document)
        ),
        low=sheet.low,
        supported=sheet.supported,
        high=sheet.high,
        self_total=sheet.self_total if sheet.self_total is not None else sheet.self_sum,
        vetoed=any(line.outcome.status is Status.VETOED for line in sheet.criteria()),
        pending=any(line.outcome.status is Status.PENDING and line.max for line in sheet.criteria()),
    )


def _measured(name: str, assertions: Assertions) -> Iterator[tuple[str, Measured]]:
    """The first result of each metric; a target is none."""
    for metric, claims in assertions.claims.items():
        claim = next((claim for claim in claims if claim.figure.role is Role.ACTUAL and not claim.part), None)
        if claim is not None:
            figure = claim.figure
            places = (_of(name, figure.place),)
            yield metric, Measured(figure.quantity.interval, figure.printed, places)


def _passages(name: str, document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and len(block.text) > _LONGEST_COMMONPLACE:
            yield Passage(block.text, _of(name, document.place(block.index, 0, len(block.text))))


def _figures(name: str, assessment: Assessment) -> Iterator[CountedFigure]:
    for figure in assessment.extraction.figures:
        what, quantity = figure.metric or figure.subject, figure.quantity
        if figure.role is Role.ACTUAL and what and _telling(quantity.value):
            place = _of(name, figure.place)
            yield CountedFigure(what, quantity.value, quantity.unit, figure.printed, place)


def _telling(value: Decimal) -> bool:
    return len(f"{value:f}".replace(".", "").strip("0")) >= _TELLING_DIGITS


def _tables(path: str, document: Document) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for block in document.blocks:
        if block.table is not None:
            rows = tuple(row for row in block.text.split("\n") if row.strip())
            yield path, document.place(block.index, 0, 1).label, rows


def _of(name: str, place: Place) -> Place:
    """A place as the reader of another unit's findings needs it: with the unit's name."""
    return replace(place, label=f"{name}：{place.label}")
