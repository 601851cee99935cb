"""Reading and drawing in a process of its own that can be killed: a hostile file costs its own process and nothing else.

How the process comes into being is told in :mod:`.process`; here it is watched.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any, NoReturn

from docscore.errors import InputError
from docscore.model import Document

from .frames import BEAT, DEEP, MADE, MEMORY, REFUSED, read_frame
from .process import start
from .reader import carried_out

#: Seconds without a sign of life, seconds in all, and megabytes that one file may take.
SECONDS = 120.0
MOST_SECONDS = 3600.0
MEGABYTES = 3072
#: Set to 1, this environment variable has files read in the calling process, for debugging.
IN_PROCESS = "DOCSCORE_IN_PROCESS"

_POLL = 0.25
_MOST_NOISE = 20_000
_MOST_QUOTED = 200
#: What Rust's, C++'s and glibc's allocators say before they abort.
_NO_MEMORY = re.compile(r"memory allocation of \d+ bytes failed|bad_alloc|[Oo]ut of memory")
_SUSPECT = "文件可能已损坏或是恶意构造的，请重新导出或向报送单位索取原件。"


class ReaderCrashError(Exception):
    """What a reading process wrote to stderr before it ended without an answer, a traceback as a rule."""


def read_guarded(path: Path, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Document:
    """Reads a file in a killable process.

    Args:
        path: any file; its kind is told by its content.
        seconds: how long the reader may go without a sign of life.
        megabytes: how much memory it may take, its own programs (LibreOffice) included.

    Returns:
        what :func:`docscore.ingest.read` returns.

    Raises:
        InputError: the file cannot be read; or the reader took too long, too much memory, or crashed.
    """
    document: Document = _guarded("read", path, (), seconds, megabytes)
    return document


def draw_guarded(
    path: Path, first: int, last: int, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> dict[int, bytes]:
    """Draws pages of a file in a killable process; arguments and errors as of ``pageimage.draw`` and :func:`read_guarded`."""
    drawn: dict[int, bytes] = _guarded("draw", path, (first, last), seconds, megabytes)
    return drawn


def print_guarded(path: Path, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    """Makes a PDF of a Word document in a killable process; errors as of ``pageimage.print_word`` and :func:`read_guarded`."""
    made: bytes = _guarded("print", path, (), seconds, megabytes)
    return made


def _guarded(task: str, path: Path, arguments: tuple[int, ...], seconds: float, megabytes: int) -> Any:
    if os.environ.get(IN_PROCESS) == "1":
        return carried_out(task, path, arguments)
    with tempfile.TemporaryFile() as noise:
        reading = start(
            {"task": task, "path": str(path), "arguments": arguments, "megabytes": megabytes}, noise
        )
        try:
            answer = _Answer(reading.answer)
            _watch(path, reading.pid, answer, seconds, megabytes)
        finally:
            code = reading.end()
        if answer.kind is None:
            _refuse_crash(path, code, _tail(noise), megabytes)
    return _made(path, answer)


class _Answer(threading.Thread):
    """What the other process says, read as it comes."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.stream = stream
        self.kind: bytes | None = None
        self.payload = b""
        self.last_beat = time.monotonic()
        self.start()

    def run(self) -> None:
        """Reads up to the first frame that is no beat."""
        while (frame := read_frame(self.stream)) is not None:
            self.last_beat = time.monotonic()
            if frame[0] != BEAT:
                self.kind, self.payload = frame
                return


def _watch(path: Path, pid: int, answer: _Answer, seconds: float, megabytes: int) -> None:
    begin = time.monotonic()
    answer.join(min(_POLL, seconds))
    while answer.is_alive():
        now = time.monotonic()
        if now - answer.last_beat > seconds or now - begin > MOST_SECONDS:
            raise InputError(path, f"读取超时（{now - begin:.0f} 秒没有读完），已中止", _SUSPECT)
        if _megabytes(pid) > megabytes:
            _refuse_memory(path, megabytes)
        answer.join(_POLL)


def _megabytes(pid: int) -> float:
    """Memory of a process and those that it started."""
    import psutil

    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0.0
    total = 0
    for member in family:
        try:
            total += member.memory_info().rss
        except psutil.Error:
            continue
    return total / 1024 / 1024


def _made(path: Path, answer: _Answer) -> Any:
    if answer.kind == REFUSED:
        told: dict[str, str] = json.loads(answer.payload)
        raise InputError(path, told["what"], told["remedy"])
    if answer.kind == MEMORY:
        _refuse_memory(path, int(answer.payload))
    if answer.kind == DEEP:
        raise InputError(path, "内部嵌套过深，没有读完", _SUSPECT)
    assert answer.kind == MADE
    return pickle.loads(answer.payload)  # noqa: S301 - from our own process


def _refuse_memory(path: Path, megabytes: int) -> NoReturn:
    raise InputError(path, f"读取所需内存超过 {megabytes} MB，已中止", _SUSPECT)


def _refuse_crash(path: Path, code: int, noise: str, megabytes: int) -> NoReturn:
    if _NO_MEMORY.search(noise):
        _refuse_memory(path, megabytes)
    last = noise.strip().rsplit("\n", 1)[-1][:_MOST_QUOTED]
    if "Traceback (most recent call last)" in noise:
        raise InputError(path, f"解析时出错（{last}）", _SUSPECT) from ReaderCrashError(noise)
    raise InputError(path, f"解析进程崩溃（退出码 {code}）", _SUSPECT) from ReaderCrashError(noise)


def _tail(noise: IO[bytes]) -> str:
    size = noise.seek(0, os.SEEK_END)
    noise.seek(max(0, size - _MOST_NOISE))
    return noise.read().decode("utf-8", "replace")
