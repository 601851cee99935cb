"""A figure with the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..quantity import Found
from .sentences import Spoken

_BREAK = re.compile(r"[，。；！？,;!?\n\t]")


@dataclass(frozen=True, slots=True)
class Context:
    """A found quantity in its sentence.

    Attributes:
        spoken: the sentence.
        found: the quantity.
        previous: the quantity before it in the sentence, if any.
        following: the quantity after it in the sentence, if any.
        all: the sentence's quantities.
        position: which of them it is.
        clause_start: offset of the first character of its clause (between commas).
        clause_end: offset past the last.
    """

    spoken: Spoken
    found: Found
    previous: Found | None
    following: Found | None
    all: tuple[Found, ...]
    position: int
    clause_start: int
    clause_end: int

    @classmethod
    def of(cls, spoken: Spoken, found: Sequence[Found], position: int) -> Context:
        """The context of the quantity at *position* of the sentence's quantities."""
        text = spoken.sentence.text
        one = found[position]
        starts = [match.end() for match in _BREAK.finditer(text, 0, one.outer_start)]
        end = _BREAK.search(text, one.outer_end)
        return cls(
            spoken,
            one,
            found[position - 1] if position else None,
            found[position + 1] if position + 1 < len(found) else None,
            tuple(found),
            position,
            starts[-1] if starts else 0,
            end.start() if end else len(text),
        )

    @property
    def text(self) -> str:
        """The sentence."""
        return self.spoken.sentence.text

    @property
    def clause(self) -> str:
        """The clause, figure included."""
        return self.text[self.clause_start : self.clause_end]

    @property
    def before(self) -> str:
        """The clause up to the figure and its hedge."""
        return self.text[self.clause_start : self.found.outer_start]

    @property
    def after(self) -> str:
        """The clause from behind the figure and its hedge."""
        return self.text[self.found.outer_end : self.clause_end]

    @property
    def gap(self) -> str:
        """The words since the quantity before it in the same clause; the whole of ``before`` if there is none."""
        if self.previous is None or self.previous.end <= self.clause_start:
            return self.before
        return self.text[min(self.previous.outer_end, self.found.outer_start) : self.found.outer_start]

    @property
    def joined(self) -> bool:
        """Only 和, 、 or the like part it from the quantity before it."""
        if self.previous is None:
            return False
        return self.text[self.previous.outer_end : self.found.outer_start] in {
            "和",
            "、",
            "及",
            "与",
            "以及",
            "，",
            ",",
        }
