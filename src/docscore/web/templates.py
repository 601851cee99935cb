"""Pages from templates: everything is escaped; numbers are shown as the house shows them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..model import plain
from .entry import COOKIE, Entry

_FOLDER = Path(__file__).parent / "templates"

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _points(value: Decimal | None) -> str:
    """Points as people write them; what is unknown is a dash and never 0."""
    return "—" if value is None else f"{plain(value):f}"


_ENVIRONMENT.filters["points"] = _points


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
        request: for the session's CSRF token.
        template: name of the template.
        context: what it shows.
        status: HTTP status.
        headers: further headers.
    """
    entry: Entry = request.app.state.entry
    cookie = request.cookies.get(COOKIE, "")
    text = _ENVIRONMENT.get_template(template).render(
        request=request, csrf=entry.csrf(cookie) if cookie else "", person=entry.person_of(cookie), **context
    )
    return HTMLResponse(text, status_code=status, headers=dict(headers or {}))
