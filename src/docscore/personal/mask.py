"""Masks of the same length as what they hide, and personal data found in running text."""

from __future__ import annotations

import re
from collections.abc import Callable

# A digit, a decimal point or a thousands separator beside it makes a run part of a longer number.
_ID_NUMBER = re.compile(
    r"(?<![\d.])[1-9]\d{5}[ \-]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ \-]?\d{3}[\dXx](?![\dXx])"
    r"|(?<![\d.])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\d.%]|,\d)"
)
#: A run of eleven digits that ends in round thousands, or that a unit follows, is an amount.
_PHONE = re.compile(
    r"(?<![\d.,])1[3-9]\d(?:[ \-]?\d{4}[ \-]?(?!0000)\d{4})(?![\d.%]|,\d|\s*(?:元|万|亿|吨|人|户|个|平方|千克|公斤))"
)
#: Eighteen digits of which the birth date is impossible are personal all the same where the word stands before them.
_NAMED_NUMBER = re.compile(r"(?<=身份证)(?:号码|号)?[：:\s]*([1-9]\d{13,16}[\dXx])(?![\dXx])")
_NAMED_PERSON = re.compile(
    r"(?:姓名|联系人|经办人|学员|签收人|填表人|制表人)\s*[：:]\s*([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
)
_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789XX-")
#: Blanks stay, so that words keep their outline.
_SHOWN = re.compile(r"[^ \-\n]")
_WIDE = re.compile("[０-９Ｘ－]")
_LANDLINE_SHOWN = 2


def mask_id_number(number: str) -> str:
    """``44***************3``: the province and the last character; a short one loses all but its last character."""
    return _masked(number, 2 if len(number) >= 15 else 0, 1)


def mask_phone(number: str) -> str:
    """``138******21``: the first three and last two digits; of a short one the last two."""
    return _masked(number, 3 if len(number) >= 11 else 0, _LANDLINE_SHOWN)


def mask_account(number: str) -> str:
    """The last four digits of an account number."""
    return _masked(number, 0, 4 if len(number) > 8 else 0)


def mask_name(name: str) -> str:
    """``张*``: the first character; blanks stay."""
    return _masked(name, 1, 0)


def mask_text(text: str) -> str:
    """*text* with ID numbers, mobile telephones and names behind 姓名： masked; as long as before."""
    narrow = text.translate(_NARROW) if _WIDE.search(text) else text
    spans: list[tuple[int, int, Callable[[str], str]]]
    spans = [(*match.span(), mask_id_number) for match in _ID_NUMBER.finditer(narrow)]
    spans += [(*match.span(1), mask_id_number) for match in _NAMED_NUMBER.finditer(narrow)]
    spans += [(*match.span(), mask_phone) for match in _PHONE.finditer(narrow)]
    spans += [(*match.span(1), mask_name) for match in _NAMED_PERSON.finditer(narrow)]
    if not spans:
        return text
    parts, at = [], 0
    for start, end, mask in sorted(spans, key=lambda span: span[:2]):
        if start >= at:
            parts += [text[at:start], mask(text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


def _masked(text: str, head: int, tail: int) -> str:
    end = max(len(text) - tail, head)
    return text[:head] + _SHOWN.sub("*", text[head:end]) + text[end:]
