"""``docscore rubric check``: what is wrong with a rubric before anyone is scored by it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .output import say

if TYPE_CHECKING:
    from ..rubric.lint import RubricCheck

HELP = """
检查一份评分细则：分值加不加得起来，档次有没有空档和重叠，有没有漏写上限、下限或数据来源。
"""
EXAMPLE = """
docscore rubric check guangdong-2019
docscore rubric check 新细则.yaml --format json
"""

_RANK = {"error": 2, "warning": 1}


def run(
    rubric: Annotated[str, typer.Argument(metavar="ID|FILE", help="评分细则：编号或文件")],
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="输出格式")
    ] = "table",
    fail_on: Annotated[
        Literal["error", "warning"] | None,
        typer.Option(
            "--fail-on", metavar="error|warning", help="有此级别（高、中）及以上的问题时，退出码为 1"
        ),
    ] = None,
) -> int:
    """Print the problems of one rubric; returns 1 on problems from *fail_on* up."""
    from ..packs.form_rules import is_form

    found = _checked(rubric)
    if form == "json":
        from ..export.check import check_object
        from ..export.json import dumps

        say(dumps(check_object(found)) + "\n")
    else:
        from ..export.check import check_text

        say(check_text(found))
        if is_form(rubric):
            say(
                "自评表的算法只核对写法；指标和分值在各自的自评表里，请用 "
                f"docscore score 自评表 --rubric {rubric} 逐张核对。\n"
            )
    worst = max((_RANK[problem.code.severity] for problem in found.problems), default=0)
    return 1 if fail_on is not None and worst >= _RANK[fail_on] else 0


def _checked(rubric: str) -> RubricCheck:
    from ..packs.cases import case_files, read_cases
    from ..packs.form_rules import is_form, load_form_rules
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import load_rubric, rubric_source
    from ..rubric.lint import RubricCheck, check_rubric

    if is_form(rubric):
        load_form_rules(rubric)  # has no points to add up; a faulty file is told whole
        return RubricCheck(rubric, {}, {}, (), ())
    rules = load_rubric(rubric, load_lexicon())
    shipped = case_files().get(rubric)
    cases = Counter(case.criterion for _, case in read_cases(shipped)[1]) if shipped else None
    return check_rubric(rubric_source(rubric), rules, cases)
