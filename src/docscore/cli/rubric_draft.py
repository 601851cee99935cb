"""``docscore rubric draft``: a rule document, or one clause of it, as a rubric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..errors import InputError, UsageError
from .output import progress, save, say, say_error

if TYPE_CHECKING:
    from ..model import Document
    from ..rubric import RubricDraft

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
    from ..packs.lexicon import load_lexicon
    from ..pipeline.journey import draft

    progress(f"正在读 {path}")
    try:
        named = identifier or (output or path).stem
        document, drafts = draft(path, named, load_lexicon())
    finally:
        progress("")
    if not drafts:
        raise InputError(path, *_why_nothing(document))
    if table is not None and not 1 <= table <= len(drafts):
        raise UsageError(f"--table {table}：文件里只有 {len(drafts)} 份评分表", f"请写 1 到 {len(drafts)}")
    chosen = drafts if table is None else (_renamed(drafts[table - 1], named),)
    if output is not None:
        _save(chosen, output)
    elif form == "json":
        say(_json(chosen))
        return
    elif len(chosen) > 1:
        raise UsageError(f"文件里有 {len(chosen)} 份评分表", "请用 --table N 选一份，或用 -o 存为几个文件")
    else:
        from ..packs.rubric_write import rubric_yaml

        say(rubric_yaml(chosen[0].rubric))
    for warning in document.warnings:
        say_error(f"注意：{warning}")
    _report(chosen, to_stdout=output is not None and form == "table")
    if output is not None and form == "json":
        say(_json(chosen))


def _why_nothing(document: Document) -> tuple[str, str]:
    """Why a document gave no rubric, and what to do."""
    if not any(block.text.strip() for block in document.blocks):
        return "没有读到文字（多半是扫描件或图片）", "请先作文字识别，或换一份有文字的文件"
    return "没有找到带分值的条款", "请确认它是评分办法，条款里要写明分值"


def _renamed(draft: RubricDraft, identifier: str) -> RubricDraft:
    return replace(draft, rubric=replace(draft.rubric, id=identifier))


def _save(drafts: Sequence[RubricDraft], output: Path) -> None:
    from ..packs.rubric_write import rubric_yaml

    for draft, path in zip(drafts, _paths(drafts, output), strict=True):
        save(rubric_yaml(draft.rubric).encode(), path)
        say_error(f"已存为 {path}")


def _paths(drafts: Sequence[RubricDraft], output: Path) -> list[Path]:
    """Where each goes: new.yaml, new-2.yaml and so on."""
    numbers = range(2, len(drafts) + 1)
    return [output, *(output.with_stem(f"{output.stem}-{number}") for number in numbers)]


def _json(drafts: Sequence[RubricDraft]) -> str:
    from ..export.draft import draft_object
    from ..export.json import dumps

    objects = [draft_object(draft.rubric, draft.unread) for draft in drafts]
    return dumps(objects[0] if len(objects) == 1 else objects) + "\n"


def _report(drafts: Sequence[RubricDraft], *, to_stdout: bool) -> None:
    """What was drafted and what was not read; on stderr where stdout holds the rubric itself."""
    from ..export.draft import draft_text

    for draft in drafts:
        text = draft_text(draft.rubric, draft.unread)
        if to_stdout:
            say(text)
        else:
            say_error(text.rstrip("\n"))
