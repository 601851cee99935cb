"""What a process of the pool is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..model import Paper
from ..store import SubmissionRow


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
        row: to be written; ``None`` where the bytes are as they were.
        papers: of the submission, without what was read of them; ``None`` where they are as they were.
        source: digest of its bytes.
        halt: why the whole run must stop, in Chinese: the workspace cannot be written; empty if it need not.
        crash: the traceback of an error that is ours, for the log.
        seconds: how long it took.
    """

    row: SubmissionRow | None = None
    papers: tuple[Paper, ...] | None = None
    source: str = ""
    halt: str = ""
    crash: str = ""
    seconds: float = 0.0
