"""``docscore import``: a filled workbook comes back into its workspace."""

from __future__ import annotations

from getpass import getuser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError, UsageError
from .output import UNREADABLE, progress, say

if TYPE_CHECKING:
    from ..store import Workspace

HELP = """
把离线填好的工作簿或复核表导回工作区。

逐行入账：填对的记下，有冲突或填错的逐行列出，不覆盖别人的意见；同一份导两次不会重复。
"""
EXAMPLE = """
docscore import 批次/ 批次-填好.xlsx --by 沈岚
"""


def import_(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE", help="工作区文件夹")],
    path: Annotated[Path, typer.Argument(metavar="FILE", help="填好的 .xlsx")],
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="谁填的，记入记录；有账号的工作区要写账号")
    ] = "",
) -> int:
    """Take the decisions of a filled workbook; returns 3 where rows were not taken."""
    from ..desk import Desk
    from ..desk.importing import import_workbook
    from ..store import open_workspace

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, f"读不了（{error.strerror}）", "请核对路径。") from error
    opened = open_workspace(workspace)
    who = _who(opened, by)
    progress(f"正在导入 {path}")
    try:
        done = import_workbook(Desk.at(opened), str(path), data, who)
    finally:
        progress("")
    for note in done.notes:
        say(f"注意：{note}\n")
    for refusal in done.refused:
        say(f"没有导入 {refusal.told()}\n")
    say(
        f"记下 {done.landed} 条；没有填的 {done.untouched} 行，以前导入过或已是如此的 {done.before} 行，"
        f"没有导入 {len(done.refused)} 行\n"
    )
    return UNREADABLE if done.refused or done.notes else 0


def _who(workspace: Workspace, by: str) -> str:
    """The account that decides: of the workspace where it has accounts."""
    if find_spec("argon2") is None:  # without the web extra there are no accounts to open
        return by or getuser()
    from ..store.people import People, Role

    people = People(workspace)
    if not people.all():
        return by or getuser()
    person = people.get(by)
    if person is None:
        raise UsageError(
            f"没有账号“{by}”" if by else "没有写是谁填的", "请用 --by 写账号，见 docscore user list"
        )
    if person.role is Role.READER:
        raise UsageError(f"账号“{by}”只能看", "请由评审员或组长导入")
    return person.name
