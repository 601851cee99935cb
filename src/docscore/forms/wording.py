"""Why a row of a form earns what it earns, said of a table: it is filled in or left blank, and no text speaks of it."""

from __future__ import annotations

from dataclasses import replace

from docscore.model import CriterionLine, Form, FormField, FormRow, ScoreSheet, Status

from .rubric import EXECUTION


def worded(sheet: ScoreSheet, form: Form) -> ScoreSheet:
    """The sheet with the words of the rules, which speak of a report, replaced by words about the form.

    Args:
        sheet: the sheet of the form's rubric.
        form: the form.
    """
    rows = {f"r{number}": row for number, row in enumerate(form.rows, start=1)}
    sections = tuple(
        replace(
            section,
            indicators=tuple(
                replace(
                    indicator,
                    criteria=tuple(_line(line, rows.get(line.id)) for line in indicator.criteria),
                )
                for indicator in section.indicators
            ),
        )
        for section in sheet.sections
    )
    return replace(sheet, sections=sections)


def _line(line: CriterionLine, row: FormRow | None) -> CriterionLine:
    reason = _reason(line, row)
    if not reason:
        return line
    outcome = line.outcome
    return replace(line, outcome=replace(outcome, trace=replace(outcome.trace, reason=reason)))


def _reason(line: CriterionLine, row: FormRow | None) -> str:
    """What the form says instead; empty where the words of the rule hold."""
    status = line.outcome.status
    if row is None:
        return "表里没有填预算数或执行数" if line.id == EXECUTION and status is Status.NO_EVIDENCE else ""
    actual = row.cells.get(FormField.ACTUAL)
    if actual is not None:
        open_ = status is Status.JUDGEMENT and FormField.TARGET in row.cells
        return f"完成值写“{actual.text}”，看不出是哪一档，由人评议" if open_ else ""
    if status is not Status.NO_EVIDENCE:
        return ""
    if FormField.TARGET in row.cells:
        return "表里没有填完成值"
    return "表里没有填指标值和完成值，按评分标准由人评议"
