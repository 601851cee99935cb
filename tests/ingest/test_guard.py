"""A file costs its own process: time, memory and crashes end in one sentence, and nothing is left running."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from docscore.errors import InputError
from docscore.ingest import guard, process, read, read_guarded

from .paper import Page, pdf

Replaced = Callable[[str], None]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "文.pdf"
    path.write_bytes(pdf(Page().write(50, 100, "一、基本情况").grid([50, 100, 150], [200, 220, 240])))
    return path


@pytest.fixture(
    params=[True, False] if process._FORKS else [False], ids=lambda forks: "fork" if forks else "bare"
)
def replaced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Replaced]:
    """Has the reading process, forked or bare, run a body in place of the reader of files."""
    monkeypatch.setattr(process, "_FORKS", request.param)
    process.stop_server()

    def replace(body: str) -> None:
        path, run = process._START.split("; from")
        reader = f"from docscore.ingest import reader\ndef read(path):\n    {body}\nreader.read = read\n"
        monkeypatch.setattr(process, "_START", f"{path}\n{reader}from{run}")

    yield replace
    process.stop_server()


def children() -> list[psutil.Process]:
    """All that was started and still runs, but for the server that waits for the next file."""
    running = [p for p in psutil.Process().children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE]
    return [p for p in running if (p.ppid(), p.cmdline()[-1]) != (os.getpid(), "serve")]


def test_the_document_is_the_same(paper: Path, shared: Path) -> None:
    for path in (paper, shared / "real" / "lechang.docx", next((shared / "seeds").glob("000*"))):
        assert read_guarded(path) == read(path)


def test_an_error_of_the_reader_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "空.pdf"
    path.write_bytes(b"")
    with pytest.raises(InputError) as inside:
        read(path)
    with pytest.raises(InputError) as outside:
        read_guarded(path)
    assert str(outside.value) == str(inside.value)
    assert outside.value.remedy == inside.value.remedy


def test_too_long(paper: Path, replaced: Replaced) -> None:
    replaced("import time; time.sleep(600)")
    with pytest.raises(InputError, match="读取超时"):
        read_guarded(paper, seconds=1)
    assert children() == []


def test_a_sign_of_life_gives_more_time(paper: Path, replaced: Replaced) -> None:
    replaced(
        "import time; from docscore.ingest.heartbeat import beat; "
        "[(time.sleep(0.5), beat()) for _ in range(8)]; raise MemoryError",
    )
    with pytest.raises(InputError, match="内存"):  # it got to its end
        read_guarded(paper, seconds=3)


@pytest.mark.skipif(
    sys.platform != "linux", reason="the limit on address space holds on Linux; others are watched"
)
def test_too_much_memory(paper: Path, replaced: Replaced) -> None:
    replaced("kept = bytearray(2_000_000_000); raise SystemExit(0)")
    with pytest.raises(InputError, match="内存超过 500 MB"):
        read_guarded(paper, megabytes=500)


def test_memory_is_watched_where_it_cannot_be_limited(paper: Path, replaced: Replaced) -> None:
    replaced(
        "import resource, time; resource.setrlimit(resource.RLIMIT_AS, (-1, -1)); "
        "kept = b'x' * 400_000_000; time.sleep(600)",
    )
    with pytest.raises(InputError, match="内存超过 200 MB"):
        read_guarded(paper, megabytes=200)
    assert children() == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("import os; os.abort()", "解析进程崩溃"),
        ("import os; os._exit(0)", "解析进程崩溃"),
        ("raise KeyError('x')", r"解析时出错（KeyError: 'x'）"),
        ("read(path)", "嵌套过深"),
    ],
)
def test_crashes(paper: Path, replaced: Replaced, body: str, told: str) -> None:
    replaced(body)
    with pytest.raises(InputError, match=told) as caught:
        read_guarded(paper)
    assert str(paper) in str(caught.value)
    assert caught.value.remedy


def test_a_file_is_read_in_the_folder_and_environment_of_the_moment(
    paper: Path, tmp_path: Path, replaced: Replaced, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(
        "import os; from docscore.errors import InputError; "
        "raise InputError(path, os.getcwd(), os.environ.get('DOCSCORE_DATA', '无'))"
    )
    for moment in ("早", "晚"):
        folder = tmp_path / moment
        folder.mkdir()
        monkeypatch.chdir(folder)
        monkeypatch.setenv("DOCSCORE_DATA", moment)
        with pytest.raises(InputError, match=f"{folder}。{moment}"):
            read_guarded(paper)
    monkeypatch.delenv("DOCSCORE_DATA")
    with pytest.raises(InputError, match="无"):
        read_guarded(paper)


def test_what_a_parser_prints_does_not_disturb(paper: Path, replaced: Replaced) -> None:
    replaced("import os; print('x' * 10000, flush=True); os.write(1, b'y'); raise MemoryError")
    with pytest.raises(InputError, match="内存"):
        read_guarded(paper)


@pytest.mark.skipif(os.name != "posix", reason="looks for the process by its parent")
def test_what_the_reader_started_ends_with_it(paper: Path, tmp_path: Path, replaced: Replaced) -> None:
    mark = tmp_path / "pid"
    replaced(
        f"import subprocess, time; p = subprocess.Popen(['sleep', '600']); "
        f"open({str(mark)!r}, 'w').write(str(p.pid)); time.sleep(600)",
    )
    with pytest.raises(InputError, match="超时"):
        read_guarded(paper, seconds=2)
    pid = int(mark.read_text())
    for _ in range(50):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.1)
    pytest.fail("the reader's own child is still running")


def test_reading_in_the_calling_process_for_debugging(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "start", None)
    monkeypatch.setenv(guard.IN_PROCESS, "1")
    assert read_guarded(paper).kind == "pdf"
