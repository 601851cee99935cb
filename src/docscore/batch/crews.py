"""Who carries out the tasks of a run: processes of this machine, or the workers of a cluster. Either loads when it is hired."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import UsageError
from .books import Books
from .mirror import Mirror
from .tasks import Done, Lost, Task

Note = Callable[[str], None]
"""Tells the person at the keyboard, in Chinese, what is going on."""


class Crew(Protocol):
    """Carries out tasks."""

    def results(self, tasks: Sequence[Task], lost: Lost) -> Iterator[tuple[Task, Done]]:
        """Each task with what came of it, in the order in which they end.

        Args:
            tasks: what to do; handed out in this order.
            lost: makes the result of a task that was stopped at its limit or whose process died.
        """

    def stop(self) -> None:
        """End what is at work at once."""


class Hiring(Protocol):
    """Which crew a run gets."""

    def crew(self, books: Books, root: Path, seconds: float, note: Note) -> Crew:
        """The crew; it is ready for tasks.

        Args:
            books: the workspace.
            root: folder of the submissions.
            seconds: limit of one file.
            note: is told what it waits for.
        """

    def told(self) -> dict[str, object]:
        """What the log says of it."""


@dataclass(frozen=True, slots=True)
class Here:
    """Processes of this machine.

    Attributes:
        jobs: how many.
    """

    jobs: int

    def crew(self, books: Books, root: Path, seconds: float, note: Note) -> Crew:  # noqa: ARG002 - what this process sees
        """A pool of processes."""
        from .pool import Pool  # with models and all that reads

        return Pool(self.jobs, books.workspace.folder, seconds)

    def told(self) -> dict[str, object]:
        """How many processes."""
        return {"jobs": self.jobs}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a Dask cluster.

    Attributes:
        address: of its scheduler, ``tcp://host:port`` or ``tls://host:port``.
        certificates: folder with ``ca.pem``, ``cert.pem`` and ``key.pem``; Dask's own settings without.
        mirror: of submissions that lie elsewhere; ``None`` where all machines see their folder.
    """

    address: str
    certificates: Path | None = None
    mirror: Mirror | None = None

    def crew(self, books: Books, root: Path, seconds: float, note: Note) -> Crew:
        """The cluster, with workers that see the same workspace, packs and submissions.

        Raises:
            UsageError: what it needs is not installed, it is not there, or a worker is not fit.
        """
        try:
            from .cluster import ClusterPool
        except ModuleNotFoundError as error:
            what = f"没有装集群组件（缺 {error.name}）"
            raise UsageError(what, "请运行 pip install 'docscore[cluster]'") from error
        return ClusterPool(self, books, root, seconds, note)

    def told(self) -> dict[str, object]:
        """Where the scheduler is."""
        return {"cluster": self.address}
