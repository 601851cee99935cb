"""Folding Chinese text into columns: a Chinese character takes two, and may end a line, unlike a Latin word."""

from __future__ import annotations

import re

from rich.cells import cell_len

# A Latin word or number stays whole; marks that must not begin a line stay with what is before them, opening ones
# with what is after.
_PIECES = re.compile(r"[“（《「【]*(?:[!-~]+|[^\n])[，。；：、）》」】”！？…%]*")


def fold(text: str, width: int) -> str:
    """*text* with line breaks so that no line is wider than *width* columns; an indent is kept on every line.

    Args:
        text: one or more lines.
        width: columns, at least 4.
    """
    return "\n".join(folded for line in text.split("\n") for folded in _fold_line(line, width))


def _fold_line(text: str, whole: int) -> list[str]:
    line = text.lstrip(" ")
    indent = text[: len(text) - len(line)]
    width = whole - len(indent)
    lines, room = [""], width
    for piece in _PIECES.findall(line):
        for part in [piece] if cell_len(piece) <= width else list(piece):
            size = cell_len(part)
            if size > room:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
                room = width
                if part == " ":
                    continue
            lines[-1] += part
            room -= size
    return [indent + line for line in lines]
