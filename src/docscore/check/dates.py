"""P, continued: are dates possible, and do they stand in the order in which things happen?"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from ..model import Code, Finding, Mood, Reconciled, Severity
from .case import Case
from .clauses import MARKS, said
from .events import DATE, Event, Happening, events, of_one_thing, same_thing, thing_before

P02 = Code(
    "P02",
    Severity.ERROR,
    "日期不存在",
    "写了历法上没有的日期。",
    "请更正日期",
    "2021 年 2 月 30 日、2020 年 13 月",
)
P03 = Code(
    "P03",
    Severity.WARNING,
    "验收之前就投入使用",
    "同一项工程，写明的投入使用日期早于竣工验收日期。",
    "请核对两个日期；验收前已试用的请写明",
    "冷链中心 2020 年 9 月投入使用，2021 年 6 月竣工验收",
)
P04 = Code(
    "P04",
    Severity.ERROR,
    "先后倒置",
    "结束早于开始：竣工或验收早于开工，或起止日期前后倒置。",
    "请核对两个日期",
    "2020 年 5 月开工，2020 年 3 月竣工",
)
P05 = Code(
    "P05",
    Severity.ERROR,
    "运行月数超过起止日期",
    "所写的运行、服务时间，比自己写的起止日期（或投入使用日到截止日）还长。",
    "请核对起止日期和月数",
    "2020 年 1 月至 6 月，写运行满 8 个月",
)
P06 = Code(
    "P06",
    Severity.WARNING,
    "完成日期在截止日之后",
    "写成已经完成的事，日期在考核截止日之后，或在报告自己的落款日期之后。",
    "请核对日期；截止日之后的成果不计入本期",
    "考核截止 2021 年 8 月 31 日，而中心 2021 年 10 月才建成",
)

_WHOLE = re.compile(r"(?<!\d)((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})[日号])?(?!龄|期)")
_MONTH_DAY = re.compile(r"(?<![\d年.])(\d{1,2})月(\d{1,2})[日号](?!龄|线|楼|院|文|令)")
_RANGE = re.compile(
    r"((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})[日号])?(?:起|开始)?(?:至|到|[-—–~～]+)((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})[日号])?"
)
_WITHIN_YEAR = re.compile(
    r"((?:19|20)\d{2})年(\d{1,2})月(?:份)?(?:至|到|[-—–~～]+)(\d{1,2})月(?!\d{1,2}[日号])"
)
_RAN = re.compile(
    r"(?:运行|运营|营业|开放|服务|使用|试运行)[^，。；\d]{0,6}?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})个?月(?!龄|份)"
)
#: How a thing runs, between its name and the number of months.
_RUNNING = re.compile(r"(?:至今|现|已经?|正常|稳定|连续|持续|平稳|累计)+$")
_UNTIL = re.compile(r"截(?:至|止)(?:到)?(?=(?:19|20)\d{2}年)")
_CONTRACT = re.compile(r"合同|协议|期限|质保|约定|计划|拟|签")
_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九十")}
#: 2月29日 without a year may be right.
_LEAP = 2020
#: So many are named in a message; the places lead to all.
_SHOWN = 3


def no_such_day(case: Case) -> Iterator[Finding | Reconciled]:
    """P02: dates that the calendar has not."""
    told = set()
    for sentence in said(case, planned=True):
        if "月" not in sentence.text:
            continue
        found = [(int(m[1]), int(m[2]), int(m[3] or 1), m) for m in _WHOLE.finditer(sentence.text)]
        found += [(_LEAP, int(m[1]), int(m[2]), m) for m in _MONTH_DAY.finditer(sentence.text)]
        for year, month, day, match in found:
            if not _exists(year, month, day) and match.group() not in told:
                told.add(match.group())
                yield P02.finding(f"历法上没有“{match.group()}”", places=(sentence.place,))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _wrong_order(by_kind: dict[Happening, list[Event]]) -> Iterator[Finding]:
    started = by_kind.get(Happening.STARTED, ())
    for end in (*by_kind.get(Happening.FINISHED, ()), *by_kind.get(Happening.ACCEPTED, ())):
        if started and all(end.months < start.months for start in started):
            start = started[0]
            message = f"{end.thing} {start.printed}开工，而 {end.printed}{end.kind.value}"
            yield P04.finding(message, places=(start.sentence.place, end.sentence.place))
            return
    finished = by_kind.get(Happening.FINISHED, ())
    for passed in by_kind.get(Happening.ACCEPTED, ()):
        if finished and all(passed.months < done.months for done in finished):
            done = finished[0]
            message = (
                f"{done.thing} {done.printed}{done.kind.value}，而 {passed.printed}就已{passed.kind.value}"
            )
            yield P04.finding(message, places=(done.sentence.place, passed.sentence.place))
            return


def used_before_accepted(case: Case) -> Iterator[Finding | Reconciled]:
    """P03: 投入使用 dated before 竣工验收 of the same thing."""
    for group in of_one_thing(events(case)):
        used = [event for event in group if event.kind is Happening.USED]
        accepted = [event for event in group if event.kind is Happening.ACCEPTED]
        if not used or not accepted:
            continue
        first, passed = min(used, key=lambda e: e.months), min(accepted, key=lambda e: e.months)
        places = (first.sentence.place, passed.sentence.place)
        if first.months < passed.months:
            message = f"{first.thing} {first.printed}投入使用，{passed.printed}才验收，早了 {passed.months - first.months} 个月"
            yield P03.finding(message, places=places)
        else:
            yield Reconciled(
                P03.id, f"{first.thing} {passed.printed}验收，{first.printed}投入使用，先后相符", places
            )


def ends_before_it_starts(case: Case) -> Iterator[Finding | Reconciled]:
    """P04: 2021年6月至2020年12月; 竣工 or 验收 before 开工."""
    for sentence in said(case, planned=True):
        for match in _RANGE.finditer(sentence.text):
            start = (int(match[1]), int(match[2]), int(match[3] or 1))
            end = (int(match[4]), int(match[5]), int(match[6] or 31))
            if end < start and 1 <= start[1] <= 12 and 1 <= end[1] <= 12:
                yield P04.finding(f"起止日期前后倒置：{match.group()}", places=(sentence.place,))
    for group in of_one_thing(events(case)):
        by_kind: dict[Happening, list[Event]] = {}
        for event in group:
            by_kind.setdefault(event.kind, []).append(event)
        yield from _wrong_order(by_kind)


def ran_too_long(case: Case) -> Iterator[Finding | Reconciled]:
    """P05: 2020年1月至6月运行满8个月; 2021年3月投入使用，截至2021年8月31日已运行10个月."""
    opened: list[Event] | None = None
    for sentence in said(case):
        ran = _RAN.search(sentence.text)
        if ran is None or _CONTRACT.search(sentence.text[: ran.start()][-12:]):
            continue
        span = _span(sentence.text[: ran.start()])
        if span is None:
            if opened is None:  # once a paper: every sentence is looked through for it
                opened = [one for one in events(case) if one.kind in (Happening.FINISHED, Happening.USED)]
            span = _since_opened(case, opened, sentence.text[: ran.start()])
        count = _number(ran["n"])
        if span is None or count is None:
            continue
        longest, words = span
        if count > longest:
            message = f"写{ran.group()}，而{words}至多 {longest} 个月"
            yield P05.finding(message, places=(sentence.place,))
        else:
            yield Reconciled(P05.id, f"{ran.group()}，与{words}相符", (sentence.place,))


def _span(text: str) -> tuple[int, str] | None:
    """The longest that a stretch of time named in *text* can be, in months, and its words."""
    within = _WITHIN_YEAR.search(text)
    if within and int(within[3]) >= int(within[2]):
        return int(within[3]) - int(within[2]) + 1, f" {within.group()} "
    across = _RANGE.search(text)
    if across:
        return _months(across[4], across[5]) - _months(across[1], across[2]) + 1, f" {across.group()} "
    until = _UNTIL.search(text)
    dates = list(DATE.finditer(text))
    if until is None or len(dates) != 2:
        return None
    end = next((found for found in dates if found.start() == until.end()), None)
    start = next((found for found in dates if found is not end), None)
    if end is None or start is None:
        return None
    return _months(end[1], end[2]) - _months(start[1], start[2]) + 1, f" {start.group()}到 {end.group()}"


def _since_opened(case: Case, openings: list[Event], text: str) -> tuple[int, str] | None:
    """The longest that a thing can have run by the day of the assessment, where another sentence dates its opening."""
    thing = thing_before(_RUNNING.sub("", MARKS.split(text)[-1]), "")
    opened = [event for event in openings if same_thing(event.thing, thing)]
    days = [day for day in (case.rubric.as_of, case.signed) if day is not None]
    if not opened or not days:
        return None
    first, until = min(opened, key=lambda event: event.months), max(days)
    longest = until.year * 12 + until.month - first.months + 1
    return longest, f" {first.printed}{first.kind.value}到 {until.year} 年 {until.month} 月"


def _months(year: str, month: str) -> int:
    return int(year) * 12 + int(month)


def _number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    tens, _, ones = words.rpartition("十")
    if "十" not in words:
        return _DIGITS.get(words)
    return _DIGITS.get(tens or "一", 1) * 10 + _DIGITS.get(ones or "零", 0)


def done_after_the_day(case: Case) -> Iterator[Finding | Reconciled]:
    """P06: told as done, and dated after the day of the assessment or of the report itself."""
    signed = case.signed
    days = [day for day in (case.rubric.as_of, signed) if day is not None]
    if not days:
        return
    until = min(days)
    whose = "报告日期" if until == signed and until != case.rubric.as_of else "考核截止日"
    late = [
        event
        for event in events(case)
        if event.kind is not Happening.STARTED
        and event.sentence.mood is Mood.STATED
        and (event.year, event.month) > (until.year, until.month)
    ]
    if late:
        told = "；".join(f"{event.thing} {event.printed}{event.kind.value}" for event in late[:_SHOWN])
        more = f"等 {len(late)} 处" if len(late) > _SHOWN else ""
        message = f"{told}{more}，在{whose} {until.year} 年 {until.month} 月之后"
        yield P06.finding(message, places=(event.sentence.place for event in late))
