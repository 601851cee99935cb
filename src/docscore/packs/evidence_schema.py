"""How evidence tables are written in a pack: the words of their headings and titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from ..model import Column, Count, CountedIn, EvidenceKind, EvidenceShape, EvidenceWords
from .source import Strict

Word = Annotated[str, Field(min_length=1)]


class ShapeSchema(Strict):
    """One entry under ``evidence.kinds:``."""

    name: Word
    needs: tuple[tuple[Column, ...], ...] = ()
    titled: tuple[tuple[Column, ...], ...] = ()
    titles: tuple[Word, ...] = ()
    unless: tuple[Word, ...] = ()

    def build(self) -> EvidenceShape:
        """As the model has it."""
        return EvidenceShape(
            self.name,
            tuple(map(frozenset, self.needs)),
            tuple(map(frozenset, self.titled)),
            self.titles,
            self.unless,
        )


class EvidenceSchema(Strict):
    """``evidence:`` – how tables of evidence are headed and titled."""

    columns: dict[Column, tuple[Word, ...]] = Field(default_factory=dict)
    neutral: tuple[Word, ...] = ()
    kinds: dict[EvidenceKind, ShapeSchema] = Field(default_factory=dict)
    yes: tuple[Word, ...] = ()
    closed: tuple[Word, ...] = ()
    totals: tuple[Word, ...] = ()
    levels: dict[str, tuple[Word, ...]] = Field(default_factory=dict)


class CountedSchema(Strict):
    """``counted_in: {kind, count}`` of a metric: the evidence that shows what it claims."""

    kind: EvidenceKind
    count: Count

    def build(self) -> CountedIn:
        """As the model has it."""
        return CountedIn(self.kind, self.count)


def evidence_words(sections: Iterable[EvidenceSchema]) -> EvidenceWords:
    """The sections of all packs as one; lists add up, a kind's shape is that of the last pack that has it.

    Args:
        sections: in the order of the packs.
    """
    columns: dict[Column, tuple[str, ...]] = {}
    shapes: dict[EvidenceKind, EvidenceShape] = {}
    levels: dict[str, tuple[str, ...]] = {}
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(("neutral", "yes", "closed", "totals"), ())
    for section in sections:
        for column, words in section.columns.items():
            columns[column] = columns.get(column, ()) + words
        for level, words in section.levels.items():
            levels[level] = levels.get(level, ()) + words
        shapes |= {kind: shape.build() for kind, shape in section.kinds.items()}
        for name in lists:
            lists[name] += getattr(section, name)
    return EvidenceWords(columns=columns, shapes=shapes, levels=levels, **lists)
