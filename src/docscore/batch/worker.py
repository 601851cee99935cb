"""One process of the pool: loads models, packs and rules once, then reads one submission after the other.

It writes objects, which are addressed by content and written whole; rows of the database it hands back. Whatever goes wrong
with a submission costs that submission: hence the broad ``except``.
"""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from multiprocessing import parent_process
from pathlib import Path

from ..desk import Desk, Taken
from ..errors import DocscoreError, InputError
from ..ingest import read_guarded
from ..model import Paper
from ..store import open_workspace
from .screened import screened
from .stamps import source_of
from .tasks import Done, Task

#: Address space of one process, in megabytes: what a submission's text and figures may take beside its models.
MEGABYTES = 6144

_desks: list[Desk] = []
_halt = ""
_reader = read_guarded


def start(folder: Path, seconds: float) -> None:
    """Make this process ready; it ends with its parent, and leaves Ctrl-C to it.

    Args:
        folder: the workspace.
        seconds: how long the reading of one file may go without a sign of life.
    """
    global _reader, _halt
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory()
    _reader = partial(read_guarded, seconds=seconds)
    try:
        _desks[:] = [Desk.at(open_workspace(folder))]
    except DocscoreError as error:  # the answer to the first task says so
        _halt = str(error)


def work(task: Task) -> Done:
    """Carry out a task; never raises."""
    if _halt:
        return Done(halt=_halt)
    began = time.monotonic()
    try:
        done = _scored_again(_desks[0], task) if task.again else _read(_desks[0], task)
    except InputError as error:
        done = _refused(task, str(error))
    except DocscoreError as error:
        done = Done(halt=str(error))
    except MemoryError:
        done = _refused(task, f"所需内存超过 {MEGABYTES} MB，已中止")
    except Exception as error:  # noqa: BLE001 - a submission that breaks the program costs itself alone
        done = _refused(
            task, f"程序出错（{type(error).__name__}），没有评完；经过已记入日志", traceback.format_exc()
        )
    return replace(done, seconds=time.monotonic() - began)


def _read(desk: Desk, task: Task) -> Done:
    source = source_of(task.path)
    if source == task.known:
        return Done(source=source)
    found = desk.read_in(task.path, task.name, _reader)
    for taken in found:
        taken.row.stamp, taken.row.source, taken.row.removed = task.stamp, source, False
        _keep(desk, taken)
    return Done(tuple(taken.row for taken in found), tuple(_bare(found[0].papers)), source)


def _keep(desk: Desk, taken: Taken) -> None:
    """Keep what summing up needs of a submission that could be read."""
    if taken.assessment is not None:
        kept = screened(taken.row, taken.assessment, desk.lexicon)
        desk.readings.keep_screened(taken.row.content, taken.row.assessment, kept)


def _scored_again(desk: Desk, task: Task) -> Done:
    """The summary of a submission as it is scored today; its row keeps what is said of its files."""
    taken = desk.score_again(task.again)
    _keep(desk, taken)
    return Done((taken.row,), None, taken.row.source)


def _refused(task: Task, trouble: str, crash: str = "") -> Done:
    row = _desks[0].new_row(task.path, task.name)
    row.trouble, row.stamp = trouble, task.stamp
    return Done((row,), (), crash=crash)


def _bare(papers: tuple[Paper, ...]) -> Iterator[Paper]:
    return (replace(paper, document=None, extraction=None) for paper in papers)


def _end_with_parent() -> None:
    """Ends this process when the one that started it has ended, however that went."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory() -> None:
    """Caps this process's memory where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MEGABYTES * 1024 * 1024
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
