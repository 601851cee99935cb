"""G: what is missing, or said in other terms than the rubric's?"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from ..model import Figure, Finding, Mood, Reconciled, Role, Severity, Status
from .case import Case, Code, stake

G01 = Code(
    "G01",
    Severity.INFO,
    "评分项在正文里没有提到",
    "细则要考核的内容，正文没有写，也没有自评得分可以对照。没有提到不等于 0 分，但需要补充。",
    "请补充说明或佐证",
    "细则考核贫困人口培训率，正文通篇没有提到",
)
G02 = Code(
    "G02",
    Severity.INFO,
    "目标没有见到完成情况",
    "工作目标里写了数量目标，后文没有找到同一事项的完成数。",
    "请逐项补充完成情况",
    "目标培育电商企业 5 家，后文没有写培育了几家",
)
G03 = Code(
    "G03",
    Severity.WARNING,
    "用语与细则的口径不同",
    "细则问的是一个口径，正文给的是相近的另一个口径，两者不能当作一回事。",
    "请按细则的口径补报",
    "细则考核资金支出率，正文写的是资金拨付进度",
)
G04 = Code(
    "G04",
    Severity.WARNING,
    "规划的数当作完成的数",
    "计分用的数，正文的说法是“规划建设”“拟建”一类，没有写已经建成。",
    "请写明实际建成数，并附清单",
    "“137 个行政村规划建设服务站点”被当作已建成 137 个",
)

#: Likeness of two subjects (0–100, rapidfuzz partial ratio) from which they are taken for the same thing.
_SAME_THING = 70


def never_mentioned(case: Case) -> Iterator[Finding | Reconciled]:
    """G01: a base line without evidence whose indicator has no self-score either (else S01 speaks of it)."""
    if not case.submission.self_scores:
        return
    for section in case.sheet.sections:
        if section.kind != "base":
            continue
        for indicator in section.indicators:
            if any(row.points is not None for row in indicator.self_rows):
                continue
            for line in indicator.criteria:
                if line.outcome.status is Status.NO_EVIDENCE:
                    message = f"“{line.name}”：{line.outcome.trace.reason}"
                    yield G01.finding(message, points=line.max, criteria=(line.id,))


def target_without_result(case: Case) -> Iterator[Finding | Reconciled]:
    """G02: figures of the plan that no result speaks to; one finding for all of them."""
    results = [figure for figure in case.extraction.figures if figure.role in (Role.ACTUAL, Role.CHANGE)]
    open_targets: list[Figure] = []
    for figure in case.extraction.figures:
        sentence = case.extraction.sentences[figure.sentence]
        if figure.role is not Role.TARGET or sentence.mood is not Mood.PLANNED or not figure.subject:
            continue
        if not any(_speaks_to(result, figure) for result in results):
            open_targets.append(figure)
    named = {f"{figure.subject} {figure.printed}": figure for figure in open_targets}
    if named:
        message = f"工作目标里有 {len(named)} 项没有见到完成情况：{'；'.join(named)}"
        yield G02.finding(message, figures=named.values())


def _speaks_to(result: Figure, target: Figure) -> bool:
    if result.quantity.unit != target.quantity.unit:
        return False
    if result.metric is not None and result.metric == target.metric:
        return True
    return fuzz.partial_ratio(result.subject, target.subject) >= _SAME_THING


def other_term(case: Case) -> Iterator[Finding | Reconciled]:
    """G03: a near-by metric stands in for the rubric's."""
    for value, lines in case.used_values():
        if not value.proxy:
            continue
        figures = tuple(claim.figure for claim in value.claims)
        message = (
            f"细则考核“{case.metric_name(value.metric)}”，正文只写了“{case.metric_name(value.proxy)}”"
            f" {value.printed}，口径不同"
        )
        yield G03.finding(message, points=stake(lines), criteria=(line.id for line in lines), figures=figures)


def planned_as_result(case: Case) -> Iterator[Finding | Reconciled]:
    """G04: every result that a value rests on is worded as planned."""
    for value, lines in case.used_values():
        for part in (value, *value.inputs):
            claims = [claim for claim in part.claims if claim.figure.role is Role.ACTUAL]
            if claims and all(claim.figure.planned for claim in claims):
                figures = tuple(claim.figure for claim in claims)
                message = f"{case.metric_name(part.metric)} {part.printed} 的说法是规划，没有写已经完成"
                yield G04.finding(
                    message, points=stake(lines), criteria=(line.id for line in lines), figures=figures
                )
