"""``judged``: a range in which a person grades, open once the fact shows in the papers (酌情, 1–2分)."""

from __future__ import annotations

from decimal import Decimal

from ...model import Judged, Outcome, Stance, Status, Trace
from ..inputs import Inputs

_ZERO = Decimal(0)


def outcome(rule: Judged, inputs: Inputs) -> Outcome:
    """What a judged line may earn.

    Shown: the whole range. Touched on: from 0, and the text supports the least grade. Denied or silent: from 0,
    and nothing is supported.
    """
    name = inputs.facts[rule.fact].name
    stance, said = inputs.evidence(rule.fact)
    low, high = rule.points.low, rule.points.high
    row = f"{name}：{low}–{high} 分，由人评议"
    match stance:
        case Stance.SHOWN:
            reason = f"写明{name}，程度由人在 {low}–{high} 分内评议"
            return Outcome(low, high, high, Status.JUDGEMENT, Trace(rule.kind, row, reason, statements=said))
        case Stance.PARTLY:
            reason = f"正文提到{name}的一部分，是否全部做到由人评议"
            return Outcome(_ZERO, high, low, Status.JUDGEMENT, Trace(rule.kind, row, reason, statements=said))
        case Stance.ABSENT:
            return Outcome(_ZERO, _ZERO, _ZERO, Status.NOT_MET, Trace(rule.kind, "", f"没有{name}"))
        case Stance.DENIED:
            reason = f"正文自己的说法与{name}相反"
            return Outcome(
                _ZERO, high, _ZERO, Status.CONTRADICTED, Trace(rule.kind, "", reason, statements=said)
            )
        case Stance.PLANNED:
            reason = f"正文只说打算{name}，没有写已经做到"
            return Outcome(
                _ZERO, high, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason, statements=said)
            )
        case _:
            reason = f"没有提到{name}"
            return Outcome(_ZERO, high, _ZERO, Status.NO_EVIDENCE, Trace(rule.kind, "", reason))
