"""The summary of a batch of forms (汇总): a row a form, with live differences, sums and means below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ..model import Finding, GradeSpan, ScreenedForm, Severity
from .dossier import Entry
from .fillable import FormWriter
from .form import grade_told, percent
from .ranking import remark
from .screening import Screening
from .words import BLANK, points, span

_COLUMNS = (
    ("序号", 6), ("单位", 22), ("项目", 30), ("预算（万元）", 12), ("执行数（万元）", 12), ("执行率", 9), ("自评分", 9),
    ("重算下限", 9), ("重算上限", 9), ("差值", 9), ("等级", 22), ("疑点", 14), ("所在文件", 30), ("备注", 36),
)  # fmt: skip
_BUDGET, _EXECUTED, _RATE, _SELF, _LOW, _HIGH, _LESS = range(3, 10)
_TOP = 3
HOW = (
    "差值：自评分在重算区间以外时，超出或不足的分数，在区间内为 0。重算是区间的，是算法有几种，或要由人评议。"
    "预算没有写单位的，不折成万元，也不计入合计。"
)
_NUMBERS = re.compile(r"([0-9]{1,9})")
_YUAN, _ZERO, _HUNDRED = Decimal(10_000), Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in the summary of its batch.

    Attributes:
        entry: its points, or why it could not be read.
        form: what it says of itself; ``None`` for what could not be read.
        doubts: its open doubts by severity, and those alone that no other causes.
    """

    entry: Entry
    form: ScreenedForm | None
    doubts: str

    @property
    def budget(self) -> Decimal | None:
        """Its budget in 万元, to the cent of it; ``None`` if unknown."""
        return _in_ten_thousands(self.form.budget if self.form else None)

    @property
    def executed(self) -> Decimal | None:
        """What was spent, in 万元."""
        return _in_ten_thousands(self.form.executed if self.form else None)

    @property
    def less(self) -> Decimal | None:
        """By how much the self-score lies outside what was computed; ``None`` where either is unknown."""
        own, low, high = self.entry.self_total, self.entry.low, self.entry.high
        if own is None or low is None or high is None:
            return None
        return max(own - high, _ZERO) + min(own - low, _ZERO)

    @property
    def grade(self) -> str:
        """The grades of its total, those alike under one name."""
        return grades_told(self.form.grades) if self.form else BLANK


def form_lines(screening: Screening) -> tuple[FormLine, ...]:
    """The forms of a batch by unit and name; then what could not be read.

    Args:
        screening: what the batch came to.
    """
    lines = []
    for one in screening.ranked:
        kept = screening.kept.get(one.entry.id)
        lines.append(
            FormLine(one.entry, kept.form if kept else None, _doubts(kept.findings) if kept else BLANK)
        )
    return tuple(sorted(lines, key=_order))


def form_rows(screening: Screening) -> list[tuple[str, ...]]:
    """The summary as the page shows it, with the columns of :data:`FORM_HEADS`."""
    return [
        (
            line.form.unit or BLANK if line.form else BLANK,
            line.form.project if line.form else line.entry.name,
            _shown(line.budget, points),
            _shown(line.executed, points),
            _shown(line.form.rate if line.form else None, percent),
            _shown(line.entry.self_total, points),
            BLANK
            if line.entry.low is None or line.entry.high is None
            else span(line.entry.low, line.entry.high),
            _shown(line.less, points),
            line.grade,
            line.doubts,
            remark(line.entry),
        )
        for line in form_lines(screening)
    ]


FORM_HEADS = (
    "单位", "项目", "预算（万元）", "执行数（万元）", "执行率", "自评分", "重算", "差值", "等级", "疑点", "备注",
)  # fmt: skip


def write_form_summary(writer: FormWriter, page: Any, screening: Screening) -> int:
    """Write the summary sheet; returns its last row."""
    lines = form_lines(screening)
    last = _TOP + len(lines) - 1
    writer.heading(page, f"{screening.title}　汇总", HOW)
    writer.columns(page, _COLUMNS, _TOP - 1, last, screening.title)
    page.freeze_panes(_TOP, 3)
    for row, line in enumerate(lines, start=_TOP):
        _write(writer, page, row, line)
    if any(line.form for line in lines):
        _write_foot(writer, page, last, lines)
        return last + 2
    return last


def grades_told(grades: Sequence[GradeSpan]) -> str:
    """The grades of a total, with the variants that give each where there are several: 优（广西、财政部）."""
    by_grade: dict[str, list[str]] = {}
    for one in grades:
        by_grade.setdefault(grade_told(one), []).append(one.variant)
    if len(grades) == 1:
        return next(iter(by_grade))
    return "；".join(f"{grade}（{'、'.join(names)}）" for grade, names in by_grade.items()) or BLANK


def _order(line: FormLine) -> tuple[object, ...]:
    unit = line.form.unit if line.form else ""
    return line.form is None, _counted(unit), _counted(line.entry.name), line.entry.id


def _counted(name: str) -> list[str | int]:
    """A name as people order it: 第2局 before 第10局."""
    return [int(part) if at % 2 else part for at, part in enumerate(_NUMBERS.split(name))]


