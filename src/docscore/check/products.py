"""R, continued: so much for each, times how many, against the total; what a count of places can hold; what a base allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ..model import Code, Comparator, Figure, Finding, Interval, Mood, Reconciled, Role, Severity, plain
from .case import Case, stake
from .clauses import ahead, behind, share_a_pair

R07 = Code(
    "R07",
    Severity.WARNING,
    "单价乘数量与总额不符",
    "句子里写了每一个（每人、每户、每期）是多少，又写了有多少个和总额，单价乘数量与总额对不上。",
    "请核对单价、数量和总额；标准不止一档的请写明",
    "每个站点补助 2 万元，137 个站点，共计 264 万元（应为 274 万元）",
)
R08 = Code(
    "R08",
    Severity.WARNING,
    "这个基数得不出这个比率",
    "按写明的基数，任何整数分子都算不出所写的比率，四舍五入和截尾都不行：比率或基数必有一个不对。",
    "请写明分子，并核对比率和基数",
    "137 个村的 71.0%：97 个是 70.80%，98 个是 71.53%",
)
R09 = Code(
    "R09",
    Severity.WARNING,
    "人次超过场次乘座位",
    "培训场所写明了能容纳多少人，场次也写明了，两者相乘仍少于所写的人次。",
    "请核对场次、人次和场所；有线上或别处场地的请写明",
    "教室容纳 60 人，培训 18 期，至多 1080 人次，却写 2160 人次",
)

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
#: What sums of any kind are called; it does not show that two are sums of the same.
_ANY_SUM = re.compile(r"资金|面积|人数|数量|金额|经费|总额|项目")
_MEASURES = "个|家|户|人|名|位|亩|期|场|次|班|村|校|乡镇|镇|乡|站|套|台|件|辆|公里|平方米|吨|间|所|座|份|头|只|羽|株|棵|批"
_EACH = re.compile(
    rf"(?:(?P<mean>[人户村亩校站镇乡家场期次班])均|(?:平均)?每一?(?P<unit>{_MEASURES}))(?P<rest>[\u4e00-\u9fff“”]{{0,16}})$"
)
_VERB = re.compile(
    r"(?:补助|补贴|奖补|奖励|投入|投资|安排|资助|发放|培训|配备|建设|支付|给予|增收|销售|种植|拨付|参加|参训|收入|可支配).*"
)
_PLACES = frozenset("村校站镇乡")
#: Measures that say nothing of what is counted.
_VAGUE = frozenset("个家座所处")
_SAME_UNIT = {"名": "人", "位": "人", "班": "期"}
_TIME = re.compile(
    r"[/每](?:年|月|天|日|季|周|学期|学年|小时)|年均|月均|最高|不超过|以上|最低|不低于|不同|分别|按.{0,6}档"
)
_TOTAL = re.compile(r"共|合计|总计|总额|总数|总共|总投|惠及.{0,6}资金|发放|兑付")
_NEITHER = frozenset({Role.SCORE, Role.THRESHOLD, Role.CHANGE})
#: A product further off than this many times speaks of another total.
_MEANT = Decimal(3)
_EXACT = frozenset({Comparator.EQ})
_SEATS = re.compile(r"容纳")
_ROOM = re.compile(r"教室|培训(?:场所|室|中心|基地|场地)|会议室|报告厅|讲堂|礼堂|多功能厅")
_ELSEWHERE = re.compile(r"线上|网络培训|直播|远程|田间|送教|下乡|巡回|各乡镇|各镇|流动")
#: …名学员进行跟踪，就业率: a rate that only the people counted before it can have.
_RATE_OF_PEOPLE = re.compile(
    r"[^，。；]{0,14}，(?:其中)?[^，。；]{0,6}(?:就业|创业|合格|通过|及格|参训|取证|上岗)率?(?:的?占|为|达到?)?"
)
_SESSIONS = frozenset({"期", "场", "班", "场次", "班次", "次"})
_TEACHING = re.compile(r"培训|参训|宣讲|讲座|授课|轮训")


def each_times_count(case: Case) -> Iterator[Finding | Reconciled]:
    """R07: so much for each, how many there are, and the total, in one sentence."""
    for index, figures in case.extraction.by_sentence.items():
        text = case.extraction.sentences[index].text
        if len(figures) < 3 or figures[0].place.cell or _TIME.search(text):
            continue
        for each in figures:
            match = _EACH.search(ahead(case, each))
            if match is None or each.role in (Role.SCORE, Role.CHANGE):  # 标准为每人2000元 is a threshold
                continue
            verb = _VERB.search(match["rest"])
            noun = match["rest"][: verb.start()] if verb else match["rest"]
            count = _count(case, figures, each, match["mean"] or match["unit"], noun)
            total = _total(case, figures, each, count, match["rest"], loose=verb is None)
            if count is None or total is None:
                continue
            one = total.quantity.rounded_or_cut.over(count.quantity.interval)
            product = plain(each.quantity.value * count.quantity.value)
            places = (each.place, count.place, total.place)
            averaged = match["mean"] is not None or "平均" in ahead(case, each)
            if one.overlaps(_allowed(each, averaged=averaged)):
                yield Reconciled(R07.id, f"{each.printed} × {count.printed}，与 {total.printed} 相符", places)
            elif product / _MEANT <= total.quantity.value <= product * _MEANT:
                shown = (
                    f"{plain(product / 10_000)}万{total.quantity.unit}"
                    if product >= 100_000
                    else f"{product}{total.quantity.unit}"
                )
                name = f"{match['mean']}均" if match["mean"] else f"每{match['unit']}"
                message = f"{name} {each.printed} × {count.printed} = {shown}，而写 {total.printed}"
                yield R07.finding(message, figures=(each, count, total))


def _allowed(each: Figure, *, averaged: bool) -> Interval:
    """What a value for each may be: an average is rounded even where it is a count, what is given to each is exact."""
    value = each.quantity.value
    if averaged and each.quantity.interval.is_point:
        return Interval(value - _HALF, value + 1, high_open=True)
    given = each.quantity.comparator is Comparator.EQ and not averaged
    return Interval.point(value) if given else each.quantity.rounded_or_cut


def _count(case: Case, figures: Sequence[Figure], each: Figure, unit: str, noun: str) -> Figure | None:
    """How many there are; nothing unless one figure alone can be meant."""
    unit = _SAME_UNIT.get(unit, unit)
    found = []
    for figure in figures:
        if figure is each or figure.role in _NEITHER or not figure.quantity.value:
            continue
        named = figure.subject + behind(case, figure)[:12]
        own = _SAME_UNIT.get(figure.quantity.unit, figure.quantity.unit)
        if unit in _PLACES or unit == "乡镇":
            if own == unit or (own in {"个", "所"} and unit[0] in named):
                found.append(figure)
        elif own == unit and (unit not in _VAGUE or len(noun) < 2 or noun[-2:] in named):
            found.append(figure)
        elif (
            unit in _VAGUE and own in _VAGUE and len(noun) >= 2 and noun[-2:] in named
        ):  # 每个合作社, 合作社26家
            found.append(figure)
    return found[0] if len(found) == 1 else None


def _total(
    case: Case, figures: Sequence[Figure], each: Figure, count: Figure | None, words: str, *, loose: bool
) -> Figure | None:
    """The total that a value for each belongs to; nothing unless one figure alone can be meant.

    Args:
        case: the submission.
        figures: figures of the sentence.
        each: the value for each.
        count: how many there are.
        words: what the value for each is said of (补助, 增收); the total is said of the same.
        loose: it names no doing, so that a word of summing (共计) is enough.
    """
    units = {"人", "人次"} if each.quantity.unit == "人" else {each.quantity.unit}
    found = []
    for figure in figures:
        if figure is each or figure is count or figure.quantity.unit not in units or figure.role in _NEITHER:
            continue
        before = ahead(case, figure)
        if _EACH.search(before) or figure.quantity.value <= each.quantity.value:
            continue
        if share_a_pair(_ANY_SUM.sub("", words), before) or (loose and _TOTAL.search(before)):
            found.append(figure)
    return found[0] if len(found) == 1 else None


def impossible_rate(case: Case) -> Iterator[Finding | Reconciled]:
    """R08: 137个村中，占71.0%; and rates of the rubric whose base is stated and whose numerator is not.

    Source: the GRIM test (Brown and Heathers, 2017): whole parts of a whole base leave gaps between possible rates.
    """
    told: set[str] = set()
    for value, lines in case.used_values:
        derived = value.derivation
        if derived is None or not value.claims or len(derived.inputs) != 2:
            continue
        part, whole = derived.inputs
        if part.interval is None and whole.claims:
            pair = (value.claims[0].figure, whole.claims[0].figure)
            why = _impossible(*pair)
            if why is not None:
                told.add(pair[0].id)
                yield R08.finding(
                    why, points=stake(lines), criteria=(line.id for line in lines), figures=pair
                )
    for index, figures in case.extraction.by_sentence.items():
        sentence = case.extraction.sentences[index]
        if sentence.mood in (Mood.RULE, Mood.PLANNED) or figures[0].place.cell:
            continue
        for rate in figures:
            base = _base_of(figures, rate, sentence.text)
            message = None if base is None or rate.id in told else _impossible(rate, base)
            if base is not None and message is not None:
                yield R08.finding(message, figures=(rate, base))


def _base_of(figures: Sequence[Figure], rate: Figure, text: str) -> Figure | None:
    """The count that a share is said to be of: 137个村中，…占71%; 占48名教师的37.0%."""
    if rate.quantity.unit != "%" or rate.role in _NEITHER:
        return None
    counts = [f for f in figures if f.quantity.unit not in {"%", "元", ""} and f.start < rate.start]
    if not counts:
        return None
    last = counts[-1]
    between = text[last.end : rate.start]
    direct = text[: last.start].endswith("占") and re.fullmatch(r"[^，。；]{0,12}的", between)
    among = re.fullmatch(r"[^，。；]{0,12}中，?[^，。；]{0,14}占", between)
    people = last.quantity.unit in {"人", "名", "户"} and _RATE_OF_PEOPLE.fullmatch(between)
    alone = len(counts) == 1 or not any(
        other.quantity.unit == last.quantity.unit and other.quantity.value < last.quantity.value
        for other in counts[:-1]
    )
    return last if (direct or among or people) and alone else None


def _impossible(rate: Figure, base: Figure) -> str | None:
    """Why no whole number of *base* makes *rate*; nothing if one does."""
    size = base.quantity.interval
    allowed = rate.quantity.rounded_or_cut
    if not size.is_point or size.low is None or rate.quantity.comparator not in _EXACT:
        return None
    whole = size.low
    if whole <= 0 or whole != int(whole) or rate.quantity.value > _HUNDRED or allowed.is_point:
        return None
    near = rate.quantity.value * whole / _HUNDRED
    below, above = near.to_integral_value(ROUND_FLOOR), near.to_integral_value(ROUND_CEILING)
    for part in (below - 1, below, above, above + 1):
        if 0 <= part <= whole and Interval.point(part * _HUNDRED / whole).overlaps(allowed):
            return None
    unit = base.printed.lstrip("0123456789,. ")
    shown = "，".join(
        f"{part}{unit}是 {round(part * _HUNDRED / whole, 2)}%" for part in sorted({below, above})
    )
    return f"{base.printed}的 {rate.printed} 凑不出整数：{shown}"


def beyond_seats(case: Case) -> Iterator[Finding | Reconciled]:
    """R09: person-times trained against sessions × seats, where the paper names one room and one count of each."""
    seats, sessions, trained = [], [], []
    for figure in case.extraction.figures:
        sentence = case.extraction.sentences[figure.sentence]
        if figure.role in _NEITHER or figure.role is Role.TARGET or sentence.mood is Mood.RULE:
            continue
        if _ELSEWHERE.search(sentence.text) and _TEACHING.search(sentence.text):
            return
        around = ahead(case, figure) + behind(case, figure)
        unit = figure.quantity.unit
        if unit == "人" and _SEATS.search(ahead(case, figure)) and _ROOM.search(sentence.text):
            if "每" in ahead(case, figure):
                return
            seats.append(figure)
        elif unit in _SESSIONS and _TEACHING.search(around):
            sessions.append(figure)
        elif unit == "人次" and _TEACHING.search(around):
            trained.append(figure)
    if not (
        len({f.quantity.value for f in seats}) == 1 == len({f.quantity.value for f in sessions}) and trained
    ):
        return
    most = seats[0].quantity.value * sessions[0].quantity.value
    said = max(trained, key=lambda figure: figure.quantity.value)
    if said.quantity.interval.low is not None and said.quantity.interval.low > most:
        message = f"培训场所容纳 {seats[0].printed}，{sessions[0].printed}至多 {plain(most)} 人次，而写 {said.printed}"
        yield R09.finding(message, figures=(said, seats[0], sessions[0]))
