"""``docscore rubric try``: one rule with given values."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ..errors import UsageError
from .output import say

HELP = """
给一条规则填上数值，看它给几分、为什么。

规则可以是评分细则里的一个评分项，也可以用 --clause 直接给出条款原文。
"""
EXAMPLE = """
docscore rubric try guangdong-2019 S2.1.11 --given 行政村站点覆盖率=70%
docscore rubric try --clause 覆盖率70%及以上得5分，50%-70%得2分，50%以下不得分 --given 69.9%
"""


def run(
    rubric: Annotated[str | None, typer.Argument(metavar="RUBRIC", help="评分细则：编号或文件")] = None,
    criterion: Annotated[str | None, typer.Argument(metavar="CRITERION", help="评分项：编号或名称")] = None,
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="TEXT", help="条款原文，代替 RUBRIC 和 CRITERION")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--given", metavar="NAME=VALUE", help="一个值，可重复；不写名称的按顺序，条件填 是 或 否"
        ),
    ] = None,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", metavar="table|json", help="输出格式")
    ] = "table",
) -> None:
    """Print what one rule gives for the values given."""
    if clause is not None and rubric is not None:
        raise UsageError("--clause 和 RUBRIC CRITERION 只能给一样", "请去掉其中一样")
    if clause is not None:
        say(_of_clause(clause, given or [], form))
    elif rubric is None or criterion is None:
        raise UsageError("没有说明试哪一条规则", "请写 RUBRIC CRITERION，或用 --clause 给出条款原文")
    else:
        say(_of_criterion(rubric, criterion, given or [], form))


def _of_criterion(rubric: str, criterion: str, given: list[str], form: str) -> str:
    from ..export.draft import trial_object, trial_text
    from ..export.json import dumps
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import load_rubric
    from ..trial import criterion_called, try_criterion

    rules = load_rubric(rubric, load_lexicon())
    trial = try_criterion(rules, criterion_called(criterion, rules), given)
    if form == "json":
        return dumps(trial_object(trial.outcome, trial.grades, rules.metrics)) + "\n"
    return trial_text(trial.outcome, trial.grades)


def _of_clause(clause: str, given: list[str], form: str) -> str:
    from ..export.draft import trial_object, trial_text, unread_object
    from ..export.json import dumps
    from ..packs.lexicon import load_lexicon
    from ..rubric import read_clause
    from ..trial import try_rule

    if not clause.strip():
        raise UsageError("--clause 后面的条款是空的", "请写出条款原文")
    read = read_clause(clause, load_lexicon())
    if read.rule is None:
        reason = f"条款没有读成规则：{'；'.join(read.unread)}"
        return dumps(unread_object(reason, read.max)) + "\n" if form == "json" else f"读不懂　{reason}\n"
    trial = try_rule(read.rule, read.inputs, read.metrics, read.facts, given)
    if form == "json":
        return dumps(trial_object(trial.outcome, trial.grades, read.metrics)) + "\n"
    return trial_text(trial.outcome, trial.grades)
