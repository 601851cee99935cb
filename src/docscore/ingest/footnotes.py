"""Notes at the foot of a page: smaller type under a short ruling line, each begun with its mark."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .lines import Line, glue, joined
from .passages import Passage
from .shapes import Rule

#: The line above notes: its length in parts of the page's width, and how low on the page it stands.
_SHORTEST, _LONGEST = 0.1, 0.6
_LOWEST_PART = 0.4
#: Notes are smaller than the text above by this.
_SMALLER = 0.95
_MARK = re.compile(
    r"[①-⑳⑴-⒇*＊※†‡]|[\[［〔(（]?\d{1,2}[\]］〕)）.．、]?(?![\d.,，%％年月日])|注(?:释)?\s*\d{0,2}\s*[:：]"
)
_DIGIT = re.compile(r"\d+")
_DIGITS = frozenset("0123456789")


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
        if not under or not over:
            continue
        usual = sorted(line.height for line in over)[len(over) // 2]
        if max(line.height for line in under) > _SMALLER * usual:
            continue
        raised = [_raised(line) for line in over]
        marks = [
            line.text[start:end]
            for line, places in zip(over, raised, strict=True)
            for start, end in places
            if any(note.text.startswith(line.text[start:end]) for note in under)
        ]
        first = min(under, key=lambda line: line.top).text
        if not _MARK.match(first) and not (marks and first.startswith(marks[0])):
            continue
        parted = [_without(line, places, marks) for line, places in zip(over, raised, strict=True)]
        return Foot(parted, _notes(under, marks))
    return Foot(lines, [])


def _notes(lines: Sequence[Line], marks: Sequence[str]) -> list[Passage]:
    """The notes, told apart by the marks in the text, in their order; else by how they begin."""
    groups: list[list[Line]] = []
    waiting = list(marks)
    for line in lines:
        if waiting and line.text.startswith(waiting[0]):
            groups.append([_with_space(line, len(waiting.pop(0)))])
        elif groups and (waiting or marks or not _begins(groups[-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for group in groups:
        separators = [""]
        separators += [glue(one.text, two.text) for one, two in pairwise(group)]
        text, glyphs = joined(group, separators)
        found.append(Passage(text, page=group[0].page, glyphs=glyphs))
    return found


def _with_space(line: Line, length: int) -> Line:
    """A note with a blank behind its mark: mark 2 and 12个 are not 212个."""
    if not line.text[length : length + 1].isalnum():
        return line
    boxes = array("f", line.boxes)
    boxes[4 * length : 4 * length] = array("f", bytes(16))
    sure = line.certainty
    return replace(
        line,
        text=f"{line.text[:length]} {line.text[length:]}",
        boxes=boxes,
        certainty=sure and sure[:length] + b"\x64" + sure[length:],
    )


def _begins(note: Sequence[Line], line: Line) -> bool:
    """Whether a line begins with a mark of the same make as the first note's, not with a number of its text."""
    mark, first = _MARK.match(line.text), _MARK.match(note[0].text)
    if mark is None or first is None:
        return False
    return _DIGIT.sub("1", mark.group()) == _DIGIT.sub("1", first.group()) or not _DIGIT.search(mark.group())


def _raised(line: Line) -> list[tuple[int, int]]:
    """Start and end of small raised digits: 137 with a raised 1 is not 1371."""
    tops, bottoms = line.boxes[1::4], line.boxes[3::4]
    high = [
        character in _DIGITS
        and bottoms[at] - tops[at] < 0.8 * line.height
        and line.bottom - bottoms[at] > 0.15 * line.height
        for at, character in enumerate(line.text)
    ]
    places: list[tuple[int, int]] = []
    for at, raised in enumerate(high):
        if raised and places and places[-1][1] == at:
            places[-1] = places[-1][0], at + 1
        elif raised:
            places.append((at, at + 1))
    return places


def _without(line: Line, places: Sequence[tuple[int, int]], marks: Sequence[str]) -> Line:
    """A line without the marks of notes, as DOCX files are read."""
    dropped = {at for start, end in places if line.text[start:end] in marks for at in range(start, end)}
    kept = [at for at in range(len(line.text)) if at not in dropped]
    if not dropped or not kept:
        return line
    boxes = array("f")
    for at in kept:
        boxes.extend(line.boxes[4 * at : 4 * at + 4])
    return replace(
        line,
        text="".join(line.text[at] for at in kept),
        boxes=boxes,
        certainty=bytes(line.certainty[at] for at in kept) if line.certainty else b"",
    )


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
