"""Whether a submission is as it was: first by sizes and times, which costs no reading, then by its bytes.

A stamp that is the same means the same content: what changes a file and sets its time back on purpose is not found (as
with make and rsync). Another stamp means only that the bytes have to be compared.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ..ingest import MOST_BYTES, registered_kind


def stamp_of(path: Path) -> tuple[str, int]:
    """Digest of the names, sizes and times of a submission's files, and how many there are."""
    told = [f"{name}\t{status.st_size}\t{status.st_mtime_ns}" for name, _, status in _files(path)]
    return _digest(told), len(told)


def source_of(path: Path) -> str:
    """Digest of the names and bytes of a submission's files; of those that are never read, of their sizes."""
    told = []
    for name, file, status in _files(path):
        unread = registered_kind(name) or status.st_size > MOST_BYTES
        told.append(f"{name}\t{status.st_size if unread else _hash(file)}")
    return _digest(told)


def _files(path: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    if not path.is_dir():
        yield path.name, str(path), path.lstat()
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted([*names, *(one for one in folders if (Path(folder) / one).is_symlink())]):
            file = Path(folder, name)
            yield os.fsencode(file.relative_to(path)).hex(), str(file), file.lstat()


def _hash(file: str) -> str:
    """SHA-256 of a file; what it is instead, where it cannot be read as one."""
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"{error.errno}"


def _digest(told: list[str]) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
