"""A batch on a cluster of real processes comes to what one machine comes to, whatever goes away in the middle."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster
from tests.faults.layout import save_docx
from tests.faults.paper import clean
from tests.store.conftest import fresh_database, postgres  # noqa: F401 - a fixture

from docscore.batch import Books, Cluster, cluster, screen
from docscore.desk import found_workspace
from docscore.errors import UsageError
from docscore.store import identifier

from . import province
from .grid import Grid, certify, grid

_COUNT = 5
_ROOT = Path(__file__).parents[2]
_POISON = Path(__file__).with_name("grid_poison.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province.build(tmp_path_factory.mktemp("province") / "全省", _COUNT)


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a run on this machine comes to."""
    workspace = tmp_path_factory.mktemp("alone") / "ws"
    done = province.run(folder, workspace, "-j", "1")
    assert done.returncode == 0, done.stderr
    return province.state(workspace)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grid]:
    with grid(tmp_path_factory.mktemp("grid"), workers=3) as made:
        yield made


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grid]:
    with grid(tmp_path_factory.mktemp("lone"), workers=1) as made:
        yield made


def test_three_workers_come_to_the_same_as_one_machine(
    three: Grid, folder: Path, alone: dict[str, object], tmp_path: Path
) -> None:
    done = province.run(folder, tmp_path / "ws", "--cluster", three.address)
    assert done.returncode == 0, done.stderr
    assert f"这次读 {_COUNT} 份" in done.stdout
    assert "distributed" not in done.stderr
    assert province.state(tmp_path / "ws") == alone
    assert not (tmp_path / "ws" / "screen.probe").exists()
    # nothing to do needs nobody
    again = province.run(folder, tmp_path / "ws", "--cluster", "tcp://127.0.0.1:1")
    assert (again.returncode, "这次读 0 份" in again.stdout) == (0, True), again.stderr


def test_a_worker_killed_at_work_loses_nothing_and_rows_land_in_postgresql(
    three: Grid,
    folder: Path,
    alone: dict[str, object],
    tmp_path: Path,
    postgres: str,  # noqa: F811
) -> None:
    database = fresh_database(postgres, tmp_path.name, 0)
    process = province.start(folder, tmp_path / "ws", "--cluster", three.address, "--database", database)
    try:
        victim = _busy(three)
        os.kill(victim.pid, signal.SIGKILL)
        _, told = process.communicate(timeout=240)
    finally:
        process.kill()
    assert process.returncode == 0, told
    assert province.state(tmp_path / "ws") == alone
    assert not (tmp_path / "ws" / "docscore.db").exists()


def test_ctrl_c_ends_what_the_workers_have_begun(three: Grid, tmp_path: Path) -> None:
    process = province.start(_small(tmp_path, 4), tmp_path / "ws", "--cluster", three.address)
    worker = _busy(three)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert told.strip().splitlines()[-1] == "已停下，做完的都在工作区里；再运行同一条命令就接着做。"
    assert "Traceback" not in told
    assert not (tmp_path / "ws" / "screen.probe").exists()
    for _ in range(100):
        if not any("spawn_main" in " ".join(one.cmdline()) for one in worker.children()):
            break
        time.sleep(0.1)
    else:
        raise AssertionError([one.cmdline() for one in worker.children()])
    # the workers are free for the next run
    done = province.run(tmp_path / "批", tmp_path / "ws", "--cluster", three.address)
    assert (done.returncode, len(province.state(tmp_path / "ws")["rows"])) == (0, 4), done.stderr  # type: ignore[arg-type]


