"""A workbench as a process of its own that can be killed, and reviewers who come to it over the network."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from docscore.store.people import People, Role

_START = 60
_Entry = dict[str, Any]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """``docscore review`` on a port of the loopback."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> str:
        """Start it; returns the link that it prints, once it answers."""
        command = [
            sys.executable,
            "-m",
            "docscore",
            "review",
            str(self.folder),
            "--port",
            str(self.port),
            "--no-open",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert self.process.stdout is not None
        link = next(line.strip() for line in self.process.stdout if "http://" in line)
        until = time.monotonic() + _START
        while time.monotonic() < until:
            try:
                httpx.get(f"{self.url}/login", timeout=5)
                return link
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("the workbench did not start")

    def kill(self) -> None:
        """As a power cut would: no signal is handled."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


@dataclass(frozen=True)
class Order:
    """A comment on a line of a submission; its words are its own."""

    submission: str
    criterion: str
    words: str


def reviewers(people: People, count: int) -> list[str]:
    """Tokens of so many reviewers."""
    names = [f"评审{number:02}" for number in range(count)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: people.add(name, name, Role.REVIEWER, "a long password", ""), names))
    return [people.new_token(name) for name in names]


def review(
    server: Server, token: str, orders: list[Order], answered: list[_Entry], patience: float = 120
) -> None:
    """One reviewer: each order until it is answered; sent again, unchanged, when the answer was lost."""
    headers, until = {"authorization": f"Bearer {token}"}, time.monotonic() + patience
    with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
        for order in orders:
            subject = {"kind": "criterion", "key": order.criterion}
            body = {"subject": subject, "action": "comment", "reason": order.words, "last_seen": 0}
            while True:
                assert time.monotonic() < until, "not answered in time"
                try:
                    answer = client.post(f"/api/v1/submissions/{order.submission}/decisions", json=body)
                except httpx.TransportError:
                    time.sleep(0.05)
                    continue
                if answer.status_code == 409:  # he reads what stands there, and says his own all the same
                    body["last_seen"] = answer.json()["newest"]["seq"]
                    continue
                assert answer.status_code == 200, answer.text
                answered.append(answer.json()["entry"])
                break


def review_together(
    server: Server, tokens: list[str], orders: list[list[Order]], patience: float = 300
) -> list[_Entry]:
    """All reviewers at once; returns the entries that were answered."""
    answered: list[_Entry] = []
    start = threading.Barrier(len(tokens))

    def one(number: int) -> None:
        start.wait()
        review(server, tokens[number], orders[number], answered, patience)

    with ThreadPoolExecutor(len(tokens)) as pool:
        list(pool.map(one, range(len(tokens))))
    return answered
