"""Faults as they are planted into a clean form, each with the code that must tell it; one change, one root."""

from __future__ import annotations

from collections.abc import Callable

from .county import D, Paper, Row, clean, copy, points_of, settled


def _first(paper: Paper, level2: str) -> Row:
    return next(row for row in paper.rows if row.level2 == level2)


def _words(paper: Paper) -> Row:
    return next(row for row in paper.rows if row.operator == "定性")


def points_not_by_formula(paper: Paper) -> str:
    row = _first(paper, "质量指标")
    row.actual, row.reason, row.points = "76", "返工两处", row.weight
    return "Z01"


def cost_at_least(paper: Paper) -> str:
    row = _first(paper, "成本指标")
    row.operator, row.actual, row.points, row.reason = "≥", row.target, row.weight, ""
    return "Z02"


def satisfaction_at_most(paper: Paper) -> str:
    row = _first(paper, "服务对象满意度指标")
    row.operator, row.actual, row.points, row.reason = "≤", row.target, row.weight, ""
    return "Z02"


def payment_as_quantity(paper: Paper) -> str:
    _first(paper, "数量指标").name = "专项资金拨付金额"
    return "Z03"


def quality_as_quantity(paper: Paper) -> str:
    _first(paper, "数量指标").name = "工程验收合格率"
    return "Z03"


def results_copied(paper: Paper) -> str:
    for row in paper.rows:
        row.actual, row.points, row.reason = row.target, row.weight, ""
    return "Z04"


def vague_full(paper: Paper) -> str:
    row = _words(paper)
    row.actual, row.points, row.reason = "进一步提高", row.weight, ""
    return "Z05"


def uneven_words(paper: Paper) -> str:
    row = _first(paper, "社会效益指标")
    row.operator, row.target, row.unit, row.actual = "定性", "持续改善", "", "基本达成"
    row.points, row.reason = row.weight * D("0.65"), "覆盖面不够"
    return "Z06"


def rate_wrong(paper: Paper) -> str:
    paper.sources[0].rate = "88.88%"
    return "Z07"


def rate_by_initial_budget(paper: Paper) -> str:
    total = paper.sources[0]
    executed = D(total.initial) * D("0.9")
    total.executed, total.rate = f"{executed}", "90.00%"
    paper.sources[1].executed, paper.sources[1].rate = f"{executed - D(paper.sources[2].executed)}", "/"
    paper.execution_points = (executed / D(total.annual) * paper.execution_weight).quantize(D("0.01"))
    paper.execution_reason = "尾款未付"
    return "Z07"


def executed_too_much(paper: Paper) -> str:
    total, own = paper.sources[0], paper.sources[1]
    own.executed, own.rate = f"{D(own.annual) * D('1.10'):.2f}", "110.00%"
    total.executed = f"{D(own.executed) + D(paper.sources[2].executed):.2f}"
    total.rate = f"{D(total.executed) * 100 / D(total.annual):.2f}%"
    paper.execution_points = paper.execution_weight
    return "Z08"


def weights_short(paper: Paper) -> str:
    row = _first(paper, "数量指标")
    row.weight -= 2
    row.points = points_of(paper.variant, row)
    paper.levels[row.level1] -= 2
    return "Z09"


def blank_points(paper: Paper) -> str:
    row = _first(paper, "时效指标")
    row.points = None  # type: ignore[assignment]
    return "Z14"


def blank_result(paper: Paper) -> str:
    _first(paper, "质量指标").actual = ""
    return "Z14"


def points_above_weight(paper: Paper) -> str:
    row = _first(paper, "时效指标")
    row.points = row.weight + 2
    return "Z15"


def unit_of_cost(paper: Paper) -> str:
    row = _first(paper, "成本指标")
    row.actual = f"{int(D(row.target)) * 9500}元"
    row.points, row.reason = row.weight, ""
    return "Z12"


def unit_of_execution(paper: Paper) -> str:
    total = paper.sources[0]
    total.executed = f"{D(total.executed) * 10000:.0f}"
    for source in paper.sources[1:3]:
        source.executed = f"{D(source.executed) * 10000:.0f}"
    return "Z12"


def reason_missing(paper: Paper) -> str:
    for row in paper.rows:
        row.reason = ""
    return "Z13"


def sources_short(paper: Paper) -> str:
    paper.sources[1].initial = f"{D(paper.sources[1].initial) - 7}"
    return "Z17"


#: Those that change the rows; the total follows. Their codes are said by the functions.
ROWS: tuple[Callable[[Paper], str], ...] = (
    points_not_by_formula, cost_at_least, satisfaction_at_most, payment_as_quantity, quality_as_quantity, results_copied,
    vague_full, uneven_words, rate_wrong, rate_by_initial_budget, executed_too_much, weights_short, blank_points,
    blank_result, points_above_weight, unit_of_cost, unit_of_execution, reason_missing, sources_short,
)  # fmt: skip


def total_wrong(paper: Paper) -> str:
    paper.total -= D("1.5")
    return "Z10"


def grade_wrong(paper: Paper) -> str:
    paper.grade = "差"
    return "Z18"


def level_wrong(paper: Paper) -> str:
    paper.levels["产出指标"] += 5
    return "Z16"


def far_without_reason(paper: Paper) -> str:
    row = _first(paper, "社会效益指标")
    row.actual, row.points, row.reason = f"{D(row.target) * D('1.6'):.0f}", row.weight, ""
    return "Z13"


def execution_caps(paper: Paper) -> str:
    total, own = paper.sources[0], paper.sources[1]
    own.executed = f"{D(own.annual) * D('0.4'):.2f}"
    own.rate = f"{D(own.executed) * 100 / D(own.annual):.2f}%"
    total.executed = f"{D(own.executed) + D(paper.sources[2].executed):.2f}"
    rate = D(total.executed) * 100 / D(total.annual)
    total.rate = f"{rate:.2f}%"
    paper.execution_points = (rate / 100 * paper.execution_weight).quantize(D("0.01"))
    for row in paper.rows:
        if row.operator != "定性":
            row.actual, row.points, row.reason = row.target, row.weight, ""
    return "Z11"


#: Those that only some variants can show, with the variants; formulas by which they are scored where not their own.
SOME: tuple[tuple[Callable[[Paper], str], tuple[str, ...], str], ...] = (
    (total_wrong, ("form-national", "form-sichuan-2023", "form-guangxi", "form-hubei-2020"), ""),
    (grade_wrong, ("form-national", "form-guangxi"), ""),
    (level_wrong, ("form-hubei-2020",), ""),
    (far_without_reason, ("form-guangxi",), ""),
    (execution_caps, ("form-national",), "form-platform-capped"),
)  # fmt: skip


def faulty(variant: str, seed: int) -> list[tuple[str, str, Paper, str]]:
    """Name, code, form and formulas of every fault of a variant."""
    found = []
    for plant in ROWS:
        paper = copy(clean(variant, seed))
        code = plant(paper)
        if plant is blank_points:
            paper.total = paper.execution_points + sum(
                (row.points for row in paper.rows if row.points is not None), D(0)
            )
        else:
            settled(paper)
        found.append((plant.__name__, code, paper, variant))
    for plant, variants, rules in SOME:
        if variant in variants:
            paper = copy(clean(variant, seed))
            code = plant(paper)
            if plant in (far_without_reason, execution_caps):
                settled(paper)
            found.append((plant.__name__, code, paper, rules or variant))
    return found
