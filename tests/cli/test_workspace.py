"""Accounts, the proof of the journal, the workbench's ways in, and what the machine can do."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docscore.desk import found_workspace
from docscore.model import Action, Kind, Subject
from docscore.review import chained
from docscore.store import Journal, Said, Workspace
from docscore.store.people import People
from docscore.store.tables import DecisionRow

from .conftest import Done

Docscore = Callable[..., Done]
_COMMANDS = (["review"], ["user"], ["user", "add"], ["user", "list"], ["user", "disable"], ["user", "password"],
             ["user", "token"], ["verify"], ["doctor"])  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = found_workspace(tmp_path / "批次", "guangdong-2019")
    yield opened
    opened.close()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def _say(workspace: Workspace, *reasons: str) -> str:
    subject = Subject(Kind.CRITERION, "S1.1.1")
    said = [
        Said("x", "y", subject, Action.COMMENT, "沈岚", "2026-11-22T00:00:00Z", reason=r) for r in reasons
    ]
    return Journal(workspace, chained).append(said)[-1].digest


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_every_help_page_is_chinese_and_has_an_example(command: list[str], docscore: Docscore) -> None:
    done = docscore(*command, "--help")
    assert done.code == 0
    assert "\n示例：\n  docscore " in done.out
    for word in ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default"):
        assert word not in done.out


def test_accounts_are_added_listed_and_closed(
    workspace: Workspace, docscore: Docscore, typed: Callable[[str], None]
) -> None:
    folder = workspace.folder
    assert "还没有账号" in docscore("user", "list", folder).out
    typed("correct horse battery\n")
    assert docscore("user", "add", folder, "沈岚", "--role", "组长").code == 0
    token = docscore("user", "token", folder, "沈岚").out.strip()
    assert People(workspace).bearing(token) is not None
    assert docscore("user", "list", folder).out == "沈岚  组长，有令牌\n"
    typed("another long password\n")
    assert docscore("user", "password", folder, "沈岚").code == 0
    assert People(workspace).entering("沈岚", "another long password") is not None
    assert docscore("user", "disable", folder, "沈岚").code == 0
    assert docscore("user", "list", folder).out == "沈岚  已停用\n"
    assert People(workspace).bearing(token) is None


@pytest.mark.parametrize(
    ("words", "password", "told"),
    [
        (["沈岚"], "short\n", "密码要有"),
        (["沈岚"], "", "没有密码"),
        (["沈岚", "--role", "管理员"], "correct horse battery\n", "没有“管理员”这个角色"),
        (["本机"], "correct horse battery\n", "没有账号时的记名"),
        ([" 沈岚"], "correct horse battery\n", "不能作账号"),
        (["x" * 41], "correct horse battery\n", "不能作账号"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    workspace: Workspace,
    docscore: Docscore,
    typed: Callable[[str], None],
    words: list[str],
    password: str,
    told: str,
) -> None:
    typed(password)
    done = docscore("user", "add", workspace.folder, *words)
    assert done.code == 2
    assert told in done.err
    assert People(workspace).all() == ()


def test_two_passwords_that_differ_change_nothing(
    workspace: Workspace, docscore: Docscore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter(["correct horse battery", "correct horse batter"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(asked))
    done = docscore("user", "add", workspace.folder, "沈岚")
    assert (done.code, People(workspace).all()) == (2, ())
    assert "不一样" in done.err


def test_a_whole_journal_is_told_with_its_head(workspace: Workspace, docscore: Docscore) -> None:
    assert "0 条记录" in docscore("verify", workspace.folder).out
    head = _say(workspace, "一", "二")
    done = docscore("verify", workspace.folder)
    assert done.code == 0
    assert "完整：2 条记录" in done.out
    assert head in done.out
    _say(workspace, "三")
    later = docscore("verify", workspace.folder, "--head", head)
    assert "记下的校验码是第 2 条，其后新增 1 条" in later.out


def test_a_changed_entry_is_the_first_break(workspace: Workspace, docscore: Docscore) -> None:
    _say(workspace, "一", "二", "三")
    with workspace.writing() as session:
        session.get_one(DecisionRow, 2).reason = "改过"
    done = docscore("verify", workspace.folder)
    assert done.code == 1
    assert "第 2 条起" in done.out
    assert "此前的 1 条是完整的" in done.out


def test_a_journal_written_anew_is_found_out_by_the_head_that_was_noted(
    workspace: Workspace, docscore: Docscore
) -> None:
    """Whoever holds the database can compute the chain anew; not the digest on a signed sheet."""
    head = _say(workspace, "一", "二")
    with workspace.writing() as session:
        about = workspace.alone(session)
        for seq in (1, 2):
            session.delete(session.get_one(DecisionRow, seq))
        about.head_seq, about.head_digest = 0, ""
    _say(workspace, "一", "改过的二")
    assert docscore("verify", workspace.folder).code == 0
    done = docscore("verify", workspace.folder, "--head", head)
    assert done.code == 1
    assert "记下的" in done.out


def test_an_entry_that_was_slipped_in_behind_the_head_is_found_out(
    workspace: Workspace, docscore: Docscore
) -> None:
    _say(workspace, "一", "二")
    with workspace.writing() as session:
        about = workspace.alone(session)
        about.head_seq, about.head_digest = 1, session.get_one(DecisionRow, 1).digest
    done = docscore("verify", workspace.folder)
    assert done.code == 1
    assert "第 2 条起，末尾有没有登记过的记录" in done.out


@pytest.mark.parametrize("command", [["verify"], ["user", "list"], ["review", "--no-open"]])
def test_what_is_no_workspace_is_said_so(command: list[str], docscore: Docscore, tmp_path: Path) -> None:
    done = docscore(*command, tmp_path)
    assert done.code == 3
    assert "不是工作区" in done.err


def test_without_accounts_it_is_not_open_to_others(workspace: Workspace, docscore: Docscore) -> None:
    for host in ("0.0.0.0", "192.168.1.5", "::"):  # noqa: S104 - refused
        done = docscore("review", workspace.folder, "--host", host, "--no-open")
        assert done.code == 2
        assert "docscore user add" in done.err


def test_a_port_that_is_taken_is_said_so(workspace: Workspace, docscore: Docscore) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = docscore("review", workspace.folder, "--port", taken.getsockname()[1], "--no-open")
    assert done.code == 2
    assert "端口已被占用" in done.err


def test_without_the_extra_the_remedy_is_named(
    workspace: Workspace, docscore: Docscore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("review", "user"):
        monkeypatch.setattr(f"docscore.cli.{module}.find_spec", lambda _: None)
    for command in (["review"], ["user", "list"]):
        done = docscore(*command, workspace.folder)
        assert done.code == 2
        assert "pip install 'docscore[web]'" in done.err


def test_doctor_says_what_is_there_and_how_to_get_the_rest(
    docscore: Docscore, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = docscore("doctor")
    assert done.code == 0
    lines = done.out.splitlines()[2:]
    assert all(line.startswith(("有  ", "没有  ")) for line in lines)
    monkeypatch.setattr("docscore.ingest.soffice", lambda: None)
    without = docscore("doctor").out
    assert "没有  LibreOffice：从 libreoffice.org 安装" in without


def test_doctor_fails_only_where_nothing_works(docscore: Docscore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docscore.packs.rubric.list_rubrics", lambda: ())
    done = docscore("doctor")
    assert done.code == 1
    assert "没有  词典和评分细则：请重新安装" in done.out
