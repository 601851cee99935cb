"""``docscore verify``: whether the journal of a workspace is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .output import say

HELP = """
核验工作区的复核记录：一条接一条，没有改动、缺失或插入。

请把打印的末条校验码另外记下（写在签发的表上，或交给别人）；以后用 --head 核对，连重写整个记录也能发现。
"""
EXAMPLE = """
docscore verify 批次/
docscore verify 批次/ --head 3f9a…
"""
BROKEN = 1
"""Exit code where the journal is not whole."""


def verify(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE", help="工作区文件夹")],
    head: Annotated[
        str, typer.Option("--head", metavar="DIGEST", help="以前记下的末条校验码，一字不少")
    ] = "",
) -> int:
    """Prove the journal whole; returns 1 with the first break where it is not."""
    from ..desk.proving import prove
    from ..store import open_workspace

    opened = open_workspace(workspace)
    try:
        proof = prove(opened, head)
    finally:
        opened.close()
    if proof.broken is not None:
        say(f"不完整：第 {proof.broken.seq} 条起，{proof.broken.reason}。此前的 {proof.count} 条是完整的。\n")
        return BROKEN
    say(f"完整：{proof.count} 条记录，前后相接，内容与校验码相符。\n")
    if proof.noted is not None:
        say(f"记下的校验码是第 {proof.noted} 条，其后新增 {proof.count - proof.noted} 条。\n")
    if proof.head:
        say(f"末条校验码：{proof.head}\n")
    return 0
