"""Parsed YAML is kept: the same data, faster, with places still right, and safe to lose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from docscore.packs import cache
from docscore.packs.lexicon import load_lexicon
from docscore.packs.source import Source

TEXT = "a: {b: [1, 0.10, 是, null, true, 2021-08-31]}\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def source(tmp_path: Path, text: str = TEXT) -> Source:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return Source(path)


def test_the_second_time_gives_the_same_data(tmp_path: Path) -> None:
    first, second = source(tmp_path).data, source(tmp_path).data
    assert second == first == {"a": {"b": [1, Decimal("0.10"), "是", None, True, date(2021, 8, 31)]}}
    assert [type(item) for item in second["a"]["b"]] == [int, Decimal, str, type(None), bool, date]
    assert type(second) is dict  # not the tree with positions: it came from what was kept


def test_places_are_right_for_kept_data(tmp_path: Path) -> None:
    source(tmp_path)
    problem = source(tmp_path).problem(("a", "b", 2), "不对")
    assert (problem.line, problem.column) == (1, 18)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    source(tmp_path)
    assert source(tmp_path, "a: 2\n").data == {"a": 2}


def test_what_json_cannot_hold_is_not_kept(tmp_path: Path) -> None:
    data = source(tmp_path, "1: 一\nday: 2021-08-31 10:00:00\n").data
    assert data[1] == "一"
    assert list((tmp_path / "cache" / "docscore").glob("yaml-*")) == []
    assert source(tmp_path, "1: 一\nday: 2021-08-31 10:00:00\n").data == data


@pytest.mark.parametrize("damaged", ["", "[1]", "{", '{"$decimal": "x"}', '{"$date": "x"}', '{"$date": 1}'])
def test_a_damaged_cache_is_passed_over(tmp_path: Path, damaged: str) -> None:
    first = source(tmp_path).data
    (kept,) = (tmp_path / "cache" / "docscore").glob("yaml-*.json")
    kept.write_text(damaged, encoding="utf-8")
    assert source(tmp_path).data == first


def test_without_a_cache_folder_all_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache.cache_folder() is None
    assert source(tmp_path).data["a"]["b"][0] == 1


def test_the_shipped_packs_are_the_same_from_the_cache() -> None:
    assert load_lexicon() == load_lexicon()
