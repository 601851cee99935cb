"""What a check of a rubric came to, as a JSON object and as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ..model import Code
from .draft import Object, exact


class Fault(Protocol):
    """One problem of a rubric; :class:`docscore.rubric.lint.RubricProblem` is one."""

    @property
    def code(self) -> Code:
        """Its kind."""

    @property
    def message(self) -> str:
        """What is stated against what was found, in Chinese."""

    @property
    def where(self) -> str:
        """``file:line:column``."""


class Checked(Protocol):
    """What a check came to; :class:`docscore.rubric.lint.RubricCheck` is one."""

    @property
    def rubric(self) -> str:
        """Id of the rubric."""

    @property
    def stated(self) -> Mapping[str, Any]:
        """Points as the rule document heads them."""

    @property
    def recomputed(self) -> Mapping[str, Any]:
        """Points as its lines add up."""

    @property
    def problems(self) -> Sequence[Fault]:
        """What is wrong."""

    @property
    def notes(self) -> Sequence[Fault]:
        """What is not wrong but worth knowing."""


def check_object(found: Checked) -> Object:
    """A check, as ``rubric check --format json`` prints it."""
    return {
        "rubric": found.rubric,
        "stated": exact(dict(found.stated)),
        "recomputed": exact(dict(found.recomputed)),
        "problems": [_object(problem) for problem in found.problems],
        "notes": [_object(note) for note in found.notes],
    }


def check_text(found: Checked) -> str:
    """A check for a person."""
    lines = [f"{found.rubric}　问题 {len(found.problems)} 个，提示 {len(found.notes)} 个"]
    lines += [
        f"{problem.where}　{problem.code.id} {problem.code.severity.shown}　{problem.message}"
        for problem in (*found.problems, *found.notes)
    ]
    return "\n".join(lines) + "\n"


def _object(problem: Fault) -> Object:
    return {
        "code": problem.code.id,
        "severity": problem.code.severity,
        "message": problem.message,
        "place": problem.where,
    }
