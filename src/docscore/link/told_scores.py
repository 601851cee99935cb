"""Self-scores in running text: 服务体系建设自评21分, 农村产品上行（10分）自评9分, 自评总分89分."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Extraction, Figure, Mood, Role, Rubric, SelfScore, Sentence, StatedTotal
from .indicator_names import called

_SELF = re.compile(r"自评|自查|自我评[价分]")
#: What stands between a name and its self-score: 自评得分为, （满分25分）, 得.
_BETWEEN = re.compile(
    r"(?:经|的)?(?:(?:自评|自查|自我评价)(?:得分|分值|分数|打分|分|总分)?)?(?:实际|实)?(?:得分|得|计|为|是|共|:|：)*$"
)
_FULL_MARKS = re.compile(
    r"[(（][^()（）]*分[^()（）]*[)）]|(?:满分|分值|权重|标准分)?[为是]?\d+(?:\.\d+)?分?$"
)
_LEADS = re.compile(r"^(?:其中|包括|以及|即|和|及|与|在|我[县市区局]|本[县市区]|经自评|自评情况)+")
_CLAUSE = re.compile(r"[，,。；;：:、]")
_TOTAL = re.compile(r"自评[^，。；]{0,8}$|自评[，,]?(?:总分|总得分|合计|得分)[^，。；\d]{0,4}$")
#: Points that are full marks, a deduction or a threshold, and no self-score.
_ASIDE = re.compile(r"(?:满分|分值|权重|标准分|扣|减|失|低于|高于|达到|以上|每)[^，。；\d]{0,3}$|[(（]$")
#: What gives points: 自评 or 得 in the clause, or 自评得分： ahead of a list.
_GIVES = re.compile(
    r"(?:自评|自查|自我评[价分])[^，。；、:：]*$|(?:得分?|总分|合计)[为是]?$|(?:自评|自查)[^，。；:：]{0,8}[:：][^。；]*$"
)
#: A name stands at most so many clauses before its points: 农村产品上行：满分10分，自评得9分.
_REACH = 3


def told_scores(
    extraction: Extraction, rubric: Rubric
) -> tuple[tuple[SelfScore, ...], tuple[StatedTotal, ...]]:
    """Self-scores and totals that the running text gives.

    Args:
        extraction: figures and sentences.
        rubric: the rubric whose indicators are looked for.

    Returns:
        Self-scores of whole indicators, and totals of the whole and of sections; each in reading order.
    """
    scores: list[SelfScore] = []
    totals: list[StatedTotal] = []
    for figure, sentence in _points(extraction):
        name = _name(sentence.text, figure)
        alike, indicator = called((name,), rubric.indicators())
        of_section, section = called((name,), rubric.sections)
        if indicator is not None and alike >= of_section:
            criteria = tuple(criterion.id for criterion in indicator.criteria)
            scores.append(SelfScore(indicator.id, criteria, figure.quantity.value, None, figure.place))
        elif section is not None:
            totals.append(StatedTotal(figure.quantity.value, figure.place, section.id))
        elif _TOTAL.search(sentence.text[: figure.start]):
            totals.append(StatedTotal(figure.quantity.value, figure.place))
    return tuple(scores), tuple(totals)


def _points(extraction: Extraction) -> Iterator[tuple[Figure, Sentence]]:
    """Scores outside tables, in sentences that speak of the self-assessment and are not the rubric's own words."""
    for figure in extraction.figures:
        sentence = extraction.sentences[figure.sentence]
        if (
            figure.role is Role.SCORE
            and figure.place.cell is None
            and sentence.mood is not Mood.RULE
            and _SELF.search(sentence.text)
            and not _ASIDE.search(sentence.text[: figure.start])
            and _GIVES.search(sentence.text[: figure.start])
        ):
            yield figure, sentence


def _name(text: str, figure: Figure) -> str:
    """What the points are given to: the words before them in the clause, or in one shortly before if it names none."""
    for clause in reversed(_CLAUSE.split(text[: figure.start])[-_REACH:]):
        head = _LEADS.sub("", _FULL_MARKS.sub("", _BETWEEN.sub("", clause).strip()))
        if head:
            return head
    return ""
