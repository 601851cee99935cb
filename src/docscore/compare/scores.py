"""What changed figures do to the score: the criteria that move, and the findings closed and new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..model import Assessment, CriterionLine, Difference, Finding, ScoreChange, Shift, Value
from .assignment import assign


def rescore(difference: Difference, left: Assessment, right: Assessment) -> Difference:
    """The difference with what it does to the score.

    Args:
        difference: the figures of both sides, paired.
        left: the left side, scored and checked.
        right: the right side, under the same rubric.

    Returns:
        The same pairs, each with the criteria whose points rest on one of its figures, and the change of the score.
        A finding is the same on both sides if code, criteria and words agree, with figures that are pairs; it is
        altered if only its words or some of its figures differ.
    """
    before, after = (_resting(assessment) for assessment in (left, right))
    pairs = tuple(
        replace(
            pair,
            criteria=tuple(
                dict.fromkeys(
                    (
                        *(before.get(pair.left.id, ()) if pair.left else ()),
                        *(after.get(pair.right.id, ()) if pair.right else ()),
                    )
                )
            ),
        )
        for pair in difference.pairs
    )
    counterpart = {pair.right.id: pair.left.id for pair in pairs if pair.left and pair.right}
    own = {line.id: line for line in left.sheet.criteria()}
    shifts = tuple(
        Shift(own[line.id], line)
        for line in right.sheet.criteria()
        if line.id in own and _earns(own[line.id]) != _earns(line)
    )
    closed, new, same = _findings(left.review.findings, right.review.findings, counterpart)
    altered = tuple((a, b) for a, b in same if a.message != b.message)
    score = ScoreChange(
        rubric=right.sheet.rubric,
        title=right.sheet.title,
        left=(left.sheet.low, left.sheet.high),
        right=(right.sheet.low, right.sheet.high),
        shifts=shifts,
        names={line.id: line.name for line in right.sheet.criteria()},
        closed=closed,
        new=new,
        altered=altered,
        kept=len(same) - len(altered),
    )
    return replace(difference, pairs=pairs, score=score)


def _earns(line: CriterionLine) -> tuple[object, ...]:
    outcome = line.outcome
    return outcome.low, outcome.high, outcome.supported, outcome.status


def _resting(assessment: Assessment) -> dict[str, list[str]]:
    """Figure → ids of the criteria that rest on it: every claim of a metric that they look at.

    That includes claims that were not needed, such as a stated rate beside its numerator and denominator.
    """
    found: dict[str, list[str]] = {}
    for line in assessment.sheet.criteria():
        for metric in dict.fromkeys(_metrics(line.outcome.trace.values)):
            for claim in assessment.assertions.claims.get(metric, ()):
                if line.id not in (resting := found.setdefault(claim.figure.id, [])):
                    resting.append(line.id)
    return found


def _metrics(values: Iterable[Value]) -> Iterable[str]:
    for value in values:
        yield value.proxy or value.metric
        yield from _metrics(value.inputs)
        yield from _metrics(part for part in (value.ceiling, value.derivation) if part is not None)


def _findings(
    before: tuple[Finding, ...], after: tuple[Finding, ...], counterpart: dict[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], list[tuple[Finding, Finding]]]:
    """Those closed, those new, and those of both sides: alike in words first, then in some of their figures."""
    there: dict[object, list[int]] = {}
    for j, finding in enumerate(after):
        there.setdefault((finding.code, finding.criteria), []).append(j)
    edges: dict[int, list[tuple[int, int]]] = {}
    for i, finding in enumerate(before):
        ours = {figure.id for figure in finding.figures}
        for j in there.get((finding.code, finding.criteria), ()):
            theirs = {counterpart.get(figure.id) for figure in after[j].figures}
            words = finding.message == after[j].message
            if ours & theirs or words or not (finding.figures or after[j].figures):
                edges.setdefault(i, []).append((j, 1000 * words + 10 * len(ours & theirs) + 1))
    found = assign(edges)
    taken = set(found.values())
    return (
        tuple(finding for i, finding in enumerate(before) if i not in found),
        tuple(finding for j, finding in enumerate(after) if j not in taken),
        [(before[i], after[j]) for i, j in sorted(found.items())],
    )
