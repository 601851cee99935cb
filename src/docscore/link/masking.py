"""Sentences with their figures masked, so that phrases can name *the* figure and *a* figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..model import OTHER_FIGURE, THIS_FIGURE, Extraction, Figure


def figures_by_sentence(extraction: Extraction) -> dict[int, tuple[Figure, ...]]:
    """Figures of each sentence, in order."""
    found: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        found[figure.sentence].append(figure)
    return {index: tuple(figures) for index, figures in found.items()}


def masked(text: str, figures: Iterable[Figure], this: Figure | None = None) -> str:
    """*text* with each of *figures* replaced by one private-use character.

    Args:
        text: clean text of a sentence.
        figures: its figures in order, not overlapping.
        this: the figure that becomes ``{n}``; all others become ``{x}``.
    """
    parts: list[str] = []
    position = 0
    for figure in figures:
        if figure.start < position:
            continue
        parts.append(text[position : figure.start])
        parts.append(THIS_FIGURE if figure is this else OTHER_FIGURE)
        position = figure.end
    parts.append(text[position:])
    return "".join(parts)
