"""Invented forms of four variants, clean and with one planted fault each, as a grid and with the truth of every cell.

Points are computed here by the formulas as DOMAIN §1 words them, independently of the program.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

D = Decimal
CENT, NOTHING, HUNDRED = D("0.01"), D(0), D(100)


@dataclass
class Row:
    """An indicator."""

    level1: str
    level2: str
    name: str
    operator: str
    target: str
    unit: str
    actual: str
    weight: D
    points: D = NOTHING
    reason: str = ""
    full: bool = False  # a qualitative row that an evaluator gives full marks


@dataclass
class Source:
    """A line of the budget."""

    name: str
    initial: str
    annual: str
    executed: str
    rate: str


@dataclass
class Paper:
    """A form before it is laid out."""

    variant: str
    project: str
    unit: str
    sources: list[Source]
    execution_weight: D
    execution_points: D
    execution_reason: str
    rows: list[Row]
    total: D = NOTHING
    grade: str = ""
    levels: dict[str, D] = field(default_factory=dict)
    total_weight: D = HUNDRED


VARIANTS = ("form-national", "form-sichuan-2023", "form-guangxi", "form-hubei-2020")
_PROJECTS = (
    "农村公路养护",
    "山洪预警设施维护",
    "基层文化站开放",
    "高标准农田管护",
    "社区养老服务补助",
    "职业技能培训",
)
_UNITS = ("某县交通运输局", "某县水利局", "某区文化馆", "某县农业农村局", "某区民政局")
_AMOUNTS = (
    ("养护里程", "公里"), ("维护站点数量", "个"), ("开展活动场次", "场"), ("管护面积", "亩"), ("服务老人人数", "人"),
    ("培训学员人数", "人次"), ("发放手册数量", "册"), ("巡查次数", "次"),
)  # fmt: skip
_RATES = ("验收合格率", "设备完好率", "材料抽检达标率", "培训考核通过率")
_TIMES = ("任务按期完成率", "补助发放及时率")
_EFFECTS = (("新增受益人口", "人"), ("带动就业人数", "人"), ("日均通行车辆", "辆"))
_WORDS = (("基层服务能力", "有所提升"), ("公众安全意识", "明显增强"), ("管护长效机制", "健全"))


def clean(variant: str, seed: int) -> Paper:
    """A form without faults."""
    draw = random.Random(f"{variant} {seed}")
    execution = D(20) if variant == "form-hubei-2020" else D(10)
    output = D(40) if variant == "form-hubei-2020" else D(50)
    rows = _output(draw, output)
    rows.append(Row("效益指标", "社会效益指标", *_amount(draw, _EFFECTS), D(20)))
    words, goal = draw.choice(_WORDS)
    rows.append(Row("效益指标", "可持续影响指标", words, "定性", goal, "", "基本达成", D(10)))
    rows.append(
        Row(
            "满意度指标",
            "服务对象满意度指标",
            "受益群众满意度",
            "≥",
            "90",
            "%",
            str(draw.randint(90, 99)),
            D(10),
        )
    )
    short = draw.choice([row for row in rows if row.operator == "≥" and row.unit != "%"])
    short.actual = str(int(D(short.target) * draw.choice((D("0.8"), D("0.9"), D("0.95")))))
    for row in rows:
        row.points = points_of(variant, row)
        if row.points < row.weight:
            row.reason = draw.choice(("雨季停工", "设备到货迟", "招标流标一次", "部分群众外出"))
    initial, carried = D(draw.randint(80, 400)), D(draw.randint(5, 40))
    annual = initial + carried
    executed = (annual * D(draw.randint(92, 99)) / 100).quantize(CENT)
    own = (executed - carried).quantize(CENT)
    sources = [
        Source("年度资金总额", f"{initial}", f"{annual}", f"{executed}", _rate(executed, annual)),
        Source("其中：当年财政拨款", f"{initial}", f"{initial}", f"{own}", _rate(own, initial)),
        Source("上年结转资金", "0", f"{carried}", f"{carried}", "100.00%"),
        Source("其他资金", "/", "/", "/", "/"),
    ]
    paper = Paper(variant, draw.choice(_PROJECTS), draw.choice(_UNITS), sources, execution, D(0), "", rows)
    paper.execution_points = _two(executed / annual * execution)
    paper.levels = {
        level: sum((r.weight for r in rows if r.level1 == level), D(0)) for level in _levels(rows)
    }
    return settled(paper)


def settled(paper: Paper) -> Paper:
    """The form with the total and the grade that follow from its rows."""
    paper.total = paper.execution_points + sum((row.points for row in paper.rows), D(0))
    bounds = (80, 70, 60) if paper.variant == "form-guangxi" else (90, 80, 60)
    paper.grade = next((g for g, b in zip("优良中", bounds, strict=True) if paper.total >= b), "差")
    return paper


def points_of(variant: str, row: Row) -> D:
    """What a row earns: full at the target, else by proportion; ≤ by the variant's formula; words by an evaluator."""
    if row.operator == "定性":
        return row.weight if row.full else _two(row.weight * D("0.75"))
    target, actual = D(row.target), D(row.actual)
    if row.operator == "≤":
        if actual <= target:
            return row.weight
        share = target / actual if variant == "form-hubei-2020" else max(D(0), (2 * target - actual) / target)
        return _two(row.weight * share)
    if target == 0:
        return row.weight if actual == 0 else D(0)
    return _two(row.weight * min(D(1), actual / target))


