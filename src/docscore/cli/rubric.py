"""``docscore rubric …``: the rubrics at hand, and what can be done with one."""

from __future__ import annotations

from typing import Annotated

import typer

from . import rubric_check, rubric_draft, rubric_test, rubric_try
from .chinese import Command, Group
from .output import say

app = typer.Typer(
    cls=Group,
    help="查看、起草、检查、试算评分细则。",
    epilog="docscore rubric list\ndocscore rubric show guangdong-2019",
    rich_markup_mode=None,
)
for _name, _command in (
    ("draft", rubric_draft),
    ("check", rubric_check),
    ("try", rubric_try),
    ("test", rubric_test),
):
    app.command(_name, cls=Command, help=_command.HELP, epilog=_command.EXAMPLE)(_command.run)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("list", cls=Command, help="列出现有的评分细则。", epilog="docscore rubric list")
def list_all() -> None:
    """Print the rubrics at hand."""
    from ..export.rubric import rubrics_text
    from ..packs.form_rules import ANY, load_form_rules
    from ..packs.rubric import list_rubrics

    forms = load_form_rules(ANY)
    listed = [(entry.id, entry.title) for entry in list_rubrics()]
    listed.append((ANY, "绩效自评表，不指明算法：区间包括下列各种算法"))
    say(rubrics_text((*listed, *((variant.id, variant.title) for variant in forms))))


@app.command(
    "show",
    cls=Command,
    help="显示一份评分细则的条款、分值和评分规则。",
    epilog="docscore rubric show guangdong-2019",
)
def show(
    rubric: Annotated[str, typer.Argument(metavar="ID|FILE", help="评分细则：编号或文件")],
) -> None:
    """Print one rubric with its clauses, points and rule rows."""
    from ..export.form_rules import variants_text
    from ..export.rubric import rubric_text
    from ..packs.form_rules import is_form, load_form_rules
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import load_rubric

    if is_form(rubric):
        say(variants_text(load_form_rules(rubric)))
    else:
        say(rubric_text(load_rubric(rubric, load_lexicon())))
