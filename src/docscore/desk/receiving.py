"""Material that comes in over the network: kept in the workspace under a name of ours, then taken in as any other."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from ..errors import UsageError
from ..store import SubmissionRow
from .desk import Desk

#: What a unit may send; its file's own name is not used for a path, its suffix only if it stands here.
_SUFFIXES = (".docx", ".doc", ".wps", ".pdf", ".ofd", ".xlsx", ".xls", ".et", ".txt", ".md", ".zip")
_FOLDER = "received"


def receive(desk: Desk, name: str, file: str, data: bytes) -> SubmissionRow:
    """Take in what was sent for a unit.

    Args:
        desk: the desk.
        name: name of the unit; the same name and kind of file again is its next version.
        file: the file's name as it was sent.
        data: its bytes.

    Raises:
        UsageError: the name is none, the file is empty or of a kind that is not read.
    """
    name = name.strip()
    if not name or not name.isprintable():
        raise UsageError("单位名称不能为空，也不能有控制字符", "请写单位名称，如云岭县")
    suffix = PurePosixPath(file.replace("\\", "/")).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError(f"不收“{suffix or '没有扩展名'}”的文件", f"可以收：{'、'.join(_SUFFIXES)}")
    if not data:
        raise UsageError("文件是空的", "请重新选择文件")
    folder = desk.workspace.folder / _FOLDER / hashlib.sha256(name.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"材料{suffix}"
    path.write_bytes(data)
    return desk.take_in(path, name)
