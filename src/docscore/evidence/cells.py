"""What a cell of an evidence table says: a day, an amount, a yes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from .headings import FACTORS

_DAY = re.compile(
    r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"
)
_AMOUNT = re.compile(
    r"[¥￥]?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(亿元|万元|千元|元)?(?:整|正)?"
)
_WIDE = str.maketrans("０１２３４５６７８９，．－", "0123456789,.-")
#: Dashes and the like stand for “none”.
NOTHING = frozenset({"/", "-", "—", "——", "－", "无", "\\", "…", "……"})


@lru_cache(maxsize=8192)
def day_of(text: str) -> tuple[date | None, bool]:
    """The (first) day that a cell names, ``None`` if it names none; and whether it names one that does not exist."""
    match = _DAY.search(text.translate(_WIDE))
    if match is None:
        return None, False
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day), False
    except ValueError:
        return None, True


def amount_of(text: str, unit: str) -> Decimal | None:
    """The amount of a cell in 元, or as printed where neither the cell nor *unit* names a unit; ``None`` if it is none.

    Args:
        text: the cell.
        unit: unit of the column, empty if its heading names none.
    """
    match = _AMOUNT.fullmatch(text.translate(_WIDE).strip())
    if match is None:
        return None
    return Decimal(match.group(1).replace(",", "")) * FACTORS.get(match.group(2) or unit, 1)
