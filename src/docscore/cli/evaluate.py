"""``docscore evaluate``: how well extraction agrees with labelled figures."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import UsageError
from .output import progress, say

if TYPE_CHECKING:
    from ..model.gold import GoldPaper

HELP = """
用人工标注检验数据抽取：精确率、召回率、用途、对象、时期，逐条列出不一致之处。

标注文件写明文档（document），在标注旁、../seeds 或 --documents 里找；或自带段落（passages）。
"""
EXAMPLE = """
docscore evaluate corpus/figures
docscore evaluate 标注.yaml --documents 报告文件夹 --format json
"""


def evaluate(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="标注文件，或含标注文件的文件夹")],
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="输出格式")
    ] = "table",
    documents: Annotated[
        Path | None, typer.Option("--documents", metavar="DIR", help="标注所指文档所在的文件夹")
    ] = None,
    packs: Annotated[
        Path | None, typer.Option("--packs", metavar="DIR", help="在自带词库之外再加一套（文件夹）")
    ] = None,
) -> int:
    """Print how extraction agrees with the labels of *corpus*."""
    if not corpus.exists():
        raise UsageError(f"{corpus}：没有这个文件或文件夹", "请检查路径")
    from ..evaluate import compare
    from ..ingest import read
    from ..model.gold import Evaluation
    from ..packs.figure_gold import find_gold
    from ..packs.lexicon import load_lexicon
    from ..pipeline import read_figures

    lexicon = load_lexicon(also=packs)
    evaluation = Evaluation()
    found = find_gold(corpus)
    with tempfile.TemporaryDirectory(prefix="docscore-") as folder:
        for done, (labels, paper) in enumerate(found, start=1):
            progress(f"正在比对 {paper.name}（{done}/{len(found)}）")
            if paper.document:
                document, extraction = read_figures(_document(labels, paper, documents), lexicon)
            else:
                passage = Path(folder) / f"{done}.txt"
                passage.write_text(paper.text, encoding="utf-8")
                document, extraction = read_figures(passage, lexicon, read)
            compare(paper, document, extraction, evaluation)
    progress("")
    if form == "json":
        from ..export.evaluation import evaluation_object
        from ..export.json import dumps

        say(dumps(evaluation_object(evaluation)) + "\n")
    else:
        from ..export.evaluation import evaluation_text

        say(evaluation_text(evaluation))
    return 0


def _document(labels: Path, paper: GoldPaper, documents: Path | None) -> Path:
    folders = [documents] if documents else [labels.parent, labels.parent.parent / "seeds"]
    for folder in folders:
        path = folder / paper.document
        if path.is_file():
            return path
    raise UsageError(f"{labels}：找不到文档“{paper.document}”", "请用 --documents 指明它所在的文件夹")
