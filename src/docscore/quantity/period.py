"""Periods and dates that figures hold for: 2020年, 截至2021年8月31日, “十二五”期末, 两年内."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d{2}年"
_DAY = rf"{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日|底|末|初)?|度|底|末|初)?"
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_PERIOD = re.compile(
    rf"(?P<until>截(?:至|止|至到)(?:目前|(?:{_DAY})|\d{{1,2}}月(?:\d{{1,2}}日|底|末)|去年底|今年底|年底))"
    rf"|(?P<span>(?:19|20)\d{{2}}年?\s*(?:[-—–~～至到]|——)+\s*(?:19|20)\d{{2}}年(?:度|期间)?)"
    rf"|(?P<to>(?:到|至){_YEAR}(?:底|末)?)"
    rf"|(?P<part>{_YEAR}(?:上半年|下半年|前[一二三]季度|第?[一二三四]季度|1[-—至]\d{{1,2}}月))"
    rf"|(?P<day>{_DAY})"
    r"|(?P<plan>[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:期末|末期?|期间|时期|以来|期)?)"
    rf"|(?P<recent>(?:近|过去|最近|连续){_COUNT}(?:个)?(?:年|月)(?:来|内)?)"
    rf"|(?P<within>{_COUNT}(?:个)?(?:年|月)(?:之|以)?内)"
    r"|(?P<relative>上年度?|去年(?:同期|底)?|今年(?:以来|上半年)?|本年度|当年|上半年|下半年|全年|年底前?|建设期内?|创建期内?|创建期间|实施期内?|"
    r"每年|逐年|每月|每季度|[一二三四]季度)"
)
_PERIOD_OF = re.compile(rf"(?:{_PERIOD.pattern})(?:的|，)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as worded.

    Attributes:
        start: offset of its first character.
        end: offset past its last.
        text: its words.
        leads: a comma follows: it sets the time of what comes after it.
    """

    start: int
    end: int
    text: str
    leads: bool


def periods(text: str) -> tuple[Period, ...]:
    """All periods of *text* in order.

    Args:
        text: clean text; offsets refer to it.
    """
    return tuple(
        Period(
            match.start(),
            match.end(),
            match.group(),
            text[match.end() : match.end() + 1] in {"，", ",", "："} or match.lastgroup == "until",
        )
        for match in _PERIOD.finditer(text)
    )


def without_periods(text: str) -> str:
    """*text* without its periods and the 的 behind each: 2020年的网销额 → 网销额."""
    return _PERIOD_OF.sub("", text)
