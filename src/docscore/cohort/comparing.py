"""Members × members → X findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import CohortFinding, Member, Metric
from .coincidences import same_figures
from .copies import copied_evidence
from .outliers import outliers
from .passages import alike_passages
from .years import jumps


def compare_cohort(members: Sequence[Member], metrics: Mapping[str, Metric]) -> tuple[CohortFinding, ...]:
    """Every doubt that shows only beside other units, the gravest first, then by code and unit.

    Args:
        members: the cohort, in any order; the result does not depend on it.
        metrics: names of the metrics.
    """
    cohort = tuple(sorted(members, key=lambda one: (one.name, one.id)))
    names = {metric.id: metric.name for metric in metrics.values()}
    found = [
        *outliers(cohort, names),
        *alike_passages(cohort),
        *same_figures(cohort, names),
        *copied_evidence(cohort),
        *jumps(cohort, names),
    ]
    found.sort(key=lambda one: (one.finding.severity.order, one.finding.code, one.units))
    return tuple(found)
