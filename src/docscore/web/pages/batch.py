"""批次: every submission with its interval; progress, distribution, what was not read; what is decided alike for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response

from ...desk import Desk, decide_by_policy
from ...model import Work
from ...review import POLICIES
from ...store.registers import SORTS
from ..entry import Anyone, Lead
from ..templates import page
from .strip import strip_of

router = APIRouter(include_in_schema=False)

#: Rows a page; with the distribution of a thousand units the page stays under 300 kB.
_ROWS = 50
_UNREAD_SHOWN = 5
STATES = {
    Work.NEW: "未开始",
    Work.OPEN: "复核中",
    Work.SECOND: "待二审",
    Work.READY: "可签发",
    Work.SIGNED: "已签发",
}
_HAS = {"errors": "有高级疑点", "excess": "自评高于有据", "unread": "没读全"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for.

    Attributes:
        state: only those so far done.
        has: only those with that.
        mine: only those of the person himself.
        sort: by what, ``-`` before it for descending.
        q: only those whose name holds it.
        page: which page, from 1.
    """

    state: str = ""
    has: str = ""
    mine: str = ""
    sort: str = "-stake"
    q: str = ""
    page: int = 1

    def href(self, **changed: str | int) -> str:
        """The address of the same list with something else asked for; a page is not carried along."""
        asked = {"state": self.state, "has": self.has, "mine": self.mine, "sort": self.sort, "q": self.q}
        asked |= {key: str(value) for key, value in changed.items()}
        defaults = {"sort": "-stake", "p": "1"}
        return "/b/1?" + urlencode({k: v for k, v in asked.items() if v and v != defaults.get(k)})


@router.get("/")
def home(person: Anyone) -> Response:  # noqa: ARG001 - who may look
    """A workspace is one batch."""
    return Response(status_code=303, headers={"location": "/b/1"})


@router.get("/b/1")
def batch_page(
    request: Request,
    person: Anyone,
    state: str = "",
    has: str = "",
    mine: str = "",
    sort: str = "-stake",
    q: str = "",
    p: Annotated[int, "page"] = 1,
    done: str = "",
) -> Response:
    """The list; with htmx its facets and rows alone."""
    desk: Desk = request.app.state.desk
    registers = desk.registers
    sort = sort if sort.lstrip("-") in SORTS else "-stake"
    wish = Wish(state, has, mine, sort, q, max(p, 1))
    narrowed = {"work": state, "has": has, "reviewer": person.name if mine else "", "query": q}
    found = registers.count(**narrowed)
    rows = registers.listed(**narrowed, sort=sort, offset=(wish.page - 1) * _ROWS, limit=_ROWS)
    whole = registers.count()
    context = {
        "tab": "batch",
        "wish": wish,
        "rows": rows,
        "found": found,
        "whole": whole,
        "first": (wish.page - 1) * _ROWS + 1 if rows else 0,
        "pages": max(1, -(-found // _ROWS)),
        "most": desk.rubric().total,
        "states": [(work.value, name, registers.count(work=work.value)) for work, name in STATES.items()],
        "names": {work.value: name for work, name in STATES.items()},
        "facets": [(key, name, registers.count(has=key)) for key, name in _HAS.items()],
        "own": registers.count(reviewer=person.name),
    }
    if "hx-request" in request.headers:
        return page(request, "batch_rows.html", context)
    spread = registers.spread()
    context |= {
        "strip": strip_of(spread, desk.rubric()),
        "above": [one for one in spread if one.excess > 0],
        "unread": registers.listed(has="unread", sort="name", limit=_UNREAD_SHOWN),
        "unread_count": registers.count(has="unread"),
        "policies": POLICIES,
        "done": done,
        "rubric": desk.rubric(),
        "next": next(
            (row.id for row in registers.listed(sort="-stake", limit=_ROWS) if _waits(row.work)), ""
        ),
    }
    return page(request, "batch.html", context)


@router.post("/b/1/policy")
def use_policy(request: Request, person: Lead, policy: Annotated[str, Form()]) -> Response:
    """Decide open lines alike for all units; each line is an entry of its own."""
    desk: Desk = request.app.state.desk
    rows: Sequence[str] = [row.id for row in desk.registers.listed(sort="name")]
    count = decide_by_policy(desk, policy, person.name, rows)
    title = next(one.title for one in POLICIES if one.id == policy)
    told = urlencode({"done": f"{title}：{count} 项已定，逐项记入记录"})
    return Response(status_code=303, headers={"location": f"/b/1?{told}"})


def _waits(work: str) -> bool:
    return work != Work.SIGNED.value
