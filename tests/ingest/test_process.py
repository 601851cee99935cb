"""The server that forks for each file: it serves many at once, keeps nothing, and survives and ends as it should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from docscore.ingest import process, read, read_guarded

from . import hostile
from .paper import Page, pdf
from .test_guard import children

pytestmark = pytest.mark.skipif(not process._FORKS, reason="processes are not forked on this system")

_FILES = 200


@pytest.fixture(autouse=True)
def fresh_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("DOCSCORE_IN_PROCESS", raising=False)
    process.stop_server()
    yield
    process.stop_server()


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """One for each parser that the server loads ahead, and one for none."""
    made = {
        "文.pdf": pdf(Page().write(50, 100, "一、基本情况").grid([50, 100, 150], [200, 220, 240])),
        "文.docx": hostile.word(),
        "表.xlsx": hostile.sheet(),
        "文.txt": "正文".encode(),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def server() -> psutil.Process:
    (found,) = [p for p in psutil.Process().children() if p.status() != psutil.STATUS_ZOMBIE]
    return found


def comes_to_rest(there: psutil.Process) -> bool:
    """Whether nothing is open in the server but its line to the caller, stdout and stderr; it closes a line after its last word."""
    for _ in range(500):
        if there.num_fds() == 3:
            return True
        time.sleep(0.01)
    return False


def test_nothing_is_left_after_many_files(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    for path in papers:
        read_guarded(path)
    here, there = psutil.Process(), server()
    open_, threads = here.num_fds(), here.num_threads()
    for number in range(_FILES):
        read_guarded(papers[number % len(papers)])
    assert server() == there
    assert (here.num_fds(), here.num_threads()) == (open_, threads)
    assert comes_to_rest(there)
    assert there.children() == []  # no zombies either
    assert list(scratch.iterdir()) == []


def test_the_server_has_one_thread_whatever_it_has_loaded(papers: list[Path]) -> None:
    for path in papers:
        read_guarded(path)
    assert server().num_threads() == 1


def test_many_at_once(papers: list[Path]) -> None:
    expected = [read(path) for path in papers]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(read_guarded, papers * 10)) == expected * 10
    assert children() == []


def test_a_server_that_was_killed_is_started_anew(papers: list[Path]) -> None:
    expected = read_guarded(papers[0])
    first = server()
    first.kill()
    assert read_guarded(papers[0]) == expected
    assert server() != first


def test_a_fork_of_the_caller_has_a_server_of_its_own(papers: list[Path]) -> None:
    expected = read_guarded(papers[0])
    first = server()
    child = os.fork()
    if not child:
        same = process._server is None and read_guarded(papers[0]) == expected
        process.stop_server()
        os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert server() == first
    assert read_guarded(papers[0]) == expected


def test_all_ends_with_the_caller_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "无尽.pdf"
    path.write_bytes(hostile.forms_in_forms())
    code = "import sys; from pathlib import Path; from docscore.ingest import read_guarded; read_guarded(Path(sys.argv[1]))"
    caller = subprocess.Popen([sys.executable, "-c", code, str(path)])
    try:
        family = _reading(caller.pid)
    finally:
        caller.send_signal(signal.SIGKILL)
        caller.wait()
    assert psutil.wait_procs(family, timeout=10)[1] == []


def _reading(caller: int) -> list[psutil.Process]:
    """The server and its fork, once there is one."""
    for _ in range(300):
        family: list[psutil.Process] = psutil.Process(caller).children(recursive=True)
        if len(family) == 2:
            return family
        time.sleep(0.1)
    pytest.fail("no file is being read")
