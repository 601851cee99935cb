"""Submissions that lie elsewhere (S3, another file system of fsspec) as a folder of the workspace.

The folder holds a file for each of theirs, with its name and size and without its content: enough to find submissions and to
see which have changed. A worker fills the files of a submission while it reads it, and empties them again. The place
is the same on every machine and in every run, so ids and results are those of a folder that lies there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import DocscoreError, InputError, UsageError
from ..ingest import MOST_BYTES, registered_kind

_FOLDER = "remote"
#: What the file systems of fsspec call that by which a file's version is known.
_VERSIONS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")  # fmt: skip
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Mirror:
    """A far folder and its place in the workspace.

    Attributes:
        url: of the far folder, as fsspec knows it.
        workspace: the workspace.
    """

    url: str
    workspace: Path

    @property
    def root(self) -> Path:
        """The folder in the workspace."""
        digest = hashlib.sha256(self.url.encode()).hexdigest()[:16]
        return self.workspace.resolve() / _FOLDER / digest

    def update(self) -> Path:
        """Bring names, sizes and versions up to date; returns the folder.

        Raises:
            InputError: the far folder cannot be listed, or holds what no folder can.
        """
        listed = self._listed()
        self.root.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.root.rglob("*"), key=lambda one: len(one.parts), reverse=True):
            if not path.is_dir():
                if path.relative_to(self.root).as_posix() not in listed:
                    path.unlink()
            elif not any(path.iterdir()):
                path.rmdir()
        for name, (size, version) in listed.items():
            try:
                _empty(self.root / name, size, version)
            except OSError as error:
                what = f"里面的“{name}”在工作区里放不下（{error.strerror}）"
                raise InputError(self.url, what, "请改名，或检查工作区所在的磁盘。") from error
        return self.root

    def reach(self) -> None:
        """See that the far folder can be reached from this machine.

        Raises:
            InputError: it cannot.
            UsageError: a package for it is missing.
        """
        system, base = self._system()
        with _answering(self.url, "打不开"):
            if not system.exists(base):
                raise InputError(self.url, "文件夹不存在", "请检查地址。")

    @contextmanager
    def filled(self, path: Path) -> Iterator[None]:
        """Holds the content of a submission in its place.

        Args:
            path: of the submission, in :attr:`root`.

        Raises:
            InputError: it cannot be fetched.
        """
        files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        states = [(file, file.stat()) for file in files]
        wanted = [
            (file, status)
            for file, status in states
            if not registered_kind(file.name) and status.st_size <= MOST_BYTES
        ]
        system, base = self._system()
        try:
            for file, _ in wanted:
                name = file.relative_to(self.root).as_posix()
                with (
                    _answering(f"{self.url}/{name}", "取不到"),
                    system.open(f"{base}/{name}", "rb") as source,
                    file.open("wb") as target,
                ):
                    shutil.copyfileobj(source, target, _CHUNK)
            yield
        finally:
            for file, status in wanted:
                _empty(file, status.st_size, status.st_mtime_ns)

    def _listed(self) -> dict[str, tuple[int, int]]:
        """Size and version of each file by its name below the folder."""
        system, base = self._system()
        with _answering(self.url, "打不开"):
            found = system.find(base, detail=True)
            if not found and not system.exists(base):
                raise InputError(self.url, "文件夹不存在", "请检查地址。")
        return {
            name: (int(about.get("size") or 0), _version(about))
            for path, about in sorted(found.items())
            if (name := self._name(path.removeprefix(base).lstrip("/")))
        }

    def _name(self, name: str) -> str:
        """A name that stays below the folder."""
        if any(part in ("", ".", "..") for part in name.split("/")) or "\0" in name or "\\" in name:
            raise InputError(self.url, f"里面的“{name}”不能用作文件名", "请改名后再试。")
        return str(PurePosixPath(name))

    def _system(self) -> tuple[Any, str]:
        try:
            import fsspec
        except ImportError as error:
            raise UsageError(
                "没有装读取网络存储的组件（缺 fsspec）", "请运行 pip install 'docscore[cluster]'"
            ) from error
        try:
            system, base = fsspec.url_to_fs(self.url, use_listings_cache=False)
        except ImportError as error:
            raise UsageError(f"读取 {self.url} 还缺组件（{error}）", "请在每台机器上安装它") from error
        except ValueError as error:
            raise UsageError(f"{self.url}：不认识这种地址（{error}）", "请检查 :// 前面的部分") from error
        return system, base.rstrip("/")


@contextmanager
def _answering(place: object, what: str) -> Iterator[None]:
    try:
        yield
    except DocscoreError:
        raise
    except Exception as error:  # every far file system has errors of its own, without a common base
        told = f"{what}（{type(error).__name__}：{error}）"
        raise InputError(place, told, "请检查地址、访问凭据和存储服务。") from error


def _version(about: dict[str, Any]) -> int:
    """That by which a file's content is told from another's of its size, as nanoseconds of a time."""
    told = [f"{key}={about[key]}" for key in _VERSIONS if about.get(key) is not None]
    return int.from_bytes(hashlib.sha256("\n".join(told).encode()).digest()[:7])


def _empty(file: Path, size: int, version: int) -> None:
    """Makes a file of that size and time without content; one that is so stays."""
    if file.exists() and not file.is_dir():
        status = file.stat()
        if (status.st_size, status.st_mtime_ns) == (size, version):
            return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.truncate(size)
    os.utime(file, ns=(version, version))
