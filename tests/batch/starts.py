"""How processes of a pool begin and what they do, for tests; in a module that such a process can import."""

from __future__ import annotations

import os
import time
from pathlib import Path

from docscore.batch.tasks import Done, Task


def start_at_second_try(folder: Path, _seconds: float) -> None:
    tried = folder / "tried"
    if not tried.exists():
        tried.touch()
        os._exit(1)


def never_start(_folder: Path, _seconds: float) -> None:
    os._exit(1)


def start_at_once(_folder: Path, _seconds: float) -> None:
    pass


def answer(task: Task) -> Done:
    return Done(source=task.name)


def never_end(_task: Task) -> Done:
    time.sleep(600)
    return Done()
