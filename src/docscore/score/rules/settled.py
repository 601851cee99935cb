"""The outcome of a row that holds for certain; what its points are may still be for a person to say."""

from __future__ import annotations

from ...model import Outcome, PointsRange, Status, Trace


def settled(points: PointsRange, trace: Trace) -> Outcome:
    """The outcome of one band that matched for certain."""
    if points.low != points.high:
        return Outcome(points.low, points.high, points.high, Status.JUDGEMENT, trace)
    status = Status.MET if points.low > 0 else Status.NOT_MET
    return Outcome(points.low, points.high, points.low, status, trace)
