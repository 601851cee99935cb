"""The list of a large batch stays light."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import lexicon

from docscore.desk import Desk, found_workspace
from docscore.packs.lexicon import packs_hash
from docscore.store import SubmissionRow, open_workspace
from docscore.web import create_app
from docscore.web.entry import Entry

_LARGEST = 300_000


def test_a_thousand_submissions_are_listed_in_less_than_300_kilobytes(tmp_path: Path) -> None:
    found_workspace(tmp_path / "batch", "guangdong-2019", lexicon=lexicon()).close()
    workspace = open_workspace(tmp_path / "batch")
    desk = Desk(workspace, lexicon(), packs_hash())
    with workspace.writing() as session:
        session.add_all(
            SubmissionRow(
                id=f"{number:016x}",
                name=f"第{number:04d}县",
                path="",
                added="2026-11-22T00:00:00Z",
                rubric=workspace.about.rubric,
                self_total=Decimal(95),
                low=Decimal(40 + number % 30),
                supported=Decimal(60 + number % 20),
                high=Decimal(90 + number % 10),
                total=Decimal(70) if number % 3 else None,
                stake=number,
                excess=3500,
                lines=41,
                pages=60,
                pages_read=60,
            )
            for number in range(1000)
        )
    entry = Entry.alone_in(workspace.folder)
    client = TestClient(create_app(desk, entry), base_url="http://localhost")
    client.cookies.set(entry.cookie, entry.cookie_for(entry.alone))
    whole = client.get("/b/1")
    rows = client.get("/b/1?p=2", headers={"hx-request": "true"})
    found = client.get("/b/1?q=第0999县")
    workspace.close()
    assert whole.status_code == rows.status_code == found.status_code == 200
    assert len(whole.content) < _LARGEST
    assert len(rows.content) < _LARGEST / 2
    assert whole.text.count("<tr data-row") == 50
    assert found.text.count("<tr data-row") == 1
