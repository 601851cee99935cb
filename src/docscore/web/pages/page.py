"""The page beside the sheet: a picture of it, or its text, with what the open line rests on marked and numbered.

Pages include ``page.html`` with :func:`page_context`; htmx swaps ``#page`` for the answer of these routes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from ...desk import (
    Desk,
    Focus,
    Opened,
    PageView,
    document_name,
    page_beside,
    page_view,
    paper_named,
    papers_of,
    stops_of,
)
from ...model import MARK_NAMES, BBox, DrawnMark, Mark, MarkKind, Paper
from ..entry import Anyone
from ..templates import page

router = APIRouter(include_in_schema=False)

#: A page never changes under its address, which holds the hash of its file; it is nobody's but the reviewer's.
_FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
#: Classes of the style sheet, which are also those beside the chain.
_LOOK = {
    MarkKind.ACTUAL: "act",
    MarkKind.TARGET: "tgt",
    MarkKind.REFERENCE: "ref",
    MarkKind.SELF_SCORE: "sco",
    MarkKind.DENIED: "neg",
    MarkKind.DOUBT: "dbt",
}
#: Half a wave of the line under what denies, in points.
_WAVE = 1.6
_UNDRAWN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="#FFF"/>
<text x="297" y="120" font-size="16" text-anchor="middle" fill="#474B51">这一页画不出来，请看文字版或打开原件。</text></svg>"""


def _focus(c: str = "", f: str = "", fig: int = 0, text: bool = False) -> Focus:
    """What an address says is looked at."""
    return Focus(c, f, fig, text)


_Looked = Annotated[Focus, Depends(_focus)]


@router.get("/s/{submission}/page")
def first_page(request: Request, person: Anyone, submission: str, focus: _Looked) -> Response:  # noqa: ARG001 - who may look
    """The first page that the open line or doubt rests on; the report's first without."""
    desk: Desk = request.app.state.desk
    opened = desk.open(submission)
    return _shown(request, opened, page_beside(desk, opened, focus))


@router.get("/s/{submission}/page/{document}/{number}.jpg")
def page_picture(request: Request, person: Anyone, submission: str, document: str, number: str) -> Response:  # noqa: ARG001
    """The picture of a page of one of the submission's papers; a page that cannot be drawn says so."""
    desk: Desk = request.app.state.desk
    paper = _paper(desk.open(submission), document)
    wanted = _number(number)
    if paper.document is None or not 1 <= wanted <= len(desk.pages.look(paper).document.sizes):
        raise HTTPException(404)
    picture = desk.pages.picture(paper, wanted)
    if picture is None:
        return Response(_UNDRAWN, media_type="image/svg+xml")
    return Response(picture, media_type="image/jpeg", headers=_FOREVER)


@router.get("/s/{submission}/page/{document}/{number}")
def one_page(
    request: Request,
    person: Anyone,  # noqa: ARG001
    submission: str,
    document: str,
    number: str,
    focus: _Looked,
) -> Response:
    """A page of one of the submission's papers; page 0 is the first that the open line or doubt rests on."""
    desk: Desk = request.app.state.desk
    opened = desk.open(submission)
    paper = _paper(opened, document)
    wanted = _number(number)
    if wanted == 0:
        stops = (stop.number for stop in stops_of(desk, opened, focus) if stop.document == document)
        wanted = next(stops, 1)
    if paper.document is None:
        message = f"“{paper.path}”没有读出来：{paper.trouble}"
        return page(request, "problem.html", {"message": message, "status": 404}, status=404)
    return _shown(request, opened, page_view(desk, opened, paper, wanted, focus))


def page_context(opened: Opened, view: PageView) -> Mapping[str, Any]:
    """What ``page.html`` shows, to be added to the context of a page that includes it."""
    return {
        "submission": opened.row.id,
        "beside": view,
        "papers": [(document_name(paper), paper) for paper in papers_of(opened) if paper.document],
        "kinds": [(_LOOK[kind], name) for kind, name in MARK_NAMES.items() if kind is not MarkKind.DOUBT],
        "looked_at": _query(view.focus),
        "other_form": _query(replace(view.focus, text=not view.focus.text)),
        "look": _look,
        "under": _under,
    }


def _query(focus: Focus) -> str:
    """What is looked at, as the end of an address."""
    said = {"c": focus.criterion, "f": focus.finding, "fig": focus.figure, "text": int(focus.text)}
    query = urlencode({key: value for key, value in said.items() if value})
    return f"?{query}" if query else ""


def _shown(request: Request, opened: Opened, view: PageView | None) -> Response:
    if view is None:
        raise HTTPException(404)
    alone = "hx-request" not in request.headers
    return page(request, "page_alone.html" if alone else "page.html", page_context(opened, view))


def _paper(opened: Opened, document: str) -> Paper:
    paper = paper_named(opened, document)
    if paper is None:
        raise HTTPException(404)
    return paper


def _number(text: str) -> int:
    """A page number of an address; anything else is no page."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise HTTPException(404)
    return int(text)


def _look(mark: Mark) -> str:
    """Classes of a mark: its kind, or only dots where it is another line's; and that there is a doubt about it."""
    kind = _LOOK[mark.kind] if mark.open else "far"
    return f"{kind} dbt" if mark.doubt and kind != "dbt" else kind


def _under(drawn: DrawnMark, box: BBox) -> str:
    """The line under a box as an SVG path: straight, double, or a wave."""
    x0, _, x1, y = box
    if drawn.mark.open and drawn.mark.kind is MarkKind.SELF_SCORE:
        return f"M{x0:.1f} {y:.1f}H{x1:.1f}M{x0:.1f} {y + 2:.1f}H{x1:.1f}"
    if drawn.mark.open and drawn.mark.kind is MarkKind.DENIED:
        waves = max(1, round((x1 - x0) / (2 * _WAVE)))
        step = (x1 - x0) / waves
        return f"M{x0:.1f} {y:.1f}" + f"q{step / 4:.2f} -{_WAVE} {step / 2:.2f} 0t{step / 2:.2f} 0" * waves
    return f"M{x0:.1f} {y:.1f}H{x1:.1f}"
