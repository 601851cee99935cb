"""The total of a form: what low execution caps it at, and which grade each variant gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from docscore.model import (
    Form,
    FormField,
    FormReading,
    FormRow,
    FormRules,
    FormWords,
    GradeSpan,
    ScoreSheet,
)

from .completion import completion
from .rubric import budget_total, told_in_words
from .wording import worded

_HUNDRED = Decimal(100)


def totalled(
    form: Form, variants: tuple[FormRules, ...], sheet: ScoreSheet, words: FormWords
) -> tuple[ScoreSheet, FormReading]:
    """The sheet with its totals cut down to what low execution allows, and what else follows from the form.

    A cap is certain only where all variants have one; else the totals span the capped and the uncapped.

    Args:
        form: the form.
        variants: the formulas that may hold.
        sheet: the sheet of the form's rubric.
        words: how results in words are told apart.
    """
    budget = budget_total(form, words)
    rate = _rate(budget)
    caps = tuple(_cap(rate, variant) for variant in variants)
    grades = tuple(
        GradeSpan(variant.name, variant.grade(least), variant.grade(top), least, top)
        for variant, cap in zip(variants, caps, strict=True)
        if variant.grades
        for least, top in [(_cut(sheet.low, cap), _cut(sheet.high, cap))]
    )
    rows = [(f"r{number}", row, completion(row)) for number, row in enumerate(form.rows, start=1)]
    reading = FormReading(
        form,
        variants,
        {identifier: aim for identifier, _, aim in rows if aim is not None},
        {
            identifier: told_in_words(row, words)
            for identifier, row, aim in rows
            if aim is None and FormField.ACTUAL in row.cells
        },
        budget,
        rate,
        caps,
        grades,
    )
    low, supported, high = reading.cut(sheet.low, sheet.supported, sheet.high)
    return replace(worded(sheet, form), low=low, high=high, supported=supported), reading


def _rate(budget: FormRow | None) -> Decimal | None:
    """执行数 ÷ 全年（调整后）预算数 in percent, by 年初预算数 where the form has no other; ``None`` if unknown."""
    if budget is None:
        return None
    executed = budget.number(FormField.EXECUTED)
    base = budget.number(FormField.ANNUAL if FormField.ANNUAL in budget.cells else FormField.INITIAL)
    if executed is not None and base:
        return executed * _HUNDRED / base
    return budget.number(FormField.RATE)


def _cap(rate: Decimal | None, variant: FormRules) -> Decimal | None:
    if rate is None:
        return None
    return next((cap.most for cap in variant.caps if rate < cap.below), None)


def _cut(total: Decimal, cap: Decimal | None) -> Decimal:
    return total if cap is None else min(total, cap)
