"""What is wrong with a rubric itself, before anyone is scored by it (``docscore rubric check``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Code, Problem, Rubric
from ..packs.source import Path_, Source
from .lint_bands import band_problems
from .lint_cover import cover_problems
from .lint_points import point_problems, recomputed, stated

Spot = tuple[Code, Path_, str]
"""A problem as a check finds it: its code, where it stands in the YAML, and its Chinese message."""


@dataclass(frozen=True, slots=True)
class RubricProblem:
    """One problem of a rubric.

    Attributes:
        code: its kind.
        message: what is stated against what was found, in Chinese.
        place: where it stands, file, line and column.
    """

    code: Code
    message: str
    place: Problem

    @property
    def where(self) -> str:
        """``file:line:column``."""
        return f"{self.place.file}:{self.place.line}:{self.place.column}"


@dataclass(frozen=True, slots=True)
class RubricCheck:
    """What a check of a rubric came to.

    Attributes:
        rubric: id of the rubric.
        stated: points as the rule document heads them.
        recomputed: points as its lines add up.
        problems: what is wrong, in the order of the file.
        notes: what is not wrong but worth knowing (presumed points, boundaries without a case).
    """

    rubric: str
    stated: Mapping[str, Any]
    recomputed: Mapping[str, Any]
    problems: tuple[RubricProblem, ...]
    notes: tuple[RubricProblem, ...]


def check_rubric(source: Source, rubric: Rubric, cases: Mapping[str, int] | None = None) -> RubricCheck:
    """The problems of a rubric that loads.

    Args:
        source: its file, for places.
        rubric: the rubric.
        cases: how many worked cases each criterion has; ``None`` if cases are not asked for.
    """
    found = sorted(
        (
            RubricProblem(code, message, source.problem(path, message))
            for code, path, message in _all(rubric, cases)
        ),
        key=lambda problem: (problem.place.line, problem.place.column, problem.code.id),
    )
    return RubricCheck(
        rubric.id,
        stated(rubric),
        recomputed(rubric),
        tuple(problem for problem in found if problem.code.severity != "info"),
        tuple(problem for problem in found if problem.code.severity == "info"),
    )


def _all(rubric: Rubric, cases: Mapping[str, int] | None) -> Iterator[Spot]:
    yield from point_problems(rubric)
    yield from band_problems(rubric)
    yield from cover_problems(rubric, cases)
