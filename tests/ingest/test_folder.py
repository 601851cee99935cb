"""A folder is listed without following links, opening films or losing a name."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from tests.submission.folder import gbk_name, sparse, zipped

from docscore.errors import InputError
from docscore.ingest import folder as folder_module
from docscore.ingest import open_folder


def listed(path: Path) -> dict[str, tuple[str, str]]:
    with open_folder(path) as files:
        return {filed.path: (filed.kind, filed.trouble) for filed in files}


def write(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_what_systems_and_open_programs_leave_is_no_paper(tmp_path: Path) -> None:
    for name in (
        "自评报告.txt",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$自评报告.docx",
        ".git/config",
        "._x",
    ):
        write(tmp_path / name)
    assert list(listed(tmp_path)) == ["自评报告.txt"]


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "外" / "秘密.txt")
    inside = tmp_path / "内"
    write(inside / "报告.txt")
    (inside / "链接.txt").symlink_to(outside)
    (inside / "外面").symlink_to(outside.parent)
    (inside / "圈").symlink_to(inside)
    (inside / "断").symlink_to("没有的")
    found = listed(inside)
    assert sorted(found) == sorted(["报告.txt", "链接.txt", "外面", "圈", "断"])
    assert all("是链接" in found[name][1] for name in found if name != "报告.txt")


def test_films_photos_and_monsters_are_named_and_not_opened(tmp_path: Path) -> None:
    sparse(tmp_path / "站点.mp4")
    sparse(tmp_path / "大.pdf")
    write(tmp_path / "培训照片" / "1.jpg")
    write(tmp_path / "成立文件.jpg")
    os.mkfifo(tmp_path / "管道.txt")
    found = listed(tmp_path)
    assert found["站点.mp4"] == ("video", "视频，只登记文件名，没有打开")
    assert "1024 MB，超过 300 MB" in found["大.pdf"][1]
    assert found["培训照片/1.jpg"][0] == "photo"
    assert found["成立文件.jpg"] == ("", "")  # a picture of a paper is read
    assert found["管道.txt"][1] == "不是普通文件，没有打开"


def test_names_in_gbk_bytes_are_read_and_kept_apart(tmp_path: Path) -> None:
    gbk_name(tmp_path, "花名册.txt", "一".encode())
    write(tmp_path / "花名册.txt", "二".encode())
    with open_folder(tmp_path) as files:
        assert [filed.path for filed in files] == ["花名册.txt", "花名册.txt(2)"]
        assert {filed.file.read_bytes() for filed in files} == {"一".encode(), "二".encode()}


def test_archives_inside_are_unpacked_and_a_bad_one_costs_itself_only(tmp_path: Path) -> None:
    inner = tmp_path / "里"
    write(inner / "纪要.txt")
    folder = tmp_path / "外"
    folder.mkdir()
    zipped(inner, folder / "佐证.zip")
    (folder / "坏.zip").write_bytes((folder / "佐证.zip").read_bytes()[:60])
    locked = zipfile.ZipFile(folder / "锁.zip", "w")
    locked.writestr("密.txt", "x")
    locked.filelist[0].flag_bits |= 1
    locked.close()
    raw = bytearray((folder / "锁.zip").read_bytes())
    raw[6] |= 1
    (folder / "锁.zip").write_bytes(bytes(raw))
    found = listed(folder)
    assert found["佐证.zip/纪要.txt"] == ("", "")
    assert "加了密码" in found["锁.zip"][1]
    assert set(found) == {"佐证.zip/纪要.txt", "锁.zip", "坏.zip"}
    assert listed(zipped(folder, tmp_path / "全.zip")).keys() == found.keys()


def test_what_was_unpacked_is_gone_afterwards(tmp_path: Path) -> None:
    write(tmp_path / "里" / "a.txt")
    with open_folder(zipped(tmp_path / "里", tmp_path / "a.zip")) as files:
        kept = files[0].file
        assert kept.exists()
    assert not kept.exists()


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "MOST_FILES", 3)
    for number in range(4):
        write(tmp_path / f"{number}.txt")
    with pytest.raises(InputError, match="里面的文件超过 3 个"):
        listed(tmp_path)


@pytest.mark.parametrize(
    ("name", "words"), [("没有", "文件夹不存在"), ("文件.txt", "不是文件夹，也不是 ZIP 压缩包")]
)
def test_what_is_no_folder_is_said(tmp_path: Path, name: str, words: str) -> None:
    write(tmp_path / "文件.txt")
    with pytest.raises(InputError, match=words):
        listed(tmp_path / name)
