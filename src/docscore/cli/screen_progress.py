"""How far a batch is, on stderr: a bar with rate and remaining time at a terminal, else a plain line a submission."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..personal import mask_text
from .output import say_error

if TYPE_CHECKING:
    from ..batch import Teller


def teller() -> Teller:
    """A bar at a terminal, plain lines elsewhere."""
    return _Bar() if sys.stderr.isatty() else _Lines()


class _Lines:
    """A line a submission."""

    def __init__(self) -> None:
        self._at = self._total = 0

    def begin(self, what: str, total: int) -> None:
        self._at, self._total = 0, total
        say_error(f"{what} {total} 份")

    def done(self, name: str, told: str, seconds: float, *, failed: bool) -> None:
        self._at += 1
        mark = "✗ " if failed else ""
        say_error(f"[{self._at}/{self._total}] {mark}{name}：{told}（{seconds:.1f} 秒）")

    def note(self, told: str) -> None:
        say_error(told)

    def end(self) -> None:
        """Nothing to clear."""


class _Bar:
    """A bar; what failed stays above it."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(stderr=True, highlight=False, markup=False)
        self._progress: Any = None
        self._task: Any = None
        self._failed = 0

    def begin(self, what: str, total: int) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TextColumn("还要"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}", markup=False),
            console=self._console,
        )
        self._failed = 0
        self._task = self._progress.add_task(what, total=total, rate="", failed="")
        self._progress.start()

    def done(self, name: str, told: str, seconds: float, *, failed: bool) -> None:  # noqa: ARG002 - the bar has its own clock
        if failed:
            self._failed += 1
            self._progress.console.print(mask_text(f"✗ {name}：{told}"))
        self._progress.advance(self._task)
        speed = self._progress.tasks[0].finished_speed or self._progress.tasks[0].speed
        rate = f"每分钟 {speed * 60:.0f} 份" if speed else ""
        self._progress.update(
            self._task, rate=rate, failed=f"没有读出 {self._failed}" if self._failed else ""
        )

    def note(self, told: str) -> None:
        self._progress.console.print(told)

    def end(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
