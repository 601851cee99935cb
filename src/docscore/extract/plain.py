"""A plain text as a clean document, for texts that come from no file."""

from __future__ import annotations

from array import array

from ..model import Block, BlockKind, CleanBlock, CleanDocument, Document


def clean_text(text: str, name: str = "") -> CleanDocument:
    """Each line of *text* as a paragraph, taken as it is; ``origin`` of a block is its offset in *text*.

    Args:
        text: the text; it is not normalised.
        name: what to call it.
    """
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(len(blocks), BlockKind.PARAGRAPH, line, len(blocks) + 1, origin=at))
        at += len(line) + 1
    document = Document(name, "", "text", None, tuple(blocks))
    clean = tuple(CleanBlock(block, block.text, array("L", range(len(block.text) + 1))) for block in blocks)
    return CleanDocument(document, clean)
