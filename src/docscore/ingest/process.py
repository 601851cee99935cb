"""The process that reads one file: how it starts and how it ends.

It must not be ``multiprocessing``'s: that would import the caller's main module again (the whole command line), cannot start
from a daemonic worker (a cluster's), and its quick way, a fork of the caller, copies whatever locks the caller's threads hold.

- **On Linux** it is a fork of a server: a bare interpreter that each process of docscore starts once, which imports the reader,
  has a single thread, never opens a file itself, and forks for each. A fork takes a hundredth of the time of a start.
- **Elsewhere** it is a bare interpreter of its own: Windows cannot fork, and Apple's libraries do not outlive one.

Either way its stdin is a line to the caller: the request comes through it, and its end, however the caller ended, is the end of
the process. Its stdout is the answer, its stderr a file of the caller's.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol

from .frames import CODE, PID, TASK, read_frame, write_frame
from .reader import load_parser, main

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from docscore.ingest import process; getattr(process, sys.argv[2])()"
)
_FORKS = sys.platform == "linux"
#: The server is started anew once, if it was killed since the last file.
_ATTEMPTS = 2


class Reading(Protocol):
    """A process that reads a file."""

    pid: int
    answer: IO[bytes]

    def end(self) -> int:
        """Ends it, if it has not ended, with all that it started; returns its exit code, negative for a signal."""


def start(request: dict[str, Any], noise: IO[bytes]) -> Reading:
    """Starts the process for a request.

    Args:
        request: what :func:`docscore.ingest.reader.main` takes.
        noise: where its stderr goes.
    """
    return _Forked(request, noise) if _FORKS else _Bare(request, noise)


def stop_server() -> None:
    """Ends the server with all that it forked; the next file starts another."""
    global _server
    with _starting:
        if _server is not None:
            _server.stop()
            _server = None


def bare() -> NoReturn:
    """Runs in an interpreter of its own: reads its request from stdin and carries it out."""
    frame = read_frame(sys.stdin.buffer)
    assert frame is not None
    main(json.loads(frame[1]))


def serve() -> NoReturn:
    """Runs in the server: forks for each request, ends what its caller is done with, ends with its caller."""
    line = socket.socket(fileno=0)
    readings: dict[socket.socket, int] = {}
    _turn_away_stderr()
    while True:
        ready, _, _ = select.select([line, *readings], [], [])
        for done in ready:
            if done is not line:
                _end_reading(done, readings.pop(done))
        if line in ready and not _take_request(line, readings):
            for done, pid in readings.items():
                _end_reading(done, pid)
            os._exit(0)


class _Bare:
    def __init__(self, request: dict[str, Any], noise: IO[bytes]) -> None:
        self._process = _interpreter("bare", subprocess.PIPE, subprocess.PIPE, noise)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.pid = self._process.pid
        self.answer: IO[bytes] = self._process.stdout
        with contextlib.suppress(OSError):  # it died at once: the answer ends without one
            write_frame(self._process.stdin, TASK, json.dumps(request).encode())

    def end(self) -> int:
        if os.name == "posix":
            _kill_group(self.pid)
        elif self._process.poll() is None:
            import psutil

            with contextlib.suppress(psutil.Error):
                for member in psutil.Process(self.pid).children(recursive=True):
                    member.kill()
            self._process.kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self.answer):
            assert stream is not None
            with contextlib.suppress(OSError):  # what was not written can no longer be
                stream.close()
        return code


class _Forked:
    def __init__(self, request: dict[str, Any], noise: IO[bytes]) -> None:
        reading, writing = os.pipe()
        self.answer: IO[bytes] = os.fdopen(reading, "rb")
        self.pid = 0
        # As if it had been started now: in the folder and environment of this moment.
        asked = json.dumps({**request, "folder": _folder(), "environment": dict(os.environ)}).encode()
        try:
            for _ in range(_ATTEMPTS):
                self._server = _running_server(noise)
                self._line = self._server.ask(asked, writing, noise.fileno())
                self.pid = _number(self._line, PID) or 0
                if self.pid:
                    return
                self._line.close()
                self._server.code()  # so it has ended
        finally:
            os.close(writing)

    def end(self) -> int:
        code = None
        if self.pid:
            with self._line, contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_WR)
                code = _number(self._line, CODE)
            if code is None:  # nobody is left to do it
                _kill_group(self.pid)
        self.answer.close()
        return self._server.code() if code is None else code


class _Server:
    """The caller's side of the server.

    Args:
        noise: where it says why it did not start.
    """

    def __init__(self, noise: IO[bytes]) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = _interpreter("serve", theirs, subprocess.DEVNULL, noise)
        self.pid = self._process.pid
        self._asking = threading.Lock()

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def ask(self, request: bytes, answer: int, noise: int) -> socket.socket:
        """Asks for a fork; returns the line to it, which has ended where the server has."""
        ours, theirs = socket.socketpair()
        with contextlib.suppress(OSError), theirs:
            with self._asking:
                socket.send_fds(self._line, [b"+"], [theirs.fileno(), answer, noise])
            theirs.close()
            with ours.makefile("wb") as stream:
                write_frame(stream, TASK, request)
        return ours

    def code(self) -> int:
        """Waits for its end; returns its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """Ends it."""
        self._line.close()
        self._process.wait()

    def forget(self) -> None:
        """Lets go of it in a fork of the caller, whose server it is not."""
        self._line.close()
        self._process.returncode = 0


