"""The page beside the sheet: tabs by place, and its text with the exhibits marked where no picture of it is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...desk import Opened
from ...model import Block, BlockKind, Document, Extraction, Place
from .exhibits import Exhibit

#: Without pages, so many blocks are shown before and after the first exhibit, and exhibits so near share a tab.
_AROUND = 5
#: Of a long table so many rows are shown around an exhibit.
_ROWS_AROUND = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text; ``exhibit`` is set where it is one (``begins`` its first stretch), ``far`` for other figures."""

    text: str
    exhibit: Exhibit | None = None
    far: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as shown.

    Attributes:
        kind: ``heading``, ``paragraph`` or ``table``.
        marks: its text; empty for a table.
        rows: cells of a table, each with how many columns and rows it covers.
        cut: rows above or below are left out.
    """

    kind: str
    marks: tuple[Mark, ...] = ()
    rows: tuple[tuple[tuple[tuple[Mark, ...], int, int], ...], ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """Exhibits that stand together.

    Attributes:
        label: where, in a few words.
        figure: number of its first exhibit, which its link names.
        count: how many exhibits.
        current: whether it is shown.
    """

    label: str
    figure: int
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """What the left side shows.

    Attributes:
        paper: path of the paper in its submission; empty for the report.
        name: its file name.
        page: 1-based page; ``None`` where the format has none.
        pages: how many it has.
        tabs: where else the line's exhibits stand.
        blocks: the text with its marks.
        figure: number of the exhibit that is looked at; 0 for none.
        exhibits: those that stand on this page.
    """

    paper: str
    name: str
    page: int | None
    pages: int | None
    tabs: tuple[Tab, ...]
    blocks: tuple[Shown, ...]
    figure: int
    exhibits: tuple[Exhibit, ...]


def page_view(opened: Opened, exhibits: Sequence[Exhibit], figure: int = 0) -> PageView:
    """The page of an exhibit, or the report's first.

    Args:
        opened: the submission.
        exhibits: what the open line rests on.
        figure: number of the exhibit to look at; the first without.
    """
    looked_at = next((one for one in exhibits if one.number == figure), exhibits[0] if exhibits else None)
    groups = _grouped(opened, exhibits)
    current = next((group for group in groups if looked_at in group), [])
    place = looked_at.place if looked_at else None
    document, extraction = _paper_of(opened, place.paper if place else "")
    page = place.page if place else (1 if document.pages else None)
    return PageView(
        paper=place.paper if place else "",
        name=(place.paper if place and place.paper else document.path).rpartition("/")[2],
        page=page,
        pages=document.pages,
        tabs=tuple(
            Tab(_label(group[0].place), group[0].number, len(group), group is current) for group in groups
        ),
        blocks=tuple(_shown(document, extraction, page, place, current)),
        figure=looked_at.number if looked_at else 0,
        exhibits=tuple(current),
    )


def sentence_marks(opened: Opened, exhibit: Exhibit) -> tuple[Mark, ...]:
    """The passage of an exhibit with it marked: its paragraph, or the row of its table."""
    document, _ = _paper_of(opened, exhibit.place.paper)
    block = document.blocks[exhibit.place.block]
    start, end = _passage(block, exhibit.place)
    return _marked(block.text, start, end, [exhibit], ())


def _passage(block: Block, place: Place) -> tuple[int, int]:
    ends = "\n" if block.kind is BlockKind.TABLE else "。；！？\n"
    start = max((block.text.rfind(stop, 0, place.start) + 1 for stop in ends), default=0)
    stops = [at for stop in ends if (at := block.text.find(stop, place.end - 1)) >= 0]
    return start, min(stops, default=len(block.text) - 1) + 1


def _paper_of(opened: Opened, path: str) -> tuple[Document, Extraction | None]:
    assessment = opened.assessment
    for paper in assessment.submission.papers if path and assessment.submission else ():
        if paper.path == path and paper.document is not None:
            return paper.document, paper.extraction
    return assessment.document, assessment.extraction


def _grouped(opened: Opened, exhibits: Iterable[Exhibit]) -> list[list[Exhibit]]:
    groups: list[list[Exhibit]] = []
    for one in exhibits:
        for group in groups:
            if _together(group[0].place, one.place):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _together(first: Place, other: Place) -> bool:
    if first.paper != other.paper or (first.page is None) != (other.page is None):
        return False
    if first.page is not None:
        return first.page == other.page
    return abs(first.block - other.block) <= _AROUND


def _label(place: Place) -> str:
    where = f"第 {place.page} 页" if place.page is not None else place.label
    if not place.paper:
        return where
    name = place.paper.rpartition("/")[2].rpartition(".")[0]
    return f"{name[:10]}{'…' if len(name) > 10 else ''} {where}"


def _shown(
    document: Document,
    extraction: Extraction | None,
    page: int | None,
    place: Place | None,
    exhibits: Sequence[Exhibit],
) -> Iterator[Shown]:
    far = {} if extraction is None else _by_block(figure.place for figure in extraction.figures)
    for block in document.blocks:
        if page is not None:
            if not _on_page(block, page):
                continue
        elif abs(block.index - (place.block if place else 0)) > _AROUND:
            continue
        here = [one for one in exhibits if one.place.block == block.index]
        others = far.get(block.index, ())
        if block.table is not None:
            yield _table(block, page, place, here, others)
        elif block.text.strip():
            yield Shown(block.kind.value, _marked(block.text, 0, len(block.text), here, others))


def _by_block(places: Iterable[Place]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    for place in places:
        found.setdefault(place.block, []).append(place)
    return found


def _on_page(block: Block, page: int) -> bool:
    if block.glyphs is not None and block.glyphs.pages:
        return block.glyphs.pages[0] <= page <= block.glyphs.pages[-1]
    return block.page == page


def _table(
    block: Block,
    page: int | None,
    place: Place | None,
    here: Sequence[Exhibit],
    others: Sequence[Place],
) -> Shown:
    assert block.table is not None
    looked_at = block.table.cell_at(place.start) if place and place.block == block.index else None
    middle = looked_at.row if looked_at else 0
    rows: dict[int, list[tuple[tuple[Mark, ...], int, int]]] = {}
    cut = False
    for cell in block.table.cells:
        paged = block.glyphs is not None and bool(block.glyphs.pages) and cell.end > cell.start
        if page is not None and paged and block.glyphs and block.glyphs.page(cell.start) != page:
            continue
        if abs(cell.row - middle) > _ROWS_AROUND:
            cut = True
            continue
        marks = _marked(block.text, cell.start, cell.end, here, others)
        rows.setdefault(cell.row, []).append((marks, cell.col_span, 1 if cut else cell.row_span))
    return Shown("table", rows=tuple(tuple(cells) for cells in rows.values()), cut=cut)


def _marked(
    text: str, start: int, end: int, exhibits: Sequence[Exhibit], others: Sequence[Place]
) -> tuple[Mark, ...]:
    """The text [start, end) cut into stretches; where two overlap, the shorter shows: a figure in its sentence."""
    spans: list[tuple[int, int, Exhibit | None]] = [
        (one.place.start, one.place.end, one) for one in exhibits if start <= one.place.start < end
    ]
    spans += [(place.start, place.end, None) for place in others if start <= place.start < end]
    spans.sort(key=lambda span: (span[1] - span[0], span[2] is None))
    bounds = sorted({start, end, *(min(max(at, start), end) for span in spans for at in span[:2])})
    marks: list[Mark] = []
    begun: set[int] = set()
    for first, last in pairwise(bounds):
        over = next((span for span in spans if span[0] <= first and last <= span[1]), None)
        exhibit = over[2] if over else None
        marks.append(
            Mark(
                text[first:last],
                exhibit,
                far=over is not None and exhibit is None,
                begins=exhibit is not None and exhibit.number not in begun,
            )
        )
        begun |= {exhibit.number} if exhibit else set()
    return tuple(marks)