def truth(paper: Paper) -> dict[str, object]:
    """The cells of a form as its layout prints them, in the words of ``wild.yaml``."""
    own = paper.variant == "form-sichuan-2023"
    columns = [
        "level1",
        "level2",
        "name",
        *(["operator"] if own else []),
        "target",
        *(["measure"] if own else []),
        "actual",
        "weight",
        "points",
        "reason",
    ]
    rows = []
    for row in paper.rows:
        cells = [
            _level(paper, row.level1),
            row.level2,
            row.name,
            *_printed(paper, row),
            str(row.weight),
            _shown(row.points),
            row.reason,
        ]
        rows.append("|".join(cell or "-" for cell in cells))
    return {"columns": "|".join(columns), "rows": "\n".join(rows)}


def grid(paper: Paper) -> str:
    """The form as a grid; each variant has headings and an order of its own."""
    return {
        "form-national": _national,
        "form-guangxi": _guangxi,
        "form-hubei-2020": _hubei,
        "form-sichuan-2023": _sichuan,
    }[paper.variant](paper)


def _output(draw: random.Random, points: D) -> list[Row]:
    """Output indicators: amounts, a rate, a time, a cost, and something that must not happen."""
    each = points / 5
    names = draw.sample(_AMOUNTS, 2)
    rows = [Row("产出指标", "数量指标", *_amount(draw, [name]), each) for name in names]
    rows.append(
        Row("产出指标", "质量指标", draw.choice(_RATES), "≥", "95", "%", str(draw.randint(95, 100)), each)
    )
    rows.append(Row("产出指标", "时效指标", draw.choice(_TIMES), "＝", "100", "%", "100", each))
    cost = draw.randint(20, 90)
    done = cost * 110 // 100 if draw.random() < 0.4 else cost - draw.randint(1, 9)
    rows.append(Row("产出指标", "成本指标", "项目总成本", "≤", str(cost), "万元", str(done), each))
    return rows


