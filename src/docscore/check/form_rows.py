"""Z, rows: whether an indicator of a self-evaluation form is what its level, its operator and its words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import (
    Code,
    Completion,
    CriterionLine,
    Finding,
    FormField,
    FormRow,
    Judged,
    Operator,
    Place,
    Reconciled,
    Severity,
    plain,
)
from .case import Case

_COST = re.compile(r"成本|造价|单价")
_SAVING = re.compile(r"节约|节省|降低|下降|压减|控制率")
_SATISFIED = re.compile(r"满意")
_DISSATISFIED = re.compile(r"不满意|投诉|差评")
_PAYMENT = re.compile(
    r"(?:资金|经费|款项?|补助|补贴|预算).{0,4}(?:拨付|支付|支出|到位|使用|执行)|(?:拨付|支付|支出).{0,4}(?:资金|经费|款|率|额|进度)|执行率"
)
#: What an indicator is called → the word that its second (or first) level then has.
_KINDS = (
    (_PAYMENT, "数量", "资金的拨付、支出不是数量指标，是管理过程"),
    (re.compile(r"合格率|优良率|达标率"), "数量", "合格率、达标率是质量指标"),
    (re.compile(r"及时率|按时|按期|及时性"), "数量", "及时、按期是时效指标"),
    (re.compile(r"及时率|按时|按期"), "质量", "及时、按期是时效指标"),
    (re.compile(r"满意度|满意率"), "数量", "满意度是满意度指标"),
    (re.compile(r"满意度|满意率"), "质量", "满意度是满意度指标"),
    (re.compile(r"(?:单位|人均|平均)?成本$|造价$"), "数量", "成本、造价是成本指标"),
)
#: So many times apart, two amounts of money are in different units.
_APART = Decimal(2000)
_MONEY_SCALES = {10_000: "万", 100_000_000: "亿"}
_MANY = 5
_LISTED = 3

Z02 = Code(
    "Z02", Severity.WARNING, "指标性质与指标的方向不符",
    "成本指标写成 ≥（花得越多越好），满意度写成 ≤。节约率、降低额这样越大越好的成本指标不算。",
    "请核对指标性质：成本一般是 ≤，满意度一般是 ≥",
    "成本指标“每公里造价”≥ 20 万元",
)  # fmt: skip
Z03 = Code(
    "Z03", Severity.WARNING, "指标放错了类别",
    "三级指标说的是什么，与它所在的二级指标：资金拨付列为数量指标，合格率列为数量指标，及时率列为数量或质量指标，满意度列在产出里。",
    "请移到相符的类别，或换用该类别的指标",
    "数量指标“补助资金拨付率”",
)  # fmt: skip
Z04 = Code(
    "Z04", Severity.INFO, "完成值全部等于指标值",
    "五项以上的指标，完成值与指标值一字不差。可能属实，但像是照抄；值得抽查几项。",
    "请抽查佐证材料，核对完成值从何而来",
    "12 项指标的完成值都等于指标值",
)  # fmt: skip
Z05 = Code(
    "Z05", Severity.WARNING, "定性指标说得含糊，却给满分",
    "定性指标的完成值看不出达到哪一档（有所提升、较好），或自己说只是部分达到，得分却是满分。",
    "请写明达成预期指标的依据，或按部分达成给分",
    "“服务能力”完成值写“有所提升”，得满分",
)  # fmt: skip
Z06 = Code(
    "Z06", Severity.INFO, "完成情况相同，得分比例不同",
    "定性指标写着同样的完成情况，得分占分值的比例却不同。",
    "请对同样的情况用同样的尺度给分",
    "两行都写“基本达成”，一行得 90%，一行得 70%",
)  # fmt: skip
Z12 = Code(
    "Z12", Severity.ERROR, "金额的单位混用",
    "同一行的指标值与完成值、预算数与执行数，相差两千倍以上，或一处写元、一处写万元。",
    "请核对是元还是万元，统一单位",
    "预算数 120（万元），执行数 1180000",
)  # fmt: skip


@dataclass(frozen=True)
class FormLine:
    """A row of a form with its line of the sheet.

    Attributes:
        row: the row.
        line: its line.
        aim: target and result where both are numbers.
        told: what a result in words says; ``None`` where its target is a number.
    """

    row: FormRow
    line: CriterionLine
    aim: Completion | None = None
    told: str | None = None

    @property
    def name(self) -> str:
        """What the row is called."""
        return self.row.name or self.line.name

    @property
    def scored(self) -> bool:
        """Whether a formula says something of it: its result is known."""
        return (self.aim is not None and self.aim.actual is not None) or bool(self.told)

    @property
    def slip(self) -> bool:
        """Whether its result is so far from its target that one of them must be in another unit."""
        return self.aim is not None and _unit_slip(self.aim)

    def place(self, field: FormField) -> Place:
        """Where the cell stands; the row's own place where it is blank."""
        cell = self.row.cells.get(field)
        return cell.place if cell else self.row.place


