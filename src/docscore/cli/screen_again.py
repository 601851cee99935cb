"""What ``docscore screen`` says where nothing has changed since it ran last: told again from a file of the workspace.

A run that finds nothing new needs a second to load what it would not use. So a run leaves behind what the next one would say,
under a digest of all that this depends on: the call, the program, rubrics and packs, name, size and time of everything below
the folder, and the bytes of the database with every decision in it. Whatever differs, however little, the run is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..packs.locate import data_folder

_FILE = "screen.told"
#: In the workspace: by their bytes, and by size and time. The second of the database's files is there while it is in use.
_READ = ("workspace.json", "docscore.db", "docscore.db-wal", "report.state")
_SEEN = ("report.xlsx", "report.html", "cohort.json")


class Told(NamedTuple):
    """What a run says.

    Attributes:
        troubles: lines for stderr.
        words: for stdout.
        code: the exit code.
    """

    troubles: list[str]
    words: str
    code: int


def given(folder: Path, rubric: str, workspace: Path) -> str:
    """Digest of what a run is given; to be taken before it, so that what changes meanwhile is found by the next.

    Raises:
        OSError: something below the folder cannot be looked at.
    """
    digest = hashlib.sha256(f"{__version__}\n{rubric}\n{workspace}\n{folder.resolve()}\n".encode())
    rules = [
        *data_folder("rubrics").rglob("*.yaml"),
        *data_folder("extractors").rglob("*.yaml"),
        Path(rubric),
    ]
    for path in sorted(rules):
        if path.is_file():
            digest.update(f"{path.name}\t{_hash(path)}\n".encode())
    for told in _below(folder.resolve(), str(workspace.resolve())):
        digest.update(told)
    return digest.hexdigest()


def recalled(workspace: Path, before: str) -> Told | None:
    """What the last run left to say; ``None`` where anything is other than after it.

    Args:
        workspace: the workspace.
        before: what this run is given.
    """
    try:
        kept = json.loads((workspace / _FILE).read_text(encoding="utf-8"))
        if kept["of"] != _state(workspace, before):
            return None
        return Told([str(line) for line in kept["troubles"]], str(kept["words"]), int(kept["code"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(workspace: Path, before: str, told: Told) -> None:
    """Leaves behind what the next run is to say if nothing changes; a full or read-only disk is no error.

    Args:
        workspace: the workspace, closed.
        before: what the run was given.
        told: what the next is to say.
    """
    from ..store import NoRoomError, replace_file

    try:
        kept = {"of": _state(workspace, before), **told._asdict()}
        replace_file(workspace / _FILE, json.dumps(kept, ensure_ascii=False).encode())
    except (OSError, NoRoomError):
        with contextlib.suppress(OSError):
            (workspace / _FILE).unlink()


def _state(workspace: Path, before: str) -> str:
    settings = json.loads((workspace / _READ[0]).read_text(encoding="utf-8"))
    if settings.get("database"):
        raise OSError("the database of a team cannot be looked at from outside")
    told = [before]
    told += [f"{name}\t{_hash(path)}" for name in _READ if (path := workspace / name).exists()]
    told += [f"{name}\t{_seen((workspace / name).stat())}" for name in _SEEN]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _below(folder: Path, workspace: str) -> Iterator[bytes]:
    """Everything below a folder but the workspace; links as links."""
    for home, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        for name in sorted([*folders, *names]):
            path = os.path.join(home, name)  # noqa: PTH118 - a third of the time, for a hundred thousand files
            if path == workspace:
                folders.remove(name)
            else:
                yield b"%s\t%s\n" % (os.fsencode(path), _seen(os.lstat(path)).encode())


def _seen(status: os.stat_result) -> str:
    return f"{status.st_mode}\t{status.st_size}\t{status.st_mtime_ns}"


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _raise(error: OSError) -> None:
    raise error
