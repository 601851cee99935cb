"""What a process of the pool is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..model import Paper
from ..store import SubmissionRow, new_row


@dataclass(frozen=True, slots=True)
class Task:
    """A submission to read, or to score again with its place in the batch.

    Attributes:
        path: where it lies.
        name: of the unit.
        stamp: digest of its files' names, sizes and times.
        known: digest of the bytes it had when it was read by the same rules and packs; empty if it was not.
        again: id of the submission, where it is read and is to be scored anew; empty to read it.
        files: how many files it has.
    """

    path: Path
    name: str
    stamp: str = ""
    known: str = ""
    again: str = ""
    files: int = 1


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task.

    Attributes:
        rows: to be written, of forms one each; none where the bytes are as they were.
        papers: of the submission, without what was read of them; ``None`` where they are as they were.
        source: digest of its bytes.
        halt: why the whole run must stop, in Chinese: the workspace cannot be written, no process starts; empty if it need not.
        crash: the traceback of an error that is ours, for the log.
        seconds: how long it took.
    """

    rows: tuple[SubmissionRow, ...] = ()
    papers: tuple[Paper, ...] | None = None
    source: str = ""
    halt: str = ""
    crash: str = ""
    seconds: float = 0.0


Lost = Callable[[Task, str], Done]
"""What became of a task whose process was stopped or died, and why; it can be pickled."""


def refused(rubric: str, packs: str, task: Task, trouble: str) -> Done:
    """A submission that could not be read, remembered with the reason.

    Args:
        rubric: hash of the rules of the batch.
        packs: hash of the packs in use.
        task: which was to be done.
        trouble: the reason, in Chinese.
    """
    row = new_row(task.path, task.name, rubric, packs)
    row.trouble, row.stamp = trouble, task.stamp
    return Done((row,), ())
