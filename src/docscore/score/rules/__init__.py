"""One file a kind of rule; each turns a criterion's rule and what the document says into an outcome."""

from __future__ import annotations

from typing import assert_never

from ...model import Bonus, Checklist, Criterion, Judged, Outcome, Rubric, Submission, Tiers, Veto
from . import bonus, checklist, judged, tiers, veto


def outcome(criterion: Criterion, rubric: Rubric, submission: Submission) -> Outcome:
    """What a criterion may earn, with its trace.

    Args:
        criterion: a criterion of *rubric*.
        rubric: the rubric.
        submission: what the document says.
    """
    rule = criterion.rule
    match rule:
        case Tiers():
            return tiers.outcome(rule, rubric, submission)
        case Judged():
            return judged.outcome(rule, rubric, submission)
        case Checklist():
            return checklist.outcome(rule, rubric, submission)
        case Bonus():
            return bonus.outcome(rule, rubric, submission)
        case Veto():
            return veto.outcome(rule, rubric, submission)
        case _:
            assert_never(rule)
