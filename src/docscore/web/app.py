"""The application: its guards, its routes, and how an error becomes a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from .. import __version__
from ..desk import Desk
from ..errors import DocscoreError
from ..store import ConflictError, MissingError, UnavailableError
from .api.objects import decision_object
from .entry import Entry, LoginNeededError, NotAllowedError
from .guards import HEADERS, BodyLimit, Shield
from .routes import ROUTERS
from .templates import page

_STATIC = Path(__file__).parent / "static"
#: The largest body: that of a form from anybody; a filled-in workbook of a province, or a unit's papers, from a known person.
_SMALL_BODY = 1024 * 1024
_LARGE_BODY = 64 * 1024 * 1024
_LOCAL = ("127.0.0.1", "localhost")
#: What an error of the framework's own is called.
_FRAMEWORK = {
    400: "请求读不懂",
    404: "没有这一页",
    405: "这个地址不接受这种请求",
    413: "文件太大",
    422: "请求不符合要求",
}


def create_app(desk: Desk, entry: Entry, hosts: tuple[str, ...] = _LOCAL) -> FastAPI:
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
    app.add_middleware(BodyLimit, small=_SMALL_BODY, large=_LARGE_BODY)
    app.add_middleware(Shield, names=hosts)
    handlers: dict[type[Exception], Callable[[Request, Exception], Response]] = {
        DocscoreError: _told,
        LoginNeededError: _to_login,
        NotAllowedError: _refused,
        HTTPException: _by_framework,
        RequestValidationError: _malformed,
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
    return app


def _told(request: Request, error: Exception) -> Response:
    """One of docscore's own errors: said in its own words, with the status that fits."""
    if isinstance(error, ConflictError):
        return _problem(request, 409, str(error), newest=decision_object(error.newest))
    status = 404 if isinstance(error, MissingError) else 503 if isinstance(error, UnavailableError) else 400
    return _problem(request, status, str(error))


def _to_login(request: Request, _: Exception) -> Response:
    if _wants_json(request):
        return _problem(request, 401, "请先登录，或用自己的令牌")
    if (
        "hx-request" in request.headers
    ):  # a redirect would be swapped into the page; what was typed stays in its fields
        return Response(status_code=401)
    return Response(status_code=303, headers={"location": "/login"})


def _refused(request: Request, error: Exception) -> Response:
    return _problem(request, 403, str(error))


def _by_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _problem(request, error.status_code, _FRAMEWORK.get(error.status_code, "请求没有执行"))
    answer.headers.update(error.headers or {})
    return answer


def _malformed(request: Request, error: Exception) -> Response:
    """A request that lacks something, or has it of the wrong kind: where."""
    assert isinstance(error, RequestValidationError)
    places = sorted({".".join(str(step) for step in one["loc"]) for one in error.errors()})
    return _problem(request, 422, f"请求不符合要求，请检查：{'、'.join(places)}", places=places)


def _broken(request: Request, _: Exception) -> Response:
    """A fault of ours; the traceback is in the terminal and never in the answer."""
    answer = _problem(
        request, 500, "程序出错，没有保存。请再试一次；仍不行，请把终端里的出错信息发给维护的人"
    )
    answer.headers.update({**HEADERS, "cache-control": "no-store"})  # the guards stand inside of this handler
    return answer


def _problem(request: Request, status: int, message: str, **more: object) -> Response:
    if _wants_json(request):
        return JSONResponse({"error": message, **more}, status_code=status)
    return page(request, "problem.html", {"message": message, "status": status}, status=status)


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")
