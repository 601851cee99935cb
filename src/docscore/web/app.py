"""The application: its guards, its routes, and how an error becomes a page."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from .. import __version__
from ..desk import Desk
from ..errors import DocscoreError, InputError, UsageError
from ..store import ConflictError
from .entry import Entry, LoginNeededError, NotAllowedError
from .guards import BodyLimit, guard_headers
from .routes import ROUTERS
from .templates import page

_STATIC = Path(__file__).parent / "static"
#: The largest body that is taken in: a filled-in workbook of a province.
_LARGEST_BODY = 64 * 1024 * 1024


def create_app(
    desk: Desk, entry: Entry, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "testserver")
) -> FastAPI:
    """The workbench of one workspace.

    Args:
        desk: the workspace with the rules to judge by.
        entry: who may come in.
        hosts: names under which it is reached; others are refused, so that no foreign page reaches it by a name of its own.
    """
    app = FastAPI(
        title="docscore",
        version=__version__,
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk, app.state.entry = desk, entry
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.middleware("http")(guard_headers)
    app.add_middleware(BodyLimit, most=_LARGEST_BODY)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.exception_handler(DocscoreError)(_told)
    app.exception_handler(LoginNeededError)(_to_login)
    app.exception_handler(NotAllowedError)(_refused)
    app.exception_handler(404)(_not_found)
    return app


def _told(request: Request, error: Exception) -> Response:
    """One of docscore's own errors: said in its own words, with the page that fits."""
    if isinstance(error, ConflictError):
        return _problem(request, 409, str(error))
    if isinstance(error, InputError | UsageError):
        return _problem(request, 400, str(error))
    raise error


def _to_login(request: Request, _: Exception) -> Response:
    if _wants_json(request):
        return _problem(request, 401, "请先登录")
    return Response(status_code=303, headers={"location": "/login"})


def _refused(request: Request, error: Exception) -> Response:
    return _problem(request, 403, str(error))


def _not_found(request: Request, _: Exception) -> Response:
    return _problem(request, 404, "没有这一页")


def _problem(request: Request, status: int, message: str) -> Response:
    if _wants_json(request):
        return JSONResponse({"error": message}, status_code=status)
    return page(request, "problem.html", {"message": message, "status": status}, status=status)


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")
