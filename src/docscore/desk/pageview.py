"""What stands beside the sheet: a page of a paper with the marks of the open line, and where else the line rests on something."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from ..marks import Written, chain_of, drawn_marks, marks_of, portion_at, written
from ..marks.chain import place_of
from ..model import DrawnMark, Mark, Paper, Part, Place
from .desk import Desk, Opened
from .pages import Look

#: Characters of a hash that name a paper in an address.
_NAME = 16


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on which the open line rests on something.

    Attributes:
        paper: the paper.
        document: its name in addresses.
        number: 1-based page.
        marks: how many marks of the open line it bears.
        paged: it has pages; a portion of text otherwise.
    """

    paper: Paper
    document: str
    number: int
    marks: int
    paged: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as it is shown.

    Attributes:
        paper: the paper.
        document: its name in addresses.
        number: 1-based page, or portion of the text.
        count: how many there are.
        criterion: id of the open line; empty if none is open.
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
    criterion: str
    size: tuple[float, float] | None
    marks: tuple[DrawnMark, ...]
    blocks: tuple[Written, ...]
    stops: tuple[Stop, ...]
    waiting: bool
    note: str


def papers_of(opened: Opened) -> tuple[Paper, ...]:
    """The papers of a submission; of a report alone, that."""
    assessment = opened.assessment
    if assessment.submission is not None:
        return assessment.submission.papers
    document = assessment.document
    name = PurePath(document.path)
    return (
        Paper(
            name.name, document.sha256, 0, Part.REPORT, "", name.stem, document, assessment.extraction,
            kind=document.kind,
        ),
    )  # fmt: skip


def document_name(paper: Paper) -> str:
    """The name of a paper in addresses: the beginning of its hash, so that a page never changes under its address."""
    return paper.sha256[:_NAME]


def paper_named(opened: Opened, name: str) -> Paper | None:
    """The paper of a submission with that name in addresses; ``None`` if none of its papers has it."""
    papers = sorted(papers_of(opened), key=lambda paper: paper.part is not Part.REPORT)
    return next((paper for paper in papers if paper.sha256 and document_name(paper) == name), None)


def whereabouts(desk: Desk, opened: Opened, place: Place) -> tuple[Paper, int] | None:
    """The paper and the page, or portion of its text, on which a place is shown; ``None`` if it is of no paper here."""
    paper = next((one for one in papers_of(opened) if _path(one) == place.paper), None)
    if paper is None or paper.document is None:
        return None
    return paper, _page(desk.pages.look(paper, place.page or 1), place)


def stops_of(desk: Desk, opened: Opened, criterion: str) -> tuple[Stop, ...]:
    """The pages on which a line rests on something, in the order of its chain; those of its doubts and self-scores after them."""
    line = opened.sheet.lines.get(criterion)
    if line is None:
        return ()
    chained = [place_of(source) for source in chain_of(line.line)]
    places = {(place.paper, place.block, place.start): place for place in chained}
    for path in dict.fromkeys(["", *(place.paper for place in chained)]):
        for mark in marks_of(opened.assessment, opened.sheet, path, criterion):
            if mark.open:
                places.setdefault((path, mark.place.block, mark.place.start), mark.place)
    counts: Counter[tuple[str, int]] = Counter()
    papers: dict[str, Paper] = {}
    for place in places.values():
        found = whereabouts(desk, opened, place)
        if found is not None:
            papers[document_name(found[0])] = found[0]
            counts[document_name(found[0]), found[1]] += 1
    return tuple(
        Stop(papers[name], name, number, marks, bool(desk.pages.look(papers[name]).sizes))
        for (name, number), marks in counts.items()
    )


def page_view(desk: Desk, opened: Opened, paper: Paper, number: int, criterion: str = "") -> PageView | None:
    """A page of a paper.

    Args:
        desk: the desk.
        opened: the submission.
        paper: one of its papers.
        number: 1-based page, or portion where it is shown as text.
        criterion: id of the open line; empty if none is open.

    Returns:
        ``None`` if the paper was not read or has no such page.
    """
    if paper.document is None:
        return None
    look = desk.pages.look(paper, number)
    if not 1 <= number <= look.count:
        return None
    marks = marks_of(opened.assessment, opened.sheet, _path(paper), criterion)
    stops = stops_of(desk, opened, criterion)
    size = look.sizes[number - 1] if look.sizes else None
    return PageView(
        paper=paper,
        document=document_name(paper),
        number=number,
        count=look.count,
        criterion=criterion,
        size=size,
        marks=_on(look, marks, number) if size else (),
        blocks=() if size else written(look.document, look.portions[number - 1], marks),
        stops=stops,
        waiting=look.waiting,
        note=look.note,
    )


def _on(look: Look, marks: tuple[Mark, ...], number: int) -> tuple[DrawnMark, ...]:
    return tuple(one for one in drawn_marks(look.document, marks) if one.page == number)


def _page(look: Look, place: Place) -> int:
    if look.portions:
        return portion_at(look.document, look.portions, place.block, place.start)
    page = look.document.place(place.block, place.start, place.end).page or 1
    return min(max(page, 1), look.count)


def _path(paper: Paper) -> str:
    """The path by which places name a paper; empty for the main report."""
    return "" if paper.part is Part.REPORT else paper.path
