"""``docscore evaluate``: how well figures are extracted and whole papers assessed, against hand-made truth."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import UsageError
from .output import progress, say

if TYPE_CHECKING:
    from ..model import Lexicon, Rubric
    from ..model.gold import Evaluation, GoldPaper
    from ..model.truth import ReportEvaluation, ReportTruth

HELP = """
用人工标注检验程序：数据抽取得准不准，整篇报告的疑点、分数和自评对不对，逐条列出不一致之处。

标注文件写明文档（数据标注用 document，整篇用 report），在标注旁、../seeds 或 --documents 里找；或自带段落（passages）。
整篇标注写应报的疑点（raise）、不该报的（quiet）、各评分项的分数区间（points）和自评（self_scores）。
"""
EXAMPLE = """
docscore evaluate corpus/figures
docscore evaluate corpus/yunling
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
    """Print how the program agrees with the truth in *corpus*."""
    if not corpus.exists():
        raise UsageError(f"{corpus}：没有这个文件或文件夹", "请检查路径")
    from ..check import CODES
    from ..packs.figure_gold import find_gold
    from ..packs.lexicon import load_lexicon
    from ..packs.report_truth import read_truths

    lexicon = load_lexicon(also=packs)
    labelled, truths = find_gold(corpus), read_truths(corpus, lexicon, CODES)
    if not labelled and not truths:
        raise UsageError(
            f"“{corpus}”里没有数据标注",
            "标注文件应有 passages，或有 document 和 figures；整篇标注应有 report 和 rubric",
        )
    figures = _figures(labelled, lexicon, documents) if labelled else None
    reports = _reports(truths, lexicon, documents) if truths else None
    progress("")
    _print(figures, reports, form)
    return 0


def _figures(labelled: list[tuple[Path, GoldPaper]], lexicon: Lexicon, documents: Path | None) -> Evaluation:
    """Extracted figures against labelled ones; labels were made on papers as they are, so nothing is masked before."""
    from ..evaluate import compare
    from ..ingest import read
    from ..model.gold import Evaluation
    from ..pipeline.journey import read_figures

    evaluation = Evaluation()
    with tempfile.TemporaryDirectory(prefix="docscore-") as folder:
        for done, (labels, paper) in enumerate(labelled, start=1):
            progress(f"正在比对 {paper.name}（{done}/{len(labelled)}）")
            if paper.document:
                path = _document(labels, paper.document, documents)
                document, extraction = read_figures(path, lexicon, masked=False)
            else:
                passage = Path(folder) / f"{done}.txt"
                passage.write_text(paper.text, encoding="utf-8")
                document, extraction = read_figures(passage, lexicon, read, masked=False)
            compare(paper, document, extraction, evaluation)
    return evaluation


def _reports(
    truths: list[tuple[Path, ReportTruth, Rubric]], lexicon: Lexicon, documents: Path | None
) -> ReportEvaluation:
    """Assessments of whole papers against the truth about them."""
    from ..check import CODES
    from ..evaluate import compare_report
    from ..model.truth import ReportEvaluation
    from ..pipeline.journey import assess

    evaluation = ReportEvaluation()
    for done, (labels, truth, rubric) in enumerate(truths, start=1):
        progress(f"正在评 {truth.name}（{done}/{len(truths)}）")
        path = _document(labels, truth.name, documents)
        # What is off by default is measured too: that is how a code earns its place.
        compare_report(truth, assess(path, rubric, lexicon, wanted=CODES), evaluation)
    return evaluation


def _print(figures: Evaluation | None, reports: ReportEvaluation | None, form: str) -> None:
    from ..export.evaluation import evaluation_object, evaluation_text
    from ..export.json import dumps
    from ..export.report_evaluation import report_evaluation_object, report_evaluation_text

    if form == "json":
        told = evaluation_object(figures) if figures else {}
        if reports:
            told["reports"] = report_evaluation_object(reports)
        say(dumps(told) + "\n")
        return
    texts = [evaluation_text(figures)] if figures else []
    texts += [report_evaluation_text(reports)] if reports else []
    say("\n".join(texts))


def _document(labels: Path, name: str, documents: Path | None) -> Path:
    folders = [documents] if documents else [labels.parent, labels.parent.parent / "seeds"]
    for folder in folders:
        path = folder / name
        if path.is_file():
            return path
    raise UsageError(f"{labels}：找不到文档“{name}”", "请用 --documents 指明它所在的文件夹")
