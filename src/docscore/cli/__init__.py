"""The command line: one command a file, each importing what it needs only when it runs.

Exit codes: 0 done; 1 findings at or above ``--fail-on``; 2 wrong usage or a faulty YAML file; 3 an input that
cannot be read. Every error is one Chinese line on stderr (a faulty YAML file: one a problem), no traceback.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from ..errors import DocscoreError, InputError
from . import (
    diff,
    doctor,
    evaluate,
    explain,
    export,
    extract,
    import_,
    review,
    rubric,
    sample,
    score,
    screen,
    user,
    verify,
)
from .chinese import Command, Group, wrong_usage
from .output import UNREADABLE, USAGE, say_error

_ABOUT = "读自评报告，抽取数据，按评分细则给出预评分，列出值得人工复核的疑点。只作预审，不代替评分。"

app = typer.Typer(
    cls=Group,
    help=_ABOUT,
    epilog="docscore score 自评报告.pdf --rubric guangdong-2019",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("extract", cls=Command, help=extract.HELP, epilog=extract.EXAMPLE)(extract.extract)
app.command("score", cls=Command, help=score.HELP, epilog=score.EXAMPLE)(score.score)
app.command("screen", cls=Command, help=screen.HELP, epilog=screen.EXAMPLE)(screen.screen)
app.command("diff", cls=Command, help=diff.HELP, epilog=diff.EXAMPLE)(diff.diff)
app.command("sample", cls=Command, help=sample.HELP, epilog=sample.EXAMPLE)(sample.sample)
app.add_typer(rubric.app, name="rubric")
app.command("review", cls=Command, help=review.HELP, epilog=review.EXAMPLE)(review.review)
app.command("export", cls=Command, help=export.HELP, epilog=export.EXAMPLE)(export.export)
app.command("import", cls=Command, help=import_.HELP, epilog=import_.EXAMPLE)(import_.import_)
app.add_typer(user.app, name="user")
app.command("verify", cls=Command, help=verify.HELP, epilog=verify.EXAMPLE)(verify.verify)
app.command("evaluate", cls=Command, help=evaluate.HELP, epilog=evaluate.EXAMPLE)(evaluate.evaluate)
app.command("explain", cls=Command, help=explain.HELP, epilog=explain.EXAMPLE)(explain.explain)
app.command("doctor", cls=Command, help=doctor.HELP, epilog=doctor.EXAMPLE)(doctor.doctor)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="显示版本号"),
) -> None:
    if version:
        from .. import __version__

        typer.echo(f"docscore {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line.

    Args:
        arguments: the words after the program's name.

    Returns:
        The exit code.
    """
    try:
        return int(app(list(arguments), prog_name="docscore", standalone_mode=False) or 0)
    except TyperException as error:
        say_error(wrong_usage(error))
        return USAGE
    except DocscoreError as error:
        say_error(str(error))
        return UNREADABLE if isinstance(error, InputError) else USAGE


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be set to GBK, which lacks ⊖ and ◌; losing a sign is better than a crash.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    code = run(sys.argv[1:])
    # The interpreter's last searches for cycles, a tenth of a second over all that was loaded, would free what ends anyway.
    gc.freeze()
    sys.exit(code)
