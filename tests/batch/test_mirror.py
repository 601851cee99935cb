"""A far folder as names, sizes and versions in the workspace, filled only while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from docscore.batch import Mirror
from docscore.batch.stamps import stamp_of
from docscore.errors import InputError, UsageError


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """A store that has no folders, as object stores have none."""
    system = fsspec.filesystem("memory")
    system.pipe({"/省/甲县/报告.docx": b"one", "/省/甲县/宣传.mp4": b"film", "/省/乙县.zip": b"zip"})
    yield system
    system.rm("/", recursive=True)


@pytest.fixture
def mirror(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> Mirror:
    return Mirror("memory://省", tmp_path / "ws")


def _names(mirror: Mirror) -> dict[str, int]:
    root = mirror.update()
    return {
        file.relative_to(root).as_posix(): file.stat().st_size for file in root.rglob("*") if file.is_file()
    }


def test_names_and_sizes_without_content(mirror: Mirror, memory: fsspec.AbstractFileSystem) -> None:
    assert _names(mirror) == {"甲县/报告.docx": 3, "甲县/宣传.mp4": 4, "乙县.zip": 3}
    assert (mirror.root / "乙县.zip").read_bytes() == b"\0\0\0"
    memory.rm("/省/甲县", recursive=True)
    memory.pipe("/省/丙县/报告.docx", b"new")
    assert _names(mirror) == {"乙县.zip": 3, "丙县/报告.docx": 3}
    assert not (mirror.root / "甲县").exists()


def test_the_stamp_changes_with_the_version_alone(mirror: Mirror, memory: fsspec.AbstractFileSystem) -> None:
    first = stamp_of(mirror.update() / "乙县.zip")
    assert stamp_of(mirror.update() / "乙县.zip") == first
    memory.pipe("/省/乙县.zip", b"pIz")  # as large, at another time
    assert stamp_of(mirror.update() / "乙县.zip") != first


def test_filled_while_it_is_read_and_empty_after(mirror: Mirror, memory: fsspec.AbstractFileSystem) -> None:
    folder = mirror.update() / "甲县"
    before = stamp_of(folder)
    with mirror.filled(folder):
        assert (folder / "报告.docx").read_bytes() == b"one"
        assert (folder / "宣传.mp4").read_bytes() == b"\0\0\0\0"  # is never read
    assert (folder / "报告.docx").read_bytes() == b"\0\0\0"
    assert stamp_of(folder) == before
    memory.rm("/省/甲县/报告.docx")
    with pytest.raises(InputError, match="取不到（FileNotFoundError"), mirror.filled(folder):
        pass
    assert stamp_of(folder) == before


def test_one_that_was_left_full_by_a_killed_worker_is_emptied(mirror: Mirror) -> None:
    file = mirror.update() / "乙县.zip"
    stamp = stamp_of(file)
    file.write_bytes(b"zip")
    assert stamp_of(mirror.update() / "乙县.zip") == stamp
    assert file.read_bytes() == b"\0\0\0"


@pytest.mark.parametrize(
    "name", ["/省/../../../../etc/x.docx", "/省/a\\b.docx", "/省/长" + "长" * 100 + ".docx"]
)
def test_names_that_no_folder_can_hold_are_refused(
    mirror: Mirror, memory: fsspec.AbstractFileSystem, name: str
) -> None:
    memory.store[name] = memory.store["/省/乙县.zip"]
    with pytest.raises(InputError, match="memory://省：里面的“"):
        mirror.update()


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="memory://没有：文件夹不存在"):
        Mirror("memory://没有", tmp_path).update()
    with pytest.raises(UsageError, match="不认识这种地址"):
        Mirror("nowhere://x", tmp_path).update()
    with pytest.raises(UsageError, match="还缺组件"):
        Mirror("s3://x", tmp_path).update()
