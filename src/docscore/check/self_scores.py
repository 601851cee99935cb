"""S: is the self-score what the papers support?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..model import (
    Code,
    CriterionLine,
    Finding,
    Place,
    PointsRange,
    Reconciled,
    SelfScore,
    Severity,
    Stance,
    StatedTotal,
    Status,
    sums,
)
from .case import Case
from .claimed import Row, rows

S01 = Code(
    "S01",
    Severity.WARNING,
    "自评高于材料所能支持",
    "自评得分高于材料自己的证据最多能支持的分（有据）。差额取决于没有写出、或只写了一部分的内容。",
    "请补充所缺的数据或佐证，否则按有据计",
    "自评 20 分，而贫困人口培训率没有写，有据只有 10 分",
)
S02 = Code(
    "S02",
    Severity.INFO,
    "自评低于材料已能确定的分",
    "材料已经能确定的分比自评高：可能少报，也可能自评时另有扣分原因没有写明。",
    "请说明少报的原因",
    "自评 2 分，而 137 ÷ 180 = 76.11% 可得 5 分",
)
S03 = Code(
    "S03",
    Severity.WARNING,
    "自评分按细则得不出来",
    "按细则的档次和分项，怎样组合都得不到这个分。",
    "请写明各分项得分",
    "两个分项只能各得 5、2、0 和 5、3、0 分，合计不可能是 9 分",
)
S04 = Code(
    "S04",
    Severity.ERROR,
    "自评总分与各项之和不符",
    "各指标自评得分相加，与表里或正文写的总分、部分小计不一致。",
    "请核对各项自评得分、小计和总分",
    "各项相加 88 分，正文写 89 分",
)
S05 = Code(
    "S05",
    Severity.WARNING,
    "自评与正文自己的说法相反",
    "自评给了分，而正文（多在“存在问题”）自己说这件事没有做到或做得不够。",
    "请核实实际情况；属实则相应核减，不属实则更正正文",
    "自评“政策支持”满分，而存在问题写扶持政策缺乏",
)
S06 = Code(
    "S06",
    Severity.ERROR,
    "自评超过满分",
    "自评得分高于这一项的满分。",
    "请更正自评得分",
    "满分 5 分，自评 6 分",
)
S07 = Code(
    "S07",
    Severity.INFO,
    "自评得分空白",
    "评分表里有这一行，自评得分没有填。空白不当作 0 分。",
    "请补填自评得分；不适用的请注明",
    "“案例总结”一行自评得分空白",
)
S08 = Code(
    "S08",
    Severity.WARNING,
    "没有读到自评得分表",
    "文件里没有带“自评得分”一栏的表格，无法核对自评。",
    "请提供带自评得分的评分表；如表格是图片，请改交可编辑文件",
    "只交了正文，没有附评分表",
)
S09 = Code(
    "S09",
    Severity.ERROR,
    "自评表与所选细则对不上",
    "评分表里没有一行与所选评分细则的指标同名，多半是选错了细则。",
    "请用 docscore rubric list 查看有哪些细则，换用对应的一份",
    "用农村电商细则去评教育项目的自评表",
)

S10 = Code(
    "S10",
    Severity.ERROR,
    "同一指标的自评两处不同",
    "同一个指标的自评得分写了两处（评分表和正文，或报告里的表和单独报来的表），分数不同。",
    "请核实以哪一处为准，并更正另一处",
    "正文写“服务体系建设自评 21 分”，评分表为 20 分",
)

_ZERO = Decimal(0)


def above_supported(case: Case) -> Iterator[Finding | Reconciled]:
    """S01: above what the document's own evidence supports, denied lines apart (S05)."""
    for row in rows(case):
        points = row.score.points
        if points is None or points > row.max:
            continue
        beyond = points - row.supported - row.denied_points
        if beyond <= 0:
            yield Reconciled(
                S01.id, f"“{row.name}”自评 {points} 分，不超过有据的 {row.supported} 分", (row.score.place,)
            )
            continue
        lacking = [line for line in row.lines if line.outcome.supported < line.max and line not in row.denied]
        reasons = "；".join(line.outcome.trace.reason for line in lacking)
        message = f"“{row.name}”自评 {points} 分，材料只支持 {row.supported} 分：{reasons}"
        yield S01.finding(
            message,
            severity=_gravity(row, lacking),
            points=beyond,
            criteria=(line.id for line in lacking),
            places=(row.score.place, *(place for line in lacking for place in _evidence(line))),
        )


