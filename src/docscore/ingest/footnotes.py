"""Notes at the foot of a page: smaller type under a short ruling line, each begun with its mark."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .lines import Line, glue, joined
from .passages import Passage
from .shapes import Rule

#: The line above notes: its length in parts of the page's width, and how low on the page it stands.
_SHORTEST, _LONGEST = 0.1, 0.6
_LOWEST_PART = 0.4
#: Notes are smaller than the text above by this.
_SMALLER = 0.95
_MARK = re.compile(r"[①-⑳⑴-⒇*＊※†‡]|[\[［〔(（]?\d{1,2}[\]］〕)）.．、]?(?![\d.,，%％年月日])|注(?:释)?\s*\d{0,2}\s*[:：]")
_DIGIT = re.compile(r"\d+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Foot:
    """A page's lines without its notes, and the notes."""

    lines: list[Line]
    notes: list[Passage]


def without_notes(lines: list[Line], rules: Iterable[Rule], width: float, height: float) -> Foot:
    """Parts the notes at the foot of a page from its text.

    Args:
        lines: the lines outside tables, without page numbers.
        rules: the page's horizontal ruling lines outside tables.
        width: width of the page.
        height: height of the page.
    """
    for rule in sorted(rules, key=lambda rule: rule.at, reverse=True):
        if rule.at < _LOWEST_PART * height or not _SHORTEST <= (rule.end - rule.start) / width <= _LONGEST:
            continue
        under = [line for line in lines if (line.top + line.bottom) / 2 > rule.at]
        over = [line for line in lines if (line.top + line.bottom) / 2 <= rule.at]
        if not under or not over or not _MARK.match(min(under, key=lambda line: line.top).text):
            continue
        usual = sorted(line.height for line in over)[len(over) // 2]
        if max(line.height for line in under) > _SMALLER * usual:
            continue
        return Foot([_with_marks(line) for line in over], _notes(under))
    return Foot(lines, [])


def _notes(lines: Sequence[Line]) -> list[Passage]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for group in groups:
        separators = [""]
        separators += [glue(one.text, two.text) for one, two in zip(group, group[1:], strict=False)]
        text, glyphs = joined(group, separators)
        found.append(Passage(text, page=group[0].page, glyphs=glyphs))
    return found


def _begins(note: Sequence[Line], line: Line) -> bool:
    """Whether a line begins with a mark of the same make as the first note's, not with a number of its text."""
    mark, first = _MARK.match(line.text), _MARK.match(note[0].text)
    if mark is None or first is None:
        return False
    return _DIGIT.sub("1", mark.group()) == _DIGIT.sub("1", first.group()) or not _DIGIT.search(mark.group())


def _with_marks(line: Line) -> Line:
    """Small raised digits are marks of notes: 137 with a raised 1 is 137¹, not 1371."""
    tops, bottoms = line.boxes[1::4], line.boxes[3::4]
    text = list(line.text)
    for match in _DIGIT.finditer(line.text):
        for at in range(*match.span()):
            if bottoms[at] - tops[at] < 0.8 * line.height and line.bottom - bottoms[at] > 0.15 * line.height:
                text[at] = text[at].translate(_RAISED)
    new = "".join(text)
    return line if new == line.text else replace(line, text=new, boxes=array("f", line.boxes))


def merged(passages: Sequence[Passage], notes: Sequence[Passage]) -> list[Passage]:
    """Notes put in behind the last passage that begins on their page."""
    if not notes:
        return list(passages)
    found: list[Passage] = []
    waiting = list(notes)
    for passage in passages:
        while waiting and (waiting[0].page or 0) < (passage.page or 0):
            found.append(waiting.pop(0))
        found.append(passage)
    return [*found, *waiting]
