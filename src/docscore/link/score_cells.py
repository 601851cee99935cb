"""What a cell of a self-score column says: points, and full marks where both stand in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

#: Digits as an input method for Chinese may leave them.
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: What is said beside the points: what was taken off (扣0.5分), and from how much (满分2分).
_ASIDE = re.compile(r"[扣减失]\s*(?:去|掉|了)?\s*-?\d+(?:\.\d+)?\s*分?")
_SELF_SCORE = re.compile(r"(?:自评|自查)(?:得分|评分|分值|分数|分)?[为得是:：]?\s*(-?\d+(?:\.\d+)?)")
_FULL_MARKS = re.compile(r"(?:满分|分值|权重|标准分)[为是:：]?\s*(\d+(?:\.\d+)?)")
#: Everything that may stand in a cell with points; other words make it a sentence, which gives none.
_POINTS_ONLY = re.compile(r"[\d.\-\s/／、,，;；:：()（）%％分得为共自评查满权重值标准数]*")


class Glued(Enum):
    """Which of two numbers in one cell comes first, as the heading tells."""

    WEIGHT_FIRST = "weight first"  # 分值/自评
    SELF_FIRST = "self-score first"  # 自评得分/分值
    UNTOLD = "untold"  # 自评得分 alone; the larger one is then full marks


@dataclass(frozen=True, slots=True)
class Points:
    """What a cell says.

    Attributes:
        given: the self-score; ``None`` where the cell has none.
        of: full marks; ``None`` where the cell names none.
    """

    given: Decimal | None = None
    of: Decimal | None = None


def points_in(text: str, glued: Glued = Glued.UNTOLD) -> Points:
    """Points in a cell: ``2``, ``1.5（扣0.5分）``, ``分值10自评9``, ``10（自评9）``, ``9/10``, ``10 9``.

    Args:
        text: text of the cell.
        glued: which of two numbers comes first.

    Returns:
        Nothing for blank, ``/``, ``—``, words, or more numbers than can be told apart.
    """
    said = _ASIDE.sub("", text.translate(_WIDE))
    if not _POINTS_ONLY.fullmatch(said):
        return Points()
    named, full = _SELF_SCORE.search(said), _FULL_MARKS.search(said)
    numbers = [Decimal(match.group()) for match in _NUMBER.finditer(said)]
    if len(numbers) == 1:
        return Points(None, numbers[0]) if full and not named else Points(numbers[0])
    if len(numbers) != 2:
        return Points()
    if named:
        return _with(Decimal(named.group(1)), numbers)
    if full:
        of = Decimal(full.group(1))
        return Points(numbers[0] if numbers[1] == of else numbers[1], of)
    if glued is Glued.WEIGHT_FIRST:
        return Points(numbers[1], numbers[0])
    if glued is Glued.SELF_FIRST:
        return Points(numbers[0], numbers[1])
    return Points(min(numbers), max(numbers))


def _with(given: Decimal, numbers: list[Decimal]) -> Points:
    return Points(given, numbers[0] if numbers[1] == given else numbers[1])
