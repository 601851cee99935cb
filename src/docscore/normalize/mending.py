"""A text under repair: its characters, and for each its offset in the text as read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in place of some characters.

    Attributes:
        start: offset of the first character that goes.
        end: offset past the last.
        text: what comes instead; empty to take out.
    """

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after some edits.

    Attributes:
        text: its characters.
        offsets: for each of them its offset in the text as read, rising.
    """

    text: str
    offsets: array[int]

    @classmethod
    def untouched(cls, text: str, first: int = 0) -> Mended:
        """*text*, which begins at offset *first* of the text as read."""
        return cls(text, array("l", range(first, first + len(text))))

    def edited(self, edits: Iterable[Edit]) -> Mended:
        """The text with *edits*, which are in order and do not overlap.

        The n-th new character takes the offset of the n-th that went, the last one's if there are more of them.
        """
        parts: list[str] = []
        offsets = array("l")
        position = 0
        for edit in edits:
            parts += self.text[position : edit.start], edit.text
            offsets.extend(self.offsets[position : edit.start])
            gone = self.offsets[edit.start : edit.end]
            offsets.extend(gone[min(index, len(gone) - 1)] for index in range(len(edit.text)))
            position = edit.end
        if not position:
            return self
        parts.append(self.text[position:])
        offsets.extend(self.offsets[position:])
        return Mended("".join(parts), offsets)

    def rewritten(self, text: str) -> Mended:
        """The same characters written otherwise, one for one.

        Raises:
            ValueError: *text* has another length.
        """
        if len(text) != len(self.text):
            raise ValueError("one character for one")
        return Mended(text, self.offsets)
