"""Jieba's dictionary comes from the cache of this user, and a cache that is damaged is made anew."""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from docscore.extract import segmenter

_TEXT = "三台县建成五家渠服务站"


@pytest.mark.parametrize("damaged", [b"", b"\x00", marshal.dumps({}), b"GARBAGE" * 100])
def test_a_damaged_cache_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bytes
) -> None:
    expected = segmenter.Segmenter(("五家渠",)).words(_TEXT)
    monkeypatch.setattr(segmenter, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr("jieba.Tokenizer.get_dict_file", lambda _: _dictionary(tmp_path).open("rb"))
    (tmp_path / "jieba.cache").write_bytes(damaged)
    tokenizer = segmenter._tokenizer.__wrapped__(("五家渠",))
    assert list(tokenizer.lcut(_TEXT, HMM=False)) == expected
    assert marshal.loads((tmp_path / "jieba.cache").read_bytes())[1] > 0  # noqa: S302 - made here


def _dictionary(folder: Path) -> Path:
    """A small one: jieba's own takes seconds to parse."""
    path = folder / "small.txt"
    path.write_text("三台县 3 ns\n建成 50 v\n服务站 20 n\n", encoding="utf-8")
    return path


def test_setuptools_is_not_loaded_for_it() -> None:
    code = (
        "import sys; from docscore.extract.segmenter import _imported; _imported(); "
        "sys.exit('pkg_resources' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
