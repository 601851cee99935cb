"""Assessments and extractions as JSON, the contract of ``score`` and ``extract`` with ``--format json``.

Keys and their order are fixed (``docs/architecture.md``, *Contracts*). Points are JSON numbers with at most
two decimals; values of figures are decimal strings, since a reader must not make 70.1 a binary fraction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..model import (
    Assessment,
    Claim,
    CriterionLine,
    Document,
    Explanation,
    Extraction,
    Figure,
    Finding,
    IndicatorLine,
    Metric,
    Place,
    SectionLine,
    SelfScore,
    Statement,
    Submission,
    Trace,
    Value,
    plain,
    round_points,
)
from .goals import goal_objects

Object = dict[str, Any]
"""A JSON object."""


def dumps(value: object, *, indent: int | None = 2) -> str:
    """*value* as JSON text with Chinese characters as they are; ``indent=None`` gives one line."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)


def extraction_object(document: Document, extraction: Extraction) -> Object:
    """One document with its figures, as a line of ``extract --format jsonl``."""
    return {
        "path": document.path,
        "sha256": document.sha256,
        "kind": document.kind,
        "pages": document.pages,
        "warnings": list(document.warnings),
        "figures": [figure_object(document, figure) for figure in extraction.figures],
    }


def figure_object(document: Document, figure: Figure) -> Object:
    """One figure; ``start`` and ``end`` as :func:`offsets` counts them."""
    quantity, place = figure.quantity, figure.place
    start, end = offsets(document, place)
    return {
        "surface": figure.surface,
        "value": decimal_text(quantity.value),
        "value_max": decimal_text(quantity.value_max),
        "unit": quantity.unit,
        "comparator": quantity.comparator.value,
        "role": figure.role.value,
        "subject": figure.subject,
        "period": figure.period,
        "metric": figure.metric,
        "page": place.page,
        "block": place.block,
        "cell": place.cell,
        "start": start,
        "end": end,
        "bbox": list(place.bbox) if place.bbox else None,
        "section": " › ".join(place.section),
        "confidence": number(figure.confidence),
    }


def assessment_object(assessment: Assessment) -> Object:
    """One submission, scored and checked, as ``score --format json`` prints it."""
    sheet, document, submission = assessment.sheet, assessment.document, assessment.submission
    folder = {} if submission is None else submission_object(submission)
    return {
        "submission": document.path if submission is None else submission.folder,
        "rubric": sheet.rubric,
        "self_total": number(sheet.self_total),
        "self_sum": number(sheet.self_sum),
        "low": number(sheet.low),
        "high": number(sheet.high),
        "supported": number(sheet.supported),
        "sections": [_section(document, section) for section in sheet.sections],
        "criteria": [_criterion(assessment, line) for line in sheet.criteria()],
        "findings": [finding_object(document, finding) for finding in assessment.review.findings],
        "unused_explanations": [str(problem) for problem in assessment.review.unused],
        **folder,
        **({"goals": goal_objects(assessment)} if assessment.sets_goals else {}),
    }


def submission_object(submission: Submission) -> Object:
    """What each paper of a folder was taken for, and which of those asked for are there."""
    return {
        "papers": [
            {
                "path": paper.path,
                "part": paper.part.value,
                "reason": paper.reason,
                "title": paper.title,
                "kind": paper.kind or None,
                "size": paper.size,
                "sha256": paper.sha256 or None,
                "trouble": paper.trouble or None,
            }
            for paper in submission.papers
        ],
        "required": [
            {
                "indicator": required.indicator,
                "name": required.name,
                "criteria": list(required.criteria),
                "presence": required.presence.value,
                "papers": list(required.papers),
                "reason": required.reason,
            }
            for required in submission.required
        ],
        "notices": [*submission.rivals, *submission.notices],
    }


def decimal_text(value: Decimal | None) -> str | None:
    """A decimal in plain notation, without exponent or trailing zeros; ``None`` stays ``None``."""
    return None if value is None else f"{plain(value):f}"


def number(value: Decimal | None) -> int | float | None:
    """Points as a JSON number: an int where whole, else two decimals at most; ``None`` stays ``None``.

    A float of at most two decimals prints exactly as its decimal does, so nothing is lost on the way out.
    """
    if value is None:
        return None
    rounded = round_points(value)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def offsets(document: Document, place: Place) -> tuple[int, int]:
    """Start and end of a place: in the file's text for text files, else in the text of its block."""
    origin = document.blocks[place.block].origin or 0
    return origin + place.start, origin + place.end


def _section(document: Document, section: SectionLine) -> Object:
    return {
        "id": section.id,
        "name": section.name,
        "kind": section.kind,
        "max": number(section.max),
        "self": number(section.self_points),
        "low": number(section.low),
        "high": number(section.high),
        "supported": number(section.supported),
        "indicators": [_indicator(document, indicator) for indicator in section.indicators],
    }


