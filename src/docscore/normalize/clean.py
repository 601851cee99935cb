"""Takes out of a text what only disturbs reading it, and keeps for each character left its offset in the text as read."""

from __future__ import annotations

import re
from array import array

from docscore.model import Block, CleanBlock, CleanDocument, Document

from .narrow import narrow

# Characters without width: they show nothing, and stand in the middle of words and numbers of copied text.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"

_DISTURBING = re.compile(
    rf"[\s{_INVISIBLE}]+"  # spaces, line breaks
    r"|<sup>\s*([0-9])\s*</sup>",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s")
# Between two of these a space parts words or numbers and stays; ³ and ㎡ are none of them. 98.5 % is one figure.
_APART_BEFORE = re.compile(r"[!-~\d]")
_APART_AFTER = re.compile(r"[!-$&-~\d]")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def normalize(document: Document) -> CleanDocument:
    """The clean text of each block of *document*.

    Full-width digits, letters, ％ and ． become ASCII; radicals and compatibility ideographs become the characters they
    look like; spaces and line breaks next to Chinese go, between two ASCII words or numbers one space stays; characters
    without width go. Cells are cleaned each on its own, the tabs and line breaks between them stay.

    Returns:
        one clean block for each block, in the same order; the document itself is not changed.
    """
    return CleanDocument(document, tuple(_clean_block(block) for block in document.blocks))


def _clean_block(block: Block) -> CleanBlock:
    parts: list[str] = []
    offsets = array("l")
    narrowed = narrow(block.text)
    if block.table is None:
        _clean(narrowed, 0, len(narrowed), parts, offsets)
    else:
        position = 0
        for cell in block.table.cells:
            parts.append(narrowed[position : cell.start])
            offsets.extend(range(position, cell.start))
            _clean(narrowed, cell.start, cell.end, parts, offsets)
            position = cell.end
        parts.append(narrowed[position:])
        offsets.extend(range(position, len(narrowed)))
    offsets.append(len(narrowed))
    return CleanBlock(block, "".join(parts), offsets)


def _clean(text: str, start: int, end: int, parts: list[str], offsets: array[int]) -> None:
    """Appends the clean form of text[start:end] to *parts* and its offsets to *offsets*."""
    position = start
    for match in _DISTURBING.finditer(text, start, end):
        first, past = match.span()
        parts.append(text[position:first])
        offsets.extend(range(position, first))
        position = past
        if match.group(1):
            parts.append(_SUPERSCRIPTS[int(match.group(1))])
            offsets.append(first)
        elif (space := _parting_space(match, text, start, end)) is not None:
            parts.append(" ")
            offsets.append(space)
    parts.append(text[position:end])
    offsets.extend(range(position, end))


def _parting_space(match: re.Match[str], text: str, start: int, end: int) -> int | None:
    """Offset of the space that must stay between two ASCII words or numbers; ``None`` if none need stay."""
    first, past = match.span()
    if (
        start < first
        and past < end
        and _APART_BEFORE.match(text[first - 1])
        and _APART_AFTER.match(text[past])
    ):
        space = _SPACE.search(text, first, past)
        return space.start() if space else None
    return None
