"""``docscore score``: the score sheet and findings of one submission."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import UsageError
from .output import progress, save, say, screen

if TYPE_CHECKING:
    from ..model import Assessment

HELP = """
给一份自评报告打出预评分表，列出疑点。

每一行都写明依据在第几页、第几段或哪个单元格，命中细则的哪一行。
"""
EXAMPLE = """
docscore score 自评报告.pdf --rubric guangdong-2019
docscore score 自评报告.docx --rubric guangdong-2019 -o 评分.xlsx --fail-on error
"""

Level = Literal["error", "warning", "info"]

_RANK = {"error": 3, "warning": 2, "info": 1}


def score(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="自评报告（DOCX、PDF、XLSX、OFD 等）")],
    rubric: Annotated[
        str,
        typer.Option("--rubric", metavar="ID|FILE", help="评分细则：编号（见 docscore rubric list）或文件"),
    ],
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="屏幕输出格式")
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="另存为 .xlsx 或 .json")
    ] = None,
    fail_on: Annotated[
        Level | None,
        typer.Option(
            "--fail-on", metavar="error|warning|info", help="有此级别（高、中、低）及以上的疑点时，退出码为 1"
        ),
    ] = None,
) -> int:
    """Print the score sheet and findings of one submission; returns 1 on findings from *fail_on* up."""
    if output is not None and output.suffix.lower() not in {".xlsx", ".json"}:
        raise UsageError(f"{output}：不能存为这种文件", "请把文件名的结尾写成 .xlsx 或 .json")
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import load_rubric
    from ..pipeline import assess

    lexicon = load_lexicon()
    rules = load_rubric(rubric, lexicon)
    progress(f"正在读 {path}")
    try:
        assessment = assess(path, rules, lexicon)
    finally:
        progress("")
    if output is not None:
        save(_file(assessment, output.suffix.lower()), output)
    if form == "json":
        say(_json(assessment))
    else:
        from ..export.terminal import assessment_text

        width, colour = screen()
        say(assessment_text(assessment, width=width, colour=colour))
    worst = max((_RANK[finding.severity.value] for finding in assessment.review.findings), default=0)
    return 1 if fail_on is not None and worst >= _RANK[fail_on] else 0


def _file(assessment: Assessment, suffix: str) -> bytes:
    if suffix == ".json":
        return _json(assessment).encode()
    from ..export.workbook import workbook

    return workbook(assessment)


def _json(assessment: Assessment) -> str:
    from ..export.json import assessment_object, dumps

    return dumps(assessment_object(assessment)) + "\n"
