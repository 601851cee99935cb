"""评分: a submission's sheet beside its pages; one line is open at a time."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request, Response

from ...desk import Desk, Opened
from ...export.form import form_facts
from ..entry import Anyone
from ..templates import page
from .page import page_context
from .views import REASONS, SheetView, Typed, done, next_open, sheet_view

router = APIRouter(include_in_schema=False)


@router.get("/s/{submission}/paper")
def paper_sheet(request: Request, person: Anyone, submission: str) -> Response:  # noqa: ARG001 - who may look
    """The sheet as it is printed: each line open that is decided or doubtful, with room for points and reasons."""
    desk: Desk = request.app.state.desk
    return show_sheet(request, sheet_view(desk, desk.open(submission), "", paper=True))


@router.get("/s/{submission}")
def sheet_page(request: Request, person: Anyone, submission: str, c: str = "", fig: int = 0) -> Response:  # noqa: ARG001 - who may look
    """The sheet; with htmx the lines that open and close, and the page beside them."""
    desk: Desk = request.app.state.desk
    row = desk.registers.get(submission)
    if row.trouble:
        return page(request, "unread.html", {"row": row, "tab": "sheet"})
    opened = desk.open(submission)
    if "c" not in request.query_params:
        c = next_open(opened)
    view = sheet_view(desk, opened, c, fig)
    if "hx-request" not in request.headers:
        return show_sheet(request, view)
    before = parse_qs(urlsplit(request.headers.get("hx-current-url", "")).query).get("c", [""])[0]
    return changed_parts(request, view, lines=(before, c), totals=False)


def show_sheet(request: Request, view: SheetView, status: int = 200) -> Response:
    """The whole page."""
    return page(request, "sheet.html", _context(view), status=status)


def changed_parts(
    request: Request,
    view: SheetView,
    *,
    lines: tuple[str, ...],
    totals: bool = True,
    told: str = "",
    status: int = 200,
) -> Response:
    """The parts of the page that changed, each swapped in where it stands.

    Args:
        request: from htmx.
        view: the sheet as it stands now.
        lines: ids of the lines to swap; unknown ones are passed over.
        totals: whether totals and doubts changed with them.
        told: what was done, in a few words.
        status: HTTP status.
    """
    wanted = [line for line in dict.fromkeys(lines) if line in view.opened.sheet.lines]
    context = _context(view) | {"changed": wanted, "totals": totals, "told": told}
    return page(request, "sheet_parts.html", context, status=status)


def answer_sheet(
    request: Request, desk: Desk, before: Opened, after: Opened, line: str, told: str
) -> Response:
    """After a decision: the next undecided line is open; without htmx by a redirect.

    Args:
        request: the request.
        desk: the desk.
        before: the submission before the decision.
        after: the submission with it.
        line: the line that was open.
        told: what was done.
    """
    stays = line and after.sheet.lines[line].decision is None
    opens = line if stays else next_open(after, line) or line
    if "hx-request" not in request.headers:
        return Response(status_code=303, headers={"location": f"/s/{after.row.id}?c={opens}#c-{opens}"})
    moved = [
        key
        for key, reviewed in after.sheet.lines.items()
        if key not in before.sheet.lines or reviewed != before.sheet.lines[key]
    ]
    view = sheet_view(desk, after, opens)
    answer = changed_parts(request, view, lines=(line, opens, *moved), told=told)
    answer.headers["hx-replace-url"] = f"/s/{after.row.id}?c={opens}"
    return answer


def refused_sheet(
    request: Request, desk: Desk, submission: str, line: str, typed: Typed, status: int
) -> Response:
    """After a decision that was not written: the line with what was typed and why."""
    view = sheet_view(desk, desk.open(submission), line, typed=typed)
    if "hx-request" not in request.headers:
        return show_sheet(request, view, status)
    return changed_parts(request, view, lines=(line,), totals=False, status=status)


def _context(view: SheetView) -> dict[str, object]:
    beside = page_context(view.opened, view.page) if view.page else {"beside": None}
    form = view.opened.assessment.form
    return {
        **beside,
        "tab": "sheet",
        "row": view.opened.row,
        "view": view,
        "reasons": REASONS,
        "facts": form_facts(form) if form else (),
        "done": done,
    }
