"""``docscore diff``: two documents, versions or submissions, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import InputError, UsageError
from .folder import is_folder, read_folder, tell
from .output import UNREADABLE, progress, save, say, screen

if TYPE_CHECKING:
    from ..model import Lexicon, Rubric, SubmissionDifference

HELP = """
比较两份文档、两个版本或两套申报材料的数据：哪些一致，哪些改了、改了多少，哪些只有一边有。

文字挪了位置不算改动；给出细则时，还列出哪些评分项的分值随之变化、哪些疑点消除或新增。
"""
EXAMPLE = """
docscore diff 自评报告v1.docx 自评报告v2.docx
docscore diff 自评报告v1.docx 自评报告v2.docx --rubric guangdong-2019 -o 数据差异.xlsx
docscore diff 一月材料/ 二月材料/ --rubric guangdong-2019 -o 数据差异.html
"""

_SUFFIXES = {".xlsx", ".json", ".html"}


def diff(
    left: Annotated[Path, typer.Argument(metavar="A", help="原来的文档、材料文件夹或 ZIP")],
    right: Annotated[Path, typer.Argument(metavar="B", help="现在的文档、材料文件夹或 ZIP")],
    rubric: Annotated[
        str | None,
        typer.Option("--rubric", metavar="ID|FILE", help="评分细则：编号或文件；比较文件夹或 ZIP 时必须给出"),
    ] = None,
    form: Annotated[
        Literal["table", "json", "html"],
        typer.Option("--format", metavar="table|json|html", help="屏幕输出格式"),
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="另存为 .xlsx、.json 或 .html")
    ] = None,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="有任何数据或材料不一致时，退出码为 1")
    ] = False,
) -> int:
    """Print what differs between the figures of *left* and *right*; returns 3 if a paper of a folder is unread."""
    if output is not None and output.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{output}：不能存为这种文件", "请把文件名的结尾写成 .xlsx、.json 或 .html")
    folders = _folders(left, right)
    if folders and rubric is None:
        raise UsageError("比较材料文件夹要用 --rubric 给出评分细则", "细则用来认出哪一份是自评报告")
    from ..packs.form_rules import is_form
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import load_rubric
    from ..pipeline.differences import diff_documents, diff_submissions
    from ..pipeline.submissions import read_submission

    if rubric is not None and is_form(rubric):
        raise UsageError(
            "diff 不按自评表的算法打分", "请逐份文件比较数据，不写 --rubric；得分请分别用 docscore score"
        )
    lexicon = load_lexicon()
    rules = load_rubric(rubric, lexicon) if rubric is not None else None
    unread = False
    if folders and rules is not None:
        reading = partial(read_submission, rubric=rules, lexicon=lexicon)
        before, after = (
            read_folder(path, reading, report=None, manifest=None, jobs=1) for path in (left, right)
        )
        unread = any([tell(before), tell(after)])
        whole = diff_submissions(before, after, rules, lexicon)
    else:
        progress(f"正在比较 {left} 和 {right}")
        try:
            whole = diff_documents(left, right, lexicon, rules)
        finally:
            progress("")
    names = _names(lexicon, rules)
    if output is not None:
        save(_file(whole, names, output.suffix.lower()), output)
    say(_shown(whole, names, form))
    if unread:
        return UNREADABLE
    return 1 if fail_on_change and whole.differs else 0


def _folders(left: Path, right: Path) -> bool:
    """Whether two submissions are compared; both must be of one kind.

    Raises:
        InputError: one of them does not exist.
        UsageError: one is a submission, the other a document.
    """
    for path in (left, right):
        if not path.exists():
            raise InputError(path, "没有这个文件或文件夹", "请检查路径")
    kinds = is_folder(left), is_folder(right)
    if kinds[0] is not kinds[1]:
        folder, document = (left, right) if kinds[0] else (right, left)
        raise UsageError(
            f"{folder} 是材料文件夹或 ZIP，{document} 是一份文档，不能这样比较",
            "请给出两份文档，或两个材料文件夹",
        )
    return kinds[0]


def _names(lexicon: Lexicon, rubric: Rubric | None) -> Mapping[str, str]:
    metrics = {**lexicon.metrics, **(rubric.metrics if rubric else {})}
    return {identifier: metric.name for identifier, metric in metrics.items()}


def _shown(whole: SubmissionDifference, names: Mapping[str, str], form: str) -> str:
    if form == "table":
        from ..export.difference_terminal import difference_text

        width, colour = screen()
        return difference_text(whole, names, width=width, colour=colour)
    return _file(whole, names, f".{form}").decode()


def _file(whole: SubmissionDifference, names: Mapping[str, str], suffix: str) -> bytes:
    if suffix == ".xlsx":
        from ..export.difference_workbook import difference_workbook

        return difference_workbook(whole, names)
    if suffix == ".html":
        from ..export.difference_html import difference_html

        return difference_html(whole, names).encode()
    from ..export.difference_json import difference_object
    from ..export.json import dumps

    return (dumps(difference_object(whole)) + "\n").encode()
