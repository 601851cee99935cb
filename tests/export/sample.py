"""An assessment made by hand, small enough to read and rich enough to show every kind of cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from docscore.model import (
    Assertions,
    Assessment,
    Band,
    Block,
    BlockKind,
    Cell,
    Claim,
    Comparator,
    Comparison,
    Criterion,
    CriterionLine,
    Document,
    Explanation,
    Extraction,
    Figure,
    Finding,
    Indicator,
    IndicatorLine,
    Interval,
    Metric,
    Mood,
    Otherwise,
    Outcome,
    PointsRange,
    Problem,
    Quantity,
    Reconciled,
    Review,
    Role,
    Rubric,
    RubricSection,
    ScoreSheet,
    SectionLine,
    SelfScore,
    Sentence,
    Severity,
    Status,
    Tiers,
    Trace,
    Value,
)

PROSE = "在110个行政村建成站点，覆盖率为70.51%。销售额约1.5万元。"
CELLS = "=1+1\t10"


def document(*, kind: str = "pdf", origin: int | None = None, warnings: tuple[str, ...] = ()) -> Document:
    """A page with a paragraph and a table whose first cell looks like a formula."""
    table_cells = (Cell(0, 0, 1, 1, 0, 4), Cell(0, 1, 1, 1, 5, 7))
    from docscore.model import Table

    return Document(
        path="云岭.pdf",
        sha256="0" * 64,
        kind=kind,
        pages=2 if kind == "pdf" else None,
        blocks=(
            Block(0, BlockKind.PARAGRAPH, PROSE, 1, page=1, section=("四、工作开展情况",), origin=origin),
            Block(1, BlockKind.TABLE, CELLS, 1, page=2, table=Table(1, 2, table_cells)),
        ),
        warnings=warnings,
    )


def figure(
    of: Document, key: str, surface: str, value: str, unit: str, *, block: int = 0, role: Role = Role.ACTUAL
) -> Figure:
    """The figure *surface* of a block."""
    start = of.blocks[block].text.index(surface)
    number = Decimal(value)
    return Figure(
        id=key,
        surface=surface,
        quantity=Quantity(number, None, unit, Comparator.EQ, Interval.point(number)),
        role=role,
        subject="行政村" if unit == "个" else "",
        period=None,
        place=of.place(block, start, start + len(surface)),
        sentence=0,
        start=start,
        end=start + len(surface),
        metric="village_coverage" if unit == "%" else None,
    )


def extraction(of: Document) -> Extraction:
    """Three figures: one of them in a cell that begins with an equals sign."""
    return Extraction(
        figures=(
            figure(of, "f1", "110个", "110", "个"),
            figure(of, "f2", "70.51%", "70.51", "%"),
            figure(of, "f3", "=1+1", "2", "", block=1, role=Role.OTHER),
        ),
        sentences=(Sentence(0, PROSE, of.place(0, 0, len(PROSE)), Mood.STATED, 0, 0),),
    )


def rubric() -> Rubric:
    """One section, one indicator, two criteria, one of them without a figure in the report."""
    bands = (
        Band(
            Comparison(">=", Decimal(70), ">= 70%"),
            PointsRange(Decimal(5), Decimal(5)),
        ),
        Band(Otherwise(presumed=True), PointsRange(Decimal(0), Decimal(0))),
    )
    criteria = (
        Criterion(
            "S2.1.11", "行政村站点覆盖率", Decimal(5), "70%及以上 5 分", Tiers(bands, "village_coverage")
        ),
        Criterion(
            "S2.1.12", "贫困村站点覆盖率", Decimal("5.5"), "全覆盖 5.5 分", Tiers(bands, "poor_coverage")
        ),
    )
    indicator = Indicator("S2.1", "服务体系建设", Decimal("10.5"), criteria, evidence=("站点清单",))
    return Rubric(
        id="sample",
        title="示范考评指标体系 A&B",
        version="1.0",
        source="示例",
        unit="县",
        total=Decimal("10.5"),
        sections=(RubricSection("S2", "深入推动", Decimal("10.5"), (indicator,)),),
        metrics={
            "village_coverage": Metric("village_coverage", "行政村覆盖率", "%"),
            "poor_coverage": Metric("poor_coverage", "贫困村覆盖率", "%"),
        },
        notes=("原表未写最低档以下得几分",),
    )


def assessment(*, kind: str = "pdf", origin: int | None = None, warnings: tuple[str, ...] = ()) -> Assessment:
    """The whole: one line met, one without evidence, one finding, one check that held."""
    of = document(kind=kind, origin=origin, warnings=warnings)
    read = extraction(of)
    rules = rubric()
    claim = Claim("village_coverage", read.figures[1], reason="覆盖率为{n}")
    count = Claim("village_stations", read.figures[0], reason="在{n}行政村")
    value = Value(
        metric="village_coverage",
        interval=Interval(Decimal("70.505"), Decimal("70.515"), high_open=True),
        printed="70.51%",
        claims=(claim,),
        inputs=(Value("village_stations", Interval.point(Decimal(110)), "110个", (count,)),),
        formula="110 ÷ 156 = 70.51%",
    )
    missing = Value("poor_coverage", None, "", missing=("poor_stations",))
    met = Outcome(
        Decimal(5), Decimal(5), Decimal(5), Status.MET,
        Trace("tiers", ">= 70%：5 分", "70.51% 不低于 70%", (value,)),
    )  # fmt: skip
    open_ = Outcome(
        Decimal(0), Decimal("5.50"), Decimal(0), Status.NO_EVIDENCE,
        Trace("tiers", "", "报告没有写贫困村覆盖率", (missing,)),
    )  # fmt: skip
    lines = tuple(
        CriterionLine(criterion.id, criterion.name, criterion.clause, criterion.points, None, outcome)
        for criterion, outcome in zip(rules.criteria(), (met, open_), strict=True)
    )
    row = SelfScore("S2.1", ("S2.1.11", "S2.1.12"), Decimal(10), Decimal("10.5"), of.place(1, 5, 7))
    sums = (Decimal("10.5"), Decimal(10))
    ends = (Decimal(5), Decimal("10.50"), Decimal(5))
    indicator = IndicatorLine(
        "S2.1", "服务体系建设", *sums, (row,), *ends, criteria=lines, evidence=("站点清单",)
    )
    section = SectionLine("S2", "深入推动", "base", *sums, *ends, indicators=(indicator,))
    sheet = ScoreSheet("sample", rules.title, (section,), Decimal(11), Decimal(10), Decimal("10.5"), *ends)
    finding = Finding(
        code="S01",
        severity=Severity.ERROR,
        message="自评 10 分，报告自身材料最多支持 5 分",
        points_at_stake=Decimal("5.00"),
        criteria=("S2.1",),
        figures=read.figures[:2],
        places=(row.place, read.figures[0].place),
        remedy="请补充省定贫困村站点清单",
    )
    held = Reconciled("R01", "110 ÷ 156 = 70.51%，与所写一致", (read.figures[1].place,))
    return Assessment(
        document=of,
        extraction=read,
        rubric=rules,
        assertions=Assertions(claims={"village_coverage": (claim,)}, self_scores=(row,), stated_totals=()),
        sheet=sheet,
        review=Review((finding,), (held,)),
    )


def chained() -> Assessment:
    """The same with a doubt that follows from the first, one that a reviewer has explained, and an idle explanation."""
    given = assessment()
    root = replace(given.review.findings[0], fingerprint="S01-root")
    follows = replace(
        root,
        code="T01",
        message="少一个就掉档",
        points_at_stake=Decimal(3),
        fingerprint="T01-a",
        caused_by="S01-root",
    )
    told = Explanation(
        code="R02", criterion="S2.1.11", metric="", words="", fingerprint="R02-b", reason="已核原件", by="张三",
        given=date(2021, 10, 12), until=date(2022, 12, 31), entry=Problem("说明.yaml", 2, 5, ""),
    )  # fmt: skip
    stilled = replace(root, code="R02", message="没有写明基数", fingerprint="R02-b", explanation=told)
    idle = replace(told.entry, message="没有可对应的疑点 E01")
    return replace(given, review=Review((root, follows, stilled), given.review.reconciled, (idle,)))
