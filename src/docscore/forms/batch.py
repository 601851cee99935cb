"""What the forms of a batch share: whom they are of and what they add up to. The lines are each form's own."""

from __future__ import annotations

from decimal import Decimal

from docscore.model import FormRules, Rubric


def batch_rubric(variants: tuple[FormRules, ...]) -> Rubric:
    """The rules of a batch of forms, without lines: a form brings its own.

    Grades are not among them: caps and gaps between two grades are told form by form.

    Args:
        variants: the formulas that may hold.
    """
    only = variants[0] if len(variants) == 1 else None
    return Rubric(
        id=only.id if only else "form",
        title=only.title if only else "绩效自评表（不指明算法）",
        version=only.version if only else "1",
        source=only.source if only else "；".join(f"{one.name}：{one.source}" for one in variants),
        unit="项目",
        total=Decimal(100),
        sections=(),
    )
