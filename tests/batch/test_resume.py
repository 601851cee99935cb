"""A batch that is killed, interrupted, run again: it comes to what an undisturbed run comes to."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from . import province

_COUNT = 20
_KILLS = 20 if os.environ.get("DOCSCORE_LONG") == "1" else 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province.build(tmp_path_factory.mktemp("province") / "全省", _COUNT)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    workspace = tmp_path_factory.mktemp("undisturbed") / "ws"
    began = time.monotonic()
    done = province.run(folder, workspace)
    assert done.returncode == 0, done.stderr
    return workspace, time.monotonic() - began


def test_all_are_found_scored_and_named_after_their_counties(undisturbed: tuple[Path, float]) -> None:
    rows = province.state(undisturbed[0])["rows"]
    assert isinstance(rows, list)
    assert sorted(row["name"] for row in rows) == sorted(province.county(n) for n in range(_COUNT))
    assert all(not row["trouble"] and row["low"] and row["assessment"] for row in rows)


def test_killed_at_random_moments_it_comes_to_the_same(
    folder: Path, undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    workspace, seconds = tmp_path / "ws", undisturbed[1]
    draw, killed = random.Random(7), 0
    while killed < _KILLS:
        moment = draw.uniform(1, 4 + seconds / _KILLS)
        if province.killed_after(folder, workspace, moment):
            killed += 1
        else:
            shutil.rmtree(workspace)  # all is done: nothing would be at work any more
    done = province.run(folder, workspace)
    assert done.returncode == 0, done.stderr
    assert province.state(workspace) == province.state(undisturbed[0])


def test_ctrl_c_says_that_it_goes_on_and_it_does(
    folder: Path, undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    workspace = tmp_path / "ws"
    process = province.start(folder, workspace)
    assert process.stderr is not None
    seen = [process.stderr.readline() for _ in range(4)]  # three are done
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process hears it
    _, rest = process.communicate(timeout=30)
    assert process.returncode == 130
    assert rest.strip().splitlines()[-1] == "已停下，做完的都在工作区里；再运行同一条命令就接着做。"
    assert "Traceback" not in "".join(seen) + rest
    done = province.run(folder, workspace)
    assert "没有变、不再读 0 份" not in done.stdout
    assert province.state(workspace) == province.state(undisturbed[0])


def test_one_process_or_two_come_to_the_same(
    folder: Path, undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    done = province.run(folder, tmp_path / "ws", "-j", "1")
    assert done.returncode == 0
    assert province.state(tmp_path / "ws") == province.state(undisturbed[0])
    assert province.objects(tmp_path / "ws") == province.objects(undisturbed[0])


def test_a_second_run_reads_nothing_and_writes_nothing(folder: Path, undisturbed: tuple[Path, float]) -> None:
    workspace, before = undisturbed[0], province.state(undisturbed[0])
    times = {name: (workspace / name).stat().st_mtime_ns for name in ("report.xlsx", "report.html")}
    done = province.run(folder, workspace)
    assert f"这次读 0 份，没有变、不再读 {_COUNT} 份" in done.stdout
    assert province.state(workspace) == before
    assert times == {name: (workspace / name).stat().st_mtime_ns for name in times}


def test_touched_changed_removed_and_new(
    folder: Path, undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    copy, workspace = tmp_path / "全省", tmp_path / "ws"
    few = copy / "青州市"
    few.mkdir(parents=True)
    for file in sorted((folder / "青州市").glob("*.docx"))[:3]:
        shutil.copy(file, few)
    first, second, third = sorted(few.glob("*.docx"))
    assert province.run(copy, workspace).returncode == 0
    os.utime(first)
    shutil.copy(min((folder / "海宁市").glob("*.docx")), second)
    third.unlink()
    fresh = few / "新县自评报告.docx"
    shutil.copy(min((folder / "云台市").glob("*.docx")), fresh)
    done = province.run(copy, workspace)
    assert "这次读 2 份，没有变、不再读 1 份" in done.stdout
    assert f"原件已移走，不计入排名：{third.stem[:3]}" in done.stderr
    rows = {row["name"]: row for row in province.state(workspace)["rows"]}  # type: ignore[attr-defined]
    assert rows[third.stem[:3]]["removed"] == "True"
    assert [entry["event"] for entry in province.log(workspace)].count("unchanged") == 1
    shutil.copy(sorted((folder / "青州市").glob("*.docx"))[2], third)
    os.utime(third)
    assert "这次读 0 份" in province.run(copy, workspace).stdout  # it came back as it was
