"""What every request must satisfy and every answer carries; plain ASGI, so that nothing is answered without them."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .entry import Entry

#: No script, style or request but our own; no frame around us.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer, forms without scripts would come with the origin “null”
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_READING = ("GET", "HEAD", "OPTIONS")


class Shield:
    """Answers carry what keeps a browser from doing anything that we did not ask; foreign requests are refused.

    Args:
        app: what is guarded.
        names: names under which the workbench is reached. An address in digits is always one of ours: a foreign page can
            bind a name of its own to our address (DNS rebinding), but not an address to itself.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self.app, self.names = app, frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                fresh = "no-cache" if scope["path"].startswith("/static/") else "no-store"
                headers.setdefault("cache-control", fresh)
            await send(message)

        told = self._refusal(scope)
        if told is not None:
            await PlainTextResponse(told, status_code=400)(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._ours(host):
            return "不认识这个地址。请用 docscore review 打印的地址打开，或用 --name 登记这个名字"
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return "地址不对"
        if scope["method"] not in _READING:
            origin = headers.get("origin")
            foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
            if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return "这个请求来自别的网站，没有执行"
        return None

    def _ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


class BodyLimit:
    """Refuses a body that is too large, whatever its header says of its length.

    Args:
        app: what is guarded.
        small: most bytes from anybody.
        large: most bytes from a person who is known.
    """

    def __init__(self, app: ASGIApp, small: int, large: int) -> None:
        self.app, self.small, self.large = app, small, large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared) > await self._most(scope, int(declared)):
            await _refused(scope, receive, send)
            return
        most, taken, started, refused = self.small, 0, False, False

        async def counted() -> Message:
            nonlocal most, taken, refused
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                most = await self._most(scope, taken)
            refused = refused or taken > most
            return {"type": "http.disconnect"} if refused else message

        async def sent(message: Message) -> None:
            nonlocal started
            if started or not refused:
                started = True
                await send(message)

        try:
            await self.app(scope, counted, sent)
        except ClientDisconnect:
            if not refused:
                raise
        if refused and not started:
            await _refused(scope, receive, send)

    async def _most(self, scope: Scope, size: int) -> int:
        """How large a body of at least *size* may be; only for a large one it is asked who sends it."""
        if size <= self.small:
            return self.small
        entry: Entry = scope["app"].state.entry
        known = await run_in_threadpool(entry.known, HTTPConnection(scope))
        return self.small if known is None else self.large


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"connection": "close"}  # the rest of the body is not read
    await PlainTextResponse("文件太大", status_code=413, headers=headers)(scope, receive, send)
