"""``docscore user …``: the accounts of a workspace."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .chinese import Command, Group
from .output import say

if TYPE_CHECKING:
    from ..store.people import People

app = typer.Typer(
    cls=Group,
    help="管理工作区的账号：评审员定分，组长另可签发、退回、用统一规则，只读账号只看。",
    epilog="docscore user add 批次/ 沈岚 --role 组长\ndocscore user list 批次/",
    rich_markup_mode=None,
)
_ROLES = {"评审员": "reviewer", "组长": "lead", "只读": "reader"}
_Workspace = Annotated[Path, typer.Argument(metavar="WORKSPACE", help="工作区文件夹")]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="账号")]


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(
    "add",
    cls=Command,
    help="新建账号；密码从键盘输入两遍，或从标准输入读一行。",
    epilog="docscore user add 批次/ 沈岚 --role 组长",
)
def add(
    workspace: _Workspace,
    name: _Name,
    role: Annotated[str, typer.Option("--role", metavar="评审员|组长|只读", help="角色")] = "评审员",
    shown: Annotated[str, typer.Option("--shown", metavar="TEXT", help="显示的姓名，默认同账号")] = "",
) -> None:
    """Add an account."""
    if role not in _ROLES:
        raise UsageError(f"没有“{role}”这个角色", f"可用的有：{'、'.join(_ROLES)}")
    with _people(workspace) as people:
        from ..store import now
        from ..store.people import Role

        people.add(name, shown or name, Role(_ROLES[role]), _password(), now())
    say(f"已建账号“{name}”（{role}）。\n")


@app.command("list", cls=Command, help="列出账号。", epilog="docscore user list 批次/")
def list_all(workspace: _Workspace) -> None:
    """Print the accounts."""
    titles = {role: title for title, role in _ROLES.items()}
    with _people(workspace) as people:
        everybody = people.all()
    if not everybody:
        say("还没有账号：docscore review 只在本机打开。要几个人一起用，请用 docscore user add 建账号。\n")
    for person in everybody:
        notes = [titles[person.role], *(["有令牌"] if person.programs else [])]
        shown = f"（{person.shown}）" if person.shown != person.name else ""
        say(f"{person.name}{shown}  {'，'.join(notes) if person.active else '已停用'}\n")


@app.command(
    "disable",
    cls=Command,
    help="停用账号：登录和令牌立即失效，写过的意见保留。",
    epilog="docscore user disable 批次/ 沈岚",
)
def disable(workspace: _Workspace, name: _Name) -> None:
    """Close an account."""
    with _people(workspace) as people:
        people.disable(name)
    say(f"已停用“{name}”，写过的意见都在。\n")


@app.command(
    "password", cls=Command, help="改密码；已登录的都要重新登录。", epilog="docscore user password 批次/ 沈岚"
)
def password(workspace: _Workspace, name: _Name) -> None:
    """Change a password."""
    with _people(workspace) as people:
        people.change_password(name, _password())
    say(f"已改“{name}”的密码，已登录的都要重新登录。\n")


@app.command(
    "token",
    cls=Command,
    help="给程序用的令牌：打印一次，旧的随即失效。",
    epilog="docscore user token 批次/ 沈岚",
)
def token(workspace: _Workspace, name: _Name) -> None:
    """Print a new token for programs."""
    with _people(workspace) as people:
        say(f"{people.new_token(name)}\n")


@contextmanager
def _people(workspace: Path) -> Iterator[People]:
    if find_spec("argon2") is None:
        raise UsageError("没有装工作台（缺 argon2）", "请运行 pip install 'docscore[web]'")
    from ..store import open_workspace
    from ..store.people import People

    opened = open_workspace(workspace)
    try:
        yield People(opened)
    finally:
        opened.close()


def _password() -> str:
    """A password that nobody sees: typed twice at a terminal, else the first line of stdin; never an argument.

    Raises:
        UsageError: the two differ, or there is none.
    """
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise UsageError("标准输入里没有密码", "请在终端里输入，或从标准输入给一行")
        return line
    try:
        first, again = getpass.getpass("密码："), getpass.getpass("再输一遍：")
    except (EOFError, KeyboardInterrupt):
        raise UsageError("没有输入密码", "什么也没有改") from None
    if first != again:
        raise UsageError("两遍输入的密码不一样", "什么也没有改，请再运行一次")
    return first
