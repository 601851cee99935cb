"""What stands around a figure in its clause, and what two wordings have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from ..model import Figure, Interval, Mood, Sentence
from .case import Case

MARKS = re.compile(r"[，；。！？：:;\n\t]|,(?!\d)")
#: 每人500元, 户均, 2万元/个: a value for one of many, never a total.
PER_ONE = re.compile(r"每|[人户村亩校站镇乡家均]均|平均|单价|标准|最高|封顶|不超过|^[/／]|以内")
_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z]")
_FILLERS = re.compile(
    r"(?:截至|截止|目前|累计|共计|合计|总计|共|已经|已|全部|全年|实际|完成|各类|约|达到|达|为|的|了|项目|资金|金额|万元|元)"
)
#: What was done with money says nothing of what it is for.
_STAGES = re.compile(r"下达|到位|拨付|支付|支出|使用|安排|发放|投入|争取|兑付|列支|用于")
#: Two subjects are the same thing from this likeness on (0–100, rapidfuzz partial ratio).
_SAME = 80
_SHORTEST = 3


def ahead(case: Case, figure: Figure) -> str:
    """The clause before a figure, back to the last mark; in a table the cell's row and column names."""
    text = case.extraction.sentences[figure.sentence].text[: figure.start]
    found = MARKS.split(text)[-1]
    return f"{figure.subject}{found}" if figure.place.cell else found


def behind(case: Case, figure: Figure) -> str:
    """The clause after a figure, up to the next mark."""
    return MARKS.split(case.extraction.sentences[figure.sentence].text[figure.end :])[0]


def said(case: Case, *, planned: bool = False) -> Iterator[Sentence]:
    """Sentences that tell what is, not what a rule asks, nor (unless asked for) what is planned."""
    moods = {Mood.RULE} if planned else {Mood.RULE, Mood.PLANNED}
    return (sentence for sentence in case.extraction.sentences if sentence.mood not in moods)


def core(words: str) -> str:
    """Words without what every subject has: 累计拨付冷库补助资金 → 拨付冷库补助."""
    return _FILLERS.sub("", _NAME.sub("", words))


def alike(left: str, right: str) -> bool:
    """Whether two subjects name the same thing."""
    left, right = core(left), core(right)
    if left == right:
        return left != ""
    matters = (_STAGES.sub("", left), _STAGES.sub("", right))
    return min(map(len, matters)) >= _SHORTEST and fuzz.partial_ratio(*matters) >= _SAME


def share_a_pair(left: str, right: str) -> bool:
    """Whether two characters stand side by side in both."""
    return any(left[i : i + 2] in right for i in range(len(left) - 1))


def sums_of(intervals: Iterable[Interval]) -> Interval:
    """All sums of a value of each."""
    total = Interval.point(Decimal(0))
    for interval in intervals:
        total = total.plus(interval)
    return total
