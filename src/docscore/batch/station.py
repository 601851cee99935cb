"""A worker of a cluster: sees that it is fit for a run, then carries out tasks in processes of its own.

Each task runs in a pool of one process, the same that a run on one machine has: with the same limits of time and memory, the same
messages and the same results. A submission that breaks its process does not touch the worker.
"""

from __future__ import annotations

import asyncio
import platform
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass, field
from multiprocessing import current_process
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from .. import __version__
from ..errors import DocscoreError, InputError
from ..packs.lexicon import packs_hash
from ..store import open_workspace
from .mirror import Mirror
from .pool import Pool
from .tasks import Done, Lost, Task

#: In the workspace while a run is on: what is in it is known to nobody who does not see this workspace.
PROBE = "screen.probe"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker must have in common with the run.

    Attributes:
        folder: the workspace, at the same place on every machine.
        root: folder of the submissions.
        mirror: of submissions that lie elsewhere.
        seconds: limit of one file.
        token: what the probe holds.
        packs: hash of the packs.
        version: of docscore.
        machine: name of the machine that runs the command, where its database serves that machine alone; else empty.
    """

    folder: Path
    root: Path
    mirror: Mirror | None
    seconds: float
    token: str
    packs: str
    machine: str
    version: str = __version__

    def trouble(self) -> str:
        """Why this worker cannot take part, with the remedy, in Chinese; empty if it can."""
        if self.version != __version__:
            return f"的 docscore 是 {__version__}，这里是 {self.version}。请在每台机器上装同一个版本"
        if self.packs != packs_hash():
            return "的抽取词典与这里的不同。请在每台机器上装同一个版本，$DOCSCORE_DATA 也要相同"
        try:
            token = (self.folder / PROBE).read_text(encoding="utf-8")
        except OSError:
            token = ""
        if token != self.token:
            return f"看不到工作区 {self.folder}。请把它放在每台机器都以同一路径看得到的共享文件夹里"
        if self.machine and self.machine != platform.node():
            return "在另一台机器上，而这个工作区用的是 SQLite。请用 --database 新建放在 PostgreSQL 里的工作区"
        try:
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            return self.no_room(error)
        if self.mirror is None and not self.root.is_dir():
            return f"看不到材料文件夹 {self.root}。请把它放在每台机器都以同一路径看得到的共享文件夹里"
        try:
            open_workspace(self.folder).close()
            if self.mirror is not None:
                self.mirror.reach()
        except DocscoreError as error:
            return f"不能参加：{error}"
        return ""

    def no_room(self, error: OSError) -> str:
        """That the workspace cannot be written from this worker, with the remedy."""
        return f"不能往工作区 {self.folder} 里写（{error.strerror}）。请检查权限和磁盘空间"


@dataclass
class Station(WorkerPlugin):
    """What a worker keeps for a run: as many pools of one process as it has threads.

    Attributes:
        name: of the run.
        terms: what the worker must meet.
    """

    name: str
    terms: Terms
    _trouble: str = ""
    _pools: list[Pool] = field(default_factory=list)
    _free: Any = None  # SimpleQueue[Pool]; made on the worker, since it cannot be sent there

    async def setup(self, worker: Worker) -> None:
        """See whether this worker is fit; one that joins later is seen here alone."""
        self._trouble = await asyncio.to_thread(self.terms.trouble)
        # a worker under a nanny is a daemonic process, which multiprocessing forbids to have children; they end with it anyhow
        current_process().daemon = False
        self._free = SimpleQueue()
        self._pools = [Pool(1, self.terms.folder, self.terms.seconds) for _ in range(worker.state.nthreads)]
        for pool in self._pools:
            self._free.put(pool)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - given by the base class
        """End the processes: the run is over."""
        for pool in self._pools:
            pool.stop()

    def carry_out(self, task: Task, lost: Lost) -> Done:
        """Do a task within its limits, in a process that is no other task's at the time."""
        if self._trouble:
            return Done(halt=named(get_worker().address, self._trouble))
        pool: Pool = self._free.get()
        try:
            far = self.terms.mirror if not task.again else None
            with far.filled(task.path) if far is not None else nullcontext():
                ((_, done),) = pool.results([task], lost)
            return done
        except InputError as error:
            return lost(task, str(error))
        except OSError as error:  # of this machine: to the run it would look like a lost connection
            return Done(halt=named(get_worker().address, self.terms.no_room(error)))
        finally:
            self._free.put(pool)


async def fit(terms: Terms) -> str:
    """What :meth:`Terms.trouble` says on this worker, and on which machine it is."""
    trouble = await asyncio.to_thread(terms.trouble)
    return f"（{platform.node()}）{trouble}" if trouble else ""


def carry_out(name: str, task: Task, lost: Lost) -> Done:
    """Do a task at the station that this worker has for the run."""
    station = get_worker().plugins[name]
    assert isinstance(station, Station)
    return station.carry_out(task, lost)


def named(address: str, trouble: str) -> str:
    """What is the trouble with a worker, in one sentence."""
    return f"工作进程 {address}{trouble}"
