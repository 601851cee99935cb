"""The result of the whole journey for one submission."""

from __future__ import annotations

from dataclasses import dataclass

from .claim import Assertions
from .document import Document
from .figure import Extraction
from .finding import Review
from .formrules import FormReading
from .plan import Goal
from .rubric import Rubric
from .sheet import ScoreSheet
from .submission import Submission


@dataclass(frozen=True, slots=True)
class Assessment:
    """One report, read, scored and checked; every part as its stage returned it.

    ``submission`` is the folder that the report came with; ``None`` for a report alone. ``goals`` are the
    quantified targets of its plan, else of the report itself, with their results. ``form`` is the self-evaluation form
    that was scored, ``None`` for a report.
    """

    document: Document
    extraction: Extraction
    rubric: Rubric
    assertions: Assertions
    sheet: ScoreSheet
    review: Review
    submission: Submission | None = None
    goals: tuple[Goal, ...] = ()
    form: FormReading | None = None

    @property
    def sets_goals(self) -> bool:
        """Whether a plan is judged, or came with the report; a report's own goals are told by what is open of them."""
        return self.rubric.about == "plan" or any(goal.source for goal in self.goals)
