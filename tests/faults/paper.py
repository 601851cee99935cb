"""Papers of invented counties, clean or with one planted fault: what the checks are measured on.

A paper is its sentences by name, in sections, and its self-scores. Everything in a clean paper is consistent and
supports its self-scores; a fault changes one thing, as a county might.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from docx import Document as NewDocx

SECTIONS = {
    "一、基本情况": ("place", "villages", "poor_villages", "population", "poor", "brands", "scenic"),
    "二、工作目标": ("goal",),
    "三、工作完成情况": (
        "leaders",
        "plan",
        "policy",
        "rules",
        "ledger",
        "center",
        "months",
        "training_room",
        "display",
        "photo",
        "promotion",
        "services",
        "park",
        "companies",
        "kinds",
        "stations",
        "poor_stations",
        "survey",
        "sales",
        "operator",
        "delivery",
        "standards",
        "growth",
        "trade",
        "training",
        "poor_training",
        "column",
        "updates",
        "reports",
        "statistics",
        "cases",
        "media",
        "accepted",
        "coops",
    ),
    "四、资金管理情况": ("fund_rules", "fund_ledger", "allotted", "paid", "spent", "contract"),
    "五、存在问题": ("problems",),
    "六、下一步打算": ("next",),
}

#: Full marks of the rubric, and what a clean paper gives itself: judged lines at their top.
INDICATORS = {
    "组织领导": ("2", "2"),
    "方案制定": ("2", "2"),
    "政策支持": ("2", "2"),
    "项目管理": ("4", "4"),
    "服务体系建设": ("25", "25"),
    "农村产品上行": ("10", "10"),
    "电商人才培训": ("20", "20"),
    "信息公开": ("4", "4"),
    "数据上报": ("6", "6"),
    "案例总结": ("2", "2"),
    "经验推广": ("8", "8"),
    "制度建立": ("5", "5"),
    "资金台账": ("5", "5"),
    "资金支出": ("5", "5"),
}


@dataclass(frozen=True)
class Paper:
    """A report: its numbers, its sentences by name, and its self-scores by indicator."""

    n: dict[str, Decimal]
    said: dict[str, str]
    scores: dict[str, str]
    total: str

    def say(self, **changed: str) -> Paper:
        """The same paper with some sentences worded otherwise; an empty one is left out."""
        return replace(self, said={**self.said, **changed})

    def score(self, **changed: str) -> Paper:
        """The same paper with other self-scores and a total that adds up again."""
        scores = {**self.scores, **changed}
        known = [Decimal(points) for points in scores.values() if points not in ("", "/")]
        return replace(self, scores=scores, total=f"{sum(known, Decimal(0))}")

    def save(self, path: Path) -> Path:
        """The paper as DOCX."""
        document = NewDocx()
        document.add_paragraph("电子商务进农村综合示范创建自评报告")
        for heading, names in SECTIONS.items():
            document.add_paragraph(heading)
            for name in names:
                if self.said.get(name):
                    document.add_paragraph(self.said[name])
        document.add_paragraph("七、自评结果")
        document.add_paragraph(f"对照指标体系，自评得分{self.total}分，具体见下表。")
        rows = [("评价指标", "权重", "自评得分")]
        rows += [(name, INDICATORS[name][0], points) for name, points in self.scores.items()]
        rows.append(("合计得分", "", self.total))
        table = document.add_table(rows=len(rows), cols=3)
        table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.save(str(path))
        return path


def percent(part: Decimal, whole: Decimal, places: str = "0.01") -> Decimal:
    """A share in percent, rounded half up."""
    return (part * 100 / whole).quantize(Decimal(places), rounding=ROUND_HALF_UP)


def clean(seed: int) -> Paper:
    """A paper without a fault.

    Args:
        seed: the same seed gives the same paper.
    """
    rng = random.Random(seed)
    villages = Decimal(rng.randint(120, 195))
    poor = Decimal(rng.randint(15, 40))
    stations = (villages * rng.randint(76, 92) / 100).to_integral_value()
    population = Decimal(rng.randint(210_000, 480_000))
    trainees = (population * rng.randint(112, 160) / 10_000).to_integral_value()
    labour = Decimal(rng.randint(2_000, 4_000))
    poor_trained = min((labour * rng.randint(55, 66) / 100).to_integral_value(), trainees - 200)
    allotted = Decimal(rng.choice([3_000_000, 4_000_000, 5_000_000]))
    parts = [(allotted * rng.randint(14, 20) / 100).to_integral_value() for _ in range(5)]
    paid = sum(parts, Decimal(0))
    spent = paid - Decimal(rng.randint(10_000, 60_000))
    with_labour = Decimal(rng.randint(1_500, 3_000))
    without = Decimal(rng.randint(300, 900))
    trade = Decimal(rng.randint(8_000, 20_000))
    trade_before = (trade * 100 / rng.randint(112, 125)).to_integral_value()
    coops, model = Decimal(rng.randint(200, 900)), Decimal(rng.randint(20, 90))
    n = {
        "villages": villages, "poor": poor, "stations": stations, "population": population, "trainees": trainees,
        "labour": labour, "poor_trained": poor_trained, "allotted": allotted, "paid": paid, "spent": spent,
        "with_labour": with_labour, "without": without, "trade": trade, "trade_before": trade_before, "coops": coops,
        "model": model, "companies": Decimal(rng.randint(24, 48)), **{f"part{i}": part for i, part in enumerate(parts)},
    }  # fmt: skip
    households = with_labour + without
    said = {
        "place": "我县地处省境北部，辖12个镇、3个乡。",
        "villages": f"全县共有{villages}个行政村。",
        "poor_villages": f"其中省定贫困村{poor}个，非贫困村{villages - poor}个。",
        "population": f"2020年末常住人口{population}人。",
        "poor": f"全县有建档立卡贫困户{households}户（有劳动能力的{with_labour}户，无劳动能力的{without}户）。",
        "brands": "拥有国家地理标志产品3个（云岭核桃、东河大米、南坪蜂蜜）。",
        "scenic": "建成国家3A级景区2个（石门峡、清水湾）。",
        "goal": f"建成{stations - 4}个村级电商服务站点，培训{trainees - 150}人次。",
        "leaders": "成立由县长任组长，商务、财政、农业农村、扶贫等部门负责人为成员的领导小组。",
        "plan": "印发了示范创建工作方案，任务分解到部门。",
        "policy": "出台了支持农村电商的扶持政策，已兑现奖补。",
        "rules": "制定了项目管理办法，建设和验收环节严格执行。",
        "ledger": "建立了项目工作台账，逐项登记。",
        "center": "县级电商公共服务中心于2020年9月建成并投入使用。",
        "months": "公共服务中心已正常运行11个月。",
        "training_room": "设有免费开放的培训教室2间，配有培训设备。",
        "display": "免费为农户展示销售特色农产品。",
        "photo": "免费为网商提供产品摄影和店铺美工。",
        "promotion": "组织企业参加农产品推介会，统一推广区域公共品牌。",
        "services": "提供代运营、品牌咨询等衍生增值服务。",
        "park": "整合原有园区，建成电商产业园一座。",
        "companies": f"电商产业园已有{n['companies']}家企业入驻。",
        "kinds": "入驻企业有平台型、销售型和物流企业。",
        "stations": f"已建成{stations}个村级电商服务站点。",
        "poor_stations": f"{poor}个省定贫困村实现100%覆盖。",
        "survey": "开展农产品网销摸底，形成调研报告并提出建议。",
        "sales": "举办年货节等网络促销活动，销售效果明显。",
        "operator": "引进专业运营服务商负责日常运营。",
        "delivery": "物流快递的行政村覆盖率达到100%。",
        "standards": "出台了三项农产品电商交易标准，冷链和溯源系统建成使用。",
        "growth": "2020年农产品网络零售额比上年增长36.4%。",
        "trade": f"电商交易额由2019年的{trade_before}万元增长到2020年的{trade}万元，增长{percent(trade - trade_before, trade_before)}%。",
        "training": f"累计培训{trainees}人次。",
        "poor_training": f"培训有劳动能力的建档立卡贫困人口{poor_trained}人，占{labour}人的{percent(poor_trained, labour)}%；"
        f"有劳动能力的建档立卡贫困人口{labour}人，培训率达到{percent(poor_trained, labour)}%。",
        "column": "在县政府门户网站开设示范创建专栏。",
        "updates": "专栏按月更新项目进度。",
        "reports": "每月向市商务局报送统计数据。",
        "statistics": "统计建档立卡贫困户参训和增收情况。",
        "cases": "向市商务局报送典型案例2篇。",
        "media": "《人民日报》报道了我县做法，市电视台作了专题报道，县融媒体中心连续报道。",
        "accepted": "全部项目已通过县级验收。",
        "coops": f"全县有农民合作社{coops}家，其中示范社{model}家，占比{percent(model, coops)}%。",
        "fund_rules": "印发了专项资金管理办法，专款专用。",
        "fund_ledger": "承办企业建立了资金专用台账，账目清晰。",
        "allotted": f"省级财政下达专项资金{allotted}元。",
        "paid": f"截至2021年8月31日，累计拨付资金{paid}元，其中公共服务中心{parts[0]}元，站点建设{parts[1]}元，"
        f"物流体系{parts[2]}元，人才培训{parts[3]}元，品牌推广{parts[4]}元。",
        "spent": f"实际支出专项资金{spent}元，资金支出率为{percent(spent, allotted)}%。",
        "contract": "监理合同金额为壹拾贰万元整（120000元）。",
        "problems": "部分站点业务量还不大，带动作用有待增强。",
        "next": "继续做好站点运营和品牌培育。",
    }
    scores = {name: points for name, (_, points) in INDICATORS.items()}
    return Paper(n, said, scores, "95").score()


@dataclass(frozen=True)
class Fault:
    """One way in which a paper goes wrong, and the code that must say so."""

    name: str
    code: str
    plant: Callable[[Paper], Paper]


def _fmt(text: str) -> Callable[[Paper], str]:
    return lambda paper: text.format(**paper.n)


def _said(code: str, name: str, **sentences: str | Callable[[Paper], str]) -> Fault:
    """A fault that words some sentences otherwise."""

    def plant(paper: Paper) -> Paper:
        return paper.say(
            **{key: text if isinstance(text, str) else text(paper) for key, text in sentences.items()}
        )

    return Fault(name, code, plant)


FAULTS = (
    _said(
        "A01",
        "分项漏一万",
        paid=lambda p: p.said["paid"].replace(f"{p.n['part4']}元", f"{p.n['part4'] - 10000}元"),
    ),
    _said(
        "A01",
        "括号分户多一",
        poor=lambda p: p.said["poor"].replace(
            f"无劳动能力的{p.n['without']}户", f"无劳动能力的{p.n['without'] + 1}户"
        ),
    ),
    _said(
        "A03",
        "贫困村与非贫困村之和不是总村数",
        poor_villages=lambda p: (
            f"其中省定贫困村{p.n['poor']}个，非贫困村{p.n['villages'] - p.n['poor'] + 1}个。"
        ),
    ),
    _said("A04", "大写写错", contract="监理合同金额为壹拾贰万元整（112000元）。"),
    _said(
        "R01",
        "支出率与支出、下达不符",
        spent=lambda p: (
            f"实际支出专项资金{p.n['spent']}元，资金支出率为{percent(p.n['spent'], p.n['allotted']) + 4}%。"
        ),
    ),
    _said(
        "R01",
        "培训率与分子分母不符",
        poor_training=lambda p: (
            f"培训有劳动能力的建档立卡贫困人口{p.n['poor_trained']}人。有劳动能力的建档立卡贫困人口{p.n['labour']}人，培训率达到{percent(p.n['poor_trained'], p.n['labour']) + 3}%。"
        ),
    ),
    _said("R02", "支出率没有基数", allotted=""),
    _said("R02", "拨付进度没有基数", allotted="", spent="资金拨付进度为88%。"),
    _said("R03", "培训率超过一百", poor_training="有劳动能力的建档立卡贫困人口培训率达到112%。"),
    _said(
        "R04",
        "总人次到不了五成",
        training="累计培训4902人次。",
        poor_training="有劳动能力的建档立卡贫困人口15200人。",
    ),
    _said("R05", "增幅算错", trade="电商交易额由2019年的10200万元增长到2020年的12750万元，增长22.5%。"),
    _said("R05", "降幅算错", trade="投诉件由2019年的420件下降到2020年的315件，下降35.5%。"),
    _said(
        "R06",
        "占比算错",
        coops=lambda p: p.said["coops"].replace(
            f"{percent(p.n['model'], p.n['coops'])}%", f"{percent(p.n['model'], p.n['coops']) + 2}%"
        ),
    ),
    _said("R06", "完成率算错", coops="目标引进企业40家，实际引进42家，完成率为115%。"),
    _said("E01", "三个产品只列两个", brands="拥有国家地理标志产品3个（云岭核桃、东河大米）。"),
    _said("E01", "两个景区列了三个", scenic="建成国家3A级景区2个（石门峡、清水湾、白石岭）。"),
    _said(
        "C01",
        "站点数前后不一",
        accepted=lambda p: f"全部项目已通过县级验收。目前村级电商服务站点达到{p.n['stations'] - 9}个。",
    ),
    _said(
        "C01",
        "入驻企业前后不一",
        kinds=lambda p: f"入驻企业有平台型、销售型和物流企业。入驻企业达到{p.n['companies'] + 7}家。",
    ),
    _said(
        "C02",
        "同一句话两个数",
        brands="拥有国家地理标志产品3个（云岭核桃、东河大米、南坪蜂蜜）。被认定为省级农产品出口示范基地的经营主体7家。",
        scenic="目前4家经营主体被认定为省级农产品出口示范基地。",
    ),
    _said("C03", "溯源系统一处有一处没有", problems="农产品溯源系统尚未建成。"),
    _said("C03", "政策一处有一处缺", problems="扶持政策缺乏，企业反映较多。"),
    _said(
        "T01",
        "覆盖率踩线",
        villages="全县共有195个行政村。",
        poor_villages="其中省定贫困村39个，非贫困村156个。",
        poor_stations="39个省定贫困村实现100%覆盖。",
        stations="已建成137个村级电商服务站点。",
    ),
    _said("T01", "入驻企业踩线", companies="电商产业园已有20家企业入驻。"),
    _said("T02", "覆盖率约七成", stations="行政村站点覆盖率约70%。"),
    _said("T03", "总体进度不足四成", accepted="全部项目已通过县级验收，项目总体进度仅为35%。"),
    _said("T03", "发生安全事故", problems="项目施工中发生安全事故一起。"),
    _said("S01", "培训率没有写", poor_training=""),
    _said("S01", "增速没有写", growth=""),
    _said("S01", "媒体没有写", media=""),
    _said("S01", "运行月数没有写", months=""),
    _said("S05", "只有存在问题说政策缺乏", policy="", problems="扶持政策缺乏，企业反映较多。"),
    _said("S05", "只有存在问题说宣传不够", media="", problems="宣传力度不够，没有及时做宣传报道。"),
    Fault("媒体三项得不出 6 分", "S03", lambda p: p.score(经验推广="6")),
    Fault("总分写错", "S04", lambda p: replace(p, total=f"{Decimal(p.total) - 1}")),
    Fault("自评超过满分", "S06", lambda p: p.score(政策支持="3")),
    Fault("自评空白", "S07", lambda p: p.score(案例总结="")),
    Fault("自评低于确定的分", "S02", lambda p: p.score(数据上报="2")),
    _said(
        "G02",
        "目标没有结果",
        goal=lambda p: p.said["goal"] + "力争培育年销售额500万元以上的电商龙头企业8家。",
    ),
    _said("G03", "只写拨付进度", spent="资金拨付进度为88.5%。"),
    _said("G04", "规划当完成", stations=lambda p: f"在{p.n['stations']}个行政村规划建设村级电商服务站点。"),
    _said("G05", "验收还在打算里", accepted="", next="下一步做好建设项目的验收。"),
    _said("G05", "物流各自为政", problems="各个快递企业各自为站，物流成本较高。"),
    _said(
        "P01", "常住人口是前年的", population=lambda p: f"截至2020年5月25日，常住人口{p.n['population']}人。"
    ),
)
