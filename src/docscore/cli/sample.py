"""``docscore sample``: a sample of stations or trainees with its call sheet."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..errors import UsageError
from .output import UNREADABLE, progress, save, say, say_error

HELP = """
从站点清单或培训名单里抽样，出抽样底稿。

按乡镇和是否贫困村分层；同一份名单、同一个种子，谁来抽都是同样的结果，方法写在底稿上。
"""
EXAMPLE = """
docscore sample 站点清单.xlsx --of stations --rate 30% --seed 2021 -o 抽样底稿.xlsx
docscore sample 材料/ --of trainees --size 50 --seed 2021 -o 电话回访.xlsx
"""
_RATE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")


def sample(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="名单文件，或材料文件夹、ZIP")],
    of: Annotated[
        Literal["stations", "trainees"],
        typer.Option("--of", metavar="stations|trainees", help="抽站点还是抽参训人员"),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="底稿存为 .xlsx")],
    seed: Annotated[str, typer.Option("--seed", metavar="TEXT", help="种子：任意文字或数字，写在底稿上")],
    size: Annotated[int | None, typer.Option("--size", metavar="N", min=1, help="抽多少个")] = None,
    rate: Annotated[
        str | None, typer.Option("--rate", metavar="P", help="抽百分之几，如 30%，不足 1 个的进为 1 个")
    ] = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="TEXT", help="被评价项目的名称，默认用文件夹或文件名")
    ] = None,
    unmask: Annotated[bool, typer.Option("--unmask", help="不遮盖姓名和电话；底稿上会写明")] = False,
    on: Annotated[
        datetime | None, typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="底稿日期，默认今天")
    ] = None,
) -> int:
    """Draw the sample and write its call sheet; returns 3 where some files could not be read."""
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"{output}：不能存为这种文件", "请把文件名的结尾写成 .xlsx")
    if (size is None) == (rate is None):
        raise UsageError("--size 和 --rate 要写一个，也只写一个", "例如 --size 20 或 --rate 30%")
    wanted = _share(rate) if rate is not None else size
    assert wanted is not None
    from ..evidence import METHOD
    from ..export.call_sheet import call_sheet
    from ..model import EvidenceKind
    from ..packs.lexicon import load_lexicon
    from ..sampling import sample_lists

    try:
        drawn, unread = sample_lists(
            path,
            load_lexicon(),
            EvidenceKind.STATIONS if of == "stations" else EvidenceKind.ROSTER,
            wanted,
            seed,
            told=lambda name: progress(f"正在读 {name}"),
        )
    finally:
        progress("")
    for told in unread:
        say_error(f"{path}/{told}")
    day = on.date() if on else date.today()
    name = project or (path.resolve().name if path.is_dir() else path.stem)
    save(
        call_sheet(drawn, stations=of == "stations", project=name, day=day, method=METHOD, masked=not unmask),
        output,
    )
    say(f"总体 {drawn.population} 个，抽取 {len(drawn.units)} 个，种子 {seed}，已存为 {output}\n")
    return UNREADABLE if unread else 0


def _share(rate: str) -> Decimal:
    """A rate as a share of 1.

    Raises:
        UsageError: it is no percentage above 0 and up to 100.
    """
    match = _RATE.fullmatch(rate.strip())
    share = Decimal(match.group(1)) / 100 if match else Decimal(0)
    if not 0 < share <= 1:
        raise UsageError(f"--rate 的值“{rate}”不对", "请写成百分数，如 30%")
    return share
