"""Damage that a whole paper has, its repair, and the spots that stay damaged: no figure is ever taken from those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .mending import Edit, Mended
from .notes import Readings, broken_pairs, notes, readings
from .traditional import is_traditional, simplified

#: Stands in clean text for what cannot be read.
UNREADABLE = "\ufffd"
#: A number, and what may belong to it, beside a damaged spot.
_NUMBER_PART = r"[0-9０-９.．,%％]"
_ALWAYS_DAMAGED = re.compile(
    rf"{_NUMBER_PART}*[\ufffd\ue000-\uf8ff](?:[\ufffd\ue000-\uf8ff]|{_NUMBER_PART})*"
)
# In a paper whose bytes were damaged a question mark stands for what was lost; a Chinese sentence asks with ？.
_NOTE_REST = r"(?:[a-zü\u00e0-\u01dc]{1,7}\))?"
_LOST_BYTE = re.compile(
    rf"{_NUMBER_PART}*(?:\?{_NOTE_REST}[^\s。，；：、()（）|?]{{0,4}}(?=\?))*"
    rf"\?{_NOTE_REST}(?:[\u3400-\u9fff]{{0,6}}[A-Za-z]+|[\u3400-\u9fff]{{1,2}}(?=[0-9]))?{_NUMBER_PART}*"
)


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a paper as a whole.

    Attributes:
        readings: how its characters are read, by the pinyin notes in it; empty if it has none.
        traditional: it is written in Traditional characters.
    """

    readings: Readings
    traditional: bool

    @classmethod
    def of(cls, texts: Sequence[str]) -> Damage:
        """The damage of a paper, told by its density: a note or a Traditional name here and there is none.

        Args:
            texts: the texts of all its blocks.
        """
        return cls(readings(texts), is_traditional(texts))

    def mend(self, text: Mended) -> Mended:
        """*text* without pinyin notes, with its bytes in step again, in Simplified characters."""
        if self.readings:
            text = text.edited(notes(text.text))
            text = text.edited(broken_pairs(text.text, self.readings))
            text = text.edited(notes(text.text))  # those whose character has only now come back
        if self.traditional:
            text = text.rewritten(simplified(text.text))
        return text

    def mask(self, text: Mended) -> Mended:
        """*text* with U+FFFD, one for one, where it is still damaged, and for the numbers that touch such a spot."""
        for pattern in (_ALWAYS_DAMAGED, _LOST_BYTE) if self.readings else (_ALWAYS_DAMAGED,):
            text = text.edited(
                [
                    Edit(match.start(), match.end(), UNREADABLE * (match.end() - match.start()))
                    for match in pattern.finditer(text.text)
                ]
            )
        return text
