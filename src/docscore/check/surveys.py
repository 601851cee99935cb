"""G, continued: rates of satisfaction and benefit that rest on nothing the paper names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Code, Comparator, Figure, Finding, Mood, Reconciled, Role, Severity
from .case import Case
from .clauses import ahead, behind

G08 = Code(
    "G08",
    Severity.WARNING,
    "满意度没有调查依据",
    "写了满意度，而通篇没有问卷、测评、回访或样本数。没有投诉不等于满意。",
    "请补充问卷样式、发放和收回份数、统计表",
    "群众满意度 98%，没有写问卷发放和收回多少份",
)
G09 = Code(
    "G09",
    Severity.INFO,
    "效益率只写了不低于",
    "完成情况里的受益率、知晓率一类只写“95%以上”或“≥95%”，没有分子、分母，像是照抄目标值。",
    "请写明实际值，并写出分子和分母",
    "脱贫户受益率 ≥95%",
)

_SATISFIED = re.compile(r"满意(?:度|率)|(?:感到|表示|均)满意")
_ASKED = re.compile(
    r"问卷|抽样|样本|测评|受访|民意|回访|访谈|随机[抽走电]|走访|评议|满意度调[查研]|调查[^，。；]{0,12}满意|满意[^，。；]{0,12}调查|评价器|好差评|电话调查|发放[^，。；]{0,8}份"
)
_NO_COMPLAINT = re.compile(r"(?:没有|未|无|零)[^，。；]{0,8}(?:投诉|信访|举报|上访|异议)")
_BENEFIT = re.compile(r"受益|知晓|带动|普及|改善|参与率|达标率|覆盖|合格率|使用率|利用率|完好率|及时率|增收")
_LOOSE = frozenset({Comparator.GE, Comparator.GT})
_NEVER = frozenset({Role.TARGET, Role.THRESHOLD, Role.SCORE, Role.CHANGE, Role.REFERENCE})
#: So many are named in a message; the places lead to all.
_SHOWN = 5


def no_survey(case: Case) -> Iterator[Finding | Reconciled]:
    """G08: satisfaction in a paper that names no survey; one finding for all of it."""
    figures = [f for f in _rates(case) if _SATISFIED.search(ahead(case, f) + behind(case, f)[:6])]
    if not figures or any(
        _ASKED.search(sentence.text)
        for sentence in case.extraction.sentences
        if sentence.mood is not Mood.RULE
    ):
        return
    shown = "、".join(dict.fromkeys(f"{figure.subject or '满意度'} {figure.printed}" for figure in figures))
    message = f"{shown}，通篇没有问卷、测评或样本数"
    told = case.extraction.sentences[figures[0].sentence].text
    if _NO_COMPLAINT.search(told):
        message += "；没有投诉不等于满意"
    yield G08.finding(message, figures=figures)


def loose_benefit(case: Case) -> Iterator[Finding | Reconciled]:
    """G09: results of benefit that are only bounded below, with no count beside them; one finding for all."""
    counted = {
        figure.sentence
        for figure in case.extraction.figures
        if figure.quantity.unit not in ("%", "", "年", "月", "分") and not figure.place.cell
    }
    named: dict[str, Figure] = {}
    for figure in _rates(case):
        words = ahead(case, figure) + behind(case, figure)
        loose = figure.quantity.comparator in _LOOSE and figure.sentence not in counted
        if loose and _BENEFIT.search(words) and not _SATISFIED.search(words) and figure.metric is None:
            named.setdefault(f"{figure.subject} {figure.printed}", figure)
    if named:
        shown = "、".join(list(named)[:_SHOWN]) + ("等" if len(named) > _SHOWN else "")
        yield G09.finding(f"{shown}：只写不低于多少，没有分子和分母", figures=named.values())


def _rates(case: Case) -> Iterator[Figure]:
    """Percentages given as results."""
    for figure in case.extraction.figures:
        mood = case.extraction.sentences[figure.sentence].mood
        if figure.quantity.unit == "%" and figure.role not in _NEVER and mood in (Mood.STATED, Mood.PROBLEM):
            yield figure
