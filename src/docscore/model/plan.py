"""What a plan promised and what a report says became of it."""

from __future__ import annotations

from dataclasses import dataclass

from .figure import Figure
from .interval import Interval


@dataclass(frozen=True, slots=True)
class Goal:
    """One quantified target of a plan (目标) and its result.

    Attributes:
        target: the figure of the plan: what, how much, in which unit, by when (its period).
        source: title of the paper that sets it; empty where it is the report itself.
        result: the figure of the report that answers it; ``None`` if there is none, or no report was given.
        completion: result over target in percent, as far as the printed digits tell; ``None`` without a result,
            where the target is no more than 0, and for growth rates, which do not divide.
        met: whether the result reaches the target; ``None`` where the printed digits leave it open.
        repeats: the result prints the very number of the target.
        reason: the metric or the words by which the two were paired.
    """

    target: Figure
    source: str = ""
    result: Figure | None = None
    completion: Interval | None = None
    met: bool | None = None
    repeats: bool = False
    reason: str = ""
