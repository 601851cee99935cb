"""The rules of a batch as they are checked (``docscore rubric check``), with the lines of the file that a problem is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Rubric
from ..packs.source import Source
from ..rubric.lint import RubricCheck, RubricProblem, check_rubric
from .desk import Desk

#: So many lines of the file are shown above a problem.
_ABOVE = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem with the place in the file that it is about.

    Attributes:
        problem: the problem.
        lines: number and text of the lines before it and of its own, the last; without what all are indented by.
        column: 0-based column in the last of these texts where it begins.
        criterion: id of the criterion that it stands in; empty if it stands in none.
    """

    problem: RubricProblem
    lines: tuple[tuple[int, str], ...]
    column: int
    criterion: str


@dataclass(frozen=True, slots=True)
class Rules:
    """A version of the rules, checked."""

    digest: str
    rubric: Rubric
    check: RubricCheck
    problems: tuple[Shown, ...]


def rules_of(desk: Desk, digest: str) -> Rules:
    """A version of the rules with what is wrong with it.

    Raises:
        UsageError: the workspace holds none of that hash.
    """
    text = desk.workspace.rubric_text(digest)  # first: it knows which hashes there are
    rubric = desk.rubric(digest)
    (path,) = desk.rule_files(digest)
    check = check_rubric(Source(path, shown_as=f"rubrics/{rubric.id}.yaml"), rubric)
    lines = text.splitlines()
    marks = _marks(lines)
    shown = tuple(_shown(problem, lines, marks) for problem in (*check.problems, *check.notes))
    return Rules(digest, rubric, check, shown)


def _marks(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Line and id of everything in the file that has an id."""
    found = []
    for number, line in enumerate(lines, 1):
        head = line.strip().removeprefix("- ")
        if head.startswith("id:"):
            found.append((number, head.removeprefix("id:").strip().strip("\"'")))
    return found


def _shown(problem: RubricProblem, lines: Sequence[str], marks: Sequence[tuple[int, str]]) -> Shown:
    at = problem.place.line
    above = [identifier for number, identifier in marks if number <= at]
    numbers = range(max(1, at - _ABOVE), min(at, len(lines)) + 1)
    texts = [lines[number - 1] for number in numbers]
    indent = min((len(text) - len(text.lstrip()) for text in texts), default=0)
    return Shown(
        problem,
        tuple((number, text[indent:]) for number, text in zip(numbers, texts, strict=True)),
        max(problem.place.column - 1 - indent, 0),
        above[-1] if above else "",
    )
