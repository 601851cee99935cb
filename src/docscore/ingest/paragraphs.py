"""Lines → paragraphs, told by indent, by whether a line is full, and by numbers and punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .headings import heading_level, is_contents_line, number_level
from .lines import Line, glue, joined
from .passages import Passage

_SENTENCE_END = re.compile(r"[。；;！!？?：:…”）)]$")
#: What cannot be parted at the end of a line: a word or number with the signs that must not begin or end a line.
_TOKEN = re.compile(
    r"[（(《〈“‘「『〔【\[]*(?:[0-9A-Za-z.,%\-/:+]+|.)\s*[，。；：、！？）)》〉”’」』〕】\]%％]*", re.DOTALL
)
_SLACK = 0.6
_MOSTLY_FULL = 0.7
_SIZE_STEP = 0.15
_LARGEST_GAP = 2.5


@dataclass(frozen=True, slots=True)
class Column:
    """Left and right edge of the running text, in points."""

    left: float
    right: float


def text_column(lines: Iterable[Line], width: float) -> Column:
    """The column of running text on pages of one width.

    Args:
        lines: all lines of those pages outside tables.
        width: width of the pages in points.
    """
    lines = list(lines)
    if not lines:
        return Column(0.0, width)
    wide = [line for line in lines if line.x1 - line.x0 > 0.5 * width]
    if not wide:  # a cover: margins are alike on both sides
        left = min(line.x0 for line in lines)
        return Column(left, max(width - left, *(line.x1 for line in lines)))
    lefts = Counter(round(line.x0 / 2) * 2 for line in wide)
    rights = sorted(line.x1 for line in wide)
    common = [place for place, count in lefts.items() if count >= 0.15 * len(wide)]
    return Column(float(min(common or lefts)), rights[int(0.9 * (len(rights) - 1))])


def paragraphs(lines: Sequence[Line], columns: Sequence[Column]) -> list[Passage]:
    """The paragraphs and headings in a stretch of lines without a table between, over page breaks.

    Args:
        lines: the lines in reading order.
        columns: for each line the text column of its page.
    """
    found: list[Passage] = []
    start = 0
    for index in range(1, len(lines) + 1):
        ends = index == len(lines) or _begins(
            lines[start:index], columns[index - 1], lines[index], columns[index]
        )
        if ends:
            found.append(_passage(lines[start:index]))
            start = index
    return found


def _passage(lines: Sequence[Line]) -> Passage:
    separators = [""] + [glue(one.text, two.text) for one, two in pairwise(lines)]
    text, glyphs = joined(lines, separators)
    return Passage(text, level=heading_level(text), page=lines[0].page, glyphs=glyphs)


def _begins(paragraph: Sequence[Line], column: Column, line: Line, next_column: Column) -> bool:
    """Whether *line* begins a paragraph and does not go on with *paragraph*."""
    before = paragraph[-1]
    em, next_em = before.em, line.em
    if _differ(em, next_em) and _differ(before.height, line.height):
        return True
    if before.page == line.page and line.top - before.bottom > _LARGEST_GAP * em:
        return True
    if before.page == line.page and _differ(column.right - column.left, next_column.right - next_column.left):
        return True  # from two columns to a line across both, or back
    finished = bool(_SENTENCE_END.search(before.text))
    numbered = number_level(line.text) is not None
    headed = not finished and heading_level("".join(one.text for one in paragraph)) is not None
    if numbered and (finished or headed or is_contents_line(line.text) or is_contents_line(before.text)):
        return True
    indent = line.x0 - next_column.left
    filled = (before.x1 - column.left) / max(column.right - column.left, 1.0)
    centred = before.x0 - column.left > 3 * em
    if indent < next_em and filled > _MOSTLY_FULL and not (finished or headed or numbered or centred):
        return False  # broken early before a long number
    token = _TOKEN.match(line.text)
    needed = line.width_of(len(token.group().rstrip())) if token else next_em
    if column.right - before.x1 > needed + _SLACK * em:
        return not _centred_title(before, line, column)
    if indent < next_em:
        return False
    step = (line.x0 - next_column.left) - (before.x0 - column.left)
    if step > 0.5 * em:
        return True
    if step < -0.5 * em:
        return False  # a block that is indented as a whole
    return finished or numbered


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _SIZE_STEP * max(one, other)


def _centred_title(before: Line, line: Line, column: Column) -> bool:
    """Whether two centred lines are one long title: the first fills most of the column and the rest is shorter."""
    middle = (column.left + column.right) / 2
    width = column.right - column.left
    return (
        abs((before.x0 + before.x1) / 2 - middle) < before.em
        and abs((line.x0 + line.x1) / 2 - middle) < line.em
        and before.x1 - before.x0 > 0.85 * width
        and line.x0 - column.left > 2 * line.em
    )
