"""Z, budget and what is due: execution, caps and grades, reasons and blanks of a self-evaluation form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import combinations

from ..model import Code, Finding, FormField, FormLabel, FormRow, Reconciled, Said, Severity, plain
from .case import Case
from .form_rows import lines_of, listed, slipped_budget

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_MOST_PARTS = 10
_MONEY = (FormField.INITIAL, FormField.ANNUAL, FormField.EXECUTED)
_BASES = {FormField.ANNUAL: "全年预算数", FormField.INITIAL: "年初预算数"}
_NAMES = {**_BASES, FormField.EXECUTED: "全年执行数"}

Z07 = Code(
    "Z07", Severity.ERROR, "执行率与预算数、执行数不符",
    "执行数 ÷ 全年（调整后）预算数，与表上的执行率相比，四舍五入和截去末位都算一致。按年初预算数才除得出的，写明分母用错。",
    "请按全年（调整后）预算数重算执行率",
    "全年预算数 260，执行数 247，执行率写 98%，应为 95%",
)  # fmt: skip
Z08 = Code(
    "Z08", Severity.ERROR, "执行率超过 100%",
    "执行数大于全年预算数，或执行率大于 100%。用了上年结转而没有计入预算数，也会这样。",
    "请核对预算数是否含结转和追加，执行数是否只算本项目",
    "全年预算数 100，执行数 108",
)  # fmt: skip
Z11 = Code(
    "Z11", Severity.WARNING, "执行率低，总分应当封顶",
    "有的平台按执行率给总分封顶。总分超过封顶分数时报；没有指明算法的，写明是哪里的规定。",
    "请核对当地是否有封顶规定，有的请改正总分",
    "执行率 65%，总分 92 分，应不超过 79 分",
)  # fmt: skip
Z13 = Code(
    "Z13", Severity.WARNING, "应写原因而没有写",
    "没有完成、扣了分的指标，执行率低于 90% 的预算，完成值远超指标值的（各地规定不同），原因栏却空着，正文也没有说到它的原因；表里没有原因栏的不报。",
    "请补写偏差原因和改进措施",
    "完成率 80% 的指标，偏差原因栏空白",
)  # fmt: skip
Z14 = Code(
    "Z14", Severity.WARNING, "应填的格空着",
    "有指标而没有分值、完成值或得分；空白、“/”、“—”都是没有填，不当作 0。",
    "请补填，或写明不适用并调整分值",
    "“设备使用率”没有填完成值和得分",
)  # fmt: skip
Z17 = Code(
    "Z17", Severity.WARNING, "资金来源相加不等于总额",
    "预算各来源（财政拨款、结转、其他）相加，与总额相比，各栏分别核对；任几行相加等于总额就算一致。",
    "请改正来源或总额",
    "总额 200，财政拨款 150、其他资金 30",
)  # fmt: skip
Z18 = Code(
    "Z18", Severity.WARNING, "等次与得分不符",
    "表上写的等次，与总分在各档里的位置相比；按各种分档都不符才报。",
    "请核对当地的分档，改正等次",
    "总分 72 分，等次写“优”",
)  # fmt: skip


def rate(case: Case) -> Iterator[Finding | Reconciled]:
    """Z07: stated rates of execution and the amounts of their lines; those over 100% are Z08's."""
    held = []
    for row in _budget(case):
        executed, stated = row.number(FormField.EXECUTED), row.cells.get(FormField.RATE)
        base = FormField.ANNUAL if FormField.ANNUAL in row.cells else FormField.INITIAL
        whole = row.number(base)
        if executed is None or stated is None or stated.amount is None or not whole or slipped_budget(row):
            continue
        if executed > whole or stated.amount.value > _HUNDRED:
            continue
        if _agrees(stated.text, stated.amount.value, executed, whole):
            held.append(stated.place)
            continue
        due = (executed * _HUNDRED / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        initial = row.number(FormField.INITIAL)
        by_initial = (
            "；这是除以年初预算数的结果"
            if base is FormField.ANNUAL
            and initial
            and _agrees(stated.text, stated.amount.value, executed, initial)
            else ""
        )
        yield Z07.finding(
            f"{row.text(FormField.SOURCE) or '预算'}：执行率写 {stated.text}，{plain(executed):f} ÷ {_BASES[base]} {plain(whole):f} = {due}%{by_initial}",
            points=_stake(case, row),
            criteria=_execution(case, row),
            places=(stated.place, row.cells[FormField.EXECUTED].place, row.cells[base].place),
        )
        return
    if held:
        yield Reconciled("Z07", "执行率与预算数、执行数一致", tuple(held))


def above_hundred(case: Case) -> Iterator[Finding | Reconciled]:
    """Z08: more executed than budgeted; the whole before its parts, once."""
    for row in _budget(case):
        executed, stated = row.number(FormField.EXECUTED), row.number(FormField.RATE)
        base = FormField.ANNUAL if FormField.ANNUAL in row.cells else FormField.INITIAL
        whole = row.number(base)
        if slipped_budget(row):
            continue
        more = executed is not None and bool(whole) and executed > (whole or _ZERO)
        if more or (stated is not None and stated > _HUNDRED):
            told = (
                f"执行数 {plain(executed or _ZERO):f} 大于{_BASES[base]} {plain(whole or _ZERO):f}"
                if more
                else f"执行率写 {plain(stated or _ZERO):f}%"
            )
            field = FormField.EXECUTED if more else FormField.RATE
            yield Z08.finding(
                f"{row.text(FormField.SOURCE) or '预算'}：{told}",
                points=_stake(case, row),
                criteria=_execution(case, row),
                places=(row.cells[field].place,),
            )
            return


def capped(case: Case) -> Iterator[Finding | Reconciled]:
    """Z11: a stated total above what low execution allows."""
    if case.form is None or not case.assertions.stated_totals or case.form.rate is None:
        return
    stated = case.assertions.stated_totals[-1]
    over = [
        (variant.name, cap)
        for variant, cap in zip(case.form.variants, case.form.caps, strict=True)
        if cap is not None and stated.points > cap
    ]
    if over:
        rate_ = case.form.rate.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        told = "、".join(f"{name}最多 {plain(cap):f} 分" for name, cap in over)
        yield Z11.finding(
            f"执行率 {rate_}%，总分 {plain(stated.points):f} 分；{told}",
            points=stated.points - min(cap for _, cap in over),
            places=(stated.place,),
            severity=None if len(over) == len(case.form.variants) else Severity.INFO,
        )


def no_reason(case: Case) -> Iterator[Finding | Reconciled]:
    """Z13: rows and budgets that need a reason and have none; one finding for all."""
    if case.form is None:
        return
    form, due = case.form.form, []
    far = [variant.over_from for variant in case.form.variants if variant.over_from is not None]
    explained = {m.row for m in case.form.beside or () if m.said is Said.REASON}
    if FormField.REASON in form.fields:
        for number, line in enumerate(lines_of(case)):
            points, weight = line.row.number(FormField.POINTS), line.row.number(FormField.WEIGHT)
            aim = line.aim
            short = aim is not None and aim.met is False
            lost = points is not None and weight is not None and points < weight
            over = (
                aim is not None
                and aim.told
                and aim.operators[0].value == "≥"
                and aim.share is not None
                and bool(far)
                and aim.share >= min(far)
            )
            if (short or lost or over) and FormField.REASON not in line.row.cells and number not in explained:
                due.append(line)
    below = [
        variant.execution_reason for variant in case.form.variants if variant.execution_reason is not None
    ]
    budget, rate_ = case.form.budget, case.form.rate
    budget_due = (
        budget is not None
        and rate_ is not None
        and bool(below)
        and rate_ < max(below)
        and FormField.REASON in form.budget_fields
        and FormField.REASON not in budget.cells
    )
    if not due and not budget_due:
        return
    told = [f"{listed(due)}没有完成、扣了分或远超指标值"] if due else []
    if budget_due and rate_ is not None:
        told.append(f"执行率只有 {rate_.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%")
    places = [line.row.place for line in due] + ([budget.place] if budget_due and budget else [])
    yield Z13.finding(
        f"{'；'.join(told)}，原因栏空着", criteria=[line.line.id for line in due], places=places
    )


def blanks(case: Case) -> Iterator[Finding | Reconciled]:
    """Z14: indicators without weight, result or points; one finding for all."""
    if case.form is None:
        return
    headed = {
        FormField.WEIGHT: "分值",
        FormField.ACTUAL: "完成值",
        FormField.POINTS: "得分",
    }
    fields = [field for field in headed if field in case.form.form.fields]
    blank = [
        (line, [field for field in fields if field not in line.row.cells])
        for line in lines_of(case)
        if line.row.applies and any(field not in line.row.cells for field in fields)
    ]
    if blank:
        what = "、".join(headed[field] for field in fields if any(field in missing for _, missing in blank))
        yield Z14.finding(
            f"{listed(line for line, _ in blank)}没有填{what}",
            points=sum((line.line.max for line, _ in blank), _ZERO),
            criteria=[line.line.id for line, _ in blank],
            places=[line.row.place for line, _ in blank],
        )


def sources(case: Case) -> Iterator[Finding | Reconciled]:
    """Z17: the sources of the budget and their whole, column by column."""
    if case.form is None or case.form.budget is None:
        return
    whole = case.form.budget
    parts = [row for row in case.form.form.budget if row is not whole][:_MOST_PARTS]
    for field in _MONEY:
        total = whole.number(field)
        given = [number for row in parts if (number := row.number(field)) is not None]
        if total is None or not given or total in given:
            continue
        sums = (sum(some, _ZERO) for size in range(1, len(given) + 1) for some in combinations(given, size))
        if not any(abs(each - total) <= Decimal("0.01") * len(given) for each in sums):
            yield Z17.finding(
                f"{_NAMES[field]}：各来源相加 {plain(sum(given, _ZERO)):f}，总额写 {plain(total):f}",
                criteria=_execution(case, whole),
                places=(whole.cells[field].place,),
            )
            return


def grade(case: Case) -> Iterator[Finding | Reconciled]:
    """Z18: a stated grade that no variant gives at the stated total."""
    if case.form is None or not case.assertions.stated_totals:
        return
    stated = case.form.form.head.get(FormLabel.GRADE)
    total = case.assertions.stated_totals[-1]
    given = {
        variant.name: name
        for variant in case.form.variants
        if variant.grades and (name := variant.grade(total.points))
    }
    if stated is None or not given or stated.text[0] not in "优良中差":
        return
    if stated.text[0] not in {name[0] for name in given.values()}:
        told = "、".join(f"{name}为“{each}”" for name, each in given.items())
        yield Z18.finding(
            f"总分 {plain(total.points):f} 分，等次写“{stated.text}”；{told}",
            places=(stated.place, total.place),
        )


def _budget(case: Case) -> tuple[FormRow, ...]:
    """The lines of the budget, the whole first: what is wrong with it is the root of what is wrong with its parts."""
    if case.form is None or case.form.budget is None:
        return ()
    whole = case.form.budget
    return (whole, *(row for row in case.form.form.budget if row is not whole))


def _execution(case: Case, row: FormRow) -> tuple[str, ...]:
    whole = case.form is not None and row is case.form.budget
    return ("execution",) if whole and "execution" in case.lines else ()


def _stake(case: Case, row: FormRow) -> Decimal:
    return sum((case.lines[line].max for line in _execution(case, row)), _ZERO)


def _agrees(text: str, stated: Decimal, executed: Decimal, base: Decimal) -> bool:
    """Whether a printed rate is the quotient, rounded or cut off at its last digit; 0.95 stands for 95%."""
    rate_ = executed * _HUNDRED / base
    if stated <= 1 < rate_ and "%" not in text:
        stated *= _HUNDRED
        decimals = max(len(text.partition(".")[2].strip("% ％")) - 2, 0)
    else:
        decimals = len(text.partition(".")[2].strip("% ％"))
    unit = Decimal(1).scaleb(-decimals)
    rounded = {rate_.quantize(unit, rounding=how) for how in (ROUND_HALF_UP, ROUND_FLOOR)}
    return stated in rounded
