"""A county's paper: sentences by name in an order, tables, and self-scores that its truth supports."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from .county import County, county

_HERE = Path(__file__).parent
PHRASES: dict[str, list[str]] = YAML(typ="safe").load(_HERE / "phrases.yaml")

#: Sections with their sentences; where a paper puts its money differs by style.
_BASICS = (
    "place",
    "villages",
    "poor_villages",
    "population",
    "households",
    "firms",
    "brands",
    "scenic",
    "coops",
)
_LED = ("leaders", "plan", "policy", "rules", "ledger")
_SERVICE = ("center", "months", "training_room", "display", "photo", "promotion", "services", "park", "companies", "kinds",
            "stations", "poor_stations")  # fmt: skip
_SOLD = ("survey", "sales", "operator", "delivery", "standards", "growth", "trade", "parcels", "recruit")
_TRAINED = ("training", "poor_training", "subsidy")
_OPEN = (
    "column",
    "updates",
    "reports",
    "statistics",
    "cases",
    "media_province",
    "media_city",
    "media_county",
    "accepted",
)
_MONEY = ("fund_rules", "fund_ledger", "allotted", "paid", "spent", "left", "contract")

ORDERS: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = (
    (
        ("一、基本情况", _BASICS),
        ("二、工作目标", ("goal",)),
        ("三、工作完成情况", (*_LED, *_SERVICE, *_SOLD, *_TRAINED, *_OPEN)),
        ("四、资金管理情况", _MONEY),
        ("五、存在问题", ("problems",)),
        ("六、下一步打算", ("next",)),
    ),
    (
        ("一、县域概况", _BASICS),
        ("二、创建目标任务", ("goal",)),
        ("三、专项资金使用情况", _MONEY),
        ("四、主要做法及成效", ()),
        ("（一）加强组织领导", _LED),
        ("（二）完善服务体系", _SERVICE),
        ("（三）促进产品上行", _SOLD),
        ("（四）强化人才培训", _TRAINED),
        ("（五）做好信息公开和宣传", _OPEN),
        ("五、存在的主要问题", ("problems",)),
        ("六、下一步工作计划", ("next",)),
    ),
    (
        ("一、总体情况", (*_BASICS, "goal")),
        ("二、绩效目标完成情况分析", (*_SERVICE, *_TRAINED, *_SOLD)),
        ("三、组织实施情况", (*_LED, *_OPEN)),
        ("四、资金投入和使用情况", _MONEY),
        ("五、存在的问题和不足", ("problems",)),
        ("六、改进措施", ("next",)),
    ),
)

#: Indicators with the lines that their self-scores cover, in the rule document's order.
INDICATORS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("加强组织领导与统筹协调", "组织领导", "2", ("S1.1.1",)),
    ("加强组织领导与统筹协调", "方案制定", "2", ("S1.2.1",)),
    ("加强组织领导与统筹协调", "政策支持", "2", ("S1.3.1",)),
    ("加强组织领导与统筹协调", "项目管理", "4", ("S1.4.1", "S1.4.2")),
    ("深入推动电子商务进农村工作", "服务体系建设", "25", tuple(f"S2.1.{i}" for i in range(1, 13))),
    ("深入推动电子商务进农村工作", "农村产品上行", "10", tuple(f"S2.2.{i}" for i in range(1, 7))),
    ("深入推动电子商务进农村工作", "电商人才培训", "20", ("S2.3.1", "S2.3.2")),
    ("加强信息公开及报送", "信息公开", "4", ("S3.1.1", "S3.1.2")),
    ("加强信息公开及报送", "数据上报", "6", ("S3.2.1", "S3.2.2")),
    ("加强宣传推广", "案例总结", "2", ("S4.1.1",)),
    ("加强宣传推广", "经验推广", "8", ("S4.2.1", "S4.2.2", "S4.2.3")),
    ("加强财政资金管理", "制度建立", "5", ("S5.1.1",)),
    ("加强财政资金管理", "资金台账", "5", ("S5.2.1",)),
    ("加强财政资金管理", "资金支出", "5", ("S5.3.1",)),
)

LAYOUTS = ("indicators", "merged", "criteria", "glued")
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Paper:
    """A report as its author has it.

    Attributes:
        county: numbers and truth.
        said: sentences by name; an empty one is left out.
        order: headings with the names of their sentences.
        layout: how the self-score table is laid out.
        scores: self-scores by criterion, as printed.
        rows: printed self-score of a whole indicator where it differs from its lines' sum, by its name.
        total: printed total.
        told_total: total in the prose.
        paragraph: sentences a paragraph.
        extra: tables by the name of the sentence that they follow.
    """

    county: County
    said: dict[str, str]
    order: tuple[tuple[str, tuple[str, ...]], ...]
    layout: str
    scores: dict[str, Decimal]
    total: str
    told_total: str
    paragraph: int
    rows: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Table] = field(default_factory=dict)

    def word(self, template: str) -> str:
        """A wording with this county's numbers in it."""
        return word(template, self.county.n)

    def say(self, **changed: str) -> Paper:
        """The same paper with some sentences worded otherwise; an empty one is left out."""
        return replace(self, said={**self.said, **changed})

    def give(self, **points: str) -> Paper:
        """The same paper with other self-scores of whole indicators, and a total that adds up again."""
        paper = replace(self, rows={**self.rows, **points})
        total = paper.sum_of_rows()
        return replace(paper, total=total, told_total=total)

    def row(self, name: str, criteria: tuple[str, ...]) -> str:
        """The printed self-score of an indicator."""
        return self.rows.get(name, plain(sum((self.scores[one] for one in criteria), Decimal(0))))

    def sum_of_rows(self) -> str:
        """What the printed self-scores add up to."""
        printed = [self.row(name, criteria) for _, name, _, criteria in INDICATORS]
        bonus = self.scores.get("S6.1.1", Decimal(0))
        return plain(
            sum((Decimal(one) for one in printed if re.fullmatch(r"-?[\d.]+", one)), Decimal(0)) + bonus
        )

    def blocks(self) -> list[str | Table]:
        """Headings, paragraphs and tables in order."""
        name = self.county.n["county"]
        blocks: list[str | Table] = [f"{name}电子商务进农村综合示范创建自评报告", f"{name}人民政府"]
        blocks.append(f"按照省商务厅部署，{name}对照指标体系开展了自评，现将{name}示范创建情况报告如下。")
        for heading, names in self.order:
            blocks.append(heading)
            pending: list[str] = []
            for name in names:
                if self.said.get(name):
                    pending.append(self.said[name])
                if len(pending) >= self.paragraph or name in self.extra:
                    blocks += ["".join(pending)] if pending else []
                    pending = []
                if name in self.extra:
                    blocks.append(self.extra[name])
            blocks += ["".join(pending)] if pending else []
        blocks += ["七、自评结果", f"对照指标体系，自评得分{self.told_total}分，具体见下表。"]
        return [*blocks, self.score_table()] if self.layout != "none" else blocks

    def score_table(self) -> Table:
        """The self-score table in this paper's layout; a cell equal to the one above it in the first columns is merged."""
        from .layout import score_table

        return score_table(self)


