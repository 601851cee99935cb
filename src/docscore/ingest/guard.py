"""Reading and drawing in a process of its own that can be killed: a hostile file costs its own process and nothing else.

The process is a bare interpreter that imports this package and no more. ``multiprocessing`` would import the caller's
main module again (the whole command line), cannot start from a daemonic worker (a cluster's), and its quick way,
fork, copies whatever locks the caller's threads hold.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any, NoReturn

from docscore.errors import InputError
from docscore.model import Document

from .frames import BEAT, DEEP, MADE, MEMORY, REFUSED, read_frame
from .reader import carried_out

#: Seconds without a sign of life, seconds in all, and megabytes that one file may take.
SECONDS = 120.0
MOST_SECONDS = 3600.0
MEGABYTES = 3072
#: Set to 1, this environment variable has files read in the calling process, for debugging.
IN_PROCESS = "DOCSCORE_IN_PROCESS"

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from docscore.ingest.reader import main; main(json.loads(sys.argv[2]))"
)
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
        request = {"task": task, "path": str(path), "arguments": arguments, "megabytes": megabytes}
        process = _start(request, noise)
        answer = _Answer(process.stdout)
        try:
            _watch(path, process, answer, seconds, megabytes)
        finally:
            _end(process)
        if answer.kind is None:
            _refuse_crash(path, process.returncode, _tail(noise), megabytes)
    return _made(path, answer)


def _start(request: dict[str, Any], noise: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", *(["-X", "utf8"] if sys.flags.utf8_mode else []), "-c", _START]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        [*command, json.dumps(sys.path), json.dumps(request)],
        stdin=subprocess.PIPE,  # closed when this process ends, on which the other one ends as well
        stdout=subprocess.PIPE,
        stderr=noise,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console pops up on Windows
    )


class _Answer(threading.Thread):
    """What the other process says, read as it comes."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        assert stream is not None
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


def _watch(
    path: Path, process: subprocess.Popen[bytes], answer: _Answer, seconds: float, megabytes: int
) -> None:
    begin = time.monotonic()
    answer.join(min(_POLL, seconds))
    while answer.is_alive():
        now = time.monotonic()
        if now - answer.last_beat > seconds or now - begin > MOST_SECONDS:
            raise InputError(path, f"读取超时（{now - begin:.0f} 秒没有读完），已中止", _SUSPECT)
        if _megabytes(process.pid) > megabytes:
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


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process, if it has not ended, with all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all gone
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        import psutil

        try:
            for member in psutil.Process(process.pid).children(recursive=True):
                member.kill()
        except psutil.Error:
            pass
        process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


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
