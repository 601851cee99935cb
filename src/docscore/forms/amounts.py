"""The number of a cell: ≥95%, 3.1万人, 不超过10个, 20分. A form's cell is an entry, so its number is exact."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from docscore.model import Amount, Operator

from .headings import Headings

_NUMBER = re.compile(
    r"(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<scale>[万亿]?)(?P<unit>[^\d\s，,。；;（(及以达左]*)"
)
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
#: Words before a number may say how it bounds and what it is of; longer ones make it a sentence.
_LONGEST_BEFORE = 10
#: A month, a day or a year is a date and bounds nothing, unless a column of its own says so.
_DATE = re.compile(r"\d\s*年\s*\d|\d\s*月\s*\d|\d{4}\s*年|\d月底|\d月前|\d[-/.]\d+[-/.]\d")


def narrow(text: str) -> str:
    """*text* with narrow digits and signs, one character for one."""
    return "".join(
        unicodedata.normalize("NFKC", character) if "！" <= character <= "～" else character
        for character in text
    )


def amount_of(text: str, headings: Headings) -> Amount | None:
    """The one number of a cell.

    Args:
        text: the cell's words.
        headings: how operators are written.

    Returns:
        ``None`` where the cell has no number, several, a date, or a number inside a sentence.
    """
    plain = narrow(text).strip()
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1 or _DATE.search(plain):
        return None
    match = found[0]
    before, after = plain[: match.start()].strip(), plain[match.end("unit") :].strip()
    if len(before) > _LONGEST_BEFORE:
        return None
    scale = _SCALES[match["scale"]]
    value = Decimal(match["value"].replace(",", "")) * scale
    operator = headings.bound(before) or headings.bound(after)
    return Amount(value, match["unit"].strip(), operator, scale)


def operator_of(text: str, headings: Headings) -> Operator | None:
    """What an operator's column says; ``None`` if it is none that is known."""
    return headings.operators.get("".join(narrow(text).split()))
