"""Dates as worded → the days that they may mean, and whole months between two days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日|(?P<part>底|末|初|上旬|中旬|下旬))?"
    r"|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四])季度|(?P<end>底|末|初))?"
)
_PARTS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}
_MONTHS_OF_YEAR = {"上半年": (1, 6), "下半年": (7, 12), "初": (1, 2), "底": (12, 12), "末": (12, 12)}
_QUARTERS = "一二三四"


def date_span(text: str) -> tuple[date, date] | None:
    """The first and last day that a date may mean: 2020年3月 is [2020-03-01, 2020-03-31].

    Args:
        text: a date in words, perhaps with more around it.

    Returns:
        ``None`` where no year of four digits is named, or the day does not exist.
    """
    match = _DATE.search(text)
    if match is None:
        return None
    year = int(match["year"])
    if match["month"] is None:
        first, last = _MONTHS_OF_YEAR.get(match["half"] or match["end"] or "", (1, 12))
        if match["quarter"]:
            last = 3 * (_QUARTERS.index(match["quarter"]) + 1)
            first = last - 2
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    month = int(match["month"])
    length = monthrange(year, month)[1]
    if match["day"]:
        day = int(match["day"])
        return None if day > length else (date(year, month, day), date(year, month, day))
    begin, end = _PARTS.get(match["part"] or "", (1, length))
    return date(year, month, begin), date(year, month, min(end, length))


def whole_months(start: date, end: date) -> int:
    """Whole months from *start* to *end*; below 0 where *end* comes first.

    The day on which it starts does not count, and a month is full on the same day of a later month, or on that
    month's last where it has no such day. Source: 民法典第二百零一条、第二百零二条.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    last = monthrange(end.year, end.month)[1]
    return months - (1 if end.day < min(start.day, last) else 0)
