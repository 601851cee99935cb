"""``veto``: a condition that fails the whole submission (一票否决). Only a person pronounces it."""

from __future__ import annotations

from decimal import Decimal

from ...model import FactHolds, Outcome, Stance, Status, Trace, Veto
from ..conditions import basis, holds, words
from ..inputs import Inputs

_ZERO = Decimal(0)


def outcome(rule: Veto, inputs: Inputs) -> Outcome:
    """Whether the veto's condition shows in the papers; 0 points either way."""
    found = basis((rule.when,), inputs, rule.metric)
    truth = holds(rule.when, inputs, rule.metric)
    if isinstance(rule.when, FactHolds) and inputs.evidence(rule.when.fact)[0] is Stance.DENIED:
        truth = False  # 未发生安全事故: the text speaks against the veto, not against the county
    row = words(rule.when, inputs, rule.metric)
    if truth:
        reason, status, row = f"正文出现否决情形“{row}”，请人核定", Status.VETOED, row
    elif truth is False:
        reason, status, row = f"按正文，没有出现“{row}”", Status.MET, ""
    else:
        reason, status, row = f"正文看不出是否“{row}”，请另行核实", Status.PENDING, ""
    return Outcome(_ZERO, _ZERO, _ZERO, status, Trace(rule.kind, row, reason, found.values, found.statements))
