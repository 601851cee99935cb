"""What OpenAPI says of the API beyond its addresses: who is asked for, and what an error looks like."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPBearer
from pydantic import BaseModel

from ...desk import Desk

#: The largest number of an entry that any database holds.
MOST = 2**31 - 1
_BEARER = HTTPBearer(auto_error=False, description="docscore user token WORKSPACE NAME")


class Problem(BaseModel):
    """What went wrong, in Chinese; ``newest`` (409) is the entry that came first, ``places`` (422) are the faulty fields."""

    error: str
    newest: dict[str, Any] | None = None
    places: list[str] | None = None


def routes() -> APIRouter:
    """A router under ``/api/v1`` whose answers are described alike."""
    described: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem} for status in (400, 401, 403, 404, 409, 413, 422, 503)
    }
    return APIRouter(
        prefix="/api/v1", tags=["docscore"], dependencies=[Depends(_BEARER)], responses=described
    )


def desk_of(request: Request) -> Desk:
    """The desk of the workspace that is served."""
    desk: Desk = request.app.state.desk
    return desk
