"""The processes: each task in one of them, within its time; one that dies costs its task and is replaced."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from .tasks import Done, Lost, Task
from .worker import start, work

#: Tasks handed out a process: one at work and one waiting, so that none idles and few are lost at a stop.
_AHEAD = 2
#: Seconds that a submission may take beside the limits of its files: models are loaded, figures found, checks made.
_GRACE = 120.0

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

    def results(self, tasks: Sequence[Task], lost: Lost) -> Iterator[tuple[Task, Done]]:
        """Each task with what came of it, in the order in which they end.

        Args:
            tasks: what to do; handed out in this order.
            lost: makes the result of a task that was stopped at its limit or whose process died.
        """
        waiting = deque(tasks)
        running: dict[Future[Done], Task] = {}
        while waiting or running:
            while waiting and len(running) < self._jobs * _AHEAD:
                task = waiting.popleft()
                running[self._begin(task)] = task
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(ended, key=lambda one: str(running[one].path)):
                task = running.pop(future)
                yield task, self._result(future, task, lost)

    def stop(self) -> None:
        """End every process at once."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def _begin(self, task: Task) -> Future[Done]:
        with _deaf_to_interrupt():
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

    def _result(self, future: Future[Done], task: Task, lost: Lost) -> Done:
        try:
            return future.result()
        except TimeoutError:
            limit = self._seconds * task.files + _GRACE
            return lost(task, f"评分超时（{limit:.0f} 秒没有做完），已中止")
        except ProcessExpired as error:
            return lost(task, f"评分进程崩溃（退出码 {error.exitcode}）")
        except CancelledError:
            return lost(task, "评分进程没有启动")


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
