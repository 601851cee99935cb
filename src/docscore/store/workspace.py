"""A workspace folder: its database, its objects, and the doors to both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from ..errors import DocscoreError, InputError, UsageError
from .database import engine_of, migrate
from .objects import Objects
from .tables import RubricRow, WorkspaceRow

_SETTINGS = "workspace.json"
_SQLITE = "docscore.db"


class MissingError(UsageError):
    """The workspace has no submission of that id, or no rubric of that hash."""


class UnavailableError(DocscoreError):
    """The database does not answer, or has no room; what was asked was not written."""

    def __init__(self) -> None:
        super().__init__("数据库现在用不了，没有保存", "请稍后再试；仍不行，请检查数据库服务和磁盘空间")


@dataclass(frozen=True)
class Workspace:
    """An open workspace.

    Attributes:
        folder: where it lies.
        database: URL of a team's PostgreSQL; ``None`` where it is SQLite in the folder.
        engine: its database.
        objects: originals, readings and page images, by content.
    """

    folder: Path
    database: str | None
    engine: Engine
    objects: Objects
    _turn: Lock = field(default_factory=Lock)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at its end, or leaves nothing behind; writers come one after another.

        Those of this process wait here, which is fair and quick; those of others at the database.
        """
        with (
            self._turn,
            _answering(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads and never waits for a writer."""
        engine = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with _answering(), Session(engine) as session:
            yield session

    @property
    def about(self) -> WorkspaceRow:
        """The batch: its title, its rubric, the head of its journal."""
        with self.reading() as session:
            return session.scalars(select(WorkspaceRow)).one()

    def alone(self, session: Session) -> WorkspaceRow:
        """The batch, locked until the session ends: whoever else wants to write waits."""
        query = select(WorkspaceRow).with_for_update().execution_options(populate_existing=True)
        return session.scalars(query).one()

    def rubric_text(self, digest: str) -> str:
        """The YAML of a rubric that the batch was scored by.

        Raises:
            MissingError: there is none of that hash.
        """
        with self.reading() as session:
            row = session.get(RubricRow, digest)
        if row is None:
            raise MissingError(f"工作区里没有校验码为 {digest[:12]} 的评分细则", "请重新运行 docscore screen")
        return row.text

    def close(self) -> None:
        """Give its connections back."""
        self.engine.dispose()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeoutError) as error:
        raise UnavailableError from error


def create_workspace(
    folder: Path,
    *,
    title: str,
    rubric: RubricRow,
    now: str,
    database: str | None = None,
    two_reviewers: bool = False,
) -> Workspace:
    """A new workspace.

    Args:
        folder: where it shall lie; must not hold one yet.
        title: name of the batch.
        rubric: the rules it is scored by.
        now: the time, ISO 8601 in UTC.
        database: URL of a PostgreSQL database for a team; SQLite in the folder without.
        two_reviewers: a line is done only when a second reviewer has agreed.

    Raises:
        UsageError: there is a workspace already.
        InputError: the folder cannot be written, or the database not be reached.
    """
    settings = folder / _SETTINGS
    if settings.exists():
        raise UsageError(f"{folder}：已经是一个工作区", "请换一个文件夹，或直接打开它")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps({"database": database}, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(folder, f"写不进去（{error.strerror}）", "请换一个可写的文件夹。") from error
    workspace = open_workspace(folder)
    with workspace.writing() as session:
        session.merge(rubric)
        session.flush()
        session.add(
            WorkspaceRow(id=1, title=title, rubric=rubric.hash, two_reviewers=two_reviewers, created=now)
        )
    return workspace


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace."""
    return (folder / _SETTINGS).exists()


def open_workspace(folder: Path) -> Workspace:
    """An existing workspace, its tables brought up to date.

    Raises:
        InputError: there is none, its settings cannot be read, or its database not be reached.
    """
    settings = folder / _SETTINGS
    try:
        known: dict[str, Any] = json.loads(settings.read_text(encoding="utf-8"))
        database = known.get("database")
    except FileNotFoundError:
        raise InputError(folder, "不是工作区", "工作区由 docscore screen 建立，请核对路径。") from None
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(settings, "工作区的设置读不出来", "请从备份恢复，或新建工作区。") from error
    engine = engine_of(database or f"sqlite:///{(folder / _SQLITE).resolve()}")
    try:
        migrate(engine)
    except SQLAlchemyError as error:
        what = "数据库连不上或已损坏" if database else f"{_SQLITE} 打不开或已损坏"
        raise InputError(folder, what, "请检查磁盘和数据库服务，或从备份恢复。") from error
    return Workspace(folder, database, engine, Objects(folder / "objects"))
