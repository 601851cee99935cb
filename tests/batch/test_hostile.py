"""Hostile and unreadable submissions among good ones, and a workspace that cannot be written."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from pathlib import Path

import pytest
from tests.faults.layout import save_docx
from tests.faults.paper import clean
from tests.ingest import hostile

from docscore.desk import found_workspace

from . import province

_LIMIT = 5


def test_every_bad_one_is_named_and_all_good_ones_are_scored(tmp_path: Path) -> None:
    folder = province.build(tmp_path / "全省", 19)
    bad = {"坏甲县": hostile.endless_drawing, "坏乙县": hostile.forms_in_forms}
    for name, make in bad.items():
        (folder / f"{name}.pdf").write_bytes(make())
    (folder / "坏丙县.xlsx").write_bytes(hostile.REFUSED["稀.xlsx"][0]())
    (folder / "空县").mkdir()
    (folder / "链接县").symlink_to("/etc")
    done = province.run(folder, tmp_path / "ws", "--limit", str(_LIMIT))
    assert done.returncode == 3, done.stderr
    rows = {row["name"]: row for row in province.state(tmp_path / "ws")["rows"]}  # type: ignore[attr-defined]
    assert all(rows[province.county(n)]["low"] != "None" for n in range(19))
    assert all(rows[name]["trouble"] for name in (*bad, "坏丙县", "空县", "链接县"))
    assert all(name in done.stderr for name in (*bad, "坏丙县", "空县", "链接县"))
    seconds = {
        entry["name"]: entry["seconds"] for entry in province.log(tmp_path / "ws") if "seconds" in entry
    }
    assert all(seconds[name] < _LIMIT + 10 for name in bad)  # type: ignore[operator]
    began = time.monotonic()
    again = province.run(folder, tmp_path / "ws", "--limit", str(_LIMIT))
    assert "这次读 0 份" in again.stdout  # remembered with their reasons, not tried again
    assert again.returncode == 3
    assert all(name in again.stderr for name in bad)
    assert time.monotonic() - began < 30


def test_a_process_that_is_killed_costs_its_own_submission(tmp_path: Path) -> None:
    folder = tmp_path / "批"
    folder.mkdir()
    for number in range(3):
        save_docx(clean(300 + number), folder / f"{province.county(number)}.docx")
    # an evidence file that never ends keeps one process at work while it is looked for
    (folder / "龙县").mkdir()
    save_docx(clean(310), folder / "龙县" / "自评报告.docx")
    (folder / "龙县" / "佐证.pdf").write_bytes(hostile.forms_in_forms())
    process = province.start(folder, tmp_path / "ws", "-j", "1", "--limit", "60")
    assert process.stderr is not None
    for _ in range(4):  # the heading and three counties; the slow one is last
        process.stderr.readline()
    time.sleep(1)
    for child in _workers(process.pid):
        os.kill(child, 9)
    _, told = process.communicate(timeout=90)
    assert process.returncode == 3
    assert "龙县：评分进程崩溃" in told
    assert sum(1 for row in province.state(tmp_path / "ws")["rows"] if not row["trouble"]) == 3  # type: ignore[attr-defined]


def _workers(pid: int) -> list[int]:
    import psutil

    children = psutil.Process(pid).children()
    return [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_a_full_disk_stops_the_run_in_one_sentence_and_it_goes_on_later(tmp_path: Path) -> None:
    folder = province.build(tmp_path / "批", 3)
    full = subprocess.run(
        province.command(folder, tmp_path / "ws"), capture_output=True, text=True, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (130_000, 130_000)),
        env={key: value for key, value in os.environ.items() if key != "DOCSCORE_IN_PROCESS"},
    )  # fmt: skip
    assert full.returncode in (2, 3), full.stderr
    assert "Traceback" not in full.stderr
    assert any(word in full.stderr for word in ("写不进去", "用不了", "打不开")), full.stderr
    assert province.run(folder, tmp_path / "ws").returncode == 0
    assert province.run(folder, tmp_path / "ws2").returncode == 0
    assert province.state(tmp_path / "ws") == province.state(tmp_path / "ws2")


def test_a_workspace_that_is_a_file_or_in_use_is_refused(tmp_path: Path) -> None:
    folder = province.build(tmp_path / "批", 2)
    (tmp_path / "文件").write_text("x")
    done = province.run(folder, tmp_path / "文件")
    assert (done.returncode, "写不进去" in done.stderr) == (3, True), done.stderr
    first = province.start(folder, tmp_path / "ws")
    assert first.stderr is not None
    first.stderr.readline()
    second = province.run(folder, tmp_path / "ws")
    assert second.returncode == 2
    assert "另一个 docscore screen 正在往这个工作区里写" in second.stderr
    first.communicate(timeout=90)
    assert first.returncode == 0


def test_nothing_to_do_and_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = province.run(tmp_path / "空", tmp_path / "ws")
    assert (done.returncode, done.stderr.strip()) == (
        2,
        f"{tmp_path / '空'}：里面没有材料。请放入各单位的文件夹、ZIP 或报告后再试",
    )
    assert not (tmp_path / "ws").exists()
    assert province.run(tmp_path / "没有", tmp_path / "ws").returncode == 3


@pytest.mark.parametrize("option", ["--title=x", "--two-reviewers"])
def test_what_is_set_when_a_workspace_is_made_cannot_be_set_later(tmp_path: Path, option: str) -> None:
    found_workspace(tmp_path / "ws", province.RUBRIC).close()
    done = province.run(province.build(tmp_path / "批", 1), tmp_path / "ws", option)
    assert done.returncode == 2
    assert "工作区已经建好" in done.stderr
