"""``docscore rubric draft``: a rule document, or one clause of it, as a rubric."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ..errors import UsageError
from .output import progress, save, say, say_error

HELP = """
把评分办法文件起草成评分细则（YAML），或把一条条款读成规则。

读不懂的条款保留原文，作为人工评议项，并逐条列出；不编造内容。
"""
EXAMPLE = """
docscore rubric draft 评分办法.docx -o 新细则.yaml
docscore rubric draft --clause 覆盖率70%及以上得5分，50%-70%得2分，50%以下不得分
"""


def run(
    path: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="评分办法（DOCX、PDF、XLSX、文本等）")
    ] = None,
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="TEXT", help="只读这一条条款，代替 FILE")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="存为这个 .yaml 文件")
    ] = None,
    table: Annotated[
        int | None, typer.Option("--table", metavar="N", help="文件里有几份评分表时，取第几份")
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="细则的编号；不写就用文件名")
    ] = None,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="屏幕输出格式")
    ] = "table",
) -> None:
    """Print one drafted clause, or draft a whole rule document."""
    if (clause is None) == (path is None):
        given = "没有说明起草什么" if clause is None else "FILE 和 --clause 只能给一样"
        raise UsageError(given, "请给一个评分办法文件，或用 --clause 给一条条款")
    if clause is not None:
        if output is not None or table is not None or identifier is not None:
            raise UsageError("-o、--table、--id 只用于文件，不能和 --clause 一起用", "请去掉其中一样")
        _clause(clause, form)
    elif path is not None:
        _document(path, output, table, identifier, form)


def _clause(clause: str, form: str) -> None:
    from ..export.draft import clause_object, clause_text
    from ..export.json import dumps
    from ..packs.lexicon import load_lexicon
    from ..rubric import read_clause

    if not clause.strip():
        raise UsageError("--clause 后面的条款是空的", "请写出条款原文")
    read = read_clause(clause, load_lexicon())
    say(dumps(clause_object(read)) + "\n" if form == "json" else clause_text(read))


def _document(path: Path, output: Path | None, table: int | None, identifier: str | None, form: str) -> None:
    if output is not None and output.suffix.lower() not in {".yaml", ".yml"}:
        raise UsageError(f"{output}：不能存为这种文件", "请把文件名的结尾写成 .yaml")
    raise NotImplementedError
