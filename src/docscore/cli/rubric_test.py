"""``docscore rubric test``: the worked cases of rubrics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .output import say

if TYPE_CHECKING:
    from ..model import Lexicon

HELP = """
用算例检验评分细则：给一句报告原文或几个数值，看评分项给的分对不对。

随程序带的细则有自己的算例；自己的细则用 --cases 指明算例文件。有不符的，退出码为 1。
"""
EXAMPLE = """
docscore rubric test
docscore rubric test 新细则.yaml --cases 新细则算例.yaml
"""

_SHOWN = 40


def run(
    rubrics: Annotated[
        list[str] | None, typer.Argument(metavar="ID|FILE…", help="评分细则：编号或文件；不写就是全部")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="算例文件（YAML），用于一份细则")
    ] = None,
) -> int:
    """Run worked cases; returns 1 if one fails."""
    from ..packs.lexicon import load_lexicon

    pairs = _pairs(rubrics or [], cases)
    lexicon = load_lexicon()
    failed = sum(_test(rubric, file, lexicon) for rubric, file in pairs)
    return 1 if failed else 0


def _pairs(rubrics: list[str], cases: Path | None) -> list[tuple[str, Path]]:
    """Each rubric with the file of its cases."""
    from ..packs.cases import case_files, read_cases

    if cases is not None:
        if len(rubrics) > 1:
            raise UsageError("--cases 只能用于一份评分细则", "请一次只给一份")
        return [(rubrics[0] if rubrics else read_cases(cases)[0], cases)]
    shipped = case_files()
    if not rubrics:
        return list(shipped.items())
    found = []
    for rubric in rubrics:
        beside = Path(rubric).with_suffix(".cases.yaml")
        if rubric in shipped:
            found.append((rubric, shipped[rubric]))
        elif rubric.endswith((".yaml", ".yml")) and beside.is_file():
            found.append((rubric, beside))
        elif Path(rubric).stem in shipped and Path(rubric).is_file():
            found.append((rubric, shipped[Path(rubric).stem]))
        else:
            known = "、".join(shipped) or "（无）"
            raise UsageError(f"没有“{rubric}”的算例", f"带算例的有：{known}；自己的请用 --cases 指明")
    return found


def _test(rubric: str, file: Path, lexicon: Lexicon) -> int:
    """Run one file of cases and print how it went; returns how many failed."""
    from ..cases import run_cases
    from ..packs.cases import read_cases
    from ..packs.rubric import load_rubric

    _, cases = read_cases(file)
    results = list(run_cases(cases, load_rubric(rubric, lexicon), lexicon))
    failed = [result for result in results if not result.passed]
    lines = [f"{rubric}　算例 {len(results)} 个，通过 {len(results) - len(failed)} 个，不符 {len(failed)} 个"]
    for result in failed:
        given = result.case.given or "、".join(result.case.typed)
        shown = given if len(given) <= _SHOWN else f"{given[: _SHOWN - 1]}…"
        lines.append(f"  {file.name}:{result.line}　{result.case.criterion}　“{shown}”　{result.wrong}")
    say("\n".join(lines) + "\n")
    return len(failed)
