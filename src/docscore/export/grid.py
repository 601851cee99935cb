"""Tables for a terminal whose columns hold Chinese, and text of one width whether there is a terminal or not."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from .folding import fold

WIDTH = 100
"""Columns when the output is no terminal: files and pipes look alike on every machine."""


class Grid:
    """A table whose cells are folded for Chinese.

    Args:
        width: columns to fill.
        heads: title and width of each column; a negative width is fixed, others share what is left.
        right: positions of columns set to the right.
    """

    def __init__(self, width: int, *heads: tuple[str, int], right: tuple[int, ...] = ()) -> None:
        room = width - (len(heads) - 1) - sum(-share for _, share in heads if share < 0)
        shares = sum(share for _, share in heads if share > 0)
        self.widths = [-share if share < 0 else room * share // shares for _, share in heads]
        self.table = Table(box=SIMPLE_HEAD, padding=0, show_edge=False)  # the box parts columns by a space
        for position, ((title, _), columns) in enumerate(zip(heads, self.widths, strict=True)):
            justify: Literal["left", "right"] = "right" if position in right else "left"
            self.table.add_column(title, width=columns, justify=justify, overflow="fold")

    def row(self, *cells: str | Text, style: str = "") -> None:
        """Add a row; a cell given as text of the report is never read as markup."""
        shown = [
            cell if isinstance(cell, Text) else Text(fold(cell, columns))
            for cell, columns in zip(cells, self.widths, strict=False)
        ]
        self.table.add_row(*shown, style=style)


def render(parts: Iterable[RenderableType], width: int, colour: bool) -> str:
    """*parts* as text, without spaces at the ends of lines."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
        console.print()
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n")) + "\n"
