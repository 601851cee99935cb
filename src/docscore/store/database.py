"""The engine of a workspace: SQLite that takes its write lock at once, or PostgreSQL; brought up to date by Alembic."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

#: How long a writer waits for another, in seconds; fifty people deciding at once need a fraction of it.
_PATIENCE = 30
#: As many connections as the workbench has threads, twice: one that writes and one that reads beside it.
_CONNECTIONS = {"pool_size": 20, "max_overflow": 60}
_MIGRATIONS = Path(__file__).parent / "migrations"


def engine_of(url: str) -> Engine:
    """An engine for *url*.

    SQLite's own transactions begin as readers and fail when two of them want to write; here each begins as a writer, and
    the second waits. Readers use autocommit and never wait (WAL).
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, **_CONNECTIONS)
    engine = create_engine(
        url, connect_args={"timeout": _PATIENCE, "check_same_thread": False}, **_CONNECTIONS
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)
        connection.isolation_level = None  # pysqlite would begin by itself, as a reader
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # a decision that was answered survives a power cut
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"
        if not reads:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _version(engine: Engine) -> str | None:
    """Number of the newest migration that the database has seen; ``None`` if it is new."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return version


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; a new database gets them all."""
    if _version(engine) == max(_MIGRATIONS.glob("versions/[0-9]*.py")).name.partition("_")[0]:
        return
    from alembic import command  # takes a quarter of a second to load, which only a change of tables is worth
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
