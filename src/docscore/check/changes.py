"""R, continued: growth against the two values it compares, shares and completion against what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ..model import OTHER_FIGURE, Code, Figure, Finding, Interval, Reconciled, Role, Sentence, Severity, plain
from .case import Case

R05 = Code(
    "R05",
    Severity.ERROR,
    "增减幅度与前后两个数不符",
    "句子里写了前后两个数，又写了增长或下降多少，两者算不到一起。百分比之差应写“百分点”。",
    "请核对两个数和幅度；比较两个百分比时用“百分点”",
    "由 1.2 亿元增长到 1.8 亿元，增长 45%（应为 50%）",
)
R06 = Code(
    "R06",
    Severity.ERROR,
    "占比或完成率与句中的数不符",
    "句子里写了部分和总数（或完成数和目标数），又写了占比（或完成率），两者算不到一起。",
    "请核对部分、总数和比率",
    "1200 家中示范社 96 家，占比 9%（应为 8%）",
)

_X = OTHER_FIGURE
_UP = "净增|增长|增加|提高|提升|上升|扩大|增至|升至"
_DOWN = "下降|减少|降低|降至|降到|减至|缩减"
_FROM_TO = re.compile(
    rf"[由从][^，。；]{{0,16}}?(?P<a>{_X})[^，。；]{{0,6}}?(?:{_UP}|{_DOWN})(?:到|至|为)?[^，。；]{{0,12}}?(?P<b>{_X})，?[^。；]{{0,12}}?"
    rf"(?:(?P<up>{_UP}|增幅|增速)|(?P<down>{_DOWN}|降幅))(?:了|为|达|达到|率为|率达)?(?P<c>{_X})"
)
#: 2019年A，2020年B，同比增长C: two years side by side, the earlier one first.
_YEARS = re.compile(
    rf"(?P<y1>20\d\d)年[^，。；]{{0,14}}?(?P<a>{_X})，(?P<y2>20\d\d)年[^，。；]{{0,14}}?(?P<b>{_X})，"
    rf"(?:同比|比上年|较上年)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?P<c>{_X})"
)
_THAN = re.compile(
    rf"(?P<b>{_X})，?(?:同比|比|较)[^，。；]{{0,12}}?(?P<a>{_X})，?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?P<c>{_X})"
)
_SHARE = re.compile(
    r"占(?:比|[^，。；]{0,30}的)?(?:为|达|达到|比例为|比重为)?$|(?:占比|比例|比重)(?:为|达|达到)?$|"
    # a rate of people or things in two numbers beside it: 1200人，已培训600人，培训率50%
    r"(?:覆盖|培训|参训|参保|通过|合格|入驻|就业|达标|竣工|开工|完工|知晓|签约|通达|办结)率(?:约?为|达到?|是)?$"
)
_COMPLETION = re.compile(
    r"完成率(?:约?为|达到?)?$|(?:完成(?:了|年度|全年)?|占)(?:年度|全年)?(?:目标|任务|计划)[^，。；]{0,10}的$"
)
_HUNDRED = Decimal(100)
#: A share further off than this (percentage points) speaks of other numbers than those beside it.
_MEANT = Decimal(10)


def growth(case: Case) -> Iterator[Finding | Reconciled]:
    """R05: 由A增长到B，增长C; B比A增长C."""
    for sentence, figures in _sentences(case):
        text = case.extraction.masked(sentence)
        for pattern in (_FROM_TO, _THAN, _YEARS):
            for match in pattern.finditer(text):
                if pattern is _YEARS and int(match["y1"]) + 1 != int(match["y2"]):
                    continue
                a, b, c = (_nth(figures, text, match.start(name)) for name in ("a", "b", "c"))
                if a is None or b is None or c is None or a.quantity.unit != b.quantity.unit:
                    continue
                expected = _change(a, b, c, falling=match["down"] is not None)
                if expected is None:
                    continue
                unit = c.quantity.unit
                if c.quantity.rounded_or_cut.overlaps(expected):
                    message = f"{a.printed} 到 {b.printed}，{c.printed} 相符"
                    yield Reconciled(R05.id, message, (a.place, b.place, c.place))
                else:
                    message = f"{a.printed} 到 {b.printed}，写{'下降' if match['down'] else '增长'} {c.printed}，应为 {_shown(expected, unit)}"
                    if unit == a.quantity.unit == "%":
                        message += f"；若指两个百分比之差，应写 {_difference(a, b)} 个百分点"
                    yield R05.finding(message, figures=(a, b, c))


def shares(case: Case) -> Iterator[Finding | Reconciled]:
    """R06: a share or a rate of completion against two numbers of its own sentence; where R01 compares, it is silent."""
    compared = {
        value.metric
        for value, _ in case.used_values
        if value.derivation and value.derivation.interval is not None
    }
    for sentence, figures in _sentences(case):
        for position, rate in enumerate(figures):
            if rate.quantity.unit != "%" or rate.metric in compared:
                continue
            before = sentence.text[: rate.start]
            completion = _COMPLETION.search(before)
            if not completion and not _SHARE.search(before):
                continue
            pair = _pair([f for f in figures[:position] if f.quantity.unit != "%"], completion is not None)
            if pair is None:
                continue
            part, whole = pair
            expected = part.quantity.interval.over(whole.quantity.interval).scaled(_HUNDRED)
            if expected.low is None or expected.high is None:
                continue
            if rate.quantity.rounded_or_cut.overlaps(expected):
                message = f"{part.printed} 占 {whole.printed} 的 {rate.printed}，相符"
                yield Reconciled(R06.id, message, (part.place, whole.place, rate.place))
            elif abs(expected.low - rate.quantity.value) <= _MEANT:
                message = f"{part.printed} ÷ {whole.printed} = {_shown(expected, '%')}，而写 {rate.printed}"
                yield R06.finding(message, figures=(part, whole, rate))


def _sentences(case: Case) -> Iterator[tuple[Sentence, tuple[Figure, ...]]]:
    for index, figures in case.extraction.by_sentence.items():
        if len(figures) >= 3 and figures[0].place.cell is None:
            yield case.extraction.sentences[index], figures


def _nth(figures: tuple[Figure, ...], text: str, position: int) -> Figure | None:
    """The figure that stands at *position* of the masked text."""
    count = text.count(_X, 0, position)
    return figures[count] if count < len(figures) else None


def _change(a: Figure, b: Figure, c: Figure, *, falling: bool) -> Interval | None:
    """What the change from *a* to *b* is, in the unit of *c*, as a positive amount in the direction said."""
    old, new = a.quantity.interval, b.quantity.interval
    unit = c.quantity.unit
    if falling:
        old, new = new, old
    if unit == "%":
        # From the smaller to the greater when rising; a fall is measured against the old, greater value.
        quotient = new.over(old) if not falling else old.over(new)
        change = quotient.scaled(_HUNDRED)
        if falling:
            return (
                None
                if change.low is None or change.high is None
                else Interval(_HUNDRED - change.high, _HUNDRED - change.low)
            )
        return change.plus(Interval.point(-_HUNDRED))
    if unit in ("百分点", a.quantity.unit):
        if old.low is None or old.high is None or new.low is None or new.high is None:
            return None
        return Interval(new.low - old.high, new.high - old.low)
    return None


def _difference(a: Figure, b: Figure) -> str:
    return f"{plain(abs(b.quantity.value - a.quantity.value))}"


def _pair(candidates: list[Figure], completion: bool) -> tuple[Figure, Figure] | None:
    """The part and the whole: the one pair of like units in the sentence, told apart by role or size."""
    units = {figure.quantity.unit for figure in candidates}
    if len(candidates) != 2 or len(units) != 1 or "" in units:
        return None
    first, second = candidates
    if completion:
        targets = [figure for figure in candidates if figure.role is Role.TARGET]
        if len(targets) != 1:
            return None
        whole = targets[0]
        return (second if whole is first else first), whole
    return (second, first) if first.quantity.value >= second.quantity.value else (first, second)


def _shown(expected: Interval, unit: str) -> str:
    ends = [end for end in (expected.low, expected.high) if end is not None]
    middle = sum(ends, Decimal(0)) / len(ends)
    return f"{middle.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}{unit}"
