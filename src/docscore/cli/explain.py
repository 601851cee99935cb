"""``docscore explain``: what a finding's code means."""

from __future__ import annotations

from typing import Annotated

import typer

from .output import say

HELP = "说明一个疑点代码：查什么，什么情况下报，怎样消除。"
EXAMPLE = "docscore explain T01"


def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="疑点代码，例如 T01")]) -> None:
    """Print what a finding code checks, when it is raised and what settles it."""
    from ..check import explain as meaning
    from ..cohort import explain_cohort_code
    from ..rubric.lint_codes import explain_rubric_code

    told = explain_rubric_code(code) or explain_cohort_code(code) or meaning(code)
    say(f"{told.strip()}\n")
