"""What every reader hands over, and how it becomes the blocks of a document: numbers, titles, sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docscore.model import Block, BlockKind, Glyphs, Table

from .headings import is_contents_line, is_title, run_in_heading

_ENDS_IN_PAGE = re.compile(r"\s\d{1,3}$")

#: Width and height of each page in PDF points.
Sizes = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or table as a reader found it.

    Attributes:
        text: its text; never empty.
        level: outline level if it is a heading.
        table: its grid if it is a table.
        page: 1-based page on which it begins.
        glyphs: place of each character.
        origin: offset in the source text.
    """

    text: str
    level: int | None = None
    table: Table | None = None
    page: int | None = None
    glyphs: Glyphs | None = None
    origin: int | None = None


def to_blocks(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """Numbers the passages, takes a fitting first line as the title, and gives each its headings.

    The title is no section: every block would carry it.
    """
    blocks: list[Block] = []
    above: list[tuple[int, str]] = []
    paragraphs = tables = 0
    for index, passage in enumerate(passages):
        level = None if _in_contents(passages, index) else passage.level
        if index == 0 and passage.table is None and level is None and is_title(passage.text):
            level = 0
        if passage.table is not None:
            kind = BlockKind.TABLE
            tables += 1
        else:
            kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
            paragraphs += 1
        run_in = run_in_heading(passage.text) if level is None and passage.table is None else None
        opens = run_in[0] if run_in else level
        if opens:
            while above and above[-1][0] >= opens:
                above.pop()
        if run_in:
            above.append(run_in)
        blocks.append(
            Block(
                index=index,
                kind=kind,
                text=passage.text,
                number=tables if passage.table is not None else paragraphs,
                page=passage.page,
                level=level,
                section=tuple(text for _, text in above),
                table=passage.table,
                glyphs=passage.glyphs,
                origin=passage.origin,
            )
        )
        if level:
            above.append((level, " ".join(passage.text.split()).lstrip("# ")))
    return tuple(blocks)


def _in_contents(passages: Sequence[Passage], index: int) -> bool:
    """Whether a passage is a line of a table of contents that lost its dots: a number at its end, its like beside it."""
    if not _ENDS_IN_PAGE.search(passages[index].text):
        return False
    beside = [*passages[max(index - 1, 0) : index], *passages[index + 1 : index + 2]]
    return any(is_contents_line(passage.text) for passage in beside)
