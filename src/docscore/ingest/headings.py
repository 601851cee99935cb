"""What is a heading, told from its words: the numbering of Chinese official papers.

=====  =======================================
level  number
=====  =======================================
1      一、 第一章 前言 附件1
2      （一） 第一节 1.1
3      1. 1、 1.1.1
4      （1） 1）
5      ①
=====  =======================================

A line that goes on after its number with whole sentences (1. 加强组织领导。成立……) is a paragraph with a run-in heading.
"""

from __future__ import annotations

import re

_CHINESE = "一二三四五六七八九十百零〇"
_NUMBERED = (
    (1, re.compile(rf"[{_CHINESE}]{{1,4}}\s*[、．.]|第[{_CHINESE}\d]{{1,4}}(?:章|部分|篇)")),
    (2, re.compile(rf"[（(]\s*[{_CHINESE}]{{1,4}}\s*[）)]|第[{_CHINESE}\d]{{1,4}}节")),
    (3, re.compile(r"\d{1,2}\s*[.．]\s*\d{1,2}\s*[.．]\s*\d{1,2}(?=[\s\u4e00-\u9fff])")),
    (2, re.compile(r"\d{1,2}\s*[.．]\s*\d{1,2}(?=\s+[\u4e00-\u9fff])")),
    (3, re.compile(r"\d{1,2}\s*[、．.](?!\s*\d)")),
    (4, re.compile(r"[（(]\s*\d{1,2}\s*[）)]|\d{1,2}\s*[）)]")),
    (5, re.compile(r"[①-⑳❶-❿㈠-㈩]")),
)
_UNNUMBERED = re.compile(r"(?:前\s*言|引\s*言|目\s*录|附\s*[件表录]\s*\d{0,2})[:：]?$")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
#: …… or dots before a page number, or a tab and a page number: a line of a table of contents.
_CONTENTS = re.compile(r"(?:[.．·…]\s*){4,}\d*\s*$|\S\t\s*\d{1,3}\s*$")
_SENTENCE_END = re.compile(r"[。；;！!？?]")
_OPEN_END = re.compile(r"[，,、：:]$")
_MEASURED = re.compile(r"\d\s*[万亿千百]?\s*[元%％个家人名户吨亩次场件辆条座年]")

#: A chapter's number and title, a space, and then its text in the same paragraph (一、工作目标 围绕……).
_RUN_IN = re.compile(r"\S{4,20}(?=\s+\S{12})")
#: Only chapters and their parts colour what follows them; a run-in item title speaks for its own paragraph alone.
_DEEPEST_RUN_IN = 2

#: A heading that is longer is a sentence.
_LONGEST = 50
_LONGEST_TITLE = 60


def number_level(text: str) -> int | None:
    """Level of the number with which *text* begins, ``None`` if it begins with none."""
    text = text.lstrip()
    for level, pattern in _NUMBERED:
        if pattern.match(text):
            return level
    return None


def is_contents_line(text: str) -> bool:
    """Whether *text* is a line of a table of contents, with dot leaders or a tab before its page number."""
    return bool(_CONTENTS.search(text))


def heading_level(text: str) -> int | None:
    """Level of the heading that *text* is by its words alone, ``None`` if it is none."""
    text = text.strip()
    if not text or len(text) > _LONGEST or is_contents_line(text):
        return None
    if _UNNUMBERED.match(text):
        return 1
    level = number_level(text)
    if level is None or _SENTENCE_END.search(text) or _OPEN_END.search(text):
        return None
    if level >= 3 and _MEASURED.search(text):
        return None  # （2）建成站点137个 is an item of a list
    return level


def run_in_heading(text: str) -> tuple[int, str] | None:
    """Level and words of the chapter heading with which a paragraph begins before its own text; else ``None``."""
    match = _RUN_IN.match(text.strip())
    if match is None or heading_level(text) is not None:
        return None
    level = heading_level(match.group())
    return (level, match.group()) if level is not None and level <= _DEEPEST_RUN_IN else None


def styled_level(text: str, style_level: int) -> int | None:
    """Level of a paragraph that the file itself marks as a heading of *style_level*; ``None`` if its words speak against."""
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST_TITLE or is_contents_line(stripped) or "。" in stripped[:-1]:
        return None
    return number_level(stripped) or style_level


def markdown_level(text: str) -> int | None:
    """Level of a Markdown heading (``## …``): that of its Chinese number if it has one, else the count of its signs."""
    match = _MARKDOWN.match(text)
    if match is None or "\n" in text.strip():
        return None
    return heading_level(text[match.end() :]) or len(match.group(1))


def is_title(text: str) -> bool:
    """Whether *text*, the first line of a document, can be its title."""
    text = text.strip()
    return (
        0 < len(text) <= _LONGEST_TITLE
        and number_level(text) is None
        and not _SENTENCE_END.search(text)
        and not _OPEN_END.search(text)
        and not is_contents_line(text)
        and not _UNNUMBERED.match(text)
    )