def _gravity(row: Row, lacking: list[CriterionLine]) -> Severity:
    """Ruled out is grave; nothing said is a doubt; something said that a person must weigh is a remark."""
    if row.score.points is not None and row.score.points > row.high:
        return Severity.ERROR
    if all(line.outcome.status is Status.JUDGEMENT for line in lacking):
        return Severity.INFO
    return Severity.WARNING


def _evidence(line: CriterionLine) -> Iterator[Place]:
    trace = line.outcome.trace
    for value in trace.values:
        for claim in value.all_claims():
            yield claim.figure.place
    for statement in trace.statements:
        yield statement.place


def below_certain(case: Case) -> Iterator[Finding | Reconciled]:
    """S02: below what is already certain."""
    for row in rows(case):
        points = row.score.points
        if points is not None and points < row.low:
            message = f"“{row.name}”自评 {points} 分，低于材料已能确定的 {row.low} 分"
            yield S02.finding(
                message,
                points=row.low - points,
                criteria=(line.id for line in row.lines),
                places=(row.score.place,),
            )


def not_attainable(case: Case) -> Iterator[Finding | Reconciled]:
    """S03: no combination of the rule's steps gives this score."""
    rules = {criterion.id: criterion.rule for criterion in case.rubric.criteria()}
    for row in rows(case):
        points = row.score.points
        if points is None or points > row.max:
            continue
        possible = sums(rules[line.id].attainable for line in row.lines)
        if any(choice.low <= points <= choice.high for choice in possible):
            continue
        below = max((choice.high for choice in possible if choice.high < points), default=_ZERO)
        above = min((choice.low for choice in possible if choice.low > points), default=row.max)
        message = (
            f"“{row.name}”自评 {points} 分，按细则的档次得不出来（{_list(possible)}），"
            f"最接近的是 {below} 分或 {above} 分"
        )
        yield S03.finding(
            message,
            points=points - below,
            criteria=(line.id for line in row.lines),
            places=(row.score.place,),
        )


def _list(possible: tuple[PointsRange, ...]) -> str:
    """The attainable points in words, shortened in the middle where there are many."""
    shown = [
        f"{choice.low}" if choice.low == choice.high else f"{choice.low}–{choice.high}" for choice in possible
    ]
    if len(shown) > 12:
        shown = [*shown[:5], "…", *shown[-5:]]
    return "可得 " + "、".join(shown)


def sum_differs(case: Case) -> Iterator[Finding | Reconciled]:
    """S04: the total and the subtotals as printed against the sums of their rows."""
    rows = [row for row in case.assertions.self_scores if row.points is not None] or [
        SelfScore("", (), total.points, None, total.place) for total in case.assertions.subtotals
    ]
    yield from _sums_differ("自评总分", case.assertions.stated_totals, rows)
    for section in case.sheet.sections:
        printed = tuple(total for total in case.assertions.subtotals if total.section == section.id)
        known = {indicator.id for indicator in section.indicators}
        yield from _sums_differ(
            f"“{section.name}”小计", printed, [row for row in rows if row.indicator in known]
        )


def _sums_differ(
    name: str, printed: Iterable[StatedTotal], rows: list[SelfScore]
) -> Iterator[Finding | Reconciled]:
    """Each total that is printed against the sum of *rows*, or of those in its own table."""
    if not rows:
        return
    total = _sum(rows)
    stated: dict[Decimal, list[Place]] = {}
    for one in printed:
        own = [row for row in rows if _same_table(row.place, one.place)]
        stated.setdefault(total if own and one.points == _sum(own) else one.points, []).append(one.place)
    places = [row.place for row in rows]
    for points, where in stated.items():
        if points == total:
            yield Reconciled(S04.id, f"{name} {points}，与各项之和相符", (*where, *places))
        else:
            off = abs(points - total)
            message = f"{name}写 {points} 分，各项相加为 {total} 分，相差 {off} 分"
            yield S04.finding(message, points=off, places=(*where, *places))


