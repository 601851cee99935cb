"""Pages from templates: everything is escaped; numbers are shown as the house shows them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .. import __version__
from ..desk import Desk
from ..export.words import moment, points, span
from ..model import Action, Status, Work
from .entry import Entry
from .glyph import Glyph

_FOLDER = Path(__file__).parent / "templates"
#: What a person may set for himself; kept in a cookie of the same name, the first is the default.
_PREFERENCES = {"theme": ("auto", "light", "dark"), "keys": ("plain", "alt")}
_YEAR = 365 * 24 * 3600

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _signed(value: Decimal | None) -> str:
    """A difference of points with its sign: +24, −5."""
    if value is None:
        return "—"
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{points(abs(value))}"


def _dashed(low: Decimal | None, high: Decimal | None) -> str:
    """An interval as tables show it: 56–97, one number where both ends agree."""
    if low is None or high is None:
        return "—"
    return points(low) if low == high else f"{points(low)}–{points(high)}"


def _moment(at: str) -> str:
    """When, as lists show it: 09-28 16:05."""
    return moment(at)[5:]


_ENVIRONMENT.filters.update(points=points, span=span, signed=_signed, moment=_moment)
_ENVIRONMENT.globals.update(
    glyph_of=Glyph, dashed=_dashed, version=__version__, Action=Action, Status=Status, Work=Work
)


def page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page, or the fragment of one that htmx asked for.

    Args:
        request: for the session's CSRF token and the person's preferences.
        template: name of the template.
        context: what it shows.
        status: HTTP status.
        headers: further headers.
    """
    entry: Entry = request.app.state.entry
    desk: Desk = request.app.state.desk
    cookie = request.cookies.get(entry.cookie, "")
    person = entry.known(request)
    chosen = {key: _preference(request, key) for key in _PREFERENCES}
    text = _ENVIRONMENT.get_template(template).render(
        request=request,
        csrf=entry.csrf(cookie) if cookie else "",
        person=person,
        batch=desk.workspace.about if person is not None else None,
        prefer=chosen,
        **context,
    )
    answer = HTMLResponse(text, status_code=status, headers=dict(headers or {}))
    for key, value in chosen.items():
        if request.query_params.get(key) == value:
            answer.set_cookie(key, value, max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def _preference(request: Request, key: str) -> str:
    """What the address asks for, else what was chosen before, else the default."""
    allowed = _PREFERENCES[key]
    wishes = (request.query_params.get(key), request.cookies.get(key))
    return next((wish for wish in wishes if wish in allowed), allowed[0])
