"""Fifty reviewers over the network, and a server that is killed among them: nothing lost, nothing doubled, nothing changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.batches import copied
from tests.store.conftest import fresh_database

from docscore.desk import Desk, found_workspace, prove
from docscore.ingest import read
from docscore.packs.lexicon import packs_hash
from docscore.store import Workspace, open_workspace
from docscore.store.people import People
from docscore.web.api.objects import decision_object

from .conftest import REPORT, lexicon
from .live import Order, Server, review_together, reviewers

_REVIEWERS, _EACH, _KILLED_EACH, _COUNTIES = 50, 20, 6, 8


@pytest.fixture(params=["sqlite", "postgres"])
def batch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    database = None
    if request.param == "postgres":
        database = fresh_database(request.getfixturevalue("postgres"), tmp_path.name, 0)
    workspace = found_workspace(tmp_path / "batch", "guangdong-2019", database=database, lexicon=lexicon())
    yield workspace
    workspace.close()


def _orders(workspace: Workspace, each: int) -> list[list[Order]]:
    """What each reviewer says: many of them of the same lines."""
    desk = Desk(workspace, lexicon(), packs_hash())
    first = desk.take_in(REPORT, "云岭县", reader=read).id
    counties = [first, *copied(desk, first, _COUNTIES - 1)]
    lines = list(desk.open(first).sheet.lines)
    return [
        [
            Order(counties[(who + turn) % _COUNTIES], lines[turn % len(lines)], f"第{who}人第{turn}句")
            for turn in range(each)
        ]
        for who in range(_REVIEWERS)
    ]


def _whole(workspace: Workspace, orders: list[list[Order]], answered: list[dict[str, object]]) -> None:
    """Every order is written once, as it was answered, and the summaries follow from the journal."""
    proof = prove(workspace)
    assert proof.broken is None
    desk = Desk(workspace, lexicon(), packs_hash())
    kept = {entry.seq: decision_object(entry) for entry in desk.journal.everything()}
    assert sorted(str(entry["reason"]) for entry in kept.values()) == sorted(
        o.words for own in orders for o in own
    )
    assert len(answered) == len(kept) == proof.count
    assert all(kept[entry["seq"]] == entry for entry in answered)  # type: ignore[index]


def test_fifty_reviewers_at_once_lose_and_double_nothing(batch: Workspace) -> None:
    orders, tokens = _orders(batch, _EACH), reviewers(People(batch), _REVIEWERS)
    with Server(batch.folder) as server:
        answered = review_together(server, tokens, orders)
    _whole(batch, orders, answered)


def test_a_server_that_is_killed_keeps_what_it_answered(batch: Workspace) -> None:
    orders, tokens = _orders(batch, _KILLED_EACH), reviewers(People(batch), _REVIEWERS)
    server, kills = Server(batch.folder), 0
    server.start()
    done = threading.Event()

    def cut_the_power() -> None:
        nonlocal kills
        desk = Desk(open_workspace(batch.folder), lexicon(), packs_hash())
        for share in (0.2, 0.6):
            while desk.journal.head[0] < share * _REVIEWERS * _KILLED_EACH and not done.is_set():
                time.sleep(0.01)
            server.kill()
            kills += 1
            server.start()
        desk.workspace.close()

    killer = threading.Thread(target=cut_the_power)
    killer.start()
    try:
        answered = review_together(server, tokens, orders)
    finally:
        done.set()
        killer.join()
        server.kill()
    assert kills == 2
    _whole(batch, orders, answered)
