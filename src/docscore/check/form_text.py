"""Z, text: what the text of a report says about a self-evaluation form, against the form itself.

A form is spoken of more than once in a report, so that a figure counts as told wrong only where no sentence tells it right.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from ..model import (
    Code,
    Finding,
    FormField,
    FormLabel,
    FormRow,
    Mention,
    Place,
    Reconciled,
    Said,
    Severity,
    plain,
)
from .case import Case
from .form_rows import FormLine, lines_of, listed

_HUNDRED = Decimal(100)
_MONEY = {Said.BUDGET: (FormField.INITIAL, FormField.ANNUAL), Said.EXECUTED: (FormField.EXECUTED,)}
#: The budget of the start of the year is told apart from the adjusted one.
_START = "年初"
_NAMES = {Said.BUDGET: "预算数", Said.EXECUTED: "执行数"}

Z19 = Code(
    "Z19", Severity.ERROR, "正文写的得分与自评表不符",
    "报告正文里的自评总分、某项指标的得分，与自评表上的相比；正文里有一处与表相同的不报。",
    "请核对以哪一处为准，改成一致",
    "正文写自评得分 96 分，自评表总分 94.5 分",
)  # fmt: skip
Z20 = Code(
    "Z20", Severity.ERROR, "正文写的资金与自评表不符",
    "报告正文里的预算数、执行数、执行率，与自评表资金部分的各行相比，按印出的位数四舍五入或截去末位都算一致；正文里有一处与表相同的不报。",
    "请核对以哪一处为准，改成一致",
    "正文写执行率 97%，自评表为 93%",
)  # fmt: skip
Z21 = Code(
    "Z21", Severity.ERROR, "正文写的完成值与自评表不符",
    "报告正文里紧跟在指标名称后面的数，与自评表的完成值相比；说的是目标、往年、大约数的不比，正文里有一处与表相同的不报。",
    "请核对以哪一处为准，改成一致",
    "正文写“培训人数 520 人”，自评表完成值 466 人",
)  # fmt: skip
Z22 = Code(
    "Z22", Severity.WARNING, "没有完成的指标，表和正文都没有写原因",
    "自评表没有原因栏，指标没有达到指标值，正文也没有说明。表里有原因栏的由 Z13 报。",
    "请在报告里补写偏差原因和改进措施",
    "完成率 80% 的指标，报告没有提到",
)  # fmt: skip


def scores(case: Case) -> Iterator[Finding | Reconciled]:
    """Z19: the total and the points of rows, as the text tells them."""
    if case.form is None or case.form.beside is None:
        return
    form = case.form.form
    total = form.total.cells.get(FormField.POINTS) if form.total else None
    told = [m for m in _told(case, Said.TOTAL) if not (m.value == _HUNDRED and m.text.startswith("总分"))]
    if total is not None and total.amount is not None and told:
        yield from _against(
            Z19, told, {total.amount.value}, total.place, f"自评表总分 {plain(total.amount.value):f} 分"
        )
    for line in lines_of(case):
        cell = line.row.cells.get(FormField.POINTS)
        said = _of_row(case, Said.POINTS, line)
        if cell is not None and cell.amount is not None and said:
            yield from _against(
                Z19, said, {cell.amount.value}, cell.place, f"自评表得 {cell.text}", (line.line.id,)
            )


def money(case: Case) -> Iterator[Finding | Reconciled]:
    """Z20: budget, execution and its rate, as the text tells them."""
    if case.form is None or case.form.beside is None or not case.form.form.budget:
        return
    form, whole = case.form.form, case.form.budget
    for said, fields in _MONEY.items():
        told = _told(case, said)
        cells = [
            cell for row in (*form.budget, *form.tasks) for field in fields if (cell := row.cells.get(field))
        ]
        amounts = {amount for cell in cells if (amount := form.yuan(cell)) is not None}
        stated = next(
            (whole.cells[f] for f in reversed(fields) if whole is not None and f in whole.cells), None
        )
        if not amounts or stated is None:
            continue
        of_start = [mention for mention in told if mention.text.startswith(_START)]
        for group in (of_start, [mention for mention in told if mention not in of_start]):
            if group:
                yield from _against(
                    Z20, group, amounts, stated.place, f"自评表{_NAMES[said]} {stated.text}{form.money_unit}"
                )
    rates = {rate for row in form.budget for rate in _rates(row)}
    told = _told(case, Said.RATE)
    if told and rates and whole is not None and case.form.rate is not None:
        rate = case.form.rate.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        place = whole.cells[FormField.RATE].place if FormField.RATE in whole.cells else whole.place
        yield from _against(Z20, told, rates, place, f"自评表为 {plain(rate):f}%")


def results(case: Case) -> Iterator[Finding | Reconciled]:
    """Z21: results of indicators, as the text tells them."""
    if case.form is None or case.form.beside is None:
        return
    for line in lines_of(case):
        if line.aim is None or line.aim.actual is None or line.slip:
            continue
        actual = line.row.cells[FormField.ACTUAL]
        assert actual.amount is not None
        unit = actual.amount.unit or line.row.text(FormField.MEASURE) or line.aim.unit
        said = [m for m in _of_row(case, Said.ACTUAL, line) if m.unit == unit.lstrip("万亿")]
        scale = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}.get(
            "" if actual.amount.scale != 1 else unit[:1], Decimal(1)
        )
        given = {actual.amount.value * scale}
        target = line.row.cells[FormField.TARGET].amount
        if target is not None:
            given.add(target.value * (scale if not target.unit else 1))
        if said:
            yield from _against(
                Z21, said, given, actual.place, f"自评表完成值 {actual.text}", (line.line.id,)
            )


def unexplained(case: Case) -> Iterator[Finding | Reconciled]:
    """Z22: rows short of their target that neither the form nor the text explains; one finding for all."""
    if case.form is None or case.form.beside is None or FormField.REASON in case.form.form.fields:
        return
    reasons = [mention for mention in case.form.beside if mention.said is Said.REASON]
    if any(mention.row is None for mention in reasons) or FormLabel.PROBLEMS in case.form.form.head:
        return
    explained = {mention.row for mention in reasons}
    short = [
        line
        for number, line in enumerate(lines_of(case))
        if line.aim is not None and line.aim.met is False and number not in explained and not line.slip
    ]
    if short:
        yield Z22.finding(
            f"{listed(short)}没有达到指标值，自评表没有原因栏，正文也没有说明",
            criteria=[line.line.id for line in short],
            places=[line.place(FormField.ACTUAL) for line in short],
        )


def _told(case: Case, said: Said) -> list[Mention]:
    assert case.form is not None
    return [mention for mention in case.form.beside or () if mention.said is said]


def _of_row(case: Case, said: Said, line: FormLine) -> list[Mention]:
    assert case.form is not None
    return [m for m in _told(case, said) if m.row is not None and case.form.form.rows[m.row] is line.row]


def _against(
    code: Code,
    told: list[Mention],
    given: set[Decimal],
    place: Place,
    form: str,
    criteria: tuple[str, ...] = (),
) -> Iterator[Finding | Reconciled]:
    """One finding for the first that differs, where none agrees."""
    right = [mention for mention in told if any(_same(mention, value) for value in given)]
    if right:
        yield Reconciled(code.id, f"正文“{right[0].text}”与自评表一致", (right[0].place, place))
        return
    yield code.finding(f"正文写“{told[0].text}”，{form}", criteria=criteria, places=(told[0].place, place))


def _same(mention: Mention, value: Decimal) -> bool:
    """Whether a number of the text is that of the form, rounded or cut off at its last digit."""
    assert mention.value is not None
    if mention.said in (Said.TOTAL, Said.POINTS):
        return abs(mention.value - value) <= Decimal("0.01") or mention.value == _cut(
            value, mention.step, ROUND_HALF_UP
        )
    return mention.value in {value, *(_cut(value, mention.step, how) for how in (ROUND_HALF_UP, ROUND_FLOOR))}


def _cut(value: Decimal, step: Decimal, how: str) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=how) * step


def _rates(row: FormRow) -> Iterator[Decimal]:
    """The rates of execution of a line, as printed and as computed by either budget."""
    printed, executed = row.number(FormField.RATE), row.number(FormField.EXECUTED)
    if printed is not None:
        yield printed
        if printed <= 1:
            yield printed * _HUNDRED
    for field in (FormField.ANNUAL, FormField.INITIAL):
        base = row.number(field)
        if executed is not None and base:
            yield executed * _HUNDRED / base
