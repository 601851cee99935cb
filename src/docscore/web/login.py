"""Coming in and going out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from .entry import SESSION, Anyone, Entry
from .templates import page

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login_page(request: Request, token: str = "") -> Response:
    """The way in: a form for a team; alone, the address with the token that the terminal printed."""
    entry: Entry = request.app.state.entry
    if token and (person := entry.use_token(token)) is not None:
        return _entered(request, entry.cookie_for(person))
    if entry.known(request) is not None:
        return RedirectResponse("/", status_code=303)
    return _form(
        request,
        401 if token else 200,
        "这个链接已经用过，请在终端里重新运行 docscore review" if token else "",
    )


@router.post("/login")
def log_in(
    request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Name and password; too many wrong ones must wait."""
    entry: Entry = request.app.state.entry
    if entry.people is None:
        return _form(request, 400, "这个工作区没有账号，请用终端里打印的链接打开")
    person, wait = entry.log_in(name, password, request.client.host if request.client else "")
    if person is not None:
        return _entered(request, entry.cookie_for(person))
    message = f"试得太多了，请过 {wait} 秒再试" if wait else "账号或密码不对"
    return _form(request, 429 if wait else 401, message)


@router.post("/logout")
def log_out(request: Request, person: Anyone) -> Response:
    """Ends every session of the person."""
    entry: Entry = request.app.state.entry
    entry.log_out(person)
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(entry.cookie, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


def _form(request: Request, status: int, message: str) -> Response:
    entry: Entry = request.app.state.entry
    return page(request, "login.html", {"team": entry.people is not None, "message": message}, status=status)


def _entered(request: Request, cookie: str) -> Response:
    entry: Entry = request.app.state.entry
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        entry.cookie,
        cookie,
        max_age=SESSION,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer
