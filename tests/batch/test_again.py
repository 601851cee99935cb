"""A run over unchanged input tells again what the last one said, and only then; a watched folder."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.layout import save_docx
from tests.faults.paper import clean

from docscore.cli import screen_again

from . import province

_NAMES = ("甲县", "乙县")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of two units, an empty one and a link, the workspace of a run over it, and a copy of both."""
    home, copy = tmp_path_factory.mktemp("again") / "home", tmp_path_factory.mktemp("copy") / "home"
    (home / "批" / "空县").mkdir(parents=True)
    for number, name in enumerate(_NAMES):
        save_docx(clean(400 + number), home / "批" / f"{name}.docx")
    (home / "批" / "链接县").symlink_to("/etc")
    assert again(home).returncode == 3
    shutil.copytree(home, copy, symlinks=True)
    return home, copy


@pytest.fixture
def home(settled: tuple[Path, Path]) -> Path:
    """The folder and the workspace as that run left them: a submission is known by where it lies."""
    home, copy = settled
    shutil.rmtree(home)
    shutil.copytree(copy, home, symlinks=True)
    return home


def again(home: Path) -> subprocess.CompletedProcess[str]:
    return province.run(home / "批", home / "ws")


def is_told(home: Path) -> bool:
    """Whether the next run would tell what the last one left."""
    workspace = home / "ws"
    before = screen_again.given(home / "批", province.RUBRIC, workspace)
    return screen_again.recalled(workspace, before) is not None


def test_the_words_are_those_of_a_run_and_nothing_heavy_is_loaded(home: Path) -> None:
    assert is_told(home)
    told = again(home)
    (home / "ws" / "screen.told").unlink()
    made = again(home)
    assert "共 4 份材料，这次读 0 份，没有变、不再读 3 份，没有读出 2 份" in told.stdout
    assert (told.returncode, told.stdout, told.stderr) == (made.returncode, made.stdout, made.stderr)
    assert told.returncode == 3
    assert is_told(home)
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", *province.command(home / "批", home / "ws")[1:]],
        capture_output=True, text=True,
    )  # fmt: skip
    assert loaded.stdout == told.stdout
    for heavy in ("sqlalchemy", "docscore.model", "docscore.batch"):
        assert f" {heavy}\n" not in loaded.stderr


def _decide(home: Path) -> None:
    with sqlite3.connect(home / "ws" / "docscore.db") as database:
        database.execute("UPDATE submission SET decided = 1 WHERE name = '甲县'")
    database.close()


def _touch(home: Path) -> None:
    os.utime(home / "批" / "甲县.docx")


def _add_inside(home: Path) -> None:
    (home / "批" / "空县" / "说明.txt").write_text("x")


def _lose_the_report(home: Path) -> None:
    (home / "ws" / "report.xlsx").unlink()


def _damage(home: Path) -> None:
    (home / "ws" / "screen.told").write_text('{"of": 1')


def _move_to_a_team(home: Path) -> None:
    (home / "ws" / "workspace.json").write_text('{"database": "postgresql://x"}')


@pytest.mark.parametrize(
    "change",
    [_decide, _touch, _add_inside, _lose_the_report, _damage, _move_to_a_team],
    ids=lambda one: one.__name__,
)
def test_whatever_is_other_the_run_is_made(home: Path, change: Callable[[Path], None]) -> None:
    change(home)
    assert not is_told(home)


def test_a_changed_pack_or_rubric_is_seen(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docscore.packs.locate import data_folder

    for kind in ("rubrics", "extractors"):
        shutil.copytree(data_folder(kind), tmp_path / "data" / kind)
    monkeypatch.setenv("DOCSCORE_DATA", str(tmp_path / "data"))
    assert is_told(home)  # the same text elsewhere
    with (tmp_path / "data" / "extractors" / "core.yaml").open("a") as pack:
        pack.write("# x\n")
    assert not is_told(home)


def test_what_changed_during_the_run_is_left_to_the_next(home: Path) -> None:
    workspace = home / "ws"
    before = screen_again.given(home / "批", province.RUBRIC, workspace)
    _touch(home)
    screen_again.keep(workspace, before, screen_again.Told([], "", 0))
    assert not is_told(home)


def test_a_decision_made_in_between_is_shown(home: Path) -> None:
    before = (home / "ws" / "report.html").read_bytes()
    _decide(home)
    again(home)
    assert (home / "ws" / "report.html").read_bytes() != before
    assert is_told(home)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_a_watched_folder_takes_in_what_is_put_there(home: Path) -> None:
    process = province.start(home / "批", home / "ws", "--watch", "-j", "1")
    try:
        assert process.stdout is not None
        assert "这次读 0 份" in process.stdout.readline()
        process.stdout.readline()
        shutil.copy(home / "批" / "甲县.docx", home / "批" / "丙县.docx")
        assert "共 5 份材料，这次读 1 份" in process.stdout.readline()
        assert "丙县" in (home / "ws" / "report.html").read_text(encoding="utf-8")
        time.sleep(0.5)  # it looks again, or waits
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, told = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 130
    assert told.strip().splitlines()[-1].startswith("已停下")
