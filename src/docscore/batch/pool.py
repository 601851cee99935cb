"""The processes: each task in one of them, within its time; one that dies costs its task and is replaced."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

from pebble import ProcessExpired, ProcessPool

from .tasks import Done, Lost, Task
from .worker import start, work

#: Tasks handed out a process: one at work and one waiting, so that none idles and few are lost at a stop.
_AHEAD = 2
#: Seconds that a submission may take beside the limits of its files: models are loaded, figures found, checks made.
_GRACE = 120.0
_NO_START = "评分进程启动不了，请检查内存和磁盘；再运行同一条命令就接着做"


class Pool:
    """Processes that are started when the first task comes.

    Args:
        jobs: how many.
        folder: the workspace.
        seconds: limit of one file.
    """

    def __init__(self, jobs: int, folder: Path, seconds: float) -> None:
        self._jobs, self._folder, self._seconds = jobs, folder, seconds
        self._pool: ProcessPool | None = None
        self._running: dict[Future[Done], Task] = {}
        self._stopped = False
        self._turn = Lock()

    def results(self, tasks: Sequence[Task], lost: Lost) -> Iterator[tuple[Task, Done]]:
        """Each task with what came of it, in the order in which they end.

        Args:
            tasks: what to do; handed out in this order.
            lost: makes the result of a task that was stopped at its limit or whose process died.
        """
        waiting, again = deque(tasks), set[Task]()
        while waiting or self._running:
            while waiting and len(self._running) < self._jobs * _AHEAD:
                self._begin(waiting.popleft())
            ended, _ = wait(self._running, return_when=FIRST_COMPLETED)
            for future in sorted(ended, key=lambda one: str(self._running[one].path)):
                task = self._running.pop(future)
                done = self._result(future, task, lost)
                if done is None and task not in again and not self._stopped:
                    again.add(task)
                    waiting.append(task)
                else:
                    yield task, done or Done(halt=_NO_START)

    def stop(self) -> None:
        """End every process at once, and with them :meth:`results`, where another thread waits for it."""
        with self._turn:
            self._stopped = True
            self._end_processes()

    def _end_processes(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None
        for future in list(self._running):
            _break(future)  # which the pool may have forgotten

    def _begin(self, task: Task) -> None:
        with self._turn, _deaf_to_interrupt():
            try:
                future = self._scheduled(task)
            except RuntimeError:  # it is stopped or broken, or the system has no room for a process
                future = _break(Future())
            self._running[future] = task

    def _scheduled(self, task: Task) -> Future[Done]:
        if self._stopped:
            raise BrokenProcessPool
        if self._pool is not None and not self._pool.active:
            self._end_processes()
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._jobs,
                context=get_context("spawn"),
                initializer=start,
                initargs=(self._folder, self._seconds),
            )
        limit = self._seconds * task.files + _GRACE
        begun: Future[Done] = self._pool.schedule(work, args=[task], timeout=limit)
        return begun

    def _result(self, future: Future[Done], task: Task, lost: Lost) -> Done | None:
        """What came of a task; ``None`` where the pool broke before it was begun: a process ended while none had a task."""
        try:
            return future.result()
        except TimeoutError:
            limit = self._seconds * task.files + _GRACE
            return lost(task, f"评分超时（{limit:.0f} 秒没有做完），已中止")
        except ProcessExpired as error:
            return lost(task, f"评分进程崩溃（退出码 {error.exitcode}）")
        except BrokenProcessPool:
            return None


def _break(future: Future[Done]) -> Future[Done]:
    if not future.done():
        future.set_exception(BrokenProcessPool())
    return future


@contextmanager
def _deaf_to_interrupt() -> Iterator[None]:
    """What is started meanwhile, threads and the processes that they start, never hears Ctrl-C: that is for this one alone."""
    if sys.platform == "win32":
        yield  # the processes turn it off themselves
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
