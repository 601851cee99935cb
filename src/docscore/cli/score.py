"""``docscore score``: the score sheet and findings of one submission."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import UsageError
from .folder import is_folder, read_folder, tell
from .form import read_forms, score_forms
from .output import UNREADABLE, progress, save, say, say_error, screen

if TYPE_CHECKING:
    from ..model import Assessment, Explanations, Lexicon, Rubric, Submission

HELP = """
给一份自评报告或一个单位的材料文件夹打出预评分表，列出疑点。

每一行都写明依据在第几页、第几段或哪个单元格，命中细则的哪一行。
"""
EXAMPLE = """
docscore score 自评报告.pdf --rubric guangdong-2019
docscore score 自评报告.docx --rubric guangdong-2019 -o 评分.xlsx --fail-on error
docscore score 材料/ --rubric guangdong-2019 --manifest 材料清单.yaml --supplement 补充材料清单.docx
docscore score 自评报告.docx --self-scores 自评得分表.xlsx --rubric guangdong-2019
docscore score 绩效自评表.xlsx --rubric form
docscore score 绩效自评表.docx --rubric form-sichuan-2023
docscore score 部门材料/ --rubric form -o 复核表.xlsx
"""

Level = Literal["error", "warning", "info"]

_RANK = {"error": 3, "warning": 2, "info": 1}


def score(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="自评报告（DOCX、PDF、XLSX、OFD 等），或材料文件夹、ZIP")
    ],
    rubric: Annotated[
        str,
        typer.Option(
            "--rubric",
            metavar="ID|FILE",
            help="评分细则：编号（见 docscore rubric list）或文件；绩效自评表写 form",
        ),
    ],
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="屏幕输出格式")
    ] = "table",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="另存为 .xlsx 或 .json；自评表的 .xlsx 是一套复核表"
        ),
    ] = None,
    fail_on: Annotated[
        Level | None,
        typer.Option(
            "--fail-on",
            metavar="error|warning|info",
            help="有此级别（高、中、低）及以上、尚无说明的疑点时，退出码为 1",
        ),
    ] = None,
    self_scores: Annotated[
        Path | None,
        typer.Option(
            "--self-scores",
            metavar="FILE",
            help="另外报来的自评得分表（XLSX、DOCX、PDF 等），报告里没有表时用",
        ),
    ] = None,
    report: Annotated[
        str | None, typer.Option("--report", metavar="FILE", help="文件夹里哪一份是自评报告，不写则按内容找")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(
            "--manifest", metavar="FILE", help="材料清单（YAML）：已有则照办，没有则写出，供人核改后再用"
        ),
    ] = None,
    unmask: Annotated[
        bool, typer.Option("--unmask", help="不隐去证件号、电话和名册里的姓名；输出里会注明")
    ] = False,
    supplement: Annotated[
        Path | None,
        typer.Option(
            "--supplement", metavar="FILE", help="补充材料清单：缺的、存疑的佐证材料，存为 .docx 或 .xlsx"
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", metavar="N", min=1, help="同时读几份材料")] = 1,
    explanations: Annotated[
        Path | None,
        typer.Option(
            "--explanations", metavar="FILE", help="常设说明（YAML）：已有说明的疑点照列，但不再提醒"
        ),
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="按哪一天看说明是否有效，默认今天"),
    ] = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="CODE", help="也报这个默认不报的疑点代码，可以写多次（见 docscore explain）"
        ),
    ] = None,
    profile: Annotated[
        bool, typer.Option("--profile", help="最后列出各阶段用时（只用于单独一份报告）")
    ] = False,
) -> int:
    """Print the score sheet and findings of one submission; returns 1 on findings from *fail_on* up."""
    if output is not None and output.suffix.lower() not in {".xlsx", ".json"}:
        raise UsageError(f"{output}：不能存为这种文件", "请把文件名的结尾写成 .xlsx 或 .json")
    if supplement is not None and supplement.suffix.lower() not in {".docx", ".xlsx"}:
        raise UsageError(f"{supplement}：不能存为这种文件", "请把文件名的结尾写成 .docx 或 .xlsx")
    from ..packs.form_rules import is_form
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import load_rubric
    from ..pipeline.stopwatch import Stage, Stopwatch, unwatched

    if profile and (is_folder(path) or is_form(rubric)):
        raise UsageError("--profile 只用于单独一份报告", "请指定一份报告文件，--rubric 不写 form")
    stopwatch = Stopwatch() if profile else None
    watch = stopwatch or unwatched
    codes = _known(wanted or [])
    lexicon = load_lexicon()
    known = _standing(explanations, on)
    if is_form(rubric):
        if self_scores is not None or supplement is not None:
            raise UsageError("自评表自带自评得分，也不列应交材料", "请去掉 --self-scores 和 --supplement")
        if not is_folder(path) and (report is not None or manifest is not None):
            raise UsageError(f"{path} 是一份文件", "--report 和 --manifest 只用于材料文件夹或 ZIP")
        read_all = partial(read_forms, path, report=report, manifest=manifest, jobs=jobs, masked=not unmask)
        forms, unread = score_forms(
            read_all, rubric, form, output, explanations=known, wanted=codes, masked=not unmask
        )
        return UNREADABLE if unread else _failing(forms, fail_on)
    rules = load_rubric(rubric, lexicon)
    unread = False
    if is_folder(path):
        if self_scores is not None:
            raise UsageError("--self-scores 只用于单独一份报告", "请把自评得分表放进材料文件夹")
        read = partial(read_folder, path, report=report, manifest=manifest, jobs=jobs, masked=not unmask)
        assessment, unread = _of_folder(read, rules, lexicon, known, codes)
    else:
        if report is not None or manifest is not None or supplement is not None:
            raise UsageError(
                f"{path} 是一份文件", "--report、--manifest 和 --supplement 只用于材料文件夹或 ZIP"
            )
        from ..pipeline.journey import assess

        progress(f"正在读 {path}")
        try:
            assessment = assess(
                path,
                rules,
                lexicon,
                self_scores=self_scores,
                explanations=known,
                masked=not unmask,
                wanted=codes,
                watch=watch,
            )
        finally:
            progress("")
    with watch(Stage.EXPORT):
        if supplement is not None:
            save(_supplement(assessment, supplement.suffix.lower()), supplement)
        if output is not None:
            save(_file(assessment, output.suffix.lower()), output)
        say(_json(assessment) if form == "json" else _text(assessment))
    if stopwatch is not None:
        say_error(stopwatch.table().rstrip())
    return UNREADABLE if unread else _failing([assessment], fail_on)


def _of_folder(
    read: Callable[..., Submission],
    rubric: Rubric,
    lexicon: Lexicon,
    explanations: Explanations | None,
    wanted: frozenset[str],
) -> tuple[Assessment, bool]:
    """A unit's papers scored, and whether any of them could not be read."""
    from ..pipeline.submissions import assess_submission, read_submission

    submission = read(partial(read_submission, rubric=rubric, lexicon=lexicon))
    unread = tell(submission)
    return assess_submission(submission, rubric, lexicon, explanations=explanations, wanted=wanted), unread


