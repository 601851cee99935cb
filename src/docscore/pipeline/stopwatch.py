"""How long each stage of the journey takes, for ``--profile``; the stages themselves know nothing of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """A stage, as it is called in the table."""

    READ = "读取"
    NORMALIZE = "规整"
    EXTRACT = "提取"
    LINK = "对应"
    SCORE = "评分"
    CHECK = "核查"
    EXPORT = "导出"


Watch = Callable[[Stage], AbstractContextManager[None]]
"""Times what is done within ``with watch(stage):``."""


def unwatched(_: Stage) -> AbstractContextManager[None]:
    """The watch that does not run."""
    return nullcontext()


class Spent(NamedTuple):
    """Seconds of a stage.

    Attributes:
        cpu: of this process and those that it started.
        wall: by the clock.
    """

    cpu: float
    wall: float


class Stopwatch:
    """A :data:`Watch` that runs; what is timed twice is added up."""

    def __init__(self) -> None:
        self.spent: dict[Stage, Spent] = {}

    @contextmanager
    def __call__(self, stage: Stage) -> Iterator[None]:
        """Times a stage."""
        cpu, wall = _cpu_seconds(), time.perf_counter()
        try:
            yield
        finally:
            before = self.spent.get(stage, Spent(0.0, 0.0))
            self.spent[stage] = Spent(
                before.cpu + _cpu_seconds() - cpu, before.wall + time.perf_counter() - wall
            )

    def table(self) -> str:
        """The stages in order with their seconds and shares, in Chinese, for a person."""
        whole = Spent(*map(sum, zip(*self.spent.values(), strict=True))) if self.spent else Spent(0.0, 0.0)
        rows = [_line(stage.value, self.spent[stage], whole) for stage in Stage if stage in self.spent]
        return "\n".join(["阶段    CPU 秒    历时秒     占比", *rows, _line("合计", whole, whole)]) + "\n"


def _line(name: str, spent: Spent, whole: Spent) -> str:
    return f"{name}{spent.cpu:10.2f}{spent.wall:10.2f}{spent.cpu / (whole.cpu or 1.0):9.0%}"


def _cpu_seconds() -> float:
    """CPU seconds so far of this process, those that it started, and those of theirs that have ended."""
    import psutil

    own = psutil.Process()
    total = 0.0
    for process in (own, *own.children(recursive=True)):
        try:
            used = process.cpu_times()
        except psutil.Error:  # it has just ended, and counts with its parent
            continue
        total += used.user + used.system + used.children_user + used.children_system
    return total