def lines_of(case: Case) -> tuple[FormLine, ...]:
    """The rows of a form with their lines; empty for a report."""
    if case.form is None:
        return ()
    return tuple(
        FormLine(
            row,
            case.lines[f"r{number}"],
            case.form.completions.get(f"r{number}"),
            case.form.told.get(f"r{number}"),
        )
        for number, row in enumerate(case.form.form.rows, start=1)
    )


def listed(lines: Iterable[FormLine]) -> str:
    """The names of some rows, the first three and how many there are."""
    names = [f"“{line.name}”" for line in lines]
    more = f"等 {len(names)} 项" if len(names) > _LISTED else ""
    return "、".join(names[:_LISTED]) + more


def against_kind(case: Case) -> Iterator[Finding | Reconciled]:
    """Z02: an operator that points the wrong way for its indicator."""
    for line in lines_of(case):
        level, name = line.row.text(FormField.LEVEL2), line.name
        cost = "成本" in level or (_COST.search(name) is not None and not level)
        wrong = ""
        if cost and line.row.operator is Operator.AT_LEAST and not _SAVING.search(name):
            wrong = "是成本指标，指标性质却是 ≥"
        elif (
            line.row.operator is Operator.AT_MOST
            and _SATISFIED.search(name)
            and not _DISSATISFIED.search(name)
        ):
            wrong = "是满意度，指标性质却是 ≤"
        if wrong:
            yield Z02.finding(
                f"“{name}”{wrong}",
                points=line.line.max,
                criteria=(line.line.id,),
                places=(
                    line.place(
                        FormField.OPERATOR if FormField.OPERATOR in line.row.cells else FormField.TARGET
                    ),
                ),
            )


def wrong_level(case: Case) -> Iterator[Finding | Reconciled]:
    """Z03: an indicator under a level that is for another kind."""
    for line in lines_of(case):
        level = line.row.text(FormField.LEVEL2)
        for pattern, kind, why in _KINDS:
            if kind in level and pattern.search(line.row.text(FormField.NAME)):
                yield Z03.finding(
                    f"“{line.name}”列为“{level}”：{why}",
                    points=line.line.max,
                    criteria=(line.line.id,),
                    places=(line.place(FormField.NAME),),
                )
                break


def copied_targets(case: Case) -> Iterator[Finding | Reconciled]:
    """Z04: every result is its target, word for word or number for number."""
    both = [line for line in lines_of(case) if {FormField.TARGET, FormField.ACTUAL} <= line.row.cells.keys()]
    if len(both) >= _MANY and all(_same(line) for line in both):
        yield Z04.finding(
            f"{len(both)} 项指标的完成值全部等于指标值",
            places=(line.place(FormField.ACTUAL) for line in both),
        )


def vague_and_full(case: Case) -> Iterator[Finding | Reconciled]:
    """Z05: results in words that do not say that the target was met, with full marks; one finding for all."""
    vague = [
        line
        for line in lines_of(case)
        if line.told is not None and line.told != "met" and not isinstance(_rule(case, line), Judged)
        and (points := line.row.number(FormField.POINTS)) and points == line.row.number(FormField.WEIGHT)
    ]  # fmt: skip
    if vague:
        said = "、".join(dict.fromkeys(f"“{line.row.text(FormField.ACTUAL)}”" for line in vague[:_LISTED]))
        yield Z05.finding(
            f"{listed(vague)}的完成值写{said}，看不出完全达到目标，却给满分",
            points=sum((line.line.max - line.line.outcome.supported for line in vague), Decimal(0)),
            criteria=[line.line.id for line in vague],
            places=[line.place(FormField.ACTUAL) for line in vague],
        )


