"""The workbench on a thousand submissions, beside a route of the bare framework that says hello, over the same network.

    python -m bench.workbench [SUBMISSIONS [REVIEWERS DECISIONS]]

With two more numbers: so many reviewers at once write so many decisions in all, on SQLite or, with DATABASE_URL, on PostgreSQL.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import uvicorn
from bench.batches import copied
from fastapi import FastAPI
from tests.web.live import Order, Server, free_port, review_together, reviewers

from docscore.desk import Desk, found_workspace, prove
from docscore.packs.lexicon import load_lexicon, packs_hash
from docscore.store import Workspace
from docscore.store.people import People, Role
from docscore.web import create_app
from docscore.web.entry import Entry

REPORT = Path(__file__).resolve().parent.parent / "corpus/yunling/report.docx"
_TIMES = 20


def main() -> None:
    count, people, decisions = ([int(word) for word in sys.argv[1:]] + [1000, 0, 0][len(sys.argv) - 1 :])[:3]
    with tempfile.TemporaryDirectory() as folder:
        lexicon = load_lexicon()
        workspace = found_workspace(
            Path(folder) / "batch", "guangdong-2019", lexicon=lexicon, database=os.environ.get("DATABASE_URL")
        )
        desk = Desk(workspace, lexicon, packs_hash())
        first = desk.take_in(REPORT, "云岭县").id
        units = [first, *copied(desk, first, count - 1)]
        print(f"{count} submissions, {workspace.engine.dialect.name}")
        if people:
            load(workspace, desk, units, people, decisions)
        else:
            pages(workspace, desk, units)
        workspace.close()


def pages(workspace: Workspace, desk: Desk, units: list[str]) -> None:
    """Times and sizes of what a reviewer does, one request after another."""
    accounts = People(workspace)
    accounts.add("lead", "组长", Role.LEAD, "a long password", "")
    token = accounts.new_token("lead")
    app = create_app(desk, Entry.team(workspace.folder, accounts), ("127.0.0.1",))
    url, bare_url = _served(app), _served(_hello())
    line = next(iter(desk.open(units[0]).sheet.lines))
    with (
        httpx.Client(
            base_url=url, headers={"authorization": f"Bearer {token}"}, follow_redirects=True, timeout=60
        ) as client,
        httpx.Client(base_url=bare_url) as bare,
    ):
        hello, _ = _timed(lambda _: bare.get("/hello"))
        print(f"{'':28}{'median ms':>10}{'p95':>8}{'× hello':>9}{'kB':>8}")
        _row("hello, bare framework", *hello, hello[0], 0)

        def tried(name: str, call: Callable[[int], httpx.Response]) -> None:
            times, answer = _timed(call)
            assert answer.status_code == 200, (name, answer.status_code, answer.text[:300])
            _row(name, *times, hello[0], len(answer.content))

        def decision(turn: int) -> httpx.Response:
            body = {
                "subject": {"kind": "criterion", "key": line},
                "action": "comment",
                "reason": f"看过{turn}",
            }
            return client.post(f"/api/v1/submissions/{units[turn % 50]}/decisions", json=body)

        tried("page: list", lambda _: client.get("/b/1"))
        tried("page: list, filtered", lambda turn: client.get("/b/1", params={"q": f"第0{turn:02}"}))
        tried("page: sheet, opened before", lambda _: client.get(f"/s/{units[0]}"))
        tried("page: sheet, opened first", lambda turn: client.get(f"/s/{units[100 + turn]}"))
        tried("API: list of 100", lambda _: client.get("/api/v1/submissions"))
        tried(
            "API: filtered and sorted",
            lambda turn: client.get(f"/api/v1/submissions?q=第0{turn:02}&sort=name"),
        )
        tried("API: submission whole", lambda _: client.get(f"/api/v1/submissions/{units[0]}"))
        tried("API: decide, opened first", decision)
        tried("API: decide", lambda turn: decision(turn % 10 + 20))
    print(f"journal whole: {prove(workspace).broken is None}")


def load(workspace: Workspace, desk: Desk, units: list[str], people: int, decisions: int) -> None:
    """Reviewers at once, as tests/web/test_load.py has them, but more."""
    lines = list(desk.open(units[0]).sheet.lines)
    each = decisions // people
    orders = [
        [
            Order(units[(who * 7 + turn) % len(units)], lines[turn % len(lines)], f"第{who}人第{turn}句")
            for turn in range(each)
        ]
        for who in range(people)
    ]
    tokens = reviewers(People(workspace), people)
    with Server(workspace.folder) as server:
        start = time.perf_counter()
        answered = review_together(server, tokens, orders, patience=3600)
        seconds = time.perf_counter() - start
    proof = prove(workspace)
    words = sorted(entry.reason for entry in desk.journal.everything())
    whole = proof.broken is None and words == sorted(order.words for own in orders for order in own)
    print(
        f"{people} reviewers, {len(answered)} decisions in {seconds:.0f} s, {len(answered) / seconds:.0f}/s, whole: {whole}"
    )


def _hello() -> FastAPI:
    app = FastAPI()

    @app.get("/hello")
    def hello() -> dict[str, str]:
        return {"hello": "world"}

    return app


def _served(app: FastAPI) -> str:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return f"http://127.0.0.1:{port}"


def _timed(call: Callable[[int], httpx.Response]) -> tuple[tuple[float, float], httpx.Response]:
    """Median and 95th percentile in milliseconds, and the last answer."""
    taken = []
    for turn in range(_TIMES):
        start = time.perf_counter()
        answer = call(turn)
        taken.append((time.perf_counter() - start) * 1000)
    return (statistics.median(taken), statistics.quantiles(taken, n=20)[-1]), answer


def _row(name: str, median: float, high: float, hello: float, size: int) -> None:
    print(f"{name:28}{median:10.1f}{high:8.1f}{median / hello:9.1f}{size / 1000:8.1f}")


if __name__ == "__main__":
    main()
