"""Files written whole or not at all, whenever the machine stops."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..errors import UsageError


class NoRoomError(UsageError):
    """The workspace cannot be written: its disk is full or read-only, or the folder is not this user's."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{path.parent}：工作区写不进去（{error.strerror}）", "请腾出磁盘空间或检查权限后再运行，会接着做"
        )


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole, in place of the older one; whoever reads sees the one or the other.

    Raises:
        NoRoomError: it cannot be written.
    """
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise NoRoomError(path, error) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
