"""``checklist``: items that earn their points each on its own (得分点)."""

from __future__ import annotations

from decimal import Decimal

from ...model import Checklist, Outcome, Rubric, Stance, Statement, Status, Submission, Trace
from ..conditions import evidence

#: What an item of full marks p gives: (least, most, supported) as shares of p, and how it stands.
_BY_STANCE = {
    Stance.SHOWN: ((1, 1, 1), Status.MET, "正文写明"),
    Stance.PARTLY: ((0, 1, 1), Status.JUDGEMENT, "正文提到一部分，是否全部做到由人评议："),
    Stance.DENIED: ((0, 1, 0), Status.CONTRADICTED, "正文自己的说法与此相反："),
    Stance.PLANNED: ((0, 1, 0), Status.NO_EVIDENCE, "正文只说打算，没有写已经做到："),
    None: ((0, 1, 0), Status.NO_EVIDENCE, "正文没有提到"),
}

#: The status of the whole line is that of its most doubtful item.
_DOUBT = (Status.CONTRADICTED, Status.NO_EVIDENCE, Status.JUDGEMENT, Status.MET)


def outcome(rule: Checklist, rubric: Rubric, submission: Submission) -> Outcome:
    """The sum over the items."""
    low = high = supported = Decimal(0)
    statuses: set[Status] = set()
    reasons: list[str] = []
    rows: list[str] = []
    statements: list[Statement] = []
    for item in rule.items:
        stance, said = evidence(item.fact, submission)
        shares, status, words = _BY_STANCE[stance]
        low += shares[0] * item.points
        high += shares[1] * item.points
        supported += shares[2] * item.points
        statuses.add(status)
        statements += said
        reasons.append(f"{words}{rubric.facts[item.fact].name}")
        if shares[2]:
            rows.append(f"{rubric.facts[item.fact].name}：{item.points} 分")
    status = next(status for status in _DOUBT if status in statuses)
    trace = Trace(rule.kind, "；".join(rows), "；".join(reasons), statements=tuple(statements))
    return Outcome(low, high, supported, status, trace)
