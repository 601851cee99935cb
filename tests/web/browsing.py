"""A workbench on a free port and a real Chromium before it: what the page logs and asks for is kept for the tests."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from docscore.desk import Desk
from docscore.web import create_app
from docscore.web.entry import Entry

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
#: Offline as the office is, and in a container.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1280, "height": 720}
_START = 20


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of a file."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Site:
    """A served workspace.

    Attributes:
        desk: its desk.
        entry: who may come in.
        url: where it is.
    """

    desk: Desk
    entry: Entry
    url: str

    def cookie(self) -> dict[str, str]:
        """What a browser has once the one-time link was opened."""
        return {"name": self.entry.cookie, "value": self.entry.cookie_for(self.entry.alone), "url": self.url}


@contextmanager
def served(desk: Desk) -> Iterator[Site]:
    """A workspace on a free port, for one person alone, until the block ends."""
    entry = Entry.alone_in(desk.workspace.folder)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    server = uvicorn.Server(uvicorn.Config(create_app(desk, entry), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + _START
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started
    try:
        yield Site(desk, entry, f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()


@dataclass
class Watch:
    """What a page did that it must not: errors in its console, requests to elsewhere."""

    faults: list[str] = field(default_factory=list)

    def over(self, page: Page, url: str) -> None:
        """Watch a page of the site at *url*."""
        home = urlsplit(url).netloc
        page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                self.faults.append(asked.url)
                if urlsplit(asked.url).netloc != home and not asked.url.startswith("data:")
                else None
            ),
        )


def context_of(browser: Browser, site: Site, *, scripts: bool = True, dark: bool = False) -> BrowserContext:
    """A browser of somebody who is logged in."""
    context = browser.new_context(
        viewport=SCREEN,  # type: ignore[arg-type]
        base_url=site.url,
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        locale="zh-CN",
        accept_downloads=True,
    )
    context.add_cookies([site.cookie()])  # type: ignore[list-item]
    context.set_default_timeout(8000)
    return context
