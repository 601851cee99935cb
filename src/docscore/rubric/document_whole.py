"""What a rule document says of the whole: whom it scores, full marks, the most of the bonus, rescaling, grades."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from ..model import Grade, GradeBand, Lexicon, Scale
from .clause import read_clause
from .document_form import stated_points

_TOTAL = re.compile(r"(?:总分|满分|基础分|基本分|总分值|总计|合计)(?:值?为|共|计|：|:)?(\d+(?:\.\d+)?)分")
_BONUS = re.compile(r"加分(?:项|因素|总分)?(?:合计|累计|最高|不超过|共|为|满分|总分)*(\d+(?:\.\d+)?)分")
_SCALED = re.compile(r"最高分[^。；]{0,8}折[算成合]?(?:为|成)?(\d+)分|折[算成合]+(?:为|成)?百分制")
_UNITS = re.compile(
    r"示范县|县（市、区）|县\(市、区\)|乡镇办事处|乡镇（街道）|乡镇|镇（街道）|县直有关部门|市直部门|部门"
)


def whom(title: str, text: str) -> str:
    """Whom the rules score: by the title, else what the text names most often."""
    for words in (title, text):
        named: Counter[str] = Counter(_UNITS.findall(words))
        if named:
            return named.most_common(1)[0][0]
    return "被考核单位"


def stated_total(text: str) -> Decimal | None:
    """Full marks as the text states them; ``None`` if it does not."""
    # 产业发展（满分30分） heads a part.
    found = _TOTAL.search("\n".join(line for line in text.splitlines() if stated_points(line) is None))
    return Decimal(found[1]) if found else None


def stated_bonus(text: str) -> Decimal | None:
    """The most of all bonus points as the text states it; ``None`` if it does not."""
    found = _BONUS.search(text)
    return Decimal(found[1]) if found else None


def stated_scale(text: str) -> Scale | None:
    """How totals are rescaled (最高分折成100分); ``None`` if they are not."""
    found = _SCALED.search(text)
    return Scale(Decimal(found[1] or 100), "highest") if found else None


def stated_grades(text: str, lexicon: Lexicon) -> tuple[GradeBand, ...]:
    """Bands of the total with names, best first; empty if no paragraph names any.

    Args:
        text: paragraphs, a line each.
        lexicon: for units.
    """
    for paragraph in text.splitlines():
        if re.search(r"优秀|良好|合格|等次|等级", paragraph) and re.search(r"\d分", paragraph):
            # 分为优秀、良好…四个等次: the names alone come before the bands.
            first = re.search(r"[^，。；：]*\d", paragraph)
            rule = read_clause(paragraph[first.start() :] if first else paragraph, lexicon).rule
            if isinstance(rule, Grade):
                return rule.bands
    return ()
