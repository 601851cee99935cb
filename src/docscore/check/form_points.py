"""Z, points: what the rows of a self-evaluation form add up to, and whether each row's points follow from its formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from ..model import Code, Finding, FormField, FormReading, FormRow, Reconciled, Severity, plain
from .case import Case
from .form_rows import FormLine, lines_of

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_CENT = Decimal("0.01")
_POINTS_IN_NAME = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]")

Z01 = Code(
    "Z01", Severity.ERROR, "得分与算法算出的不符",
    "按指标性质、指标值、完成值和分值重算每一行，与自评得分相比；按各种算法都算不出这个数才报。0.01 分以内是尾差，按印出的位数四舍五入或截去末位都算一致；自评更低而写了原因的不报。",
    "请按算法改正得分，或写明另有的扣分理由",
    "≥100场，完成 95 场，分值 10，自评 10 分，应为 9.5 分",
)  # fmt: skip
Z09 = Code(
    "Z09", Severity.ERROR, "分值相加不等于满分",
    "各指标的分值（连同预算执行率的分值）相加，与总分行的分值相比；没有总分行的与 100 分相比。",
    "请改正分值，使各行相加等于满分",
    "各行分值相加 95 分，总分行写 100",
)  # fmt: skip
Z10 = Code(
    "Z10", Severity.ERROR, "总分与各项得分之和不符",
    "预算执行率和各指标的得分相加，与表上的总分相比；每行 0.01 分以内是尾差。",
    "请改正总分或漏加、多加的一行",
    "各项相加 93.5 分，总分写 95.5 分",
)  # fmt: skip
Z15 = Code(
    "Z15", Severity.ERROR, "得分超过分值",
    "一行的得分与它的分值。",
    "请改正得分或分值，看是否填错了一行",
    "分值 10，得分 12",
)  # fmt: skip
Z16 = Code(
    "Z16", Severity.WARNING, "级别名称里的分数与所属各行不符",
    "一级、二级指标名称里写的分数（产出指标（50分））与它下面各行分值之和。",
    "请改正名称里的分数或各行的分值",
    "产出指标（50分）下各行分值相加 45 分",
)  # fmt: skip


def not_by_formula(case: Case) -> Iterator[Finding | Reconciled]:
    """Z01: each row's points and what its formula gives."""
    agreed = []
    for line in lines_of(case):
        outcome, points = line.line.outcome, line.row.number(FormField.POINTS)
        weight = line.row.number(FormField.WEIGHT)
        if points is None or weight is None or points > weight or line.slip or not line.scored:
            continue
        if _fits(points, outcome.low, outcome.high, line.row):
            agreed.append(line)
            continue
        below = points < outcome.low
        if below and FormField.REASON in line.row.cells:
            continue
        low, high = plain(outcome.low), plain(outcome.high)
        due = f"{low:f} 分" if low == high else f"{low:f} 至 {high:f} 分"
        message = f"“{line.name}”自评 {plain(points):f} 分，按算法应为 {due}（{outcome.trace.reason}）"
        yield Z01.finding(
            message,
            points=abs(points - (outcome.low if below else outcome.high)),
            criteria=(line.line.id,),
            places=(line.place(FormField.POINTS),),
            severity=Severity.WARNING if below else None,
        )
    if agreed:
        yield Reconciled(
            "Z01", f"{len(agreed)} 行的得分与算法一致", tuple(line.place(FormField.POINTS) for line in agreed)
        )


def weights(case: Case) -> Iterator[Finding | Reconciled]:
    """Z09: the sum of the weights and the total row, else 100."""
    if case.form is None:
        return
    form = case.form.form
    rows = [row.number(FormField.WEIGHT) for row in form.rows]
    if not rows or FormField.WEIGHT not in form.fields or None in rows:
        return
    total = sum((row for row in rows if row is not None), _ZERO)
    execution = case.form.budget.number(FormField.WEIGHT) if case.form.budget else None
    whole = total + (execution or _ZERO)
    stated = form.total.number(FormField.WEIGHT) if form.total else None
    if stated is not None:
        allowed = {stated}
    else:
        given = {variant.execution_points for variant in case.form.variants if variant.execution_points}
        allowed = {_HUNDRED, *(_HUNDRED - points for points in given if execution is None)}
    places = [form.total.place] if form.total else [form.rows[0].place]
    if allowed & {total, whole}:
        yield Reconciled("Z09", f"各行分值相加 {plain(whole):f} 分", tuple(places))
        return
    wanted = plain(stated if stated is not None else _HUNDRED)
    with_rate = f"，连同预算执行率 {plain(execution):f} 分共 {plain(whole):f} 分" if execution else ""
    cut = "；没有总分行，表像是缺了后面几行" if form.total is None and whole < wanted else ""
    yield Z09.finding(
        f"各指标分值相加 {plain(total):f} 分{with_rate}，{'总分行写' if stated is not None else '应为'} {wanted:f} 分{cut}",
        points=abs(whole - wanted),
        criteria=[line.line.id for line in lines_of(case)],
        places=places,
    )