def _sum(rows: Iterable[SelfScore]) -> Decimal:
    return sum((row.points for row in rows if row.points is not None), _ZERO)


def _same_table(one: Place, other: Place) -> bool:
    return (
        one.cell is not None
        and other.cell is not None
        and (one.paper, one.block) == (other.paper, other.block)
    )


def told_otherwise(case: Case) -> Iterator[Finding | Reconciled]:
    """S10: an indicator's self-score in one place against the same in another."""
    for indicator in case.sheet.indicators():
        told: dict[tuple[str, ...], list[SelfScore]] = {}
        for score in case.assertions.told_scores:
            if score.indicator == indicator.id and score.points is not None:
                told.setdefault(score.criteria, []).append(score)
        known = {row.criteria: row for row in indicator.self_rows}
        whole = tuple(line.id for line in indicator.criteria)
        for criteria, scores in told.items():
            beside = [known[criteria]] if criteria in known else list(indicator.self_rows)
            if not beside or (criteria not in known and criteria != whole):
                continue
            if any(row.points is None for row in beside):
                continue
            total, places = _sum(beside), tuple(row.place for row in beside)
            for score in scores:
                assert score.points is not None
                if score.points == total:
                    text = f"“{indicator.name}”自评 {total} 分，两处相同"
                    yield Reconciled(S10.id, text, (score.place, *places))
                    continue
                message = (
                    f"“{indicator.name}”自评一处写 {score.points} 分（{score.place.label}），"
                    f"一处为 {total} 分（{places[0].label}）"
                )
                yield S10.finding(
                    message,
                    points=abs(score.points - total),
                    criteria=criteria,
                    places=(score.place, *places),
                )


def denied_by_own_text(case: Case) -> Iterator[Finding | Reconciled]:
    """S05: points claimed for what the text itself denies throughout (C03 speaks of what it both says and denies)."""
    for row in rows(case):
        denied = [line for line in row.denied if not case.disputed(line)[0]]
        points = min(row.denied_points, sum((line.max for line in denied), _ZERO))
        if points <= 0:
            continue
        said = {
            statement.text.rstrip("。；"): statement.place
            for line in denied
            for statement in line.outcome.trace.statements
            if statement.stance is Stance.DENIED
        }
        names = "、".join(line.name for line in denied)
        message = (
            f"“{row.name}”自评 {row.score.points} 分，而正文自己的说法与“{names}”相反：{'；'.join(said)}"
        )
        yield S05.finding(
            message,
            points=points,
            criteria=(line.id for line in denied),
            places=(row.score.place, *said.values()),
        )


def above_maximum(case: Case) -> Iterator[Finding | Reconciled]:
    """S06: above full marks."""
    for row in rows(case):
        points = row.score.points
        if points is not None and points > row.max:
            message = f"“{row.name}”满分 {row.max} 分，自评 {points} 分"
            yield S06.finding(
                message, points=points - row.max, criteria=(row.indicator,), places=(row.score.place,)
            )


def blank(case: Case) -> Iterator[Finding | Reconciled]:
    """S07: a base row without a self-score; bonus rows may stay blank."""
    base = {
        line.id for section in case.sheet.sections if section.kind == "base" for line in section.indicators
    }
    for row in rows(case):
        if row.score.points is None and row.indicator in base:
            yield S07.finding(
                f"“{row.name}”自评得分空白",
                criteria=(row.indicator,),
                places=(row.score.place,),
                points=row.max,
            )


def no_score_table(case: Case) -> Iterator[Finding | Reconciled]:
    """S08: the document has no table with a self-score column."""
    if not case.assertions.score_tables and not case.assertions.self_scores:
        yield S08.finding("没有读到带“自评得分”一栏的评分表，无法核对自评", points=case.sheet.max)


def wrong_rubric(case: Case) -> Iterator[Finding | Reconciled]:
    """S09: there is a self-score table, but none of its rows is in the rubric."""
    if case.assertions.score_tables and not case.assertions.self_scores and not case.assertions.subtotals:
        message = f"评分表里没有一行与“{case.rubric.title}”的指标相符，可能选错了评分细则"
        yield S09.finding(message, points=case.sheet.max)
