"""Clean text with the way back: every character of it knows its offset in the text as read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from .document import Block, Document


@dataclass(frozen=True, slots=True)
class CleanBlock:
    r"""A block's text without what only disturbs reading it.

    Attributes:
        block: the block as read.
        text: its text with full-width digits and signs narrowed, line breaks within sentences and spaces between
            Chinese characters and numbers removed. Separators of table cells (``\t``, ``\n``) stay. Empty for a roll
            (:attr:`Table.is_roll`), of which no figure is taken.
        offsets: for each character of ``text`` its offset in ``block.text``, and one more item, the end.
    """

    block: Block
    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters [start, end) of the clean text as offsets into the block's text as read."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A document and the clean text of each of its blocks, in the same order."""

    document: Document
    blocks: tuple[CleanBlock, ...]
