"""U: is the same thing said in one unit here and in another there?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise

from ..model import OTHER_FIGURE, Code, Figure, Finding, Mood, Reconciled, Role, Severity, plain
from .case import Case
from .clauses import PER_ONE, ahead, alike, behind, core, sums_of

U01 = Code(
    "U01",
    Severity.ERROR,
    "同一笔金额相差一万倍",
    "同一笔金额在两处写的数字一样，而一处按元、一处按万元，相差正好一万倍；也查表头“单位：万元”下按元填的数。",
    "请核对凭证，更正单位写错的一处",
    "前文写补助资金 415.6 万元，后文写 415.6 元",
)
U02 = Code(
    "U02",
    Severity.ERROR,
    "分项里有一个数的单位写错",
    "各分项与总数对不上，而把其中一个数的元改作万元（或万元改作元）就正好相等。",
    "请核对这一项的单位",
    "总投资 860 万元，其中 520 万元、280 万元、60 元",
)
U03 = Code(
    "U03",
    Severity.WARNING,
    "同一个数一处是人、一处是人次",
    "同一件事的同一个数，一处按人、一处按人次。一个人来两次是两人次，两者不能互换；户与户次也一样。",
    "请写明究竟是人数还是人次，并更正另一处",
    "前文写培训 3865 人次，后文写培训 3865 人",
)
U04 = Code(
    "U04",
    Severity.WARNING,
    "人次除以人数当作比率",
    "句子里的占比或覆盖率正好是人次除以人数。一人多次会重复计算，这样的比率偏高。",
    "请改用去重后的人数作分子",
    "适龄妇女 12500 人，筛查 6325 人次，筛查率 50.6%",
)
U05 = Code(
    "U05",
    Severity.ERROR,
    "两种单位换算不符",
    "同一个量用两种单位各写了一遍，按法定的换算关系对不上。",
    "请核对两个数",
    "1500 亩（合 120 公顷），应为 100 公顷",
)
U06 = Code(
    "U06",
    Severity.WARNING,
    "百分点写成了百分号",
    "两个百分比相减得到的是百分点；写成“%”就成了相对增幅，两者差得很远。",
    "请把“%”改为“个百分点”，或改写相对增幅",
    "普及率由 82% 提高到 91%，提高 9%（应为 9 个百分点）",
)

_TEN_THOUSAND = Decimal(10_000)
#: So many digits that are not zero at the end: with fewer, equal digits prove nothing.
_TELLING = 3
#: So many places of one value are looked at.
_ENOUGH = 8
_NEVER = frozenset({Role.SCORE, Role.THRESHOLD, Role.CHANGE})
_PERSONS = {"人": "人次", "户": "户次"}
_COMMON = 4
_HUNDRED = Decimal(100)
_PARTS = re.compile(r"其中|包括|包含|用于|分别|含|由|：|（|即")
#: At most so many parts of one total are tried.
_MOST_PARTS = 12
_RATE = re.compile(r"占|率|比例|比重|覆盖")
_CONVERTED = re.compile(r"^[（(，]?(?:折合|约合|合|折|即|约|相当于)*$")
#: One of each in the smallest of its kind. 1 公顷 = 15 亩, 1 公斤 = 2 斤 (国务院 1984 年统一法定计量单位的命令).
_IN_SMALLEST = {
    "面积": {
        "亩": Decimal(2000),
        "公顷": Decimal(30_000),
        "平方公里": Decimal(3_000_000),
        "平方米": Decimal(3),
    },
    "重量": {"斤": Decimal(1), "公斤": Decimal(2), "吨": Decimal(2000)},
    "长度": {"米": Decimal(1), "公里": Decimal(1000)},
}
_CONVERTED_WORD = re.compile(r"合|折|即|约|相当于")
#: 亩 is 666.67 m² by custom and 666.7 or 667 in print: one part in a hundred is agreement.
_CLOSE = Decimal(100)
_X = OTHER_FIGURE
_POINTS = re.compile(
    rf"(?:由|从)[^，。；{_X}]{{0,16}}(?P<a>{_X})[^，。；{_X}]{{0,6}}(?:提高|提升|上升|增长|增加|下降|降低|减少|降|升)(?:到|至|为)[^，。；{_X}]{{0,8}}(?P<b>{_X})，?"
    rf"[^。；，{_X}]{{0,8}}(?:提高|提升|上升|增长|增加|下降|降低|减少|升高)了?(?P<c>{_X})"
)


def ten_thousandfold(case: Case) -> Iterator[Finding | Reconciled]:
    """U01: the same subject with the same digits, ten thousand times apart."""
    by_value: dict[Decimal, list[Figure]] = {}
    for figure in case.extraction.figures:
        told = figure.quantity.unit == "元" and figure.role not in _NEVER and len(_digits(figure)) >= _TELLING
        kept = by_value.setdefault(figure.quantity.value, []) if told else []
        if told and len(kept) < _ENOUGH and not _per_one(case, figure):
            kept.append(figure)
    values = sorted(by_value)
    for value in values:
        near = value * _TEN_THOUSAND
        # Three digits that are alike are within a hundredth of each other.
        span = slice(
            bisect_left(values, near * Decimal("0.99")), bisect_right(values, near * Decimal("1.01"))
        )
        pairs = (
            (small, large)
            for other in values[span]
            for small in by_value[value]
            for large in by_value[other]
            if small.quantity.rounded_or_cut.scaled(_TEN_THOUSAND).overlaps(large.quantity.rounded_or_cut)
            and _same_thing(case, small, large)
        )
        for small, large in islice(pairs, 1):
            message = (
                f"{small.subject or large.subject}一处写 {small.printed}，一处写 {large.printed}，相差一万倍"
            )
            yield U01.finding(message + _under_header(small, large), figures=(large, small))


def _under_header(small: Figure, large: Figure) -> str:
    in_table = next((figure for figure in (large, small) if figure.place.cell), None)
    return "；请核对表头的单位" if in_table else ""


def _same_thing(case: Case, left: Figure, right: Figure) -> bool:
    if left.metric is not None and left.metric == right.metric:
        return True
    return alike(_about(case, left), _about(case, right))


def _about(case: Case, figure: Figure) -> str:
    return figure.subject if figure.place.cell else figure.subject or ahead(case, figure)


def _per_one(case: Case, figure: Figure) -> bool:
    return bool(PER_ONE.search(ahead(case, figure)) or re.match(r"[/／每]|的标准", behind(case, figure)))


def _digits(figure: Figure) -> str:
    return re.sub(r"\D", "", figure.surface).strip("0")


def slip_in_parts(case: Case) -> Iterator[Finding | Reconciled]:
    """U02: parts that make the total only if one of them is read ten thousand times greater or smaller."""
    for index, figures in case.extraction.by_sentence.items():
        text = case.extraction.sentences[index].text
        money = [figure for figure in figures if figure.quantity.unit == "元" and figure.role not in _NEVER]
        for position, total in enumerate(money[:-2]):
            parts = money[position + 1 : position + 1 + _MOST_PARTS]
            if total.place.cell or not _PARTS.search(text[total.end : parts[0].start]):
                continue
            if any(_per_one(case, figure) for figure in (total, *parts)):
                continue
            slip = _slip(total, parts)
            if slip is not None:
                wrong, right = slip
                message = f"{total.subject or '总数'} {total.printed}，各分项只有把 {wrong.printed} 改作 {_money(right)} 才相加得到"
                yield U02.finding(
                    message, figures=(wrong, total, *(part for part in parts if part is not wrong))
                )
                break


def _slip(total: Figure, parts: Sequence[Figure]) -> tuple[Figure, Decimal] | None:
    """The part with the wrong unit and what it should be; nothing where a run of the parts adds up as printed."""
    whole = total.quantity.rounded_or_cut
    if whole.low is None or whole.high is None:
        return None
    found = None
    for count in range(2, len(parts) + 1):
        printed = sums_of(part.quantity.interval for part in parts[:count])
        if printed.overlaps(whole):
            return None
        for part in parts[:count]:
            rest = sums_of(other.quantity.interval for other in parts[:count] if other is not part)
            for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
                right = part.quantity.value * factor
                # What is smaller than the total's own precision could be anything.
                if right > whole.high - whole.low and rest.plus(
                    part.quantity.interval.scaled(factor)
                ).overlaps(whole):
                    found = found or (part, right)
    return found


def _money(value: Decimal) -> str:
    return f"{plain(value / _TEN_THOUSAND)}万元" if value >= _TEN_THOUSAND else f"{plain(value)}元"


def persons_and_times(case: Case) -> Iterator[Finding | Reconciled]:
    """U03: the same number of the same thing, once in persons and once in person-times."""
    times: defaultdict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
    for figure in case.extraction.figures:
        if figure.quantity.unit in _PERSONS.values() and _telling_count(figure):
            kept = times[figure.quantity.unit, figure.quantity.value]
            kept += [figure] if len(kept) < _ENOUGH else []
    raised = set()
    for figure in case.extraction.figures:
        key = (_PERSONS.get(figure.quantity.unit, ""), figure.quantity.value)
        if key in raised or not _telling_count(figure):
            continue
        for other in times.get(key, ()):
            if _same_doing(case, figure, other):
                raised.add(key)
                yield U03.finding(
                    f"{other.subject or figure.subject}一处写 {figure.printed}，一处写 {other.printed}",
                    figures=(figure, other),
                )
                break


def _telling_count(figure: Figure) -> bool:
    return figure.role is not Role.THRESHOLD and len(_digits(figure)) >= _TELLING


def _same_doing(case: Case, left: Figure, right: Figure) -> bool:
    """Whether what stands around two figures, their units apart, shares four characters or a whole subject."""
    around = [
        core((ahead(case, f) + behind(case, f)).replace("人次", "").replace("户次", ""))
        for f in (left, right)
    ]
    return any(around[0][i : i + _COMMON] in around[1] for i in range(len(around[0]) - _COMMON + 1)) or alike(
        left.subject.removesuffix("人次"), right.subject.removesuffix("人次")
    )


def times_over_persons(case: Case) -> Iterator[Finding | Reconciled]:
    """U04: a rate that is person-times over persons, both in its own sentence."""
    for figures in case.extraction.by_sentence.values():
        rates = [
            figure for figure in figures if figure.quantity.unit == "%" and figure.role is not Role.THRESHOLD
        ]
        for rate in rates:
            if not _RATE.search(ahead(case, rate) + behind(case, rate)) or _defined_by_times(case, rate):
                continue
            for part, whole in _times_and_persons(figures):
                expected = part.quantity.interval.over(whole.quantity.interval).scaled(_HUNDRED)
                if rate.quantity.rounded_or_cut.overlaps(expected):
                    message = (
                        f"{rate.printed} 是 {part.printed} ÷ {whole.printed} 得来的，分子是人次，分母是人数"
                    )
                    yield U04.finding(message, figures=(rate, part, whole))


def _times_and_persons(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    times = [figure for figure in figures if figure.quantity.unit in _PERSONS.values()]
    persons = {figure.quantity.unit: figure for figure in figures if figure.quantity.unit in _PERSONS}
    for part in times:
        whole = persons.get(part.quantity.unit.removesuffix("次"))
        if whole is not None:
            yield part, whole


def _defined_by_times(case: Case, rate: Figure) -> bool:
    """Whether the rubric itself divides person-times by persons for this rate."""
    metric = case.rubric.metrics.get(rate.metric or "")
    part = case.rubric.metrics.get(metric.ratio.of) if metric is not None and metric.ratio else None
    return part is not None and part.unit in _PERSONS.values()


def conversions(case: Case) -> Iterator[Finding | Reconciled]:
    """U05: 1500亩（合120公顷）."""
    for index, figures in case.extraction.by_sentence.items():
        text = case.extraction.sentences[index].text
        for left, right in pairwise(figures):
            units = next(
                (u for u in _IN_SMALLEST.values() if left.quantity.unit in u and right.quantity.unit in u),
                None,
            )
            between = text[left.end : right.start]
            if units is None or left.quantity.unit == right.quantity.unit or not _CONVERTED.match(between):
                continue
            bracketed = between.startswith(("（", "(")) and text[right.end : right.end + 1] in {"）", ")"}
            if not bracketed and not _CONVERTED_WORD.search(between):
                continue
            expected = left.quantity.rounded_or_cut.scaled(
                units[left.quantity.unit] / units[right.quantity.unit]
            )
            value = left.quantity.value * units[left.quantity.unit] / units[right.quantity.unit]
            close = abs(value - right.quantity.value) <= right.quantity.value / _CLOSE
            if close or expected.overlaps(right.quantity.rounded_or_cut):
                yield Reconciled(
                    U05.id, f"{left.printed}，与 {right.printed} 相符", (left.place, right.place)
                )
            else:
                message = (
                    f"{left.printed} 应合 {plain(round(value, 2))}{right.quantity.unit}，而写 {right.printed}"
                )
                yield U05.finding(message, figures=(left, right))


def percent_for_points(case: Case) -> Iterator[Finding | Reconciled]:
    """U06: 由82%提高到91%，提高9%."""
    for index, figures in case.extraction.by_sentence.items():
        sentence = case.extraction.sentences[index]
        if len(figures) < _TELLING or sentence.mood is Mood.RULE:
            continue
        text = case.extraction.masked(sentence)
        for match in _POINTS.finditer(text):
            a, b, c = (figures[text.count(_X, 0, match.start(name))] for name in ("a", "b", "c"))
            old, new, change = a.quantity.value, b.quantity.value, c.quantity.value
            if {a.quantity.unit, b.quantity.unit, c.quantity.unit} != {"%"} or not old:
                continue
            relative = abs(new - old) * _HUNDRED / old
            if change == abs(new - old) and not c.quantity.rounded_or_cut.contains(relative):
                message = f"{a.printed} 到 {b.printed} 相差 {plain(change)} 个百分点，写成了 {c.printed}"
                yield U06.finding(message, figures=(c, a, b))
