"""``docscore screen``: every submission below a folder into a workspace."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import screen_again
from .output import INTERRUPTED, UNREADABLE, say, say_error
from .screen_again import Told

if TYPE_CHECKING:
    from ..batch import Books, Hiring, Mirror, Result, Teller

HELP = """
把一个文件夹里各单位的材料全部预审一遍，放进工作区，出排名（自评表出汇总）和疑点。

文件夹下每个子文件夹、每个 ZIP、每份单独的报告各算一份材料；市里套着县的，进到县一级。
随时可以停（Ctrl-C、断电），再运行同一条命令就接着做；没有变过的不再读。
"""
EXAMPLE = """
docscore screen 全省材料/ --rubric guangdong-2019 -o 工作区/
docscore screen 全省材料/ --rubric guangdong-2019 -o 工作区/ -j 8 --watch
docscore screen /share/全省材料/ --rubric guangdong-2019 -o /share/工作区/ --database postgresql+psycopg://… --cluster tcp://10.0.0.1:8786
"""
#: Seconds between two looks at a watched folder; what still changes in between is left for the next.
_LOOK = 5.0
_MOST_NAMED = 20


def screen(
    folder: Annotated[
        str,
        typer.Argument(metavar="DIR", help="放各单位材料的文件夹；用集群时也可以是 s3://… 等网络地址"),
    ],
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
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="URL",
            help="用 Dask 集群来做：调度器的地址，tcp://主机:8786 或 tls://主机:8786；工作区要放在各台机器都看得到的地方",
        ),
    ] = None,
    certificates: Annotated[
        Path | None,
        typer.Option(
            "--cluster-certs",
            metavar="DIR",
            help="tls:// 用的证书文件夹，内有 ca.pem、cert.pem、key.pem；不写就用 Dask 自己的设置",
        ),
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
    options = cluster or certificates or title or two_reviewers or database or watch
    before = None if options or "://" in folder else _given(Path(folder), rubric, output)
    if before is not None and (told := screen_again.recalled(output, before)) is not None:
        return _say(told)
    from ..batch import Mirror, find_sources
    from ..packs.form_rules import is_form
    from .screen_progress import teller

    mirror = Mirror(folder, output) if "://" in folder else None
    hiring = _hiring(jobs, cluster, certificates, mirror)
    look = mirror.update if mirror is not None else lambda: Path(folder)
    if mirror is None and not watch and not find_sources(look()):
        raise UsageError(f"{folder}：里面没有材料", "请放入各单位的文件夹、ZIP 或报告后再试")
    books = _books(output, rubric, title=title, database=database, two_reviewers=two_reviewers)
    ranking = "汇总" if is_form(rubric) else "排名"
    try:
        result = _run(books, look, hiring, limit, watch=watch, show=teller(), ranking=ranking)
    except KeyboardInterrupt:
        say_error("已停下，做完的都在工作区里；再运行同一条命令就接着做。")
        return INTERRUPTED
    finally:
        books.workspace.close()
    if before is not None:
        later = replace(result, read=0, kept=result.read + result.kept)
        screen_again.keep(output, before, _told(later, output, ranking))
    return _code(result)


def _given(folder: Path, rubric: str, output: Path) -> str | None:
    try:
        return screen_again.given(folder, rubric, output)
    except OSError:  # the run says what is wrong with it
        return None


def _hiring(
    jobs: int | None, cluster: str | None, certificates: Path | None, mirror: Mirror | None
) -> Hiring:
    from ..batch import Cluster, Here

    if cluster is None:
        if mirror is not None:
            raise UsageError(
                f"网络地址 {mirror.url} 要与 --cluster 一起用", "请加上 --cluster，或先下载到本机"
            )
        if certificates is not None:
            raise UsageError("--cluster-certs 要与 --cluster 一起用", "请加上 --cluster")
        return Here(jobs or _cores())
    if jobs is not None:
        raise UsageError(
            "-j 与 --cluster 不能一起写", "集群用几个进程由 dask worker 的 --nthreads 定，请去掉 -j"
        )
    if not cluster.startswith(("tcp://", "tls://")):
        raise UsageError(f"--cluster 的地址“{cluster}”不对", "请写 tcp://主机:8786 或 tls://主机:8786")
    return Cluster(cluster, certificates, mirror)


def _run(
    books: Books,
    look: Callable[[], Path],
    hiring: Hiring,
    limit: float,
    *,
    watch: bool,
    show: Teller,
    ranking: str,
) -> Result:
    from ..batch import screen as screen_folder

    told = False
    settling: dict[str, str] | None = {} if watch else None
    while True:
        result = screen_folder(books, look, hiring=hiring, seconds=limit, teller=show, settling=settling)
        if not told or result.changed:
            _say(_told(result, books.workspace.folder, ranking))
            told = True
        if not watch:
            return result
        time.sleep(_LOOK)


def _code(result: Result) -> int:
    return UNREADABLE if result.unreadable else 0


def _told(result: Result, workspace: Path, ranking: str) -> Told:
    troubles = [f"没有读出 {name}：{trouble}" for name, trouble in result.unreadable[:_MOST_NAMED]]
    if len(result.unreadable) > _MOST_NAMED:
        troubles.append(f"另有 {len(result.unreadable) - _MOST_NAMED} 份没有读出，见 report.xlsx")
    if result.removed:
        troubles.append(f"原件已移走，不计入{ranking}：{'、'.join(result.removed)}")
    told = [f"共 {result.found} 份材料", f"这次读 {result.read} 份", f"没有变、不再读 {result.kept} 份"]
    if result.unreadable:
        told.append(f"没有读出 {len(result.unreadable)} 份")
    told.append(f"单位之间的疑点 {result.findings} 条")
    words = (
        f"{'，'.join(told)}。\n{ranking}和疑点：{workspace / 'report.xlsx'}、{workspace / 'report.html'}\n"
    )
    return Told(troubles, words, _code(result))


def _say(told: Told) -> int:
    for trouble in told.troubles:
        say_error(trouble)
    say(told.words)
    return told.code


def _books(folder: Path, rubric: str, *, title: str, database: str | None, two_reviewers: bool) -> Books:
    from ..batch import Books
    from ..store import is_workspace, open_workspace

    if not is_workspace(folder):
        from ..desk import found_workspace

        return Books(
            found_workspace(folder, rubric, title=title, database=database, two_reviewers=two_reviewers)
        )
    books = Books(open_workspace(folder))
    about = books.workspace.about
    if (
        title not in ("", about.title)
        or database not in (None, books.workspace.database)
        or two_reviewers > about.two_reviewers
    ):
        raise UsageError(
            f"{folder}：工作区已经建好", "--title、--database 和 --two-reviewers 只在新建时写，请去掉"
        )
    if not books.uses(rubric):
        from ..desk import use_rubric

        use_rubric(books.workspace, rubric)
        return Books(books.workspace)
    return books


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