def _amount(draw: random.Random, names: object) -> tuple[str, str, str, str, str]:
    name, unit = draw.choice(list(names))  # type: ignore[call-overload]
    target = draw.randint(4, 120) * 10
    return name, "≥", str(target), unit, str(target + draw.randint(0, target // 5))


def _levels(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row.level1 for row in rows))


def _level(paper: Paper, level: str) -> str:
    return f"{level}（{paper.levels[level]}分）" if paper.variant == "form-hubei-2020" else level


def _printed(paper: Paper, row: Row) -> list[str]:
    """Operator, target, unit and result as the variant prints them."""
    if paper.variant == "form-sichuan-2023":
        return [row.operator, row.target, row.unit or "/" if row.operator != "定性" else "", row.actual]
    operator = "" if row.operator == "定性" else row.operator
    actual = (
        row.actual + row.unit
        if row.operator != "定性" and row.actual and not row.actual.endswith("元")
        else row.actual
    )
    return [f"{operator}{row.target}{row.unit}", actual]


def _body(paper: Paper, order: list[int], width: int) -> list[str]:
    lines, above = [], ("", "")
    for row in paper.rows:
        one, two = _level(paper, row.level1), row.level2
        cells = [
            "^" if one == above[0] else one, "^" if (one, two) == above else two, row.name, *_printed(paper, row),
            str(row.weight), _shown(row.points), row.reason,
        ]  # fmt: skip
        above = (one, two)
        lines.append("|".join([cells[i] for i in order] + [""] * (width - len(order))))
    return lines


def _national(paper: Paper) -> str:
    s = paper.sources
    lines = [
        "=== 项目支出绩效自评表", "=== （2024年度）",
        f"项目名称|{paper.project}|<|<|<|<|<|<", f"主管部门|{paper.unit}|<|<|实施单位|{paper.unit}机关|<|<",
        "项目资金⏎（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分",
        f"^|{s[0].name}|{s[0].initial}|{s[0].annual}|{s[0].executed}|{paper.execution_weight}|{s[0].rate}|{paper.execution_points}",
        *(f"^|{x.name}|{x.initial}|{x.annual}|{x.executed}|—|{x.rate}|—" for x in s[1:]),
        "年度总体目标|预期目标|<|<|实际完成情况|<|<|<", "^|完成年度任务|<|<|已完成年度任务|<|<|<",
        "一级指标|二级指标|三级指标|年度指标值（A）|实际完成值（B）|分值|得分|偏差原因分析及改进措施",
        *_body(paper, [0, 1, 2, 3, 4, 5, 6, 7], 8),
        f"总分|<|<|<|<|{paper.total_weight}|{paper.total}|", f"自评等级|{paper.grade}|<|<|<|<|<|<",
    ]  # fmt: skip
    return "\n".join(lines)


def _guangxi(paper: Paper) -> str:
    s = paper.sources
    lines = [
        "项目支出绩效自评表|<|<|<|<|<|<|<",
        f"项目名称|{paper.project}|<|<|预算单位|{paper.unit}|<|<",
        "资金情况（万元）|资金来源|年初预算数|调整后预算数|执行数|执行率|权重|得分",
        f"^|{s[0].name}|{s[0].initial}|{s[0].annual}|{s[0].executed}|{s[0].rate}|{paper.execution_weight}|{paper.execution_points}",
        *(f"^|{x.name}|{x.initial}|{x.annual}|{x.executed}|{x.rate}|/|/" for x in s[1:]),
        "一级指标|二级指标|三级指标|权重|指标值|完成值|得分|备注",
        *_body(paper, [0, 1, 2, 5, 3, 4, 6, 7], 8),
        f"合计|<|<|{paper.total_weight}|||{paper.total}|", f"自评等次|{paper.grade}|<|<|<|<|<|<",
        "填表人：丁||||联系电话：|||",
    ]  # fmt: skip
    return "\n".join(lines)


def _hubei(paper: Paper) -> str:
    s = paper.sources
    lines = [
        "=== 2024年度项目自评表",
        f"项目名称|{paper.project}|<|<|主管部门|{paper.unit}|<|<",
        "预算执行情况（万元）||年初预算数|预算数|执行数|执行率|分值|得分",
        f"^|{s[0].name}|{s[0].initial}|{s[0].annual}|{s[0].executed}|{s[0].rate}|{paper.execution_weight}|{paper.execution_points}",
        *(f"^|{x.name}|{x.initial}|{x.annual}|{x.executed}|{x.rate}||" for x in s[1:]),
        "年度绩效目标|一级指标|二级指标|三级指标|年初目标值|实际完成值|分值|得分|未完成原因",
    ]  # fmt: skip
    lines = [
        f"{line}|<"
        if position == 1
        else f"{line}|"
        if position > 1 and not line.startswith("年度绩效目标")
        else line
        for position, line in enumerate(lines)
    ]
    lines += [f"^|{line}" for line in _body(paper, [0, 1, 2, 3, 4, 5, 6, 7], 8)]
    lines += [
        f"总分|<|<|<|<|<|{paper.total_weight}|{paper.total}|",
        "备注：定量指标按完成比例计分，定性指标分三档。|<|<|<|<|<|<|<|<",
    ]
    return "\n".join(lines)


def _sichuan(paper: Paper) -> str:
    s = paper.sources
    reason = paper.execution_reason
    lines = [
        "部门预算项目支出绩效自评表（2024年度）|<|<|<|<|<|<|<|<|<",
        f"项目名称|<|{paper.project}|<|<|<|<|<|<|<", f"主管部门|<|{paper.unit}|<|<|实施单位|<|{paper.unit}机关|<|<",
        "项目预算执行情况（万元）|<|<|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因",
        f"^|{s[0].name}|<|{s[0].initial}|{s[0].annual}|{s[0].executed}|{s[0].rate}|{paper.execution_weight}|{paper.execution_points}|{reason}",
        *(f"^|{x.name}|<|{x.initial}|{x.annual}|{x.executed}|{x.rate}|/|/|/" for x in s[1:]),
        "一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析",
        *_body(paper, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10),
        f"合计|<|<|<|<|<|<|{paper.total_weight}|{paper.total}|", "评价结论|<|完成了年度任务。|<|<|<|<|<|<|<",
    ]  # fmt: skip
    lines[3] = lines[3].replace("（万元）|<|<", "（万元）||")
    return "\n".join(lines)


def _rate(executed: D, base: D) -> str:
    return f"{_two(executed * 100 / base)}%"


def _two(value: D) -> D:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def _shown(points: D | None) -> str:
    return "" if points is None else f"{points.normalize():f}"


def copy(paper: Paper) -> Paper:
    """A form that may be changed without changing the other."""
    return replace(
        paper,
        rows=[replace(row) for row in paper.rows],
        sources=[replace(s) for s in paper.sources],
        levels=dict(paper.levels),
    )
