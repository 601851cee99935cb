"""Hostile files: each ends within its limits, in one sentence or a reading; this process lives and stays small."""

from __future__ import annotations

import re
from pathlib import Path

import psutil
import pytest

from docscore.errors import InputError
from docscore.ingest import read_guarded
from docscore.model import Document

from . import hostile
from .test_guard import children

SECONDS, MEGABYTES = 15.0, 1200
#: What the calling process may grow by, in bytes, whatever the file does.
_GROWTH = 400_000_000


def outcome(path: Path) -> Document | InputError:
    before = psutil.Process().memory_info().rss
    result: Document | InputError
    try:
        result = read_guarded(path, seconds=SECONDS, megabytes=MEGABYTES)
    except InputError as error:
        result = error
    if isinstance(result, InputError):
        assert path.name in str(result)
        assert re.search("[一-鿿]", result.what)
        assert "\n" not in str(result)
        assert result.remedy
    assert psutil.Process().memory_info().rss - before < _GROWTH
    assert children() == []
    return result


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    make, words = hostile.REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    result = outcome(path)
    assert isinstance(result, InputError), result
    assert words in str(result)


@pytest.mark.parametrize("name", hostile.EITHER)
def test_refused_or_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.EITHER[name]())
    result = outcome(path)
    if isinstance(result, Document):
        text = "".join(block.text for block in result.blocks)
        assert "root:" not in text
        assert "哈哈哈" not in text
        assert len(text) < 1000


def test_a_broken_table_of_places_is_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "坏表.pdf"
    path.write_bytes(hostile.broken_table_of_places())
    result = outcome(path)
    assert isinstance(result, Document)
    assert [block.text for block in result.blocks] == ["abc195"]


def test_deep_word_files_lose_nothing_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "深.docx"
    opened, closed = "<w:sdt><w:sdtContent>" * 5_000, "</w:sdtContent></w:sdt>" * 5_000
    path.write_bytes(hostile.word_xml("", f"{opened}<w:p><w:r><w:t>深处</w:t></w:r></w:p>{closed}"))
    result = outcome(path)
    assert isinstance(result, InputError) or "深处" in result.blocks[0].text


@pytest.mark.parametrize("suffix", ["xlsx", "ofd"])
def test_no_damage_escapes_as_another_exception(tmp_path: Path, suffix: str) -> None:
    from docscore.ingest import read

    from .ofdfile import OfdPage, ofd

    data = hostile.sheet() if suffix == "xlsx" else ofd(OfdPage().write(30, 40, "正文").rule(20, 20, 90, 20))
    path = tmp_path / f"坏.{suffix}"
    for position in range(0, len(data), max(len(data) // 60, 1)):
        for bad in (data[:position], data[:position] + b"\x00\xff\x13" * 5 + data[position + 15 :]):
            path.write_bytes(bad)
            try:
                read(path)
            except InputError as error:
                assert path.name in str(error)  # noqa: PT017 - reading on is right as well
