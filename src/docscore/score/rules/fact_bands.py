"""Bands whose conditions are facts: who leads, how often it was reported, which media carried it."""

from __future__ import annotations

from decimal import Decimal

from ...model import Band, FactHolds, Outcome, PointsRange, Stance, Status, Trace
from ..conditions import words
from ..inputs import Inputs
from .settled import settled

_ZERO = Decimal(0)

#: Where no band shows: what is said instead, the first that applies.
_OPEN = (
    (Stance.PARTLY, Status.JUDGEMENT, "正文提到，但看不出是哪一档"),
    (Stance.DENIED, Status.CONTRADICTED, "正文自己的说法与此相反"),
    (Stance.PLANNED, Status.NO_EVIDENCE, "正文只说打算，没有写已经做到"),
)


def outcome(kind: str, bands: tuple[Band, ...], inputs: Inputs) -> Outcome:
    """The first band whose fact shows; else what is still open.

    Args:
        kind: kind of the rule, for the trace.
        bands: from best to worst, each with a fact or ``otherwise``.
        inputs: the facts.
    """
    rest = next((band for band in bands if not isinstance(band.when, FactHolds)), None)
    least = rest.points.low if rest else min(_ZERO, *(band.points.low for band in bands))
    facts = [(band, band.when.fact) for band in bands if isinstance(band.when, FactHolds)]
    found = {fact: inputs.evidence(fact) for _, fact in facts}
    for band, fact in facts:
        stance, said = found[fact]
        if stance is Stance.SHOWN:
            trace = Trace(kind, words(band.when, inputs), f"写明{inputs.facts[fact].name}", statements=said)
            return settled(band.points, trace)
    names = "、".join(inputs.facts[fact].name for _, fact in facts)
    if all(stance is Stance.ABSENT for stance, _ in found.values()):
        row = words(rest.when, inputs) if rest else "各档都不符合"
        points = rest.points if rest else PointsRange(_ZERO, _ZERO)
        return settled(points, Trace(kind, row, f"不属于任何一档（{names}）"))
    open_bands = [band for band, fact in facts if found[fact][0] is not Stance.ABSENT]
    most = max(band.points.high for band in open_bands)
    least = min(least, *(band.points.low for band in open_bands))
    grounded = _ZERO
    for stance, status, reason in _OPEN:
        said = tuple(
            dict.fromkeys(s for has, statements in found.values() if has is stance for s in statements)
        )
        if said:
            if stance is Stance.PARTLY:
                grounded = min((band.points.low for band in open_bands if band.points.low > 0), default=_ZERO)
            trace = Trace(kind, "", f"{reason}（{names}）", statements=said)
            return Outcome(least, most, grounded, status, trace)
    return Outcome(least, most, _ZERO, Status.NO_EVIDENCE, Trace(kind, "", f"没有提到{names}"))