def uneven(case: Case) -> Iterator[Finding | Reconciled]:
    """Z06: the same words of result, other shares of the points."""
    groups: dict[str, list[tuple[FormLine, Decimal]]] = {}
    for line in lines_of(case):
        points, weight = line.row.number(FormField.POINTS), line.row.number(FormField.WEIGHT)
        if line.told in ("partly", "missed") and points is not None and weight:
            groups.setdefault(line.row.text(FormField.ACTUAL), []).append((line, points / weight))
    for words, rows in groups.items():
        shares = [share for _, share in rows]
        if max(shares) - min(shares) > Decimal("0.02"):
            told = "、".join(
                f"“{line.name}”得 {plain(round(share * 100, 1)):f}%" for line, share in rows[:_LISTED]
            )
            yield Z06.finding(
                f"完成值同为“{words}”，{told}",
                criteria=[line.line.id for line, _ in rows],
                places=[line.place(FormField.POINTS) for line, _ in rows],
            )


def mixed_units(case: Case) -> Iterator[Finding | Reconciled]:
    """Z12: amounts of one row that are in different units."""
    if case.form is None:
        return
    for line in lines_of(case):
        target, actual = (line.row.cells.get(f) for f in (FormField.TARGET, FormField.ACTUAL))
        if target is None or actual is None or target.amount is None or actual.amount is None:
            continue
        measure = line.row.text(FormField.MEASURE)
        units = {
            _MONEY_SCALES.get(cell.amount.scale, "") + cell.amount.unit if cell.amount.unit else measure
            for cell in (target, actual)
            if cell.amount
        }
        written = len(units) > 1 and all(unit.endswith("元") for unit in units)
        if line.slip or written:
            yield Z12.finding(
                f"“{line.name}”指标值写“{target.text}{'' if target.amount.unit else measure}”，"
                f"完成值写“{actual.text}”，单位不一致",
                points=line.line.max,
                criteria=(line.line.id,),
                places=(target.place, actual.place),
                severity=None if line.slip else Severity.WARNING,
            )
    for row in case.form.form.budget:
        if slipped_budget(row):
            annual = row.cells.get(FormField.ANNUAL) or row.cells[FormField.INITIAL]
            executed = row.cells[FormField.EXECUTED]
            yield Z12.finding(
                f"{row.text(FormField.SOURCE) or '预算'}：预算数 {annual.text}，执行数 {executed.text}，像是一处用元、一处用万元",
                points=case.lines["execution"].max if "execution" in case.lines else Decimal(0),
                criteria=("execution",) if "execution" in case.lines else (),
                places=(annual.place, executed.place),
            )
            return


def slipped_budget(row: FormRow) -> bool:
    """Whether the executed amount of a line of the budget is in another unit than its budget."""
    executed = row.number(FormField.EXECUTED)
    base = row.number(FormField.ANNUAL if FormField.ANNUAL in row.cells else FormField.INITIAL)
    return bool(executed and base) and _apart(executed or Decimal(1), base or Decimal(1))


def _unit_slip(aim: Completion) -> bool:
    return (
        aim.unit.endswith("元")
        and bool(aim.actual and aim.target)
        and _apart(aim.actual or Decimal(1), aim.target)
    )


def _apart(one: Decimal, other: Decimal) -> bool:
    return one / other >= _APART or other / one >= _APART


def _same(line: FormLine) -> bool:
    if line.aim is not None:
        return line.aim.actual == line.aim.target
    return line.row.text(FormField.ACTUAL) == line.row.text(FormField.TARGET)


def _rule(case: Case, line: FormLine) -> object:
    return next(criterion.rule for criterion in case.rubric.criteria() if criterion.id == line.line.id)
