"""记录: the proof of the chain, then who did what, newest first."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from ...desk import Desk, prove
from ...export.words import ACTION
from ...model import Action
from ..entry import Anyone
from ..templates import page
from .views import done

router = APIRouter(include_in_schema=False)

_ROWS = 100


@router.get("/journal")
def journal_page(
    request: Request,
    person: Anyone,  # noqa: ARG001 - who may look
    by: str = "",
    s: str = "",
    action: str = "",
    before: int = 0,
    head: str = "",
) -> Response:
    """The entries, narrowed by person, submission or action; the proof is made anew each time."""
    desk: Desk = request.app.state.desk
    begun = time.perf_counter()
    proof = prove(desk.workspace, head)
    kind = Action(action) if action in set(Action) else None
    entries = desk.journal.newest(_ROWS + 1, before=before or None, by=by, submission=s, action=kind)
    rows = desk.registers.listed(sort="name")
    asked = {"by": by, "s": s, "action": action}

    def href(**changed: str | int) -> str:
        return "/journal?" + urlencode({k: v for k, v in (asked | changed).items() if v})

    return page(
        request,
        "journal.html",
        {
            "tab": "journal",
            "proof": proof,
            "seconds": f"{time.perf_counter() - begun:.2f}",
            "noted": head,
            "entries": entries[:_ROWS],
            "older": entries[_ROWS - 1].seq if len(entries) > _ROWS else 0,
            "units": {one.id: one.name for one in rows},
            "people": desk.journal.people(),
            "actions": ACTION,
            "asked": asked,
            "href": href,
            "done": done,
        },
    )
