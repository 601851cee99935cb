"""A workbench to attack and to load: a workspace with hostile words in it, people of each role, clients for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.store.conftest import postgres as postgres

from docscore.desk import Desk, found_workspace
from docscore.ingest import read
from docscore.model import Lexicon
from docscore.packs.lexicon import load_lexicon, packs_hash
from docscore.store import open_workspace
from docscore.store.people import People, Role
from docscore.web import create_app
from docscore.web.entry import Entry

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://evil.example","看")'
PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
HERE = "http://localhost"
REPORT = Path(__file__).parents[2] / "corpus/yunling/report.docx"


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


@dataclass(frozen=True)
class Bench:
    """A workbench under test.

    Attributes:
        desk: its desk.
        app: the application.
        county: id of the submission.
        tokens: a program's token by role.
    """

    desk: Desk
    app: FastAPI
    county: str
    tokens: dict[Role, str]

    @property
    def people(self) -> People:
        return People(self.desk.workspace)

    def stranger(self, **more: object) -> TestClient:
        return TestClient(
            self.app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False, **more
        )  # type: ignore[arg-type]

    def program(self, role: Role) -> TestClient:
        """A client with the token of a person of that role."""
        return self.stranger(headers={"authorization": f"Bearer {self.tokens[role]}"})

    def browser(self, role: Role) -> TestClient:
        """A client that has logged in by name and password."""
        client = self.stranger()
        answer = client.post("/login", data={"name": role.value, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    def csrf(self, client: TestClient) -> str:
        return str(client.get("/api/v1/me").json()["csrf"])

    @property
    def written(self) -> int:
        return self.desk.journal.head[0]


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[Role, str]]:
    """A workspace with one submission, whose name and words are those of an attacker; copied for each test."""
    import docx

    folder = tmp_path_factory.mktemp("template") / "batch"
    report = folder.parent / "report.docx"
    document = docx.Document(str(REPORT))
    for text in (f"帐篷 {SCRIPT} 12顶。", FORMULA, f"{FORMULA}：帐篷12顶。"):
        document.add_paragraph(text)
    document.save(str(report))
    found_workspace(folder, "guangdong-2019", lexicon=lexicon()).close()
    desk = Desk(open_workspace(folder), lexicon(), packs_hash())
    row = desk.take_in(report, f"{FORMULA}{SCRIPT}\"'县", reader=read)
    assert not row.trouble
    people, tokens = People(desk.workspace), {}
    for role in Role:
        people.add(role.value, role.value, role, PASSWORD, "2026-11-22T00:00:00Z")
        tokens[role] = people.new_token(role.value)
    desk.workspace.close()
    return folder, row.id, tokens


@pytest.fixture
def bench(_template: tuple[Path, str, dict[Role, str]], tmp_path: Path) -> Iterator[Bench]:
    folder, county, tokens = _template
    shutil.copytree(folder, tmp_path / "batch")
    workspace = open_workspace(tmp_path / "batch")
    desk = Desk(workspace, lexicon(), packs_hash())
    entry = Entry.team(workspace.folder, People(workspace))
    yield Bench(desk, create_app(desk, entry, ("localhost",)), county, tokens)
    workspace.close()
