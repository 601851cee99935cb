"""A run over a folder: what is to be done, what comes back, and what is written down, one submission after the other.

The row of a submission is written in one transaction when it is done, after the objects that it names. A run that is
stopped at any moment has therefore written some rows whole and the others not at all, and the next run does the others.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..errors import UsageError
from ..store import SubmissionRow, identifier, new_row
from .books import Books
from .lock import alone
from .log import Log
from .sources import Source, find_sources
from .stamps import stamp_of
from .state import state_of, state_shown
from .tasks import Done, Task

if TYPE_CHECKING:
    from .pool import Pool


class Teller(Protocol):
    """Who is told how far a run is."""

    def begin(self, what: str, total: int) -> None:
        """So many submissions are to be done."""

    def done(self, name: str, told: str, seconds: float, *, failed: bool) -> None:
        """One is done."""

    def end(self) -> None:
        """All are done, or the run stops."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did.

    Attributes:
        found: submissions below the folder.
        read: read now.
        kept: as they were.
        unreadable: name and trouble of each that cannot be read, also of those that an earlier run found so.
        removed: names of those that are no longer there.
        findings: how many X findings there are.
        changed: whether anything is other than after the run before.
    """

    found: int
    read: int
    kept: int
    unreadable: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    findings: int
    changed: bool


def screen(
    books: Books,
    root: Path,
    *,
    jobs: int,
    seconds: float,
    teller: Teller,
    settling: dict[str, str] | None = None,
) -> Result:
    """Bring a workspace up to date with a folder of submissions.

    Args:
        books: the workspace.
        root: the folder.
        jobs: how many processes.
        seconds: how long the reading of one file may go without a sign of life.
        teller: is told how far it is.
        settling: for a watched folder, the stamps of the look before: what has changed since is still being copied and is left
            for the next look; this look's stamps are put there.

    Raises:
        InputError: the folder cannot be listed.
        UsageError: another run is at it, or the workspace cannot be written.
        UnavailableError: the database does not answer.
    """
    folder = books.workspace.folder
    with alone(folder):
        sources = find_sources(root)
        run = _Run(books, jobs, seconds, Log(folder), teller, settling)
        try:
            return run.over(root.resolve(), sources)
        except KeyboardInterrupt:
            run.log.write("interrupted", read=run.read)
            raise
        finally:
            teller.end()
            run.stop()


@dataclass
class _Run:
    """One run, and what it has counted so far."""

    books: Books
    jobs: int
    seconds: float
    log: Log
    teller: Teller
    settling: dict[str, str] | None
    read: int = 0
    kept: int = 0
    writing: float = 0.0
    pool: Pool | None = None

    def over(self, root: Path, sources: Sequence[Source]) -> Result:
        """Read what is new, mark what is gone, sum up."""
        known = {row.id: row for row in self.books.registers.listed(sort="name")}
        tasks = [task for source in sources if (task := self._task(source, known)) is not None]
        self._mark_removed(root, {identifier(source.path) for source in sources}, known)
        if tasks:
            self.log.write("run", found=len(sources), to_read=len(tasks), jobs=self.jobs)
        self.carry_out("读取和评分", tasks)
        changed = state_of(self.books) != state_shown(self.books.workspace.folder)
        if changed:
            from .summing import sum_up  # with rules, packs and all that judges

            sum_up(self.books, self.carry_out)
        findings = len(self.books.cohorts.get().findings)
        rows = self.books.registers.listed(sort="name")
        unreadable = tuple((row.name, row.trouble) for row in rows if row.trouble and not row.removed)
        if tasks or changed:
            self.log.write(
                "end",
                read=self.read,
                kept=self.kept,
                unreadable=len(unreadable),
                findings=findings,
                writing=round(self.writing, 3),
            )
        removed = tuple(row.name for row in rows if row.removed)
        return Result(len(sources), self.read, self.kept, unreadable, removed, findings, changed)

    def carry_out(self, what: str, tasks: Sequence[Task]) -> None:
        """Do the tasks, in as many processes as there are, and write each down as it ends."""
        if not tasks:
            return
        if self.pool is None:
            from .pool import Pool  # with models and all that reads

            self.pool = Pool(self.jobs, self.books.workspace.folder, self.seconds)
        self.teller.begin(what, len(tasks))
        for task, done in self.pool.results(tasks, self._lost):
            if done.halt:
                raise UsageError(done.halt)
            self._write_down(task, done)
        self.teller.end()

    def stop(self) -> None:
        """End every process."""
        if self.pool is not None:
            self.pool.stop()

    def _task(self, source: Source, known: dict[str, SubmissionRow]) -> Task | None:
        """What is to be done about a submission; what needs no reading is done at once."""
        row = known.get(identifier(source.path))
        if source.trouble:
            if row is None or row.trouble != source.trouble or row.removed:
                self._put(self._refused(source.path, source.name, source.trouble), ())
            return None
        stamp, files = stamp_of(source.path)
        valid = row is not None and (row.rubric, row.packs) == (self.books.rubric, self.books.packs)
        if row is None or not valid or row.stamp != stamp:
            if self.settling is not None and self.settling.get(str(source.path)) != stamp:
                self.settling[str(source.path)] = stamp
                return None
            return Task(source.path, source.name, stamp, row.source if row and valid else "", files=files)
        self.kept += 1
        if row.name != source.name or row.removed:
            row.name, row.removed = source.name, False
            self._put(row, None)
        return None

    def _mark_removed(self, root: Path, found: set[str], known: dict[str, SubmissionRow]) -> None:
        for row in known.values():
            if row.id not in found and not row.removed and Path(row.path).is_relative_to(root):
                row.removed = True
                self._put(row, None)
                self.log.write("removed", submission=row.id, name=row.name)

    def _write_down(self, task: Task, done: Done) -> None:
        row = done.row
        if row is None:  # the bytes are as they were: only times differ
            row = self.books.registers.get(identifier(task.path))
            row.stamp, row.name, row.removed = task.stamp, task.name, False
            self.kept += 1
            self._put(row, None)
        else:
            self.read += not task.again
            self._put(row, done.papers)
        event = "again" if task.again else "unchanged" if done.row is None else "read"
        self.log.write(
            event,
            submission=row.id,
            name=row.name,
            trouble=row.trouble or "",
            seconds=round(done.seconds, 3),
            **({"crash": done.crash} if done.crash else {}),
        )
        self.teller.done(row.name, _told(row), done.seconds, failed=bool(row.trouble))

    def _put(self, row: SubmissionRow, papers: Sequence[object] | None) -> None:
        began = time.monotonic()
        self.books.registers.put(row, papers)  # type: ignore[arg-type]
        self.writing += time.monotonic() - began

    def _lost(self, task: Task, trouble: str) -> Done:
        row = self._refused(task.path, task.name, trouble)
        row.stamp = task.stamp
        return Done(row, ())

    def _refused(self, path: Path, name: str, trouble: str) -> SubmissionRow:
        row = new_row(path, name, self.books.rubric, self.books.packs)
        row.trouble = trouble
        return row


def _told(row: SubmissionRow) -> str:
    if row.trouble:
        return row.trouble
    points = f"{row.low}" if row.low == row.high else f"{row.low}–{row.high}"
    told = f"{points} 分"
    if row.self_total is not None:
        told += f"，自评 {row.self_total}"
    if row.errors:
        told += f"，高 {row.errors} 条"
    if row.unread:
        told += f"，{row.unread} 处没有读"
    return told