def _write(writer: FormWriter, page: Any, row: int, line: FormLine) -> None:
    entry, form = line.entry, line.form
    page.write_number(row, 0, row - _TOP + 1, writer.formats["centre"])
    writer.put(page, row, 1, form.unit or BLANK if form else BLANK)
    writer.put(page, row, 2, form.project if form else entry.name)
    for column, value in ((_BUDGET, line.budget), (_EXECUTED, line.executed)):
        writer.amount(page, row, column, value, otherwise=BLANK)
    _write_rate(writer, page, row, line)
    for column, value in ((_SELF, entry.self_total), (_LOW, entry.low), (_HIGH, entry.high)):
        writer.amount(page, row, column, value, otherwise=BLANK)
    own, low, high = (xl_rowcol_to_cell(row, column) for column in (_SELF, _LOW, _HIGH))
    formula = f'=IF(COUNT({own}:{high})=3,MAX({own}-{high},0)+MIN({own}-{low},0),"")'
    writer.live(page, row, _LESS, formula, line.less)
    told = (line.grade, line.doubts, form.place if form else BLANK, remark(entry))
    for column, text in enumerate(told, start=_LESS + 1):
        writer.put(page, row, column, text)
    names = (form.project if form else entry.name, 28), (form.unit if form else "", 20)
    writer.fit(page, row, *names, *zip(told, (20, 12, 28, 34), strict=True))


def _write_rate(writer: FormWriter, page: Any, row: int, line: FormLine) -> None:
    """The rate, live where both amounts are in the row; as the form gives it, where they are not."""
    rate = line.form.rate if line.form else None
    share = None if rate is None else rate / _HUNDRED
    if line.budget and line.executed is not None:
        executed, budget = (xl_rowcol_to_cell(row, column) for column in (_EXECUTED, _BUDGET))
        formula = f'=IF(AND(COUNT({budget},{executed})=2,{budget}<>0),{executed}/{budget},"")'
        writer.live(page, row, _RATE, formula, line.executed / line.budget, style="percent")
    elif share is not None:
        page.write_number(row, _RATE, float(share), writer.formats["percent"])
    else:
        writer.put(page, row, _RATE, BLANK, "value")


def _write_foot(writer: FormWriter, page: Any, last: int, lines: Sequence[FormLine]) -> None:
    """Sums of money with the rate of those forms that give both, and means of points."""
    total, mean = last + 1, last + 2
    for row, name in ((total, "合计"), (mean, "平均")):
        for column in range(len(_COLUMNS)):
            writer.put(page, row, column, name if column == 1 else "", "part_text")
    both = [
        (line.budget, line.executed)
        for line in lines
        if line.budget is not None and line.executed is not None
    ]
    budgets, spent = (
        f"{xl_col_to_name(at)}{_TOP + 1}:{xl_col_to_name(at)}{last + 1}" for at in (_BUDGET, _EXECUTED)
    )
    for column, cells, values in (
        (_BUDGET, budgets, [line.budget for line in lines]),
        (_EXECUTED, spent, [line.executed for line in lines]),
    ):
        known = [value for value in values if value is not None]
        whole = sum(known, _ZERO) if known else None
        formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        writer.live(page, total, column, formula, whole, style="part_points")
    known_both = f"ISNUMBER({budgets})*ISNUMBER({spent})"
    formula = f'=IFERROR(SUMPRODUCT({known_both},{spent})/SUMPRODUCT({known_both},{budgets}),"")'
    base = sum((budget for budget, _ in both), _ZERO)
    rate = sum((executed for _, executed in both), _ZERO) / base if base else None
    writer.live(page, total, _RATE, formula, rate, style="part_percent")
    columns: tuple[tuple[int, Callable[[FormLine], Decimal | None]], ...] = (
        (_SELF, lambda line: line.entry.self_total),
        (_LOW, lambda line: line.entry.low),
        (_HIGH, lambda line: line.entry.high),
        (_LESS, lambda line: line.less),
    )
    for column, value_of in columns:
        points_ = [value for line in lines if (value := value_of(line)) is not None]
        cells = f"{xl_col_to_name(column)}{_TOP + 1}:{xl_col_to_name(column)}{last + 1}"
        average = sum(points_, _ZERO) / len(points_) if points_ else None
        formula = f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))'
        writer.live(page, mean, column, formula, average, style="part_points")


def _doubts(findings: Sequence[Finding]) -> str:
    roots = [one.severity for one in findings if one.explanation is None and not one.caused_by]
    counts = ((level.shown, roots.count(level)) for level in Severity)
    return "，".join(f"{name} {count}" for name, count in counts if count) or BLANK


def _in_ten_thousands(yuan: Decimal | None) -> Decimal | None:
    return (
        None
        if yuan is None
        else (yuan / _YUAN).quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP).normalize()
    )


def _shown(value: Decimal | None, told: Callable[[Decimal], str]) -> str:
    return BLANK if value is None else told(value)
