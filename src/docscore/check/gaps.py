"""G: what is missing, or said in other terms than the rubric's?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from ..model import (
    Code,
    CriterionLine,
    Figure,
    Finding,
    Mood,
    Reconciled,
    Role,
    Severity,
    Stance,
    Status,
    Value,
)
from .case import Case, stake

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

G05 = Code(
    "G05",
    Severity.WARNING,
    "得分所依靠的事，正文自己存疑",
    "细则的评分项另外依靠某件事（如项目要验收、物流要统一配送），而正文否认它，或只写在下一步打算里。",
    "请说明这件事目前的状况，并补充证明",
    "中心写已建成，而下一步工作里写做好项目验收",
)
G06 = Code(
    "G06",
    Severity.INFO,
    "完成数全部等于目标数",
    "凡是有目标的指标，完成数都与目标数一字不差，可能是照抄目标。",
    "请核对完成数的来源",
    "目标 137 个、4200 人次、20 家，完成也是 137 个、4200 人次、20 家",
)

G07 = Code(
    "G07",
    Severity.WARNING,
    "有内容没有读到",
    "文件里有页、表或图没有读到。没有读到的内容里可能有佐证，所以相关的分只能算“不排除”，不算没有。",
    "请补交可编辑的文件，扫描件可装上识别组件（pip install docscore[ocr]）后重跑",
    "第 3、4 页是扫描件，没有识别",
)

#: From so many targets on, results that all equal them are no chance.
_MANY = 3
#: So many unread parts are named in a message; the coverage line lists them all.
_SHOWN_UNREAD = 3
#: Likeness of two subjects (0–100, rapidfuzz partial ratio) from which they are taken for the same thing.
_SAME_THING = 70
_BUILT = re.compile(r"建成|建有|建设有|建立了|成立了|设立了|投入使用|投入运营|揭牌")


def never_mentioned(case: Case) -> Iterator[Finding | Reconciled]:
    """G01: a base line without evidence whose indicator has no self-score either (else S01 speaks of it)."""
    if not case.assertions.self_scores:
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
    """G02: targets that no result answers; one finding for all of a plan, or of the report itself."""
    answered = _answered_targets(case)
    built = [s.text for s in case.extraction.sentences if s.mood is Mood.STATED and _BUILT.search(s.text)]
    open_targets: dict[str, dict[str, Figure]] = {}
    for goal in case.goals:
        target = goal.target
        own = not goal.source
        if goal.result is not None or not target.subject or _told_in_words(target, built):
            continue
        if own and (
            case.extraction.sentences[target.sentence].mood is not Mood.PLANNED or target.id in answered
        ):
            continue
        open_targets.setdefault(goal.source, {})[f"{target.subject} {target.printed}"] = target
    for source, named in open_targets.items():
        where = f"《{source}》的目标" if source else "工作目标"
        message = f"{where}里有 {len(named)} 项没有见到完成情况：{'；'.join(named)}"
        yield G02.finding(message, figures=named.values())


def _answered_targets(case: Case) -> set[str]:
    """Targets of metrics that the document states or that follow from what it states."""
    known = {value.metric for value, _ in case.used_values if value.interval is not None}
    return {
        claim.figure.id
        for metric, claims in case.assertions.claims.items()
        for claim in claims
        if metric in known or any(other.figure.role is Role.ACTUAL for other in claims)
    }


def _told_in_words(target: Figure, built: list[str]) -> bool:
    """Whether one thing that was to be built is told as built, in words: 中心已建成 answers 建设1个中心."""
    wanted = re.split(r"和|及|、", target.subject)[0]
    return target.quantity.value == 1 and any(
        fuzz.partial_ratio(wanted, text) >= _SAME_THING for text in built
    )


def other_term(case: Case) -> Iterator[Finding | Reconciled]:
    """G03: a near-by metric stands in for the rubric's."""
    for value, lines in case.used_values:
        asked = any(value in line.outcome.trace.values for line in lines)
        if not value.proxy or not asked:  # a near-by denominator is told by the line's own doubts
            continue
        figures = tuple(claim.figure for claim in value.all_claims())
        message = (
            f"细则考核“{case.metric_name(value.metric)}”，正文只写了“{case.metric_name(value.proxy)}”"
            f" {value.printed}，口径不同"
        )
        yield G03.finding(message, points=stake(lines), criteria=(line.id for line in lines), figures=figures)


