"""What stands beside the sheet: a page of a paper with the marks of the open line, and where else the line rests on something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from ..marks import Written, drawn_marks, marks_of, portion_at, written
from ..model import DrawnMark, Mark, Paper, Part, Place
from .desk import Desk, Opened
from .pages import Look

#: Characters of a hash that name a paper in an address.
_NAME = 16
#: Marks without a number come after all that have one.
_UNNUMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Focus:
    """What is looked at beside a page.

    Attributes:
        criterion: id of the open line; empty if none is open.
        finding: fingerprint of the doubt that is looked at in place of a line; empty if none is.
        figure: number in its chain that is looked at; 0 for none.
        text: papers are shown as text although there may be pictures.
    """

    criterion: str = ""
    finding: str = ""
    figure: int = 0
    text: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on which the open line rests on something.

    Attributes:
        paper: the paper.
        document: its name in addresses.
        number: 1-based page.
        marks: how many marks of what is looked at it bears.
        figure: the first of their numbers; 0 if they have none.
        paged: it has pages; a portion of text otherwise.
    """

    paper: Paper
    document: str
    number: int
    marks: int
    figure: int
    paged: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as it is shown.

    Attributes:
        paper: the paper.
        document: its name in addresses.
        number: 1-based page, or portion of the text.
        count: how many there are.
        focus: what is looked at.
        size: width and height of the page in PDF points; ``None`` where text is shown.
        marks: what is marked on the page, the larger before those inside them.
        blocks: the text with its marks, where there is no picture.
        stops: the pages with marks of the open line, in the order of its chain.
        waiting: pictures of the pages are being made.
        note: why text is shown and no picture, in Chinese; empty if that needs no word.
    """

    paper: Paper
    document: str
    number: int
    count: int
    focus: Focus
    size: tuple[float, float] | None
    marks: tuple[DrawnMark, ...]
    blocks: tuple[Written, ...]
    stops: tuple[Stop, ...]
    waiting: bool
    note: str


def papers_of(opened: Opened) -> tuple[Paper, ...]:
    """The papers of a submission; of a report alone, that."""
    submission = opened.assessment.submission
    return submission.papers if submission is not None else (main_paper(opened),)


def main_paper(opened: Opened) -> Paper:
    """The paper that is scored: the report, or the file that holds the form."""
    assessment = opened.assessment
    if assessment.submission is not None:
        return assessment.submission.main
    document = assessment.document
    name, part = PurePath(document.path), Part.FORM if assessment.form else Part.REPORT
    return Paper(
        name.name,
        document.sha256,
        0,
        part,
        "",
        name.stem,
        document,
        assessment.extraction,
        kind=document.kind,
    )


def path_of(opened: Opened, paper: Paper) -> str:
    """The path by which places name a paper; empty for the one that is scored."""
    return "" if paper.path == main_paper(opened).path else paper.path


def document_name(paper: Paper) -> str:
    """The name of a paper in addresses: the beginning of its hash, so that a page never changes under its address."""
    return paper.sha256[:_NAME]


def paper_named(opened: Opened, name: str) -> Paper | None:
    """The paper of a submission with that name in addresses; ``None`` if none of its papers has it."""
    papers = sorted(papers_of(opened), key=lambda paper: bool(path_of(opened, paper)))
    return next((paper for paper in papers if paper.sha256 and document_name(paper) == name), None)


def whereabouts(desk: Desk, opened: Opened, place: Place, *, text: bool = False) -> tuple[Paper, int] | None:
    """The paper and the page, or portion of its text, on which a place is shown; ``None`` if it is of no paper here."""
    paper = next((one for one in papers_of(opened) if path_of(opened, one) == place.paper), None)
    if paper is None or paper.document is None:
        return None
    return paper, _page(desk.pages.look(paper, text=text), place)


def stops_of(desk: Desk, opened: Opened, focus: Focus) -> tuple[Stop, ...]:
    """The pages on which a line or a doubt rests on something, in the order of its numbers; then those without one."""
    marks = sorted(_open_marks(opened, focus), key=lambda mark: mark.number or _UNNUMBERED)
    counts: Counter[tuple[str, int]] = Counter()
    papers: dict[str, Paper] = {}
    figures: dict[tuple[str, int], int] = {}
    for mark in marks:
        found = whereabouts(desk, opened, mark.place, text=focus.text)
        if found is not None:
            key = document_name(found[0]), found[1]
            papers[key[0]] = found[0]
            counts[key] += 1
            figures.setdefault(key, mark.number or 0)
    paged = {name: not desk.pages.look(paper, text=focus.text).portions for name, paper in papers.items()}
    return tuple(
        Stop(papers[name], name, number, count, figures[name, number], paged[name])
        for (name, number), count in counts.items()
    )


def page_beside(desk: Desk, opened: Opened, focus: Focus) -> PageView | None:
    """The page to show with a line or doubt: that of the number looked at, the first that it rests on, or the report's first.

    Args:
        desk: the desk.
        opened: the submission.
        focus: what is looked at.
    """
    for mark in _open_marks(opened, focus) if focus.figure else ():
        found = whereabouts(desk, opened, mark.place, text=focus.text)
        if mark.number == focus.figure and found is not None:
            return page_view(desk, opened, *found, focus)
    for stop in stops_of(desk, opened, focus):
        return page_view(desk, opened, stop.paper, stop.number, focus)
    return page_view(desk, opened, main_paper(opened), 1, focus)


def page_view(
    desk: Desk, opened: Opened, paper: Paper, number: int, focus: Focus = Focus()
) -> PageView | None:
    """A page of a paper.

    Args:
        desk: the desk.
        opened: the submission.
        paper: one of its papers.
        number: 1-based page, or portion where it is shown as text.
        focus: what is looked at.

    Returns:
        ``None`` if the paper was not read or has no such page.
    """
    if paper.document is None:
        return None
    look = desk.pages.look(paper, text=focus.text)
    if not 1 <= number <= look.count:
        return None
    marks = marks_of(opened.assessment, opened.sheet, path_of(opened, paper), focus.criterion, focus.finding)
    return PageView(
        paper=paper,
        document=document_name(paper),
        number=number,
        count=look.count,
        focus=focus,
        size=None if look.portions else look.document.sizes[number - 1],
        marks=() if look.portions else _on(look, marks, number),
        blocks=written(look.document, look.portions[number - 1], marks) if look.portions else (),
        stops=stops_of(desk, opened, focus),
        waiting=look.waiting,
        note=look.note,
    )


def _open_marks(opened: Opened, focus: Focus) -> Iterator[Mark]:
    """The marks of what is looked at, on every paper."""
    marks = marks_of(opened.assessment, opened.sheet, None, focus.criterion, focus.finding)
    return (mark for mark in marks if mark.open)


def _on(look: Look, marks: tuple[Mark, ...], number: int) -> tuple[DrawnMark, ...]:
    return tuple(one for one in drawn_marks(look.document, marks) if one.page == number)


def _page(look: Look, place: Place) -> int:
    if look.portions:
        return portion_at(look.document, look.portions, place.block, place.start)
    page = look.document.place(place.block, place.start, place.end).page or 1
    return min(max(page, 1), look.count)
