"""``docscore export``: the papers of a workspace."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError, UsageError
from .output import progress, save, say

if TYPE_CHECKING:
    from ..desk import Desk

HELP = """
从工作区导出：Excel 工作簿、复核表、问题清单、排名表、意见书、报告等。

默认遮盖个人信息；没有签发的，每份都注明“暂评分，签发前不是结论”。填好的工作簿用 docscore import 导回。
"""
EXAMPLE = """
docscore export 批次/ --as batch -o 批次.xlsx
docscore export 批次/ --as recheck
docscore export 批次/ --as feedback --unit 云岭县 -o 意见/
docscore export 批次/ --as recheck --template 本单位复核表.xlsx
"""


def export(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE", help="工作区文件夹")],
    form: Annotated[str, typer.Option("--as", metavar="ID", help="导出什么；不写则列出可用的")] = "",
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="NAME", help="只导出这个单位（名称或编号），可以写多次"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="存为这个文件，或存进这个文件夹；默认存进当前文件夹"
        ),
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="用本单位的模板（.xlsx 或 .docx）来填")
    ] = None,
    unmask: Annotated[
        bool, typer.Option("--unmask", help="不遮盖个人信息；输出里会注明，并记入复核记录")
    ] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="谁在导出，记入记录；默认是系统用户名")
    ] = "",
) -> None:
    """Write the files of one export."""
    from ..desk import Desk
    from ..desk.exporting import EXPORTS, export_files, export_named
    from ..store import open_workspace

    if not form:
        say("".join(f"{one.id:<12}{one.title}：{one.about}（{one.suffix}）\n" for one in EXPORTS))
        return
    chosen = export_named(form)
    desk = Desk.at(open_workspace(workspace))
    ids = _ids(desk, unit or [])
    filling = None
    if template is not None:
        try:
            filling = template.read_bytes()
        except OSError as error:
            raise InputError(template, f"读不了（{error.strerror}）", "请核对路径。") from error
    progress(f"正在导出{chosen.title}")
    try:
        files = export_files(desk, form, ids, by or getuser(), masked=not unmask, template=filling)
    finally:
        progress("")
    single = output is not None and output.suffix.lower() == chosen.suffix
    if single and len(files) > 1:
        raise UsageError(
            f"{chosen.title}每个单位一份，共 {len(files)} 份，不能存为一个文件",
            "请把 -o 写成文件夹，或用 --unit 指定单位",
        )
    if output is not None and output.suffix and not single and not output.is_dir():
        raise UsageError(
            f"{output}：{chosen.title}不能存为这种文件", f"请把文件名的结尾写成 {chosen.suffix}，或写文件夹"
        )
    for file in files:
        path = output if single and output is not None else (output or Path()) / file.name
        save(file.content, path)
        say("".join(f"注意：{note}\n" for note in file.notes) + f"已存为 {path}\n")
    left = sum(1 for one in ids if desk.registers.get(one).trouble)
    if left:
        say(f"另有 {left} 份材料没有读出来，没有导出\n")


def _ids(desk: Desk, wanted: list[str]) -> list[str]:
    """Ids of the units that are named; of all without names."""
    rows = desk.registers.listed(sort="name")
    if not wanted:
        return [row.id for row in rows]
    found = []
    for one in wanted:
        ids = [row.id for row in rows if one in (row.id, row.name)]
        if not ids:
            near = "、".join(row.name for row in rows[:10])
            raise UsageError(f"工作区里没有“{one}”", f"有的是：{near}{'等' if len(rows) > 10 else ''}")
        found += ids
    return list(dict.fromkeys(found))
