"""``checklist``: items that earn their points each on its own (得分点)."""

from __future__ import annotations

from decimal import Decimal

from ...model import Checklist, ChecklistItem, FactHolds, Outcome, Stance, Statement, Status, Trace, Value
from ..conditions import basis, holds, words
from ..inputs import Inputs

#: What an item of full marks p gives: (least, most, supported) as shares of p, and how it stands.
_BY_STANCE = {
    Stance.SHOWN: ((1, 1, 1), Status.MET, "正文写明"),
    Stance.ABSENT: ((0, 0, 0), Status.NOT_MET, "没有"),
    Stance.PARTLY: ((0, 1, 1), Status.JUDGEMENT, "正文提到一部分，是否全部做到由人评议："),
    Stance.DENIED: ((0, 1, 0), Status.CONTRADICTED, "正文自己的说法与此相反："),
    Stance.PLANNED: ((0, 1, 0), Status.NO_EVIDENCE, "正文只说打算，没有写已经做到："),
    None: ((0, 1, 0), Status.NO_EVIDENCE, "正文没有提到"),
}
_BY_TRUTH = {
    True: ((1, 1, 1), Status.MET, "符合"),
    False: ((0, 0, 0), Status.NOT_MET, "不符合"),
    None: ((0, 1, 0), Status.AMBIGUOUS, "可能符合"),
}

#: The status of the whole line is that of its most doubtful item.
_DOUBT = (
    Status.CONTRADICTED,
    Status.NO_EVIDENCE,
    Status.AMBIGUOUS,
    Status.JUDGEMENT,
    Status.MET,
    Status.NOT_MET,
)


def outcome(rule: Checklist, inputs: Inputs) -> Outcome:
    """The sum over the items, cut at the cap."""
    low = high = supported = Decimal(0)
    statuses: set[Status] = set()
    reasons: list[str] = []
    rows: list[str] = []
    values: list[Value] = []
    statements: list[Statement] = []
    for item in rule.items:
        shares, status, said = _item(item, inputs)
        ends = sorted((shares[0] * item.points, shares[1] * item.points))
        low += ends[0]
        high += ends[1]
        supported += shares[2] * item.points
        statuses.add(status)
        name = words(item.when, inputs)
        reasons.append(f"{said}{name}")
        if shares[2]:
            rows.append(f"{name}：{item.points} 分")
        found = basis((item.when,), inputs, None)
        values += found.values
        statements += found.statements
    if rule.cap is not None:
        low, high, supported = (min(points, rule.cap) for points in (low, high, supported))
    status = next(status for status in _DOUBT if status in statuses)
    trace = Trace(rule.kind, "；".join(rows), "；".join(reasons), tuple(values), tuple(statements))
    return Outcome(low, high, supported, status, trace)


def _item(item: ChecklistItem, inputs: Inputs) -> tuple[tuple[int, int, int], Status, str]:
    if isinstance(item.when, FactHolds):
        return _BY_STANCE[inputs.evidence(item.when.fact)[0]]
    truth = holds(item.when, inputs, None)
    if truth is None and basis((item.when,), inputs, None).silent:
        return (0, 1, 0), Status.NO_EVIDENCE, "正文没有写明"
    return _BY_TRUTH[truth]