_server: _Server | None = None
_starting = threading.Lock()


def _running_server(noise: IO[bytes]) -> _Server:
    global _server
    with _starting:
        if _server is None or not _server.runs():
            _server = _Server(noise)
        return _server


def _forget_server() -> None:
    global _server, _starting
    if _server is not None:
        _server.forget()
    _server, _starting = None, threading.Lock()


if _FORKS:
    os.register_at_fork(after_in_child=_forget_server)
    atexit.register(stop_server)


def _interpreter(entry: str, stdin: Any, stdout: int, noise: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        [*command, "-c", _START, json.dumps(sys.path), entry],
        stdin=stdin,
        stdout=stdout,
        stderr=noise,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console pops up on Windows
    )


def _take_request(line: socket.socket, readings: dict[socket.socket, int]) -> bool:
    """Forks for the next request, if there is one; false at the end of the line."""
    _, handed, _, _ = socket.recv_fds(line, 1, 3)
    if len(handed) < 3:
        return False
    own, answer, noise = socket.socket(fileno=handed[0]), handed[1], handed[2]
    with own.makefile("rb") as stream:
        frame = read_frame(stream)
    if frame is not None:
        request = json.loads(frame[1])
        load_parser(request)
        gc.freeze()  # the fork need not go over what is loaded
        pid = os.fork()
        if not pid:
            _become_reading(request, readings, (own.detach(), answer, noise))
        readings[own] = pid
        _tell(own, PID, pid)
    else:
        own.close()
    os.close(answer)
    os.close(noise)
    return True


def _become_reading(
    request: dict[str, Any], others: Iterable[socket.socket], streams: tuple[int, ...]
) -> NoReturn:
    try:
        os.setsid()
        for other in others:
            other.close()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(request["environment"])
        with contextlib.suppress(OSError):  # it is gone: a path below it is not found, as is right
            os.chdir(request["folder"])
        main(request)
    except BaseException:  # noqa: BLE001 - a fork must never go on as the server
        traceback.print_exc()
    finally:
        os._exit(1)


def _end_reading(own: socket.socket, pid: int) -> None:
    """Kills what is left of a reading; its number is not given away before it was waited for."""
    _kill_group(pid)
    _, status = os.waitpid(pid, 0)
    _tell(own, CODE, os.waitstatus_to_exitcode(status))
    own.close()


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # all gone
        os.killpg(pid, signal.SIGKILL)


def _tell(line: socket.socket, kind: bytes, number: int) -> None:
    with contextlib.suppress(OSError), line.makefile("wb") as stream:  # the caller is gone
        write_frame(stream, kind, str(number).encode())


def _number(line: socket.socket, kind: bytes) -> int | None:
    """The next number that the server tells; ``None`` where it has ended."""
    with contextlib.suppress(OSError), line.makefile("rb") as stream:
        frame = read_frame(stream)
        if frame is not None and frame[0] == kind:
            return int(frame[1])
    return None


def _folder() -> str:
    try:
        return str(Path.cwd())
    except FileNotFoundError:  # it was deleted
        return ""


def _turn_away_stderr() -> None:
    """What the server was started with as stderr belongs to one reading alone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
