"""One paper's truth against its assessment: findings by code, points, self-scores."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..model import Assessment, Finding, plain
from ..model.truth import Disagreement, Expected, Miss, ReportEvaluation, ReportTruth


def compare_report(truth: ReportTruth, assessment: Assessment, into: ReportEvaluation) -> None:
    """Adds one paper's counts and differences to *into*.

    Precision and recall are of findings, by code, as in information retrieval: a finding is right if it answers an
    expected one; a false alarm if the truth forbids it, or if the truth is complete and does not know it.

    Args:
        truth: what a person knows of the paper.
        assessment: what the program says of it.
        into: grows by this paper.
    """
    into.papers += 1
    _compare_findings(truth, assessment, into)
    _compare_points(truth, assessment, into)
    _compare_self_scores(truth, assessment, into)


def answers(expected: Expected, finding: Finding, assessment: Assessment) -> bool:
    """Whether *finding* is the one that is expected."""
    return (
        any(finding.code.startswith(code) for code in expected.codes)
        and all(_squeezed(word) in _squeezed(finding.message) for word in expected.words)
        and (not expected.criteria or bool(set(expected.criteria) & set(finding.criteria)))
        and (
            not expected.at
            or any(_squeezed(at) in told for at in expected.at for told in _told(finding, assessment))
        )
    )


def _compare_findings(truth: ReportTruth, assessment: Assessment, into: ReportEvaluation) -> None:
    findings = assessment.review.findings
    right: set[int] = set()
    for expected in truth.raised:
        answering = [i for i, finding in enumerate(findings) if answers(expected, finding, assessment)]
        code = findings[answering[0]].code if answering else expected.codes[0]
        into.tally(code).expected += 1
        into.tally(code).met += bool(answering)
        right.update(answering)
        if not answering:
            told = expected.about or "、".join((*expected.words, *expected.at, *expected.criteria))
            into.wrong.append(Disagreement(truth.name, Miss.MISSED, code, "、".join(expected.at), told, ""))
    roots = {findings[i].fingerprint for i in right}
    for i, finding in enumerate(findings):
        if i in right:
            into.tally(finding.code).right += 1
            continue
        forbidden = any(answers(one, finding, assessment) for one in truth.quiet)
        known = finding.caused_by in roots or any(answers(one, finding, assessment) for one in truth.also)
        if forbidden or (truth.complete and not known):
            into.tally(finding.code).wrong += 1
            place = finding.places[0].label if finding.places else ""
            into.wrong.append(
                Disagreement(truth.name, Miss.FALSE_ALARM, finding.code, place, "", finding.message)
            )


def _compare_points(truth: ReportTruth, assessment: Assessment, into: ReportEvaluation) -> None:
    lines = {line.id: line.outcome for line in assessment.sheet.criteria()}
    for criterion, (low, high) in truth.points.items():
        got = lines[criterion]
        into.intervals += 1
        into.exact += (got.low, got.high) == (low, high)
        into.contained += got.low <= low and high <= got.high
        if (got.low, got.high) != (low, high):
            place = next(
                (value.claims[0].figure.place.label for value in got.trace.values if value.claims), ""
            )
            told = f"{_interval(got.low, got.high)}，{got.trace.reason}"
            into.wrong.append(
                Disagreement(truth.name, Miss.POINTS, criterion, place, _interval(low, high), told)
            )


def _compare_self_scores(truth: ReportTruth, assessment: Assessment, into: ReportEvaluation) -> None:
    sheet = assessment.sheet
    rows = {line.id: [row.points for row in line.self_rows] for line in sheet.indicators()}
    rows |= {line.id: [line.self_points] for line in sheet.criteria() if line.id not in rows}
    labelled = [(key, list(points), rows.get(key, [])) for key, points in truth.self_scores.items()]
    if truth.self_total is not None:
        labelled.append(("合计", [truth.self_total], [sheet.self_total]))
    for key, expected, got in labelled:
        into.self_scores += 1
        if expected == got:
            into.self_right += 1
        else:
            into.wrong.append(
                Disagreement(truth.name, Miss.SELF_SCORE, key, "", _printed(expected), _printed(got))
            )


def _told(finding: Finding, assessment: Assessment) -> list[str]:
    """The words where a finding points, and the labels of its places."""
    blocks = {place.block for place in finding.places if not place.paper}
    words = [_squeezed(assessment.document.blocks[block].text) for block in sorted(blocks)]
    return [*words, *(_squeezed(place.label) for place in finding.places)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _interval(low: Decimal, high: Decimal) -> str:
    return f"{plain(low):f}" if low == high else f"{plain(low):f}～{plain(high):f}"


def _printed(points: Iterable[Decimal | None]) -> str:
    return "、".join("空白" if one is None else f"{plain(one):f}" for one in points) or "没有读到"
