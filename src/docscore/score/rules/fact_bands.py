"""Bands whose conditions are facts: who leads, how often it was reported, which media carried it."""

from __future__ import annotations

from decimal import Decimal

from ...model import Band, FactHolds, Outcome, Rubric, Stance, Status, Submission, Trace
from ..conditions import evidence, words

_ZERO = Decimal(0)

#: Where no band shows: what is said instead, the first that applies.
_OPEN = (
    (Stance.PARTLY, Status.JUDGEMENT, "正文提到，但看不出是哪一档"),
    (Stance.DENIED, Status.CONTRADICTED, "正文自己的说法与此相反"),
    (Stance.PLANNED, Status.NO_EVIDENCE, "正文只说打算，没有写已经做到"),
)


def outcome(kind: str, bands: tuple[Band, ...], rubric: Rubric, submission: Submission) -> Outcome:
    """The first band whose fact shows; else what is still open.

    Args:
        kind: kind of the rule, for the trace.
        bands: from best to worst, each with a fact or ``otherwise``.
        rubric: the rubric.
        submission: what the document says.
    """
    least = min((band.points.low for band in bands if not isinstance(band.when, FactHolds)), default=_ZERO)
    most = max(band.points.high for band in bands)
    facts = [(band, band.when.fact) for band in bands if isinstance(band.when, FactHolds)]
    found = {fact: evidence(fact, submission) for _, fact in facts}
    for band, fact in facts:
        stance, said = found[fact]
        if stance is Stance.SHOWN:
            name = rubric.facts[fact].name
            trace = Trace(kind, words(band.when, name), f"正文写明{name}", statements=said)
            if band.points.low != band.points.high:
                return Outcome(band.points.low, band.points.high, band.points.high, Status.JUDGEMENT, trace)
            status = Status.MET if band.points.low > 0 else Status.NOT_MET
            return Outcome(band.points.low, band.points.high, band.points.low, status, trace)
    names = "、".join(rubric.facts[fact].name for _, fact in facts)
    grounded = _ZERO
    for stance, status, reason in _OPEN:
        said = tuple(
            dict.fromkeys(s for has, statements in found.values() if has is stance for s in statements)
        )
        if said:
            if stance is Stance.PARTLY:
                grounded = min(band.points.low for band, _ in facts if band.points.low > 0)
            trace = Trace(kind, "", f"{reason}（{names}）", statements=said)
            return Outcome(least, most, grounded, status, trace)
    return Outcome(least, most, _ZERO, Status.NO_EVIDENCE, Trace(kind, "", f"正文没有提到（{names}）"))
