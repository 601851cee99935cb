"""Self-evaluation forms (绩效自评表): what stands above their sheet, as text and as JSON."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..model import Assessment, FormCell, FormField, FormKind, FormReading, FormRow, GradeSpan
from .json import Object, assessment_object, decimal_text, number
from .words import points

_KINDS = {
    FormKind.PROJECT: "项目支出绩效自评表",
    FormKind.DEPARTMENT: "部门整体支出绩效自评表",
    FormKind.INDICATORS: "指标评分表",
}

_MONEY = (FormField.INITIAL, FormField.ANNUAL, FormField.EXECUTED)


def form_text(assessment: Assessment, number_: int, count: int) -> str:
    """What stands above the sheet of a form: what it is, by which formulas it is scored, execution and grade.

    Args:
        assessment: an assessment with a form.
        number_: its position in its file, from 1.
        count: how many forms the file has.
    """
    reading = _reading(assessment)
    form = reading.form
    which = f"第 {number_} 张，共 {count} 张　" if count > 1 else ""
    lines = [f"{which}{_KINDS[form.kind]}　{form.name}　指标 {len(form.rows)} 项　{form.place.label}"]
    names = "、".join(variant.name for variant in reading.variants)
    if len(reading.variants) > 1:
        lines.append(f"没有指明按哪里的算法，下面的区间包括各种算法：{names}")
    else:
        lines.append(f"按{names}的算法")
    lines += [f"{head} {text}" for head, text in form_facts(reading)[1:]]
    return "\n".join(lines) + "\n"


def form_facts(reading: FormReading) -> tuple[tuple[str, str], ...]:
    """By which formulas a form is scored, what its money is in if it does not say, execution with its cap, and grades: heads and texts."""
    facts = [("算法", "、".join(variant.name for variant in reading.variants))]
    amounts = (
        [cell for head, cell in reading.budget.cells.items() if head in _MONEY] if reading.budget else []
    )
    if amounts and all(reading.form.yuan(cell) is None for cell in amounts):
        facts.append(("金额单位", "表里没有写是元还是万元"))
    if reading.rate is not None:
        facts.append(("预算执行率", percent(reading.rate) + _capped(reading)))
    facts += [(f"重算等次（{span.variant}）", grade_told(span)) for span in reading.grades]
    return tuple(facts)


def scored_object(assessment: Assessment) -> Object:
    """A report or a form, scored and checked, as ``score --format json`` prints it."""
    return form_object(assessment) if assessment.form else assessment_object(assessment)


def form_object(assessment: Assessment) -> Object:
    """One form, scored and checked: the sheet and findings as of any submission, and the form under ``form``."""
    reading = _reading(assessment)
    form = reading.form
    return {
        **assessment_object(assessment),
        "form": {
            "kind": form.kind.value,
            "title": form.title,
            "name": form.name,
            "head": {label.value: cell.text for label, cell in form.head.items()},
            "variants": [variant.id for variant in reading.variants],
            "money_unit": form.money_unit or None,
            "execution_rate": decimal_text(_two(reading.rate)) if reading.rate is not None else None,
            "caps": {
                variant.id: number(cap)
                for variant, cap in zip(reading.variants, reading.caps, strict=True)
                if cap is not None
            },
            "grades": [
                {"variant": span.variant, "lowest": span.lowest or None, "highest": span.highest or None}
                for span in reading.grades
            ],
            "budget": [_cells(row) for row in form.budget],
            "tasks": [_cells(row) for row in form.tasks],
            "goal": {"expected": _text(form.expected), "achieved": _text(form.achieved)},
            "rows": [{"criterion": f"r{n}", **_cells(row)} for n, row in enumerate(form.rows, start=1)],
            "total": _cells(form.total) if form.total else None,
        },
    }


def percent(value: Decimal) -> str:
    """A rate at two decimals, as the forms print it: 95.00%."""
    return f"{_two(value)}%"


def _reading(assessment: Assessment) -> FormReading:
    assert assessment.form is not None, "the assessment of a report"
    return assessment.form


def _two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _capped(reading: FormReading) -> str:
    told = [
        f"封顶 {points(cap)} 分（{variant.name}）"
        for variant, cap in zip(reading.variants, reading.caps, strict=True)
        if cap is not None
    ]
    return f"；总分{'、'.join(told)}" if told else ""


def grade_told(span: GradeSpan) -> str:
    """A grade as it is shown: both ends of a span, and a total that lies between two grades as that."""
    named = [
        name or f"{points(total)} 分落在两档之间"
        for name, total in ((span.lowest, span.low), (span.highest, span.high))
    ]
    return " 至 ".join(dict.fromkeys(named))


def _cells(row: FormRow) -> Object:
    return {head.value: cell.text for head, cell in row.cells.items()}


def _text(cell: FormCell | None) -> str | None:
    return cell.text if cell else None
