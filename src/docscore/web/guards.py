"""What every request must satisfy and every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: No script, style or request but our own; no frame around us.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


async def guard_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Answers carry what keeps a browser from doing anything that we did not ask."""
    answer = await call_next(request)
    answer.headers["content-security-policy"] = _POLICY
    answer.headers["x-content-type-options"] = "nosniff"
    answer.headers["referrer-policy"] = "no-referrer"
    answer.headers["x-frame-options"] = "DENY"
    answer.headers.setdefault("cache-control", "no-store")
    return answer


class BodyLimit:
    """Refuses a body that is larger than *most* bytes, whatever its header says of its length."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > self.most:
            await PlainTextResponse("文件太大", status_code=413)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                return {"type": "http.disconnect"}
            return message

        await self.app(scope, counted, send)
