"""A difference as text for a terminal: what moves the score first, what agrees as a count."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import RenderableType
from rich.text import Text

from ..model import Difference, SubmissionDifference
from .difference import (
    DOUBT,
    by_how_much,
    criteria,
    doubt_row,
    doubts,
    groups,
    moved,
    named,
    place,
    printed,
    read_of,
    remark,
    share,
    shift_rows,
    tally,
    totals,
)
from .grid import WIDTH, Grid, render
from .words import PROVISIONAL

_PLACES_SHOWN = 3


def difference_text(
    whole: SubmissionDifference, names: Mapping[str, str], *, width: int = WIDTH, colour: bool = False
) -> str:
    """Every pair of papers with what differs; nothing that agrees is listed.

    Args:
        whole: what was compared.
        names: metric id → its name.
        width: columns to fill.
        colour: whether to write colour codes.
    """
    parts: list[RenderableType] = [Text(f"A {whole.left}\nB {whole.right}", style="bold")]
    for difference in whole.papers:
        parts += _paper(difference, names, width, alone=len(whole.papers) == 1)
    for title, papers in (("只在 A 的材料", whole.gone), ("只在 B 的材料", whole.added)):
        if papers:
            parts.append(Text(f"{title} {len(papers)} 份：{'、'.join(papers)}"))
    parts.append(Text(f"{PROVISIONAL}。"))
    return render(parts, width, colour)


def _paper(
    difference: Difference, names: Mapping[str, str], width: int, *, alone: bool
) -> list[RenderableType]:
    head = Text()
    if not alone:
        head.append(f"{difference.left.document.path} → {difference.right.document.path}\n", style="bold")
    head.append("".join(f"{line}\n" for line in read_of(difference)))
    if told := remark(difference):
        head.append(f"{told}\n", style="yellow")
    head.append(tally(difference))
    if difference.score:
        head.append(f"\n{totals(difference)}", style="bold")
    parts: list[RenderableType] = [head]
    for group in groups(difference):
        parts.append(Text(f"{group.title} {len(group.pairs)} 处", style="bold"))
        heads = [
            ("指标", 20),
            ("A 所写", 14),
            ("A 位置", 12),
            ("B 所写", 14),
            ("B 位置", 12),
            ("差值", 14),
            ("差幅", -8),
        ]
        if difference.score:
            heads.append(("评分项与分值变化", 22))
        grid = Grid(width, *heads, right=(6,))
        for pair in group.pairs:
            cells = [
                named(pair, names),
                printed(pair.left),
                place(pair.left),
                printed(pair.right),
                place(pair.right),
                by_how_much(pair),
                share(pair),
            ]
            if difference.score and pair.criteria:
                cells.append(f"{criteria(difference, pair.criteria)}：{moved(difference, pair)}")
            grid.row(*cells)
        parts.append(grid.table)
    parts += _score(difference, width)
    return parts


def _score(difference: Difference, width: int) -> list[RenderableType]:
    """The criteria that move, and the findings new, altered and closed."""
    parts: list[RenderableType] = []
    if shifts := shift_rows(difference):
        parts.append(Text(f"分值变化 {len(shifts)} 项", style="bold"))
        grid = Grid(
            width, ("评分项", 30), ("满分", -5), ("变化", 24), ("A 的理由", 30), ("B 的理由", 30), right=(1,)
        )
        for row in shifts:
            grid.row(*row)
        parts.append(grid.table)
    for change, found in doubts(difference).items():
        parts.append(Text(f"{change}的疑点 {len(found)} 条", style="bold"))
        grid = Grid(width, *zip(DOUBT, (-4, -4, 60, -6, 24), strict=True), right=(3,))
        for finding, told in found:
            grid.row(*doubt_row(finding, told, _PLACES_SHOWN))
        parts.append(grid.table)
    return parts
