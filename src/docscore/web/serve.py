"""The workbench as a server: one process of uvicorn, its address known before it is told to anybody."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from ..desk import Desk
from ..errors import UsageError
from ..store import open_workspace
from ..store.people import People
from .app import create_app
from .entry import COOKIE, Entry

#: A request may wait for so many others, and so many may be open at once; more are told to come again (503).
_OPEN_AT_ONCE = 400
_REFUSED = {
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.EACCES: "没有权限用这个端口",
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the workbench listens.

    Attributes:
        host: address of the machine to bind.
        port: TCP port; 0 for any that is free.
        names: further names under which colleagues reach it.
        proxy: address of the TLS proxy before it, whose word on the caller's address and scheme is taken; empty without.
    """

    host: str = "127.0.0.1"
    port: int = 0
    names: tuple[str, ...] = ()
    proxy: str = ""

    @property
    def local(self) -> bool:
        """Whether only this machine reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def serve(folder: Path, address: Address, told: Callable[[str, bool], None]) -> None:
    """Serve a workspace until it is interrupted.

    Args:
        folder: the workspace.
        address: where to listen.
        told: called once with the link to open, and whether people log in by accounts.

    Raises:
        UsageError: it would be open to others without accounts, or the address cannot be had.
        InputError: there is no workspace, or its database cannot be reached.
    """
    workspace = open_workspace(folder)
    try:
        people = People(workspace)
        team = bool(people.all())
        if not team and not address.local:
            raise UsageError(
                f"没有账号时只能在本机打开，不能监听 {address.host}",
                f"请先用 docscore user add {folder} 账号 --role 组长 建账号",
            )
        listening = _listen(address)
        port = listening.getsockname()[1]
        entry = Entry.team(folder, people) if team else Entry.alone_in(folder)
        entry = replace(entry, cookie=f"{COOKIE}-{port}")
        app = create_app(Desk.at(workspace), entry, ("localhost", socket.gethostname(), *address.names))
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # addresses carry the one-time token
            server_header=False,
            proxy_headers=bool(address.proxy),
            forwarded_allow_ips=address.proxy or None,
            limit_concurrency=_OPEN_AT_ONCE,
            timeout_graceful_shutdown=5,
        )
        told(_link(address, port, entry.token), team)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        workspace.close()


def _listen(address: Address) -> socket.socket:
    try:
        family = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address.host, address.port))
        listening.listen(128)
    except OSError as error:
        what = _REFUSED.get(
            error.errno or 0, "没有这个主机名" if isinstance(error, socket.gaierror) else str(error)
        )
        raise UsageError(
            f"{address.host}:{address.port} 不能用：{what}", "请用 --port 换一个端口，或核对 --host"
        ) from error
    return listening


def _link(address: Address, port: int, token: str) -> str:
    name = address.names[0] if address.names else address.host
    if name in ("0.0.0.0", "::"):  # noqa: S104 - what is bound is asked, not bound here
        name = socket.gethostname()
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}:{port}/" + (f"login?token={token}" if token else "")
