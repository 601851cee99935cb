"""Values as a person types them: 4,385, 137/195, 72.5%, 300万元, 2021-07-03, 是, 第3名, 较好."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from ..errors import UsageError
from ..model import Comparator, Composite, Deadline, Interval, Proportional, Quantity, Rank, Rule
from ..quantity.numeral import read_chinese
from ..rubric import Input
from ..rubric.due import due_in
from .levels import level

YES = frozenset({"是", "有", "y", "yes", "true", "1", "√", "符合", "做到", "达标"})
NO = frozenset({"否", "无", "没有", "n", "no", "false", "0", "×", "不符合", "未做到"})
_NUMBER = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(百万|千万|万|亿|千)?(.*)")
_LEAD = re.compile(r"^(?:第|前|排名?第?|逾期|迟到?|晚|提前|共|约|增长|下降|达到?)")
_IN_TIME = frozenset({"按时", "按期", "如期", "及时", "未逾期"})
_MAGNITUDE = {"千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_DAYS = {"月": 30, "周": 7, "年": 365}
_MONTH = Decimal(30)
_DATE = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?")
_SAME_WORDS = 60


def assigned(inputs: Sequence[Input], given: Sequence[str], parts: Sequence[Input]) -> dict[str, str]:
    """Which text is meant for which input, by id.

    Args:
        inputs: what is asked, in order.
        given: what a person typed.
        parts: numerators and denominators that may be given by name.

    Raises:
        UsageError: more values than inputs, or a name that no input has.
    """
    named: dict[str, str] = {}
    bare: list[str] = []
    for text in given:
        name, equals, value = text.partition("=")
        if equals and not _NUMBER.fullmatch(name.strip() or "x"):
            named[_input_called(name.strip(), (*inputs, *parts)).id] = value.strip()
        else:
            bare.append(text.strip())
    waiting = [asked for asked in inputs if asked.id not in named]
    if len(bare) == 1 and len(waiting) > 1:
        listed = [text.strip() for text in re.split(r"[,，、;；]", bare[0]) if text.strip()]
        one_number = re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?\D*", bare[0])
        if len(listed) == len(waiting) or (len(listed) > 1 and not one_number):
            bare = listed
    if len(waiting) == 1 and waiting[0].unit == "%":
        bare = _as_rate(bare)
    if bare and not any(_is_plain_answer(text) for text in bare):
        named_levels = level(bare, [asked for asked in waiting if asked.unit == "是/否"])
        if named_levels is not None:
            return named | named_levels
    if len(bare) > len(waiting):
        names = "、".join(asked.name for asked in inputs) or "（无）"
        raise UsageError(
            f"给了 {len(bare)} 个值，而这条规则只问：{names}", "请按这个顺序给值，或写成 名称=值"
        )
    return named | {asked.id: text for asked, text in zip(waiting, bare, strict=False)}


def _as_rate(bare: list[str]) -> list[str]:
    """95,100 for a rate: so many of so many."""
    texts = re.split(r"[,，]", bare[0]) if len(bare) == 1 else bare
    plain = len(texts) == 2 and all(re.fullmatch(r"\d+(?:\.\d+)?[^\d%.,/]*", text.strip()) for text in texts)
    return ["/".join(text.strip() for text in texts)] if plain else bare


def _is_plain_answer(text: str) -> bool:
    return text.lower() in YES | NO or re.match(r"-?\d", text) is not None


def _input_called(name: str, inputs: Sequence[Input]) -> Input:
    for asked in inputs:
        if name in (asked.id, asked.name):
            return asked
    best = max(inputs, key=lambda asked: fuzz.partial_ratio(name, asked.name), default=None)
    if best is not None and fuzz.partial_ratio(name, best.name) >= _SAME_WORDS:
        return best
    names = "、".join(asked.name for asked in inputs) or "（无）"
    raise UsageError(f"这条规则没有“{name}”这个输入", f"可用的有：{names}")


def answer(text: str, asked: Input) -> bool:
    """是 or 否.

    Args:
        text: what a person typed; a number means that there are some, or none.
        asked: the fact.

    Raises:
        UsageError: it is neither.
    """
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    number = _NUMBER.fullmatch(text)
    if number:
        return Decimal(number[1].replace(",", "")) > 0
    raise UsageError(f"“{asked.name}”要填 是 或 否，给的是“{text}”")


def quantity(text: str, asked: Input, rule: Rule) -> Quantity:
    """A number, rate, amount, place, date or count of days, in the unit asked for.

    Args:
        text: what a person typed.
        asked: the metric.
        rule: the rule, for the day of a deadline and the target of a proportion.

    Raises:
        UsageError: it cannot be read.
    """
    if text in ("是", "有"):
        return _exact(Decimal(1), asked.unit)
    if text in ("否", "无", "没有"):
        return _exact(Decimal(0), asked.unit)
    day = _DATE.fullmatch(text)
    if day:
        return _exact(_days_late(date(*map(int, day.groups())), rule, asked), asked.unit)
    if "/" in text:
        return _exact(_fraction(text, asked, rule), asked.unit)
    if text in _IN_TIME:
        return _exact(Decimal(0), asked.unit)
    plain = _LEAD.sub("", text.replace(" ", ""))
    match = _NUMBER.fullmatch(plain)
    if match is None:
        numeral = read_chinese(re.match(r"[一二两三四五六七八九十百千万零〇]*", plain).group())  # type: ignore[union-attr]
        if numeral is not None:
            return _exact(numeral.value, asked.unit)
        raise UsageError(f"“{asked.name}”要填数字，给的是“{text}”")
    value = Decimal(match[1].replace(",", "")) * _MAGNITUDE.get(match[2] or "", 1)
    if asked.unit == "天":
        value *= next((days for word, days in _DAYS.items() if word in match[3]), 1)
    return _exact(-value if text.startswith("提前") else value, asked.unit)


def _fraction(text: str, asked: Input, rule: Rule) -> Decimal:
    """137/195 as a rate in percent; 3/50 as a place: the place itself, or its share of the cohort."""
    parts = [_NUMBER.fullmatch(part.strip()) for part in text.split("/")]
    if len(parts) != 2 or parts[0] is None or parts[1] is None or Decimal(parts[1][1].replace(",", "")) == 0:
        raise UsageError(f"“{asked.name}”要填数字，给的是“{text}”")
    top, bottom = (Decimal(part[1].replace(",", "")) for part in parts if part is not None)
    if isinstance(rule, Rank) and asked.unit != "%":
        return top
    if isinstance(rule, Proportional) and asked.unit != "%":
        return top / bottom * rule.target
    return top / bottom * 100 if asked.unit in ("%", "") else top / bottom


def _days_late(day: date, rule: Rule, asked: Input) -> Decimal:
    parts = rule.parts if isinstance(rule, Composite) else (rule,)
    deadline = next((part for part in parts if isinstance(part, Deadline)), None)
    due = deadline.due if deadline is not None and deadline.due is not None else due_in(asked.name, day.year)
    if due is None:
        raise UsageError(f"“{asked.name}”要填天数：条款没有写明哪一天到期", "请填逾期几天，按时填 0")
    if day > due and deadline is not None and deadline.days % _MONTH == 0:
        # Where a step is a month, a month runs to the same day of the next.
        months = (day.year - due.year) * 12 + day.month - due.month
        last = _last(day) == day.day and _last(due) == due.day
        return _MONTH * (months + (0 if day.day <= due.day or last else 1))
    return Decimal((day - due).days)


def _last(day: date) -> int:
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - date(day.year, day.month, 1)).days


def _exact(value: Decimal, unit: str) -> Quantity:
    return Quantity(value, None, unit, Comparator.EQ, Interval.point(value))