def planned_as_result(case: Case) -> Iterator[Finding | Reconciled]:
    """G04: every result that a value rests on is worded as planned; says so where it merely repeats the target.

    A share that is only stated in the same sentences is no more built than they are, and is told with them.
    """
    for value, lines in case.used_values:
        claims = [claim for claim in value.claims if claim.figure.role is Role.ACTUAL]
        if not claims or not all(claim.figure.planned for claim in claims):
            continue
        figures = tuple(claim.figure for claim in claims)
        said = case.assertions.claims.get(value.metric, ())
        targets = [claim.figure for claim in said if claim.figure.role is Role.TARGET]
        repeats = any(target.quantity.value == figures[0].quantity.value for target in targets)
        message = f"{case.metric_name(value.metric)} {value.printed} 的说法是规划，没有写已经完成"
        message += "，而且与目标数完全相同" if repeats else ""
        concerned = list(lines)
        for share, others in _told_with(case, {figure.sentence for figure in figures}):
            message += f"；同一句的{case.metric_name(share.metric)} {share.printed} 也没有建成数"
            concerned += [line for line in others if line not in concerned]
        places = tuple(figure.place for figure in (*figures, *(targets if repeats else ())))
        criteria = (line.id for line in concerned)
        yield G04.finding(message, points=stake(concerned), criteria=criteria, figures=figures, places=places)


def _told_with(case: Case, sentences: set[int]) -> Iterator[tuple[Value, tuple[CriterionLine, ...]]]:
    """Shares that are stated in these sentences only, without a numerator."""
    for value, lines in case.used_values:
        if (
            case.rubric.metrics[value.metric].share
            and value.claims
            and not value.formula
            and {claim.figure.sentence for claim in value.claims} <= sentences
        ):
            yield value, lines


def doubtful_by_other_words(case: Case) -> Iterator[Finding | Reconciled]:
    """G05: a fact that a line leans on is denied, or only planned; one finding a fact."""
    names = {criterion.id: criterion.doubts for criterion in case.rubric.criteria()}
    for fact in dict.fromkeys(fact for doubts in names.values() for fact in doubts):
        said = case.assertions.statements.get(fact, ())
        stances = {statement.stance for statement in said}
        against = tuple(s for s in said if s.stance in (Stance.DENIED, Stance.PLANNED))
        if not against or Stance.SHOWN in stances:
            continue
        lines = [
            line for line in case.lines.values() if fact in names[line.id] and line.outcome.supported > 0
        ]
        if not lines:
            continue
        how = "的说法相反" if Stance.DENIED in stances else "只列在打算里"
        titles = "、".join(line.name for line in lines)
        message = f"{case.rubric.facts[fact].name}：正文{how}（{against[0].text.rstrip('。；')}），与“{titles}”的得分不相称"
        yield G05.finding(
            message,
            points=stake(lines),
            criteria=(line.id for line in lines),
            places=(statement.place for statement in against),
        )


def parts_unread(case: Case) -> Iterator[Finding | Reconciled]:
    """G07: parts of the file were not read; what lacks evidence may stand there."""
    coverage = case.document.coverage
    if coverage is None or not coverage.unread:
        return
    lacking = [
        line
        for section in case.sheet.sections
        if section.kind == "base"
        for indicator in section.indicators
        for line in indicator.criteria
        if line.outcome.status is Status.NO_EVIDENCE
    ]
    shown = "；".join(f"{place}{reason}" for place, reason in coverage.unread[:_SHOWN_UNREAD])
    more = len(coverage.unread) - _SHOWN_UNREAD
    message = f"有 {len(coverage.unread)} 处没有读到：{shown}" + (f"等，另有 {more} 处" if more > 0 else "")
    points = sum((line.max for line in lacking), Decimal(0))
    yield G07.finding(message, points=points, criteria=(line.id for line in lacking))


def target_copied(case: Case) -> Iterator[Finding | Reconciled]:
    """G06: nearly every result equals its target to the last digit."""
    pairs = []
    for claims in case.assertions.claims.values():
        targets = {
            claim.figure.quantity.value: claim.figure for claim in claims if claim.figure.role is Role.TARGET
        }
        results = [claim.figure for claim in claims if claim.figure.role is Role.ACTUAL]
        if targets and results:
            pairs.append((results[0], targets.get(results[0].quantity.value)))
    same = [(result, target) for result, target in pairs if target is not None]
    if len(same) >= _MANY and len(same) == len(pairs):
        shown = "、".join(f"{result.subject} {result.printed}" for result, _ in same)
        figures = [figure for pair in same for figure in pair]
        yield G06.finding(f"{len(same)} 项完成数都与目标数完全相同：{shown}", figures=figures)
