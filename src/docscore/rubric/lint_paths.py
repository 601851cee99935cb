"""Where each criterion of a rubric stands in its YAML."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Criterion, Rubric
from ..packs.source import Path_


def criteria_with_paths(rubric: Rubric) -> Iterator[tuple[Criterion, Path_]]:
    """Each criterion with its path, in the order of the rubric."""
    for i, section in enumerate(rubric.sections):
        for j, indicator in enumerate(section.indicators):
            for k, criterion in enumerate(indicator.criteria):
                yield criterion, ("sections", i, "indicators", j, "criteria", k)
    for name, indicators in (
        ("bonus", rubric.bonus),
        ("deductions", rubric.deductions),
        ("veto", rubric.veto),
    ):
        for j, indicator in enumerate(indicators):
            for k, criterion in enumerate(indicator.criteria):
                yield criterion, (name, j, "criteria", k)