def test_a_submission_that_ends_its_workers_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    folder = _small(tmp_path, 2)
    poison = folder / f"{province.county(1)}.docx"
    with grid(tmp_path / "grid", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1") as made:
        made.worker("--preload", str(_POISON), GRID_POISON=identifier(poison))
        done = province.run(folder, tmp_path / "ws", "--cluster", made.address)
    assert done.returncode == 3, done.stderr
    rows = {row["name"]: row for row in province.state(tmp_path / "ws")["rows"]}  # type: ignore[attr-defined]
    assert "评分时工作进程 4 次终止" in rows[province.county(1)]["trouble"]
    assert f"没有读出 {province.county(1)}：" in done.stderr
    assert [name for name, row in rows.items() if row["trouble"]] == [province.county(1)]


def test_a_scheduler_that_comes_back_goes_on(
    lone: Grid, folder: Path, alone: dict[str, object], tmp_path: Path
) -> None:
    process = province.start(folder, tmp_path / "ws", "--cluster", lone.address)
    assert process.stderr is not None
    seen = [process.stderr.readline() for _ in range(2)]  # the heading and one submission
    for one in lone.processes:
        lone.kill(one)
    lone.scheduler()
    lone.worker()
    _, told = process.communicate(timeout=240)
    assert process.returncode == 0, (seen, told)
    assert "与调度器断开了，等它回来（最多 120 秒）" in told
    assert province.state(tmp_path / "ws") == alone


def test_a_scheduler_that_does_not_come_back_stops_the_run_which_goes_on_later(
    lone: Grid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LONG_PATIENCE", 2.0)
    folder = _small(tmp_path, 2)
    books = Books(found_workspace(tmp_path / "ws", province.RUBRIC))

    class Teller:
        def begin(self, *_told: object) -> None: ...

        def done(self, *_told: object, **_more: object) -> None:
            for one in lone.processes:
                lone.kill(one)

        def note(self, told: str) -> None: ...

        def end(self) -> None: ...

    with pytest.raises(UsageError, match=r"连不上调度器 tcp://.*再运行同一条命令就接着做"):
        screen(books, lambda: folder, hiring=Cluster(lone.address), seconds=60, teller=Teller())
    assert [entry["event"] for entry in province.log(tmp_path / "ws")].count("read") == 1
    assert province.run(folder, tmp_path / "ws", "-j", "1").returncode == 0
    assert [entry["event"] for entry in province.log(tmp_path / "ws")].count("read") == 2


def test_no_scheduler_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    done = province.run(folder, tmp_path / "ws", "--cluster", "tcp://127.0.0.1:1")
    assert time.monotonic() - began < 60
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("连不上调度器 tcp://127.0.0.1:1（"), line


def test_over_tls_with_certificates_and_not_without(tmp_path: Path) -> None:
    folder, certificates = _small(tmp_path, 1), certify(tmp_path / "证书")
    with grid(tmp_path / "grid", workers=1, certificates=certificates) as made:
        books = Books(found_workspace(tmp_path / "ws", province.RUBRIC))
        (tmp_path / "空").mkdir()
        for wrong, told in (
            (None, "没有证书"),
            (certify(tmp_path / "别的证书"), "连不上调度器 tls://"),
            (tmp_path / "空", "缺证书文件 ca.pem、cert.pem、key.pem"),
        ):
            with pytest.raises(UsageError, match=told):
                Cluster(made.address, wrong).crew(books, folder, 60, pytest.fail)
        arguments = ("--cluster", made.address, "--cluster-certs", str(certificates))
        done = province.run(folder, tmp_path / "ws", *arguments)
        assert done.returncode == 0, done.stderr


def test_a_worker_with_other_packs_is_named(three: Grid, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(_ROOT / "extractors", data / "extractors")
    shutil.copytree(_ROOT / "rubrics", data / "rubrics")
    with next((data / "extractors").glob("*.yaml")).open("a", encoding="utf-8") as stream:
        stream.write("# 本机改过\n")
    other = three.worker(DOCSCORE_DATA=str(data))
    done = province.run(_small(tmp_path, 1), tmp_path / "ws", "--cluster", three.address)
    three.kill(other)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("工作进程 tcp://127.0.0.1:"), line
    assert f"（{platform.node()}）的抽取词典与这里的不同。" in line


def test_submissions_that_lie_elsewhere_on_a_local_cluster(
    folder: Path, alone: dict[str, object], tmp_path: Path
) -> None:
    far = tmp_path / "远处" / "全省"
    shutil.copytree(folder, far)
    for lone in (far / "海宁市").glob("*.docx"):  # one of each kind stays
        lone.unlink()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        arguments = (f"file://{far}", tmp_path / "ws", "--cluster", local.scheduler_address)
        done = province.run(*arguments)  # type: ignore[arg-type]
        assert done.returncode == 0, done.stderr
        here = {row["name"]: row for row in _but_for_places(alone)}
        there = _but_for_places(province.state(tmp_path / "ws"))
        assert len(there) == 4
        assert there == [here[row["name"]] for row in there]
        kept = [file for file in (tmp_path / "ws" / "remote").rglob("*") if file.is_file()]
        assert len(kept) == sum(file.is_file() for file in far.rglob("*"))
        assert not any(file.read_bytes().strip(b"\0") for file in kept)
        with zipfile.ZipFile(next(far.rglob("*.zip")), "a") as packed:
            packed.comment = b"changed"
        again = province.run(*arguments)  # type: ignore[arg-type]
        assert "这次读 1 份，没有变、不再读 3 份" in again.stdout, again.stdout


def _but_for_places(state: dict[str, object]) -> list[dict[str, str]]:
    """The rows but for where the submissions lie, and digests of that."""
    rows: list[dict[str, str]] = state["rows"]  # type: ignore[assignment]
    without = ("id", "path", "stamp", "content", "assessment")
    told = [{key: value for key, value in row.items() if key not in without} for row in rows]
    return sorted(told, key=lambda row: row["name"])


def _small(home: Path, count: int) -> Path:
    """A folder of so many lone reports."""
    folder = home / "批"
    folder.mkdir()
    for number in range(count):
        save_docx(clean(320 + number), folder / f"{province.county(number)}.docx")
    return folder


def _busy(made: Grid) -> psutil.Process:
    """The process of a worker that is at work: what it started reads a file in a process of its own."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for nanny in made.processes[1:]:
            with suppress(psutil.NoSuchProcess):
                for worker in psutil.Process(nanny.pid).children():
                    if any(one.children() for one in worker.children()):
                        return worker
        time.sleep(0.05)
    raise AssertionError("no worker reads anything")
