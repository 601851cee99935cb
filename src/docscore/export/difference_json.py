"""A difference as JSON, the contract of ``diff --format json`` (``docs/architecture.md``, *Contracts*)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..model import (
    CriterionLine,
    Difference,
    Document,
    Figure,
    FigurePair,
    Finding,
    ScoreChange,
    Standing,
    SubmissionDifference,
)
from .json import Object, decimal_text, figure_object, finding_object, number

_SHARE_PLACES = Decimal("0.01")


def difference_object(whole: SubmissionDifference) -> Object:
    """Two documents or submissions with every pair of figures, those that agree too."""
    return {
        "left": whole.left,
        "right": whole.right,
        "papers": [_paper(difference) for difference in whole.papers],
        "gone": list(whole.gone),
        "added": list(whole.added),
    }


def _paper(difference: Difference) -> Object:
    left, right = difference.left.document, difference.right.document
    return {
        "left": _document(left),
        "right": _document(right),
        "counts": {standing.value: len(difference.of(standing)) for standing in Standing},
        "pairs": [_pair(difference, pair) for pair in difference.pairs],
        "score": _score(difference.score, left, right) if difference.score else None,
    }


def _document(document: Document) -> Object:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "pages": document.pages,
        "warnings": list(document.warnings),
    }


def _pair(difference: Difference, pair: FigurePair) -> Object:
    return {
        "standing": pair.standing.value,
        "aspects": [aspect.value for aspect in pair.aspects],
        "reworded": pair.reworded,
        "difference": decimal_text(pair.difference),
        "share": None if pair.share is None else decimal_text(pair.share.quantize(_SHARE_PLACES)),
        "criteria": list(pair.criteria),
        "moves_points": difference.moves(pair),
        "left": _figure(difference.left.document, pair.left),
        "right": _figure(difference.right.document, pair.right),
    }


def _figure(document: Document, figure: Figure | None) -> Object | None:
    if figure is None:
        return None
    return {**figure_object(document, figure), "label": figure.place.label}


def _score(score: ScoreChange, left: Document, right: Document) -> Object:
    def listed(document: Document, findings: tuple[Finding, ...]) -> list[Any]:
        return [finding_object(document, finding) for finding in findings]

    return {
        "rubric": score.rubric,
        "left": {"low": number(score.left[0]), "high": number(score.left[1])},
        "right": {"low": number(score.right[0]), "high": number(score.right[1])},
        "criteria": [
            {
                "id": shift.left.id,
                "name": shift.left.name,
                "left": _line(shift.left),
                "right": _line(shift.right),
            }
            for shift in score.shifts
        ],
        "findings": {
            "closed": listed(left, score.closed),
            "new": listed(right, score.new),
            "altered": [
                {"left": finding_object(left, before), "right": finding_object(right, after)}
                for before, after in score.altered
            ],
            "kept": score.kept,
        },
    }


def _line(line: CriterionLine) -> Object:
    outcome = line.outcome
    return {
        "low": number(outcome.low),
        "high": number(outcome.high),
        "supported": number(outcome.supported),
        "status": outcome.status.value,
    }