def _standing(file: Path | None, on: datetime | None) -> Explanations | None:
    """The standing explanations, as they hold on a day, today without one."""
    if file is None:
        if on is not None:
            raise UsageError("--on 只和 --explanations 一起用", "请用 --explanations 写明常设说明的文件")
        return None
    from ..packs.explanations import read_explanations

    return read_explanations(file, on.date() if on else date.today())


def _failing(assessments: Iterable[Assessment], fail_on: Level | None) -> int:
    """1 where there are findings from *fail_on* up that nobody has explained, else 0."""
    alarms = (finding for assessment in assessments for finding in assessment.review.alarms)
    worst = max((_RANK[finding.severity.value] for finding in alarms), default=0)
    return 1 if fail_on is not None and worst >= _RANK[fail_on] else 0


def _known(wanted: list[str]) -> frozenset[str]:
    """Codes as they are written in ``docs/findings.md``.

    Raises:
        UsageError: there is no such code.
    """
    from ..check import CODES, OFF_BY_DEFAULT

    codes = frozenset(code.upper() for code in wanted)
    if unknown := sorted(codes - set(CODES)):
        off = "、".join(sorted(OFF_BY_DEFAULT)) or "没有"
        raise UsageError(f"没有代码为“{unknown[0]}”的疑点", f"默认不报的代码：{off}")
    return codes


def _file(assessment: Assessment, suffix: str) -> bytes:
    if suffix == ".json":
        return _json(assessment).encode()
    from ..export.workbook import workbook

    return workbook(assessment)


def _supplement(assessment: Assessment, suffix: str) -> bytes:
    if suffix == ".docx":
        from ..export.supplement_word import supplement_word

        return supplement_word(assessment)
    from ..export.supplement_sheet import supplement_sheet

    return supplement_sheet(assessment)


def _text(assessment: Assessment) -> str:
    from ..export.papers import papers_text
    from ..export.terminal import assessment_text

    width, colour = screen()
    return papers_text(assessment, width=width) + assessment_text(assessment, width=width, colour=colour)


def _json(assessment: Assessment) -> str:
    from ..export.json import assessment_object, dumps

    return dumps(assessment_object(assessment)) + "\n"