def _indicator(document: Document, line: IndicatorLine) -> Object:
    return {
        "id": line.id,
        "name": line.name,
        "max": number(line.max),
        "self": number(line.self_points),
        "low": number(line.low),
        "high": number(line.high),
        "supported": number(line.supported),
        "self_rows": [_self_row(document, row) for row in line.self_rows],
        "criteria": [criterion.id for criterion in line.criteria],
        "papers": list(line.evidence),
    }


def _self_row(document: Document, row: SelfScore) -> Object:
    return {
        "self": number(row.points),
        "max": number(row.weight),
        "criteria": list(row.criteria),
        "place": _place(document, row.place),
    }


def _criterion(assessment: Assessment, line: CriterionLine) -> Object:
    outcome = line.outcome
    return {
        "id": line.id,
        "name": line.name,
        "max": number(line.max),
        "self": number(line.self_points),
        "low": number(outcome.low),
        "high": number(outcome.high),
        "supported": number(outcome.supported),
        "status": outcome.status.value,
        "evidence": list(_evidence(assessment.document, outcome.trace)),
        "trace": _trace(assessment, outcome.trace),
    }


def _evidence(document: Document, trace: Trace) -> Iterator[Object]:
    """Each place that a line rests on, once, in order of use; rivals of a value stand after it."""
    seen: set[tuple[int, int, int]] = set()
    sources: list[Claim | Statement] = []
    for value in trace.values:
        sources += [*value.all_claims(), *value.rivals]
    sources += trace.statements
    for source in sources:
        place = source.figure.place if isinstance(source, Claim) else source.place
        key = (place.block, place.start, place.end)
        if key in seen:
            continue
        seen.add(key)
        if isinstance(source, Claim):
            yield {**_place(document, place), "metric": source.metric, "reason": source.reason}
        else:
            yield {**_place(document, place), "fact": source.fact, "reason": source.reason}


def _trace(assessment: Assessment, trace: Trace) -> Object:
    return {
        "rule": trace.rule,
        "row": trace.row,
        "reason": trace.reason,
        "values": [_value(assessment, value) for value in trace.values],
        "statements": [_statement(assessment, statement) for statement in trace.statements],
        "slip": {"text": trace.slip.text, "points": number(trace.slip.points)} if trace.slip else None,
    }


def plain_value(value: Value, metrics: Mapping[str, Metric]) -> Object:
    """A metric's value without places: what a trace says of it wherever it comes from."""
    metric = metrics.get(value.metric)
    interval = value.interval
    return {
        "metric": value.metric,
        "name": metric.name if metric else value.metric,
        "printed": value.printed,
        "low": decimal_text(interval.low) if interval else None,
        "high": decimal_text(interval.high) if interval else None,
        "formula": value.formula,
        "missing": list(value.missing),
    }


def _value(assessment: Assessment, value: Value) -> Object:
    return {
        **plain_value(value, assessment.rubric.metrics),
        "proxy": value.proxy or None,
        "places": [_place(assessment.document, claim.figure.place) for claim in value.claims],
        "rivals": [_place(assessment.document, claim.figure.place) for claim in value.rivals],
        "inputs": [_value(assessment, given) for given in value.inputs],
    }


def _statement(assessment: Assessment, statement: Statement) -> Object:
    fact = assessment.rubric.facts.get(statement.fact)
    return {
        "fact": statement.fact,
        "name": fact.name if fact else statement.fact,
        "stance": statement.stance.value,
        "text": statement.text,
        "reason": statement.reason,
        "place": _place(assessment.document, statement.place),
    }


def finding_object(document: Document, finding: Finding) -> Object:
    """One finding, with the fingerprint of its root and what a reviewer said of it."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "points_at_stake": number(finding.points_at_stake),
        "criteria": list(finding.criteria),
        "figures": [figure_object(document, figure) for figure in finding.figures],
        "places": [_place(document, place) for place in finding.places],
        "remedy": finding.remedy,
        "metrics": list(finding.metrics),
        "fingerprint": finding.fingerprint,
        "caused_by": finding.caused_by or None,
        "explanation": _explanation(finding.explanation) if finding.explanation else None,
    }


def _explanation(explanation: Explanation) -> Object:
    return {
        "reason": explanation.reason,
        "by": explanation.by,
        "date": explanation.given.isoformat(),
        "until": explanation.until.isoformat(),
    }


def _place(document: Document, place: Place) -> Object:
    start, end = (place.start, place.end) if place.paper else offsets(document, place)
    return {
        # The words of another paper of the submission are not at hand here; its place is.
        "text": "" if place.paper else document.blocks[place.block].text[place.start : place.end],
        "paper": place.paper or None,
        "page": place.page,
        "label": place.label,
        "block": place.block,
        "cell": place.cell,
        "start": start,
        "end": end,
        "bbox": list(place.bbox) if place.bbox else None,
        "section": " › ".join(place.section),
    }
