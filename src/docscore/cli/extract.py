"""``docscore extract``: the figures of each document."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
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
docscore extract 申报材料.zip
docscore extract 自评报告.docx --format html -o 数据.html
"""

Format = Literal["table", "json", "jsonl", "csv", "html"]


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…", help="文档（DOCX、PDF、XLSX、OFD 等），可以多份；ZIP 逐份读取其中的文档"
        ),
    ],
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="table|json|jsonl|csv|html",
            help="输出格式；json 在多份文档时为数组，html 按用途标出全文数据",
        ),
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件，不在屏幕显示")
    ] = None,
    packs: Annotated[
        Path | None, typer.Option("--packs", metavar="DIR", help="在自带词库之外再加一套（文件夹）")
    ] = None,
    show_unlinked: Annotated[
        bool, typer.Option("--show-unlinked", help="只列出没有指标对应的数据，一个不漏")
    ] = False,
    unmask: Annotated[
        bool, typer.Option("--unmask", help="不隐去证件号、电话和名册里的姓名；输出里会注明")
    ] = False,
) -> int:
    """Print the figures of each document; goes on past those that cannot be read, and then returns 3."""
    from ..packs.lexicon import load_lexicon
    from ..personal import mask_text
    from ..pipeline.journey import read_figures

    lexicon = load_lexicon(also=packs)
    read: list[tuple[Document, Extraction]] = []
    totals: list[int] = []
    unread = 0
    with ExitStack() as folders:
        sources: list[_Source] = []
        for path in paths:
            try:
                sources += _sources(path, folders)
            except InputError as error:
                say_error(str(error))
                unread += 1
        for done, source in enumerate(sources, start=1):
            progress(f"正在读 {source.name}（{done}/{len(sources)}）")
            try:
                document, extraction = read_figures(source.path, lexicon, masked=not unmask)
            except InputError as error:
                progress("")
                say_error(str(error).replace(str(source.path), source.name))
                unread += 1
                continue
            if source.name != str(source.path):
                document = replace(document, path=source.name if unmask else mask_text(source.name))
            totals.append(len(extraction.figures))
            read.append((document, _unlinked(extraction) if show_unlinked else extraction))
    progress("")
    if form == "html":
        from ..export.highlight import highlight_html

        text = highlight_html(read, {name: metric.name for name, metric in lexicon.metrics.items()})
    elif form == "table":
        from ..export.grid import WIDTH
        from ..export.terminal import figures_text

        width, colour = (WIDTH, False) if output is not None else screen()
        text = figures_text(read, width=width, colour=colour, totals=totals if show_unlinked else None)
    else:
        text = _formatted(read, form, single=len(sources) + unread == 1)
    if output is not None:
        save(text.encode(), output)
    elif read:
        say(text)
    return 3 if unread else 0


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to be read and the name to call it by: that of a file in an archive has the archive's before it."""

    path: Path
    name: str


def _sources(path: Path, folders: ExitStack) -> list[_Source]:
    """The file itself, or the files in a submission's archive, unpacked until *folders* closes."""
    from ..ingest import is_submission, unpack

    if not is_submission(path):
        return [_Source(path, str(path))]
    folder = Path(folders.enter_context(TemporaryDirectory(prefix="docscore-")))
    return [_Source(file, f"{path}/{file.relative_to(folder).as_posix()}") for file in unpack(path, folder)]


def _unlinked(extraction: Extraction) -> Extraction:
    figures = tuple(figure for figure in extraction.figures if figure.metric is None)
    return replace(extraction, figures=figures)


def _formatted(read: list[tuple[Document, Extraction]], form: Format, *, single: bool) -> str:
    if form == "csv":
        from ..export.csv import figures_csv

        return figures_csv(read)
    from ..export.json import dumps, extraction_object

    objects = [extraction_object(document, extraction) for document, extraction in read]
    if form == "jsonl":
        return "".join(f"{dumps(item, indent=None)}\n" for item in objects)
    return dumps(objects[0] if single and objects else objects) + "\n"