def plain(number: Decimal) -> str:
    """A number without trailing zeros."""
    return f"{number.normalize():f}"


def word(template: str, n: dict[str, Any]) -> str:
    """A wording with numbers in it.

    Args:
        template: ``{…}`` is an expression over *n*; ``:元`` prints money, ``:%1`` a rate with one decimal.
        n: the county's numbers and names.
    """

    def put(match: re.Match[str]) -> str:
        value = eval(match[1], {"__builtins__": {}, "min": min, "int": int}, n)  # noqa: S307 - our own fixtures
        form = match[2] or ""
        if isinstance(value, str):
            return value
        value = Decimal(value)
        if form == "元":
            return f"{value / 10000:.2f}万元" if n["in_wan"] else f"{value:.0f}元"
        if form.startswith("%"):
            return str(value.quantize(Decimal(1).scaleb(-int(form[1:])), rounding=ROUND_HALF_UP))
        return plain(value) if form == "." else f"{value:.0f}"

    return re.sub(r"\{([^{}:]+)(?::([^{}]+))?\}", put, template)


def clean(seed: int) -> Paper:
    """A paper without a fault.

    Args:
        seed: decides the county, the wordings, the order and the layout.
    """
    place, rng = county(seed), random.Random(f"paper {seed}")
    flags = place.flags
    chosen = {
        "leaders": "leaders_deputy" if "deputy" in flags else "leaders",
        "updates": "updates_some" if "updates_some" in flags else "updates",
        "reports": "reports_some" if "reports_some" in flags else "reports",
        "stations": "stations_rate" if "rate" in flags else "stations",
        "poor_stations": "poor_stations_all" if "poor_all" in flags else "poor_stations",
        "training": "training_split" if "split" in flags else "training",
        "paid": "paid_table" if "funds_table" in flags else "paid",
    }
    order = rng.choice(ORDERS)
    said = {}
    for _, names in order:
        for name in names:
            level = name.removeprefix("media_")
            if not (name.startswith("media_") and f"no_{level}" in flags):
                said[name] = word(rng.choice(PHRASES[chosen.get(name, name)]), place.n)
    scores = {}
    for criterion, (low, high) in place.truth.items():
        mute = low == 0 and criterion in ("S4.2.1", "S4.2.2", "S4.2.3")
        scores[criterion] = Decimal(0) if mute else Decimal(rng.randint(int(max(low, high - 1)), int(high)))
    scores["S5.2.1"] = Decimal(4)  # nobody is perfect everywhere
    scores["S1.3.1"] = Decimal(1)
    extra = {"paid": funds_table(place.n)} if "funds_table" in flags else {}
    paper = Paper(place, said, order, rng.choice(LAYOUTS), scores, "", "", rng.choice((1, 2, 4)), extra=extra)
    return paper.give()


def funds_table(n: dict[str, Any]) -> Table:
    """Where the money went, as a table with a total."""
    unit, names = (
        ("万元", "元")[not n["in_wan"]],
        ("公共服务中心", "站点建设", "物流体系", "人才培训", "品牌推广"),
    )
    parts = [n[f"part{i}"] for i in range(5)]
    show = [f"{one / 10000:.2f}" if n["in_wan"] else f"{one:.0f}" for one in (*parts, n["paid"])]
    rows = [
        (str(i), name, amount) for i, (name, amount) in enumerate(zip(names, show, strict=False), start=1)
    ]
    return (("序号", "子项目", f"拨付金额（{unit}）"), *rows, ("", "合计", show[-1]))
