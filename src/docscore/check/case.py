"""What a check works on, and what it says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ..model import (
    Assertions,
    CriterionLine,
    Document,
    Extraction,
    Figure,
    FormReading,
    Goal,
    Rubric,
    ScoreSheet,
    Stance,
    Statement,
    Submission,
    Value,
)

#: A paragraph that is nothing but a date, as covers and signatures have it.
_ALONE = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})日)?")
_SHORT = 20

#: Words that say that something was done, not only that it is being done.
_ACHIEVED = re.compile(r"已|建成|建立了|完成了|出台了|印发了|设立了|投入使用|实现了")


@dataclass(frozen=True)
class Case:
    """One report with all that the earlier stages found.

    ``submission`` is ``None`` for a report alone, ``form`` for what is no self-evaluation form.
    """

    document: Document
    extraction: Extraction
    rubric: Rubric
    assertions: Assertions
    sheet: ScoreSheet
    submission: Submission | None = None
    goals: tuple[Goal, ...] = ()
    form: FormReading | None = None

    @cached_property
    def signed(self) -> date | None:
        """The date that stands alone on the report's cover or at its end; the later where there are two."""
        found = []
        for block in self.document.blocks:
            match = _ALONE.fullmatch("".join(block.text.split())) if len(block.text) < _SHORT else None
            if match is not None:
                with suppress(ValueError):  # 2月30日 is told by P02
                    found.append(date(int(match[1]), int(match[2]), int(match[3] or 1)))
        return max(found, default=None)

    @cached_property
    def lines(self) -> dict[str, CriterionLine]:
        """Criterion lines by id."""
        return {line.id: line for line in self.sheet.criteria()}

    @cached_property
    def figures_of_block(self) -> dict[int, tuple[Figure, ...]]:
        """Figures of each block, in order."""
        found: dict[int, list[Figure]] = {}
        for figure in self.extraction.figures:
            found.setdefault(figure.place.block, []).append(figure)
        return {block: tuple(figures) for block, figures in found.items()}

    @cached_property
    def used_values(self) -> tuple[tuple[Value, tuple[CriterionLine, ...]], ...]:
        """Each metric's value that points rest on, inputs of derivations included, with the lines that it decides."""
        values: dict[str, Value] = {}
        lines_of: dict[str, list[CriterionLine]] = {}
        for line in self.lines.values():
            for value in line.outcome.trace.values:
                for part in _with_inputs(value):
                    values.setdefault(part.metric, part)
                    if line not in lines_of.setdefault(part.metric, []):
                        lines_of[part.metric].append(line)
        return tuple((value, tuple(lines_of[metric])) for metric, value in values.items())

    def disputed(self, line: CriterionLine) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        """Where the text says that a line's fact was achieved, and where it denies the same; empty if it does not."""
        denied = tuple(s for s in line.outcome.trace.statements if s.stance is Stance.DENIED)
        facts = {statement.fact for statement in denied}
        achieved = tuple(
            statement
            for fact in sorted(facts)
            for statement in self.assertions.statements[fact]
            if statement.stance in (Stance.SHOWN, Stance.PARTLY) and _ACHIEVED.search(statement.text)
        )
        return (achieved, denied) if achieved else ((), ())

    def metric_name(self, metric: str) -> str:
        """Chinese name of a metric of the rubric."""
        return self.rubric.metrics[metric].name


def stake(lines: Iterable[CriterionLine]) -> Decimal:
    """Points that hang on *lines*: what they may still earn at most; a bonus hangs only if it was claimed."""
    return sum((line.outcome.high for line in lines if line.outcome.supported > 0), Decimal(0))


def _with_inputs(value: Value) -> Iterator[Value]:
    """A value and, recursively, what it is derived from."""
    yield value
    for part in value.inputs:
        yield from _with_inputs(part)
