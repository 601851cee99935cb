"""Targets and what became of them, as every output shows them: a row a target, in words and numbers of the papers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..model import Assessment, Figure, Goal, Interval, Rubric
from .words import BLANK, amount, one_line

#: Heads of the columns, and how wide each is in a workbook.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("目标事项", 34),
    ("目标值", 16),
    ("期限", 14),
    ("目标出处", 24),
    ("完成数", 16),
    ("完成率", 12),
    ("判断", 18),
    ("完成数出处", 24),
)


def goal_columns(rubric: Rubric) -> int:
    """How many of the columns a table shows: of a plan alone only the targets."""
    return 4 if rubric.about == "plan" else len(COLUMNS)


def goal_rows(goals: Sequence[Goal]) -> list[tuple[str, ...]]:
    """A row a target, in the order of the plan; what is missing is a dash and never 0."""
    return [
        (
            one_line(goal.target.subject),
            _value(goal.target),
            one_line(goal.target.period or BLANK),
            "：".join(filter(None, (goal.source, goal.target.place.label))),
            BLANK if goal.result is None else one_line(goal.result.surface),
            _completion(goal.completion),
            _verdict(goal),
            BLANK if goal.result is None else goal.result.place.label,
        )
        for goal in goals
    ]


def goal_objects(assessment: Assessment) -> list[dict[str, Any]]:
    """The same for programs."""
    return [_object(goal) for goal in assessment.goals]


def _object(goal: Goal) -> dict[str, Any]:
    completion = goal.completion
    return {
        "subject": goal.target.subject,
        "value": f"{goal.target.quantity.value:f}",
        "unit": goal.target.quantity.unit,
        "deadline": goal.target.period,
        "source": goal.source,
        "target_place": goal.target.place.label,
        "result": None if goal.result is None else f"{goal.result.quantity.value:f}",
        "result_place": None if goal.result is None else goal.result.place.label,
        "completion": None
        if completion is None or completion.low is None
        else [_two(completion.low), None if completion.high is None else _two(completion.high)],
        "met": goal.met,
        "repeats": goal.repeats,
    }


def _value(figure: Figure) -> str:
    """As printed, and in the base unit where that says it otherwise."""
    printed, base = one_line(figure.surface), amount(figure)
    return printed if printed == base else f"{printed}（{base}）"


def _verdict(goal: Goal) -> str:
    if goal.result is None:
        return "没有见到完成数"
    if goal.result.planned:
        return "说法仍是规划"
    told = {True: "达到", False: "没有达到", None: "按印出的位数看不出"}[goal.met]
    return f"{told}，与目标数相同" if goal.repeats else told


def _completion(share: Interval | None) -> str:
    if share is None or share.low is None:
        return BLANK
    ends = [_two(end) for end in (share.low, share.high) if end is not None]
    return "–".join(dict.fromkeys(f"{end}%" for end in ends)) + ("" if share.high is not None else " 以上")


def _two(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
