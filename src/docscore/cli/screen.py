"""``docscore screen``: every submission below a folder into a workspace."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .output import INTERRUPTED, UNREADABLE, say, say_error

if TYPE_CHECKING:
    from ..batch import Books, Result, Teller

HELP = """
把一个文件夹里各单位的材料全部预审一遍，放进工作区，出排名和疑点。

文件夹下每个子文件夹、每个 ZIP、每份单独的报告各算一份材料；市里套着县的，进到县一级。
随时可以停（Ctrl-C、断电），再运行同一条命令就接着做；没有变过的不再读。
"""
EXAMPLE = """
docscore screen 全省材料/ --rubric guangdong-2019 -o 工作区/
docscore screen 全省材料/ --rubric guangdong-2019 -o 工作区/ -j 8 --watch
"""
#: Seconds between two looks at a watched folder; what still changes in between is left for the next.
_LOOK = 5.0
_MOST_NAMED = 20


def screen(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="放各单位材料的文件夹")],
    rubric: Annotated[
        str,
        typer.Option("--rubric", metavar="ID|FILE", help="评分细则：编号（见 docscore rubric list）或文件"),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="WORKSPACE", help="工作区文件夹，没有就新建")
    ],
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="用几个进程，默认每个核一个")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="批次名称，默认用细则的名称")] = "",
    two_reviewers: Annotated[
        bool, typer.Option("--two-reviewers", help="每项要第二位评审员同意才算定分")
    ] = False,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="URL", help="多人共用时的 PostgreSQL 地址，默认在工作区里"),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="做完不退出，有新材料放进来就接着做")] = False,
    limit: Annotated[
        float,
        typer.Option("--limit", metavar="SECONDS", min=1, help="一个文件多少秒没有读出新的内容就放弃"),
    ] = 120.0,
) -> int:
    """Screen the folder; returns 3 where something could not be read, 130 where it was interrupted."""
    from ..batch import find_sources
    from .screen_progress import teller

    sources = find_sources(folder)
    if not sources and not watch:
        raise UsageError(f"{folder}：里面没有材料", "请放入各单位的文件夹、ZIP 或报告后再试")
    books = _books(output, rubric, title=title, database=database, two_reviewers=two_reviewers)
    try:
        return _run(books, folder, jobs or _cores(), limit, watch=watch, show=teller())
    except KeyboardInterrupt:
        say_error("已停下，做完的都在工作区里；再运行同一条命令就接着做。")
        return INTERRUPTED
    finally:
        books.workspace.close()


def _run(books: Books, folder: Path, jobs: int, limit: float, *, watch: bool, show: Teller) -> int:
    from ..batch import screen as screen_folder

    told = False
    settling: dict[str, str] | None = {} if watch else None
    while True:
        result = screen_folder(books, folder, jobs=jobs, seconds=limit, teller=show, settling=settling)
        if not told or result.changed:
            _tell(result, books.workspace.folder)
            told = True
        if not watch:
            return UNREADABLE if result.unreadable else 0
        time.sleep(_LOOK)


def _tell(result: Result, workspace: Path) -> None:
    for name, trouble in result.unreadable[:_MOST_NAMED]:
        say_error(f"没有读出 {name}：{trouble}")
    if len(result.unreadable) > _MOST_NAMED:
        say_error(f"另有 {len(result.unreadable) - _MOST_NAMED} 份没有读出，见 report.xlsx")
    if result.removed:
        say_error(f"原件已移走，不计入排名：{'、'.join(result.removed)}")
    told = [f"共 {result.found} 份材料", f"这次读 {result.read} 份", f"没有变、不再读 {result.kept} 份"]
    if result.unreadable:
        told.append(f"没有读出 {len(result.unreadable)} 份")
    told.append(f"单位之间的疑点 {result.findings} 条")
    say(f"{'，'.join(told)}。\n排名和疑点：{workspace / 'report.xlsx'}、{workspace / 'report.html'}\n")


def _books(folder: Path, rubric: str, *, title: str, database: str | None, two_reviewers: bool) -> Books:
    from ..batch import Books
    from ..store import is_workspace, open_workspace

    if not is_workspace(folder):
        from ..desk import found_workspace

        return Books(
            found_workspace(folder, rubric, title=title, database=database, two_reviewers=two_reviewers)
        )
    if title or database or two_reviewers:
        raise UsageError(
            f"{folder}：工作区已经建好", "--title、--database 和 --two-reviewers 只在新建时写，请去掉"
        )
    books = Books(open_workspace(folder))
    if not books.uses(rubric):
        from ..desk import use_rubric

        use_rubric(books.workspace, rubric)
        return Books(books.workspace)
    return books


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
