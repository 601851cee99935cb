"""扣分原因: why a line earns less than full marks, as the recheck form wants it: clause, figures, evidence, place."""

from __future__ import annotations

from decimal import Decimal

from ..model import CriterionLine, Place, ReviewedLine

#: So many places are named; the sheet itself lists them all.
_PLACES = 3


def deduction(reviewed: ReviewedLine) -> str:
    """The reason for a reduced line in one paragraph; empty for full marks and for an open line.

    Args:
        reviewed: the line with its decision.
    """
    line, points = reviewed.line, reviewed.points
    if points is None or points >= line.max:
        return ""
    said = reviewed.decision.reason.strip() if reviewed.decision else ""
    facts = line.outcome.trace.reason or line.outcome.trace.row
    where = "、".join(_places(line))
    parts = [f"按“{line.clause}”，扣 {_points(line.max - points)} 分"]
    if said:
        parts.append(said)
    if facts and facts not in said:
        parts.append(facts)
    if where:
        parts.append(f"见{where}")
    return "；".join(parts) + "。"


def _places(line: CriterionLine) -> list[str]:
    trace = line.outcome.trace
    places: list[Place] = [claim.figure.place for value in trace.values for claim in value.all_claims()]
    places += [statement.place for statement in trace.statements]
    return list(dict.fromkeys(place.label for place in places))[:_PLACES]


def _points(points: Decimal) -> str:
    return f"{points.normalize():f}"
