"""Whether the condition of a band holds: yes, no, or unknown."""

from __future__ import annotations

from ..model import Comparison, FactHolds, Interval, Otherwise, Stance, Statement, Submission


def compare(condition: Comparison, interval: Interval) -> bool | None:
    """Whether every value of *interval* fulfils *condition* (True), none does (False), or it depends (None)."""
    at_least, above = interval.at_least(condition.bound), interval.above(condition.bound)
    match condition.op:
        case ">=":
            return at_least
        case ">":
            return above
        case "<":
            return None if at_least is None else not at_least
        case "<=":
            return None if above is None else not above
        case "==":
            if not interval.contains(condition.bound):
                return False
            return True if interval.is_point else None


def words(condition: Comparison | FactHolds | Otherwise, name: str) -> str:
    """A condition as a person reads it.

    Args:
        condition: the condition.
        name: Chinese name of the metric or fact that it is about.
    """
    if isinstance(condition, Comparison):
        return f"{name} {condition.text}"
    if isinstance(condition, FactHolds):
        return name
    return "其他情况（原文未写，推定）" if condition.presumed else "其他情况"


def evidence(fact: str, submission: Submission) -> tuple[Stance | None, tuple[Statement, ...]]:
    """How the document stands to a fact, and the sentences that decide it, in reading order.

    Denial counts before showing (a person must look), showing before touching, plans last. Sentences of a weaker
    stance decide nothing and are left out.
    """
    said = submission.statements.get(fact, ())
    for stance in (Stance.DENIED, Stance.SHOWN, Stance.PARTLY, Stance.PLANNED):
        deciding = tuple(statement for statement in said if statement.stance is stance)
        if deciding:
            return stance, deciding
    return None, ()
