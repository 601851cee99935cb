"""``bonus``: points beyond the total (加分); nothing is expected, so silence earns nothing but is not ruled out."""

from __future__ import annotations

from decimal import Decimal

from ...model import Bonus, FactHolds, Outcome, Rubric, Stance, Statement, Status, Submission, Tiers, Trace
from ..conditions import evidence, words
from . import fact_bands, tiers

_ZERO = Decimal(0)


def outcome(rule: Bonus, rubric: Rubric, submission: Submission) -> Outcome:
    """The best band that holds, or the sum of all that hold where they add up."""
    if rule.metric is not None:
        return tiers.outcome(Tiers(rule.bands, rule.metric), rubric, submission)
    if rule.combine == "highest":
        return fact_bands.outcome(rule.kind, rule.bands, rubric, submission)
    earned = _ZERO
    rows: list[str] = []
    statements: list[Statement] = []
    for band in rule.bands:
        if isinstance(band.when, FactHolds):
            stance, said = evidence(band.when.fact, submission)
            if stance is Stance.SHOWN:
                earned += band.points.high
                rows.append(words(band.when, rubric.facts[band.when.fact].name))
                statements += said
    most = sum((band.points.high for band in rule.bands), _ZERO)
    reason = f"正文写明：{'、'.join(rows)}" if rows else "正文没有提到"
    status = Status.MET if earned == most else Status.NO_EVIDENCE
    trace = Trace(rule.kind, "；".join(rows), reason, statements=tuple(statements))
    return Outcome(earned, most, earned, status, trace)
