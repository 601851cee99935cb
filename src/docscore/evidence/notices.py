"""Red-head papers (红头文件): number, title, addressee and date, from the first lines and the end.

Source of the layout: GB/T 9704-2012 (发文字号 above the title, 主送机关 below it, 成文日期 at the end).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from docscore.model import Block, BlockKind, Document, Notice
from docscore.personal import mask_text

from .cells import day_of

#: 发文字号: 云政办〔2020〕12号; OCR and typists also write [ ] and 【 】.
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}\s*[〔\[【﹝（(]\s*(?:19|20)\d{2}\s*[〕\]】﹞）)]\s*第?\s*\d{1,5}\s*号"
)
_HEAD_BLOCKS = 12
_END_BLOCKS = 12
_LONGEST_HEAD = 80
_LONGEST_DATE_LINE = 40
_ADDRESSEE = re.compile(r"^[^。；]{2,76}[：:]$")
_TITLE_ENDS = re.compile(
    r"(?:通知|意见|方案|办法|决定|通报|函|批复|公告|通告|规定|细则|报告|请示|纪要|措施|规划|制度)(?:[（(].{1,20}[)）])?$"
)


def notice_of(paper: str, document: Document) -> Notice | None:
    """The red-head paper that a document is; ``None`` if it has no number of its own above a title.

    Args:
        paper: path of the file.
        document: as read.
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.TABLE and block.text.strip()]
    for position, block in enumerate(blocks[:_HEAD_BLOCKS]):
        match = NUMBER.search(block.text)
        if match is None or len(block.text.strip()) > _LONGEST_HEAD or "》" in block.text:
            continue
        title, after = "", position + 1
        for number, below in enumerate(blocks[position + 1 : position + 5], position + 1):
            text = "".join(below.text.split())
            if len(text) > _LONGEST_HEAD or _ADDRESSEE.match(text):
                break
            title += text
            after = number + 1
            if _TITLE_ENDS.search(text):
                break
        if not _TITLE_ENDS.search(title):
            continue
        heads = (_ADDRESSEE.match("".join(below.text.split())) for below in blocks[after : after + 2])
        addressee = next((head.group().rstrip("：:") for head in heads if head), "")
        place = document.place(block.index, match.start(), match.end())
        place = replace(place, label=f"{paper} {place.label}", paper=paper)
        return Notice(
            paper,
            "".join(match.group().split()),
            mask_text(title),
            mask_text(addressee),
            _issued(blocks),
            place,
        )
    return None


def _issued(blocks: list[Block]) -> date | None:
    for block in reversed(blocks[-_END_BLOCKS:]):
        if len(block.text.strip()) <= _LONGEST_DATE_LINE:
            day, _ = day_of(block.text)
            if day is not None:
                return day
    return None
