"""Invented forms of departments as a whole, with the report around them, clean and with one planted fault each.

Two families: 投入/过程/产出/效益 with a full mark beside each name, and 履职效能/管理效率/社会效应/可持续发展能力 with targets and
results; main tasks with their money stand above the indicators, and what the report says stands before the form.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

D = Decimal
_CENT = D("0.01")
FAMILIES = ("process", "effect")
_UNITS = ("某县统计局", "某区司法局", "某市体育中心", "某县供销社")
_TASKS = ("统计调查", "公共法律服务", "全民健身活动", "安全生产检查", "档案整理", "基层站所维护")
_EFFECT = (
    ("履职效能", "重点工作任务完成", "开展入户调查次数", "次"), ("履职效能", "部门效果目标实现", "办理服务事项件数", "件"),
    ("管理效率", "预算编制管理", "预算项目绩效目标个数", "个"), ("社会效应", "社会效益", "服务企业家数", "家"),
    ("可持续发展能力", "人才支撑", "业务培训人员数量", "人次"),
)  # fmt: skip
_PROCESS = (
    ("投入", "目标设定", "绩效目标合理性"), ("投入", "预算配置", "在职人员控制情况"), ("过程", "预算执行", "预算调整情况"),
    ("过程", "预算管理", "管理制度健全性"), ("过程", "资产管理", "固定资产利用情况"), ("产出", "职责履行", "重点工作实际完成情况"),
    ("效益", "履职效益", "社会公众满意程度"),
)  # fmt: skip


@dataclass
class Line:
    """An indicator."""

    level1: str
    level2: str
    name: str
    target: str
    unit: str
    actual: str
    weight: D
    points: D
    reason: str = ""


@dataclass
class Paper:
    """A department's form, and what its report says."""

    family: str
    unit: str
    tasks: list[tuple[str, D, D]]
    initial: D
    annual: D
    executed: D
    rate: str
    execution: D
    lines: list[Line]
    total: D
    said: dict[str, str]
    parts: tuple[D, D]


def clean(family: str, seed: int) -> Paper:
    """A form without faults, and a report that says the same."""
    draw = random.Random(f"{family} {seed}")
    tasks = []
    for name in draw.sample(_TASKS, 3):
        budget = D(draw.randint(200, 900)) / 10
        tasks.append((name, budget, (budget * D(draw.randint(95, 100)) / 100).quantize(_CENT)))
    basic = D(draw.randint(300, 900))
    project = sum((task[1] for task in tasks), D(0))
    annual = basic + project
    executed = (annual * D(draw.randint(93, 99)) / 100).quantize(_CENT)
    rate = (executed * 100 / annual).quantize(_CENT, rounding=ROUND_HALF_UP)
    execution = (executed * 10 / annual).quantize(_CENT, rounding=ROUND_HALF_UP)
    lines = _effect(draw) if family == "effect" else _process(draw)
    total = execution + sum((line.points for line in lines), D(0))
    paper = Paper(
        family, draw.choice(_UNITS), tasks, annual - draw.randint(5, 20), annual, executed, f"{rate}%", execution,
        lines, total, {}, (basic, project),
    )  # fmt: skip
    return told(paper)


def told(paper: Paper) -> Paper:
    """The form with the report that says what it says."""
    paper.said = {
        "money": f"全年预算{paper.annual}万元，全年支出{paper.executed}万元，预算执行率为{paper.rate}。",
        "total": f"经自评，自评总分为{paper.total}分。",
        "result": f"{paper.lines[0].name}达到{paper.lines[0].actual}{paper.lines[0].unit}。"
        if paper.family == "effect"
        else "",
        "reason": "".join(f"{x.name}没有达到目标，原因是{x.reason}。" for x in paper.lines if x.reason),
    }
    return paper


def grid(paper: Paper) -> str:
    """The report and the form under it."""
    text = [
        f"=== {paper.unit}2024年度部门整体支出绩效自评报告",
        *(f"=== {words}" for words in paper.said.values() if words),
    ]
    tasks = [f"^|{name}|<|按年初计划开展|<|{budget}|<|{spent}|<" for name, budget, spent in paper.tasks]
    budget, spent = (sum((task[at] for task in paper.tasks), D(0)) for at in (1, 2))
    top = [
        "部门整体支出绩效自评表（2024年度）|<|<|<|<|<|<|<|<", f"部门名称|<|{paper.unit}|<|<|<|<|<|<",
        "部门职能|<|承担本部门职责范围内的管理和服务工作。|<|<|<|<|<|<",
        "年度主要任务|任务名称|<|主要内容|<|预算数（万元）|<|执行数（万元）|<", *tasks,
        f"^|金额合计|<|<|<|{budget}|<|{spent}|<",
        "部门整体支出（万元）|资金来源|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        f"^|资金总额|<|{paper.initial}|{paper.annual}|{paper.executed}|10|{paper.rate}|{paper.execution}",
        f"^|基本支出|<|/|{paper.parts[0]}|/||/|", f"^|项目支出|<|/|{paper.parts[1]}|/||/|",
    ]  # fmt: skip
    rows, above = [], ("", "")
    for x in paper.lines:
        levels = [
            "^" if x.level1 == above[0] else x.level1,
            "^" if (x.level1, x.level2) == above else x.level2,
        ]
        above = (x.level1, x.level2)
        points, weight = _shown(x.points), _shown(x.weight)
        if paper.family == "effect":
            rows.append(
                "|".join(
                    [*levels, x.name, "<", f"≥{x.target}{x.unit}", f"{x.actual}{x.unit}", weight, points, ""]
                )
            )
        else:
            rows.append(
                "|".join([*levels, x.name, "<", f"符合要求得{weight}分", weight, points, x.reason, "<"])
            )
    if paper.family == "effect":
        heads = "一级指标|二级指标|三级指标|<|年度指标值|实际完成值|分值|得分|备查"
        foot = f"总分|<|<|<|<|<|100|{paper.total}|"
    else:
        heads = "一级指标|二级指标|三级指标|<|评分标准|分值|自评得分|扣分原因|<"
        foot = f"总分|<|<|<|<|100|{paper.total}||<"
    return "\n".join([*text, *top, heads, *rows, foot])


