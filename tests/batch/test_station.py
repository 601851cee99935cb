"""What makes a worker unfit for a run, each told in one sentence; the sentence begins behind the worker's name."""

from __future__ import annotations

import json
import platform
from dataclasses import replace
from pathlib import Path

import pytest

from docscore.batch import Mirror
from docscore.batch.station import PROBE, Terms
from docscore.desk import found_workspace
from docscore.packs.lexicon import packs_hash


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    found_workspace(tmp_path / "ws", "guangdong-2019").close()
    (tmp_path / "ws" / PROBE).write_text("t", encoding="utf-8")
    (tmp_path / "批").mkdir()
    machine = platform.node()
    return Terms(tmp_path / "ws", tmp_path / "批", None, 60, "t", packs_hash(), machine)


def test_one_that_shares_everything_is_fit(terms: Terms) -> None:
    assert terms.trouble() == ""


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"version": "0.0.9"}, "的 docscore 是 0.1.0，这里是 0.0.9。请在每台机器上装同一个版本"),
        ({"packs": "0" * 64}, "的抽取词典与这里的不同。"),
        ({"token": "other"}, "看不到工作区 "),
        ({"folder": Path("/nowhere")}, "看不到工作区 /nowhere。"),
        ({"machine": "another"}, "在另一台机器上，而这个工作区用的是 SQLite。"),
        ({"root": Path("/nowhere")}, "看不到材料文件夹 /nowhere。"),
        ({"mirror": Mirror("memory://没有", Path("/x"))}, "不能参加：memory://没有：文件夹不存在"),
    ],
)
def test_what_differs_is_named(terms: Terms, other: dict[str, object], told: str) -> None:
    assert replace(terms, **other).trouble().startswith(told)  # type: ignore[arg-type]


def test_a_database_that_this_machine_does_not_reach(terms: Terms) -> None:
    settings = terms.folder / "workspace.json"
    url = "postgresql+psycopg://127.0.0.1:1/docscore"
    settings.write_text(json.dumps({"database": url}), encoding="utf-8")
    assert "数据库连不上" in terms.trouble()
