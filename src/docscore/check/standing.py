"""Standing explanations: what a reviewer has explained is no alarm while the explanation holds, and is never hidden.

A finding is known again by its fingerprint: its code, criteria, metrics and stated values, never the words of its message.
As soon as one of them changes it is another doubt, and the alarm is back.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ..model import (
    Assertions,
    Document,
    Explanation,
    Explanations,
    Figure,
    Finding,
    Place,
    Problem,
    plain,
)

_DIGITS = 10  # of the hash; among a thousand findings of one code two meet with a chance of 5 in 10 million


def identified(
    findings: Iterable[Finding], assertions: Assertions, document: Document
) -> tuple[Finding, ...]:
    """The findings with the metrics that their figures speak to, each with a fingerprint of its own.

    Args:
        findings: the findings in a fixed order; what cannot be told apart is numbered in it.
        assertions: which figure speaks to which metric.
        document: whose words the places cut out.
    """
    bound: defaultdict[tuple[str, Place], dict[str, None]] = defaultdict(dict)
    for metric, claims in assertions.claims.items():
        for claim in claims:
            bound[claim.figure.id, claim.figure.place][metric] = None
    seen = Counter[str]()
    known = []
    for finding in findings:
        metrics = dict.fromkeys(m for f in finding.figures for m in bound.get((f.id, f.place), ()))
        print_ = _fingerprint(finding, bound, document)
        seen[print_] += 1
        again = f"-{seen[print_]}" if seen[print_] > 1 else ""
        known.append(replace(finding, metrics=tuple(metrics), fingerprint=print_ + again))
    return tuple(known)


def explained(
    findings: tuple[Finding, ...], explanations: Explanations
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings with the explanations that hold on the day asked about.

    Args:
        findings: findings with their fingerprints.
        explanations: what reviewers have explained, and the day.

    Returns:
        The same findings in the same order, and each explanation that explains nothing, with the reason.
    """
    position = {finding.fingerprint: index for index, finding in enumerate(findings)}
    result = list(findings)
    unused = []
    for explanation in explanations.entries:
        index = position.get(explanation.fingerprint)
        if index is None or not _about(findings[index], explanation):
            unused.append(replace(explanation.entry, message=_unmatched(findings, explanation)))
        elif explanation.given <= explanations.on <= explanation.until:
            result[index] = replace(findings[index], explanation=explanation)
        else:
            unused.append(replace(explanation.entry, message=_out_of_time(explanation, explanations.on)))
    return tuple(result), tuple(unused)


def _fingerprint(
    finding: Finding, bound: Mapping[tuple[str, Place], Iterable[str]], document: Document
) -> str:
    """Code and hash of what is stated; where no figure is concerned, of the words at its places and its points."""
    parts = [finding.code, *sorted(finding.criteria)]
    parts += sorted(_stated(figure, bound.get((figure.id, figure.place), ())) for figure in finding.figures)
    if not finding.figures:
        parts += sorted({"".join(_words(place, document).split()) for place in finding.places})
        parts.append(f"{plain(finding.points_at_stake):f}")
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{finding.code}-{digest[:_DIGITS]}"


def _stated(figure: Figure, metrics: Iterable[str]) -> str:
    """A value by what it is of: its metrics, or the document's own words where it speaks to none."""
    quantity = figure.quantity
    of = " ".join(sorted(metrics)) or figure.subject
    most = "" if quantity.value_max is None else f"{plain(quantity.value_max):f}"
    return f"{of}|{quantity.comparator.value}|{plain(quantity.value):f}|{most}|{quantity.unit}"


def _words(place: Place, document: Document) -> str:
    """The words at a place of the main report; a place in another paper of the submission by its name."""
    if place.paper:
        return place.label
    return document.blocks[place.block].text[place.start : place.end]


def _about(finding: Finding, explanation: Explanation) -> bool:
    """Whether the explanation names this finding by its code and by criterion, metric or words."""
    if finding.code != explanation.code:
        return False
    if explanation.criterion:
        return explanation.criterion in finding.criteria
    if explanation.metric:
        return explanation.metric in finding.metrics
    return explanation.words in finding.message


def _unmatched(findings: tuple[Finding, ...], explanation: Explanation) -> str:
    alike = next((finding for finding in findings if _about(finding, explanation)), None)
    if alike is None:
        return f"没有可对应的疑点 {explanation.code}：疑点可能已消除，请核对后删去这条说明"
    return f"疑点 {explanation.code} 所依据的数已变，这条说明不再适用；仍适用的，请核对后把 fingerprint 改为 {alike.fingerprint}"


def _out_of_time(explanation: Explanation, on: date) -> str:
    if on < explanation.given:
        return f"这条说明 {explanation.given} 起才有效，疑点 {explanation.code} 照常列出"
    return f"这条说明的有效期已过（至 {explanation.until}），疑点 {explanation.code} 照常列出"
