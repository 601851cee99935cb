"""Whether words are about one town, village or body, and not about all that the paper speaks for."""

from __future__ import annotations

import re

from ..model import Extraction

_TITLE_LINES = 3

#: 三溪镇, 白沙村, 育才学校; 各镇, 我镇, 全镇 are all of them, and 行政村, 乡镇, 农村 are kinds.
_ONE = re.compile(
    r"(?<![各全我本该每])([\u4e00-\u9fff]{1,3}?[^各全我本该每政然困范心农乡城点制小下返家美个名市\W\d](?:镇|乡|街道|村|社区|学校|医院|公司|合作社))"
    r"(?![级域区务民委])"
)


def one_place(text: str, own: str) -> str:
    """The one place or body that *text* names.

    Args:
        text: words of a clause.
        own: the title of the paper: a place that it names is the whole and not one of many.

    Returns:
        Its name; empty if there is none, or several (青石、白沙两镇 is one as well).
    """
    found = _ONE.search(text)
    return "" if found is None or found.group(1) in own else found.group(1)


def title_of(extraction: Extraction) -> str:
    """What names the place that a paper is about: its first lines that are no sentences."""
    first = (sentence.text for sentence in extraction.sentences[:_TITLE_LINES])
    return "".join(text for text in first if not text.endswith("。"))
