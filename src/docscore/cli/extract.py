"""``docscore extract``: the figures of each document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import InputError
from .output import progress, save, say, say_error, screen

if TYPE_CHECKING:
    from ..model import Document, Extraction

HELP = """
抽取每份文档中的数据：数值、单位、角色、对象、时期和位置。

读不了的文档会报出来，其余照常处理，退出码为 3。
"""
EXAMPLE = """
docscore extract 自评报告.docx
docscore extract 一县.pdf 二县.docx --format jsonl -o 数据.jsonl
"""

Format = Literal["table", "json", "jsonl", "csv"]


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="文档（DOCX、PDF 或文本），可以多份")],
    form: Annotated[
        Format,
        typer.Option("--format", metavar="table|json|jsonl|csv", help="输出格式；json 在多份文档时为数组"),
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件，不在屏幕显示")
    ] = None,
    packs: Annotated[
        Path | None, typer.Option("--packs", metavar="DIR", help="另用一套抽取词库（文件夹）")
    ] = None,
) -> int:
    """Print the figures of each document; goes on past those that cannot be read, and then returns 3."""
    from ..packs.lexicon import load_lexicon
    from ..pipeline import read_figures

    lexicon = load_lexicon(packs)
    read: list[tuple[Document, Extraction]] = []
    unread = 0
    for done, path in enumerate(paths, start=1):
        progress(f"正在读 {path}（{done}/{len(paths)}）")
        try:
            read.append(read_figures(path, lexicon))
        except InputError as error:
            progress("")
            say_error(str(error))
            unread += 1
    progress("")
    text = _formatted(read, form, to_file=output is not None, single=len(paths) == 1)
    if output is not None:
        save(text.encode(), output)
    elif read:
        say(text)
    return 3 if unread else 0


def _formatted(read: list[tuple[Document, Extraction]], form: Format, *, to_file: bool, single: bool) -> str:
    if form == "table":
        from ..export.terminal import WIDTH, figures_text

        width, colour = (WIDTH, False) if to_file else screen()
        return figures_text(read, width=width, colour=colour)
    if form == "csv":
        from ..export.csv import figures_csv

        return figures_csv(read)
    from ..export.json import dumps, extraction_object

    objects = [extraction_object(document, extraction) for document, extraction in read]
    if form == "jsonl":
        return "".join(f"{dumps(item, indent=None)}\n" for item in objects)
    return dumps(objects[0] if single and objects else objects) + "\n"
