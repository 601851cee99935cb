"""``rank``: bands over a place in the cohort (前30%, 第1名); pending until all submissions are in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ...model import Outcome, Rank, Status
from ..inputs import Inputs
from . import tiers


def outcome(rule: Rank, inputs: Inputs) -> Outcome:
    """What the bands give for the place; no document can say its own place, so without one it is pending."""
    value = inputs.value(rule.metric)
    result = tiers.of_value(rule, value, inputs)
    if value.interval is not None:
        return result
    name = inputs.metrics[rule.metric].name
    trace = replace(result.trace, reason=f"{name}要等全部材料评完才知道")
    return replace(result, status=Status.PENDING, supported=Decimal(0), trace=trace)
