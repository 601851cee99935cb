"""``docscore rubric check``: what is wrong with a rubric before anyone is scored by it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from .output import say

HELP = """
检查一份评分细则：分值加不加得起来，档次有没有空档和重叠，有没有漏写上限、下限或数据来源。
"""
EXAMPLE = """
docscore rubric check guangdong-2019
docscore rubric check 新细则.yaml --format json
"""


def run(
    rubric: Annotated[str, typer.Argument(metavar="ID|FILE", help="评分细则：编号或文件")],
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="输出格式")
    ] = "table",
) -> None:
    """Print the problems of one rubric."""
    raise NotImplementedError
