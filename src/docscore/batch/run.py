"""A run over a folder: what is to be done, what comes back, and what is written down, one submission after the other.

The row of a submission is written in one transaction when it is done, after the objects that it names. A run that is
stopped at any moment has therefore written some rows whole and the others not at all, and the next run does the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from ..errors import UsageError
from ..model import round_points
from ..store import SubmissionRow, identifier, whole_of
from .books import Books
from .crews import Crew, Hiring
from .lock import alone
from .log import Log
from .sources import Source, find_sources
from .stamps import stamp_of
from .state import state_of, state_shown
from .tasks import Done, Lost, Task, refused


class Teller(Protocol):
    """Who is told how far a run is."""

    def begin(self, what: str, total: int) -> None:
        """So many submissions are to be done."""

    def done(self, name: str, told: str, seconds: float, *, failed: bool) -> None:
        """One is done."""

    def note(self, told: str) -> None:
        """Something else happened meanwhile."""

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
    look: Callable[[], Path],
    *,
    hiring: Hiring,
    seconds: float,
    teller: Teller,
    settling: dict[str, str] | None = None,
) -> Result:
    """Bring a workspace up to date with a folder of submissions.

    Args:
        books: the workspace.
        look: brings the folder up to date, where it is a mirror of one that lies elsewhere, and says where it is.
        hiring: who carries out what is to be done; nobody is hired where nothing is.
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
        root = look()
        sources = find_sources(root)
        run = _Run(books, root.resolve(), hiring, seconds, Log(folder), teller, settling)
        try:
            return run.over(sources)
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
    root: Path
    hiring: Hiring
    seconds: float
    log: Log
    teller: Teller
    settling: dict[str, str] | None
    read: int = 0
    kept: int = 0
    writing: float = 0.0
    crew: Crew | None = None

    def over(self, sources: Sequence[Source]) -> Result:
        """Read what is new, mark what is gone, sum up."""
        known: dict[str, list[SubmissionRow]] = {}
        for row in self.books.registers.listed(sort="name"):
            known.setdefault(whole_of(row.id), []).append(row)
        tasks = [task for source in sources if (task := self._task(source, known)) is not None]
        self._mark_removed({identifier(source.path) for source in sources}, known)
        if tasks:
            self.log.write("run", found=len(sources), to_read=len(tasks), **self.hiring.told())
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
        """Do the tasks and write each down as it ends."""
        if not tasks:
            return
        if self.crew is None:
            self.crew = self.hiring.crew(self.books, self.root, self.seconds, self._note)
        self.teller.begin(what, len(tasks))
        for task, done in self.crew.results(tasks, self._lost):
            if done.halt:
                raise UsageError(done.halt)
            self._write_down(task, done)
        self.teller.end()

    def _note(self, told: str) -> None:
        self.log.write("note", told=told)
        self.teller.note(told)

    def stop(self) -> None:
        """End what is at work."""
        if self.crew is not None:
            self.crew.stop()

    def _task(self, source: Source, known: dict[str, list[SubmissionRow]]) -> Task | None:
        """What is to be done about a submission; what needs no reading is done at once."""
        rows = known.get(identifier(source.path), [])
        if source.trouble:
            if not any(row.trouble == source.trouble and not row.removed for row in rows):
                self._put_whole(self._lost(Task(source.path, source.name), source.trouble))
            return None
        stamp, files = stamp_of(source.path)
        rows = [
            row
            for row in rows
            if row.stamp and (row.rubric, row.packs) == (self.books.rubric, self.books.packs)
        ]
        if not rows or any(row.stamp != stamp for row in rows):
            if self.settling is not None and self.settling.get(str(source.path)) != stamp:
                self.settling[str(source.path)] = stamp
                return None
            return Task(source.path, source.name, stamp, rows[0].source if rows else "", files=files)
        self.kept += 1
        for row in rows:
            name = source.name if row.id == whole_of(row.id) else row.name
            if row.name != name or row.removed:
                row.name, row.removed = name, False
                self._put(row)
        return None

    def _mark_removed(self, found: set[str], known: dict[str, list[SubmissionRow]]) -> None:
        for row in (row for whole, rows in known.items() if whole not in found for row in rows):
            if not row.removed and Path(row.path).is_relative_to(self.root):
                row.removed = True
                self._put(row)
                self.log.write("removed", submission=row.id, name=row.name)

    def _write_down(self, task: Task, done: Done) -> None:
        rows = done.rows
        if not rows:  # the bytes are as they were: only times differ
            rows = self.books.registers.of_whole(identifier(task.path))
            rows = tuple(row for row in rows if row.source == done.source)
            for row in rows:
                row.stamp, row.removed = task.stamp, False
                row.name = task.name if row.id == whole_of(row.id) else row.name
                self._put(row)
            self.kept += 1
        elif task.again:
            self._put(rows[0])
        else:
            self.read += 1
            self._put_whole(done)
        event = "again" if task.again else "read" if done.rows else "unchanged"
        for row in rows:
            self.log.write(
                event,
                submission=row.id,
                name=row.name,
                trouble=row.trouble or "",
                seconds=round(done.seconds, 3),
                **({"crash": done.crash} if done.crash else {}),
            )
        name = rows[0].name if len(rows) == 1 else task.name
        told = _told(rows[0]) if len(rows) == 1 else _told_of_forms(rows)
        self.teller.done(name, told, done.seconds, failed=any(row.trouble for row in rows))

    def _put(self, row: SubmissionRow) -> None:
        began = time.monotonic()
        self.books.registers.put(row)
        self.writing += time.monotonic() - began

    def _put_whole(self, done: Done) -> None:
        began = time.monotonic()
        self.books.registers.put_whole(done.rows, done.papers or ())
        self.writing += time.monotonic() - began

    @cached_property
    def _lost(self) -> Lost:
        return partial(refused, self.books.rubric, self.books.packs)


def _told(row: SubmissionRow) -> str:
    if row.trouble:
        return row.trouble
    assert row.low is not None
    assert row.high is not None
    told = "–".join(dict.fromkeys(f"{round_points(end):f}" for end in (row.low, row.high))) + " 分"
    if row.self_total is not None:
        told += f"，自评 {round_points(row.self_total):f}"
    if row.errors:
        told += f"，高 {row.errors} 条"
    if row.unread:
        told += f"，{row.unread} 处没有读"
    return told


def _told_of_forms(rows: Sequence[SubmissionRow]) -> str:
    told = f"{len(rows)} 张自评表"
    if errors := sum(row.errors for row in rows):
        told += f"，高 {errors} 条"
    if rows[0].unread:
        told += f"，{rows[0].unread} 处没有读"
    return told
