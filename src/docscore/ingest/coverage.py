"""Which warnings of a reader tell of parts that were not read, and of which pages.

Readers say what they left out in one form: the place, then why, with 未读取, 未识别 or 未读 in it:
``第3页为扫描件，未识别``, ``工作表“台账”第20001行以后的内容未读取``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docscore.model import Unread

_LEFT_OUT = re.compile(r"未(?:读取|识别|读)")
_PLACE = re.compile(r"第(\d+(?:[、，,—–~至-]\d+)*)页|工作表“[^”]*”|附件“[^”]*”|文档")
#: What follows the page's number where the whole page is meant, and not a picture or table on it.
_WHOLE = re.compile(r"[，,]|为|是|均|都|已|未|没有|损坏|超")
_RANGE = re.compile(r"(\d+)(?:[—–~至-](\d+))?")
_MOST_PAGES = 100_000


def unread_parts(warnings: Iterable[str]) -> tuple[Unread, ...]:
    """The parts of a file that were not read.

    Args:
        warnings: what its reader says, in Chinese.
    """
    return tuple(_part(warning) for warning in warnings if _LEFT_OUT.search(warning))


def _part(warning: str) -> Unread:
    match = _PLACE.match(warning)
    if match is None:
        return Unread("", warning)
    reason = warning[match.end() :]
    pages = _pages(match.group(1)) if match.group(1) and _WHOLE.match(reason) else ()
    return Unread(match.group(), reason, pages)


def _pages(numbers: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _RANGE.findall(numbers):
        start, end = int(first), int(last or first)
        found.extend(range(start, min(end, start + _MOST_PAGES) + 1))
    return tuple(found)
