"""One run at a time in a workspace; the lock goes with the process that holds it, however that ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import UsageError
from ..store import NoRoomError

_FILE = "screen.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the workspace for one run.

    Raises:
        UsageError: another run holds it.
        NoRoomError: the workspace cannot be written.
    """
    path = folder / _FILE
    try:
        stream = path.open("a")
    except OSError as error:
        raise NoRoomError(path, error) from error
    with stream:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(
                f"{folder}：另一个 docscore screen 正在往这个工作区里写", "请等它做完，或先停下它"
            ) from None
        yield
