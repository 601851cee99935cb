"""A pool whose processes end before they begin anything, and one that is stopped while another thread waits for it."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from tests.batch import starts  # under the name by which another process finds it

from docscore.batch import pool
from docscore.batch.pool import Pool
from docscore.batch.tasks import Done, Task, refused

_lost = partial(refused, "rubric", "packs")


@contextmanager
def _pool(folder: Path) -> Iterator[Pool]:
    made = Pool(1, folder, 60)
    try:
        yield made
    finally:
        made.stop()


def _tasks(folder: Path, count: int) -> list[Task]:
    return [Task(folder / str(number), str(number)) for number in range(count)]


def test_what_did_not_start_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "start", starts.start_at_second_try)
    monkeypatch.setattr(pool, "work", starts.answer)
    with _pool(tmp_path) as made:
        told = [done.source for _, done in made.results(_tasks(tmp_path, 3), _lost)]
    assert sorted(told) == ["0", "1", "2"]


def test_what_never_starts_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "start", starts.never_start)
    with _pool(tmp_path) as made:
        _, done = next(made.results(_tasks(tmp_path, 1), _lost))
    assert done == Done(halt="评分进程启动不了，请检查内存和磁盘；再运行同一条命令就接着做")


def test_a_process_that_cannot_open_the_workspace_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text('{"database": "postgresql+psycopg://127.0.0.1:1/docscore"}')
    with _pool(tmp_path) as made:
        ((_, done),) = made.results(_tasks(tmp_path, 1), _lost)
    assert "数据库连不上" in done.halt


def test_whoever_waits_for_a_pool_that_is_stopped_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "start", starts.start_at_once)
    monkeypatch.setattr(pool, "work", starts.never_end)
    told: list[Done] = []
    for moment in (0.6, 0.7):  # where the pool forgets the task and where it does not
        with _pool(tmp_path) as made:
            results = made.results(_tasks(tmp_path, 1), _lost)
            waits = Thread(
                target=lambda results=results: told.extend(done for _, done in results), daemon=True
            )
            waits.start()
            time.sleep(moment)
        waits.join(10)
        assert not waits.is_alive()
    assert all(done.halt for done in told)
    assert len(told) == 2


def test_no_room_for_a_process_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def launch(*_arguments: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "no room")

    monkeypatch.setattr("pebble.pool.process.launch_process", launch)
    with _pool(tmp_path) as made:
        _, done = next(made.results(_tasks(tmp_path, 1), _lost))
    assert done.halt.startswith("评分进程启动不了")