def truth(paper: Paper) -> dict[str, object]:
    """The cells of the indicators, in the words of ``wild.yaml``."""
    effect = paper.family == "effect"
    columns = (
        "level1|level2|name|target|actual|weight|points"
        if effect
        else "level1|level2|name|standard|weight|points|reason"
    )
    rows = [
        "|".join(
            [x.level1, x.level2, x.name, f"≥{x.target}{x.unit}", f"{x.actual}{x.unit}", _shown(x.weight), _shown(x.points)]
            if effect
            else [x.level1, x.level2, x.name, f"符合要求得{_shown(x.weight)}分", _shown(x.weight), _shown(x.points), x.reason or "-"]
        )
        for x in paper.lines
    ]  # fmt: skip
    return {"columns": columns, "rows": "\n".join(rows)}


def total_told_wrong(paper: Paper) -> str:
    paper.said["total"] = f"经自评，自评总分为{paper.total - 2}分。"
    return "Z19"


def rate_told_wrong(paper: Paper) -> str:
    paper.said["money"] = paper.said["money"].replace(paper.rate, "88.8%")
    return "Z20"


def spending_told_wrong(paper: Paper) -> str:
    paper.said["money"] = paper.said["money"].replace(f"支出{paper.executed}", f"支出{paper.executed - 9}")
    return "Z20"


def result_told_wrong(paper: Paper) -> str:
    x = paper.lines[0]
    paper.said["result"] = f"{x.name}达到{int(x.actual) + 37}{x.unit}。"
    return "Z21"


def nothing_explained(paper: Paper) -> str:
    paper.said["reason"] = ""
    return "Z22"


def total_wrong(paper: Paper) -> str:
    paper.total += 3
    told(paper)
    return "Z10"


def weight_wrong(paper: Paper) -> str:
    x = paper.lines[0]
    x.weight, x.points = x.weight + 5, x.points + 5
    paper.total += 5
    told(paper)
    return "Z09"


def above_weight(paper: Paper) -> str:
    x = paper.lines[-1]
    x.points += 1
    paper.total += 1
    told(paper)
    return "Z15"


def rate_wrong(paper: Paper) -> str:
    paper.rate = "77.77%"
    told(paper)
    paper.said["money"] = ""
    return "Z07"


_ALL = (
    total_told_wrong,
    rate_told_wrong,
    spending_told_wrong,
    total_wrong,
    weight_wrong,
    above_weight,
    rate_wrong,
)
FAULTS: dict[str, tuple[Callable[[Paper], str], ...]] = {
    "process": _ALL,
    "effect": (*_ALL, result_told_wrong, nothing_explained),
}


def faulty(family: str, seed: int) -> list[tuple[str, str, Paper]]:
    """Name, code and form of every fault of a family."""
    found = []
    for plant in FAULTS[family]:
        paper = clean(family, seed)
        paper = replace(paper, lines=[replace(line) for line in paper.lines], said=dict(paper.said))
        found.append((plant.__name__, plant(paper), paper))
    return found


def _effect(draw: random.Random) -> list[Line]:
    lines = []
    for at, (level1, level2, name, unit) in enumerate(_EFFECT):
        goal = draw.randint(3, 40) * 10
        done = goal * 9 // 10 if at == 1 else goal + draw.randint(0, 9)
        weight = D(18)
        points = (weight * min(D(done) / goal, D(1))).quantize(_CENT, rounding=ROUND_HALF_UP)
        reason = draw.choice(("人手不足", "系统停机升级")) if done < goal else ""
        lines.append(Line(level1, level2, name, str(goal), unit, str(done), weight, points, reason))
    return lines


def _process(draw: random.Random) -> list[Line]:
    weights = (D(10), D(5), D(15), D(15), D(10), D(20), D(15))
    lines = [
        Line(*levels, "", "", "", weight, weight) for levels, weight in zip(_PROCESS, weights, strict=True)
    ]
    short = draw.choice(lines)
    short.points, short.reason = short.weight - D("1.5"), "制度修订晚"
    return lines


def _shown(points: D) -> str:
    return f"{points.normalize():f}"
