"""A ZIP of a submission: Chinese names, and nothing written where it does not belong."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from docscore.cli import run
from docscore.errors import InputError
from docscore.ingest import archive as archive_module
from docscore.ingest import is_submission, unpack

from .test_bad_input import word


def gbk_zip(files: dict[str, bytes]) -> bytes:
    """A ZIP as Chinese Windows writes it: names in GBK, no UTF-8 flag."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for number, data in enumerate(files.values()):
            out.writestr(f"{number:04}" + "x" * (len(list(files)[number].encode("gbk")) - 4), data)
    content = stream.getvalue()
    for number, name in enumerate(files):
        raw = name.encode("gbk")
        content = content.replace(f"{number:04}".encode() + b"x" * (len(raw) - 4), raw)
    return content


def written(folder: Path, data: bytes) -> Path:
    path = folder / "材料.zip"
    path.write_bytes(data)
    return path


def into(folder: Path) -> Path:
    target = folder / "出"
    target.mkdir()
    return target


def test_names_in_gbk_and_in_utf8(tmp_path: Path) -> None:
    path = written(tmp_path, gbk_zip({"自评报告.txt": b"1", "佐证材料/1-1 会议纪要.txt": b"2"}))
    out = into(tmp_path)
    assert [f.relative_to(out).as_posix() for f in unpack(path, out)] == [
        "佐证材料/1-1 会议纪要.txt",
        "自评报告.txt",
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("附件〇.txt", b"3")
    (tmp_path / "又").mkdir()
    assert unpack(written(tmp_path, stream.getvalue()), tmp_path / "又")[0].name == "附件〇.txt"


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in (
            "../../外.txt",
            "/根.txt",
            "C:\\盘.txt",
            "a/../../b.txt",
            "..\\反.txt",
            "CON.txt",
            "好.txt",
        ):
            archive.writestr(name, name)
        link = zipfile.ZipInfo("链接.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("__MACOSX/._好.txt", b"x")
    out = into(tmp_path)
    before = set(tmp_path.rglob("*"))
    files = unpack(written(tmp_path, stream.getvalue()), out)
    assert all(out in file.resolve().parents for file in files)
    assert len(files) == 7
    assert not any(file.is_symlink() or "链接" in file.name for file in files)
    outside = {f for f in tmp_path.rglob("*") if out not in f.parents} - before
    assert outside == {tmp_path / "材料.zip"}


def test_nested_archives_one_level_deep(tmp_path: Path) -> None:
    innermost = gbk_zip({"最里面.txt": b"x"})
    inner = gbk_zip({"第二层.txt": b"y", "更深一层.zip": innermost})
    out = into(tmp_path)
    names = [
        f.relative_to(out).as_posix() for f in unpack(written(tmp_path, gbk_zip({"内层包.zip": inner})), out)
    ]
    assert names == ["内层包.zip_解压/更深一层.zip", "内层包.zip_解压/第二层.txt"]


def test_bombs_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("炸弹.txt", b"\0" * 50_000_000)
    out = into(tmp_path)
    with pytest.raises(InputError, match="压缩炸弹"):
        unpack(written(tmp_path, stream.getvalue()), out)
    assert list(out.iterdir()) == []
    monkeypatch.setattr(archive_module, "MOST_FILES", 3)
    with pytest.raises(InputError, match="超过 3 个"):
        unpack(written(tmp_path, gbk_zip({f"文件{n}.txt": b"1" for n in range(5)})), out)
    monkeypatch.setattr(archive_module, "MOST_UNPACKED", 1000)
    lying = bytearray(gbk_zip({"谎言.txt": bytes(range(256)) * 20}))
    size = lying.index((5120).to_bytes(4, "little"))
    while size >= 0:  # the archive says 10 bytes
        lying[size : size + 4] = (10).to_bytes(4, "little")
        size = lying.find((5120).to_bytes(4, "little"))
    with pytest.raises(InputError, match=r"压缩炸弹|已损坏"):
        unpack(written(tmp_path, bytes(lying)), out)


def test_damaged_and_encrypted(tmp_path: Path) -> None:
    data = gbk_zip({"自评报告.txt": b"1" * 5000})
    out = into(tmp_path)
    with pytest.raises(InputError, match="压缩包已损坏"):
        unpack(written(tmp_path, data[: len(data) // 2]), out)
    locked = bytearray(data)
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match="密码"):
        unpack(written(tmp_path, bytes(locked)), out)


def test_what_is_a_submission(tmp_path: Path) -> None:
    assert is_submission(written(tmp_path, gbk_zip({"自评报告.txt": b"1"})))
    assert not is_submission(written(tmp_path, word()))
    assert not is_submission(written(tmp_path, b"PK\x03\x04 rubbish"))
    assert not is_submission(tmp_path / "没有.zip")


def test_extract_lists_each_document_of_a_submission(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "一、完成情况\n全县建成村级服务站110个，行政村覆盖率为70.51%。\n".encode("gbk")
    path = written(
        tmp_path, gbk_zip({"自评报告.txt": text, "佐证/照片.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 50})
    )
    assert run(["extract", str(path), "--format", "jsonl"]) == 3
    out, err = capsys.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    assert [item["path"] for item in found] == [f"{path}/自评报告.txt"]
    assert {"70.51%", "110个"} <= {figure["surface"] for figure in found[0]["figures"]}
    assert err.count("\n") == 1
    assert f"{path}/佐证/照片.jpg：图片已损坏" in err
