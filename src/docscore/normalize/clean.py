"""Takes out of a text what only disturbs reading it, and keeps for each character left its offset in the text as read."""

from __future__ import annotations

import re
from array import array

from docscore.model import Block, CleanBlock, CleanDocument, Document

from .damage import Damage
from .grouping import grouping_spaces
from .mending import Edit, Mended
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
    without width go. Cells are cleaned each on its own, the separators between them stay.

    A paper that is damaged as a whole is repaired: pinyin notes go, characters whose bytes were parted come back,
    Traditional becomes Simplified. What is still damaged becomes U+FFFD, the numbers beside it included.

    Returns:
        one clean block for each block, that of a roll without text, in the same order; the document itself is not changed.
    """
    damage = Damage.of([block.text for block in document.blocks if not _is_roll(block)])
    return CleanDocument(document, tuple(_clean_block(block, damage) for block in document.blocks))


def _is_roll(block: Block) -> bool:
    return block.table is not None and block.table.is_roll


def _clean_block(block: Block, damage: Damage) -> CleanBlock:
    if _is_roll(block):
        return CleanBlock(block, "", array("l", [len(block.text)]))
    parts: list[str] = []
    offsets = array("l")

    def add(piece: Mended) -> None:
        parts.append(piece.text)
        offsets.extend(piece.offsets)

    if block.table is None:
        add(_clean(block.text, 0, len(block.text), damage))
    else:
        position = 0
        for cell in block.table.cells:
            add(Mended.untouched(block.text[position : cell.start], position))
            add(_clean(block.text, cell.start, cell.end, damage))
            position = cell.end
        add(Mended.untouched(block.text[position:], position))
    offsets.append(len(block.text))
    return CleanBlock(block, "".join(parts), offsets)


def _clean(text: str, start: int, end: int, damage: Damage) -> Mended:
    """The clean form of text[start:end]."""
    piece = Mended.untouched(text[start:end], start)
    piece = damage.mend(piece)
    piece = piece.rewritten(narrow(piece.text))
    piece = piece.edited(grouping_spaces(piece.text))
    piece = piece.edited(_disturbances(piece.text))
    return damage.mask(piece)


def _disturbances(text: str) -> list[Edit]:
    """Spaces, line breaks and characters without width that go, and marked-up superscripts."""
    edits = []
    for match in _DISTURBING.finditer(text):
        first, past = match.span()
        if match.group(1):
            edits.append(Edit(first, past, _SUPERSCRIPTS[int(match.group(1))]))
        elif (space := _parting_space(match, text)) is None:
            edits.append(Edit(first, past))
        else:
            edits += (Edit(first, space), Edit(space, space + 1, " "), Edit(space + 1, past))
    return edits


def _parting_space(match: re.Match[str], text: str) -> int | None:
    """Offset of the space that must stay between two ASCII words or numbers; ``None`` if none need stay."""
    first, past = match.span()
    if first and past < len(text) and _APART_BEFORE.match(text[first - 1]) and _APART_AFTER.match(text[past]):
        space = _SPACE.search(text, first, past)
        return space.start() if space else None
    return None