def total(case: Case) -> Iterator[Finding | Reconciled]:
    """Z10: the stated total and the sum of the points."""
    if case.form is None or not case.assertions.stated_totals:
        return
    form, stated = case.form.form, case.assertions.stated_totals[-1]
    rows = [row.number(FormField.POINTS) for row in form.rows if row.applies]
    if None in rows:
        return  # a blank is told by Z14; what it would add is unknown
    added = sum((row for row in rows if row is not None), _ZERO)
    execution = case.form.budget.number(FormField.POINTS) if case.form.budget else None
    whole = added + (execution or _ZERO)
    slack = _CENT * (len(rows) + 1)
    caps = {cap for cap in case.form.caps if cap is not None}
    sums = (added, whole, *_scaled(case.form, whole))
    if any(abs(stated.points - each) <= slack for each in sums):
        yield Reconciled("Z10", f"各项得分相加 {plain(whole):f} 分，与总分一致", (stated.place,))
        return
    if stated.points in caps:
        told = f"各项得分相加 {plain(whole):f} 分，执行率低，总分封顶 {plain(stated.points):f} 分，与写的总分一致"
        yield Reconciled("Z10", told, (stated.place,))
        return
    yield Z10.finding(
        f"各项得分相加 {plain(whole):f} 分，总分写 {plain(stated.points):f} 分，差 {plain(abs(whole - stated.points)):f} 分",
        points=abs(whole - stated.points),
        places=(stated.place,),
    )


def _scaled(reading: FormReading, points: Decimal) -> tuple[Decimal, ...]:
    """The points scaled to 100 where indicators do not apply; some places do that, and it is not taken for wrong."""
    left_out = [row.number(FormField.WEIGHT) or _ZERO for row in reading.form.rows if not row.applies]
    rest = _HUNDRED - sum(left_out, _ZERO)
    return (
        ((points * _HUNDRED / rest).quantize(_CENT, rounding=ROUND_HALF_UP),) if left_out and rest > 0 else ()
    )


def above_weight(case: Case) -> Iterator[Finding | Reconciled]:
    """Z15: points above the weight of their row."""
    for line in (*lines_of(case), *_execution(case)):
        points, weight = line.row.number(FormField.POINTS), line.row.number(FormField.WEIGHT)
        if points is not None and weight is not None and points > weight:
            yield Z15.finding(
                f"“{line.name}”得分 {plain(points):f} 分，分值只有 {plain(weight):f} 分",
                points=points - weight,
                criteria=(line.line.id,),
                places=(line.place(FormField.POINTS), line.place(FormField.WEIGHT)),
            )


def levels(case: Case) -> Iterator[Finding | Reconciled]:
    """Z16: points in the name of a level and the weights below it."""
    if case.form is None:
        return
    for level in (FormField.LEVEL1, FormField.LEVEL2):
        groups: dict[tuple[str, str], list[FormRow]] = {}
        for row in case.form.form.rows:
            key = (row.text(FormField.LEVEL1), row.text(level))
            groups.setdefault(key, []).append(row)
        for (_, name), rows in groups.items():
            told = _POINTS_IN_NAME.search(name)
            known = [row.number(FormField.WEIGHT) for row in rows]
            if told is None or None in known:
                continue
            added = sum((weight for weight in known if weight is not None), _ZERO)
            if added != Decimal(told[1]):
                yield Z16.finding(
                    f"“{name}”下各行分值相加 {plain(added):f} 分",
                    points=abs(added - Decimal(told[1])),
                    places=(rows[0].cells[level].place,),
                )


def _execution(case: Case) -> tuple[FormLine, ...]:
    line = case.lines.get("execution")
    return (FormLine(case.form.budget, line),) if case.form and case.form.budget and line else ()


def _fits(points: Decimal, low: Decimal, high: Decimal, row: FormRow) -> bool:
    """Whether points are within what the formula gives, a residual and the printed decimals kept in mind."""
    if low - _CENT <= points <= high + _CENT:
        return True
    exponent = row.cells[FormField.POINTS].text.partition(".")[2].rstrip("分 ")
    unit = Decimal(1).scaleb(-len(exponent))
    cut = (end.quantize(unit, rounding=ROUND_FLOOR) for end in (low, high))
    return points in cut or low - unit / 2 <= points <= high + unit / 2
