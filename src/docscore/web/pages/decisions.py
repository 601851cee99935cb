"""What people write down from the sheet: decisions on lines, findings, figures and the sheet itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from ...desk import Desk, Opened, Order, decide, reopen, sign
from ...errors import UsageError
from ...model import Action, Kind, Subject
from ...store import ConflictError
from ..entry import Lead, Reviewer
from .finding import show_finding
from .sheet import answer_sheet, refused_sheet, show_sheet
from .views import Typed, next_open, sheet_view, told

router = APIRouter(include_in_schema=False)

_Text = Annotated[str, Form()]
_Number = Annotated[int, Form()]


@router.post("/s/{submission}/c/{criterion}/decision")
def decide_line(
    request: Request,
    person: Reviewer,
    submission: str,
    criterion: str,
    action: Annotated[Action, Form()],
    points: _Text = "",
    reason: _Text = "",
    entry: _Text = "",
    seen: _Number = 0,
) -> Response:
    """Accept, set, comment, agree as the second, or take back."""
    value = entry if action is Action.WITHDRAW else points if action in (Action.ACCEPT, Action.SET) else ""
    order = Order(Subject(Kind.CRITERION, criterion), action, value.strip(), reason, seen)
    return _written(request, submission, order, person.name, criterion, Typed(criterion, points, reason))


@router.post("/s/{submission}/figure")
def decide_figure(
    request: Request,
    person: Reviewer,
    submission: str,
    figure: _Text,
    action: Annotated[Action, Form()],
    value: _Text = "",
    metric: _Text = "",
    reason: _Text = "",
    line: _Text = "",
    seen: _Number = 0,
) -> Response:
    """Correct a figure, bind it elsewhere, or take that back; the sheet is computed anew."""
    said = metric if action is Action.RELINK else value
    order = Order(Subject(Kind.FIGURE, figure), action, said.strip(), reason, seen)
    return _written(request, submission, order, person.name, line, Typed(line, "", reason))


@router.post("/s/{submission}/f/{finding}/decision")
def decide_finding(
    request: Request,
    person: Reviewer,
    submission: str,
    finding: str,
    action: Annotated[Action, Form()],
    until: _Text = "",
    reason: _Text = "",
    entry: _Text = "",
    line: _Text = "",
    seen: _Number = 0,
) -> Response:
    """Dismiss a doubt, explain it until a day, comment on it, or take that back."""
    value = entry if action is Action.WITHDRAW else until if action is Action.EXPLAIN else ""
    order = Order(Subject(Kind.FINDING, finding), action, value, reason, seen)
    return _written(request, submission, order, person.name, line, Typed(line or finding, "", reason))


@router.post("/s/{submission}/sign")
def sign_sheet(request: Request, person: Lead, submission: str, seen: _Number = 0) -> Response:
    """Sign the sheet, which locks it."""
    return _whole(request, submission, "", lambda desk: sign(desk, submission, person.name, seen))


@router.post("/s/{submission}/reopen")
def reopen_sheet(
    request: Request, person: Lead, submission: str, reason: _Text = "", seen: _Number = 0
) -> Response:
    """Open a signed sheet again, with a reason."""
    return _whole(
        request, submission, reason, lambda desk: reopen(desk, submission, person.name, reason, seen)
    )


def _written(request: Request, submission: str, order: Order, by: str, line: str, typed: Typed) -> Response:
    """Write *order* down and answer with what changed; or with what was typed and why it was not written."""
    desk: Desk = request.app.state.desk
    before = desk.open(submission)
    try:
        after = decide(desk, submission, order, by)
    except (UsageError, ConflictError) as error:
        status = 409 if isinstance(error, ConflictError) else 400
        typed = replace(typed, message=str(error), conflict=getattr(error, "newest", None))
        if order.subject.kind is Kind.FINDING and not line:
            return show_finding(request, desk, submission, order.subject.key, typed, status)
        return refused_sheet(request, desk, submission, line, typed, status)
    if order.subject.kind is Kind.FINDING and not line:
        return Response(status_code=303, headers={"location": f"/s/{submission}/f/{order.subject.key}"})
    return answer_sheet(request, desk, before, after, line, told(after.decisions[-1]))


def _whole(request: Request, submission: str, reason: str, act: Callable[[Desk], Opened]) -> Response:
    """Sign or reopen; a refusal stands at the head of the sheet."""
    desk: Desk = request.app.state.desk
    try:
        act(desk)
    except (UsageError, ConflictError) as error:
        status = 409 if isinstance(error, ConflictError) else 400
        typed = Typed("", "", reason, str(error), getattr(error, "newest", None))
        opened = desk.open(submission)
        return show_sheet(request, sheet_view(desk, opened, next_open(opened), typed=typed), status)
    return Response(status_code=303, headers={"location": f"/s/{submission}"})
