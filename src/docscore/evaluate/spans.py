"""Labels and extracted figures as spans of one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import UsageError
from ..model import BlockKind, Document, Extraction, Figure
from ..model.gold import GoldPaper, Label, Trap

Span = tuple[int, int]


@dataclass(frozen=True)
class Flat:
    """A document as one text.

    Attributes:
        text: the file's own text where blocks know their origin, else the paragraphs, one a line.
        origins: offset of each block's text in ``text``, by block; tables of paged formats have none.
    """

    text: str
    origins: dict[int, int]

    @classmethod
    def of(cls, document: Document) -> Flat:
        """The text that labels of *document* count their places in."""
        if document.blocks and all(block.origin is not None for block in document.blocks):
            origins = {block.index: block.origin or 0 for block in document.blocks}
            characters = ["\n"] * max(origins[b.index] + len(b.text) for b in document.blocks)
            for block in document.blocks:
                start = origins[block.index]
                characters[start : start + len(block.text)] = block.text
            return cls("".join(characters), origins)
        text, places = "", {}
        for block in document.blocks:
            if block.kind is not BlockKind.TABLE:
                places[block.index] = len(text)
                text += block.text + "\n"
        return cls(text, places)

    def figures(self, extraction: Extraction) -> list[tuple[Span, Figure]]:
        """The figures with their spans; those in blocks that are not part of the text are left out."""
        return [
            ((origin + figure.place.start, origin + figure.place.end), figure)
            for figure in extraction.figures
            if (origin := self.origins.get(figure.place.block)) is not None
        ]


def label_spans(paper: GoldPaper, text: str) -> list[tuple[Span, Label]]:
    """Each label with its span.

    Raises:
        UsageError: the text does not hold a label.
    """
    found, at = [], 0
    for label in paper.labels:
        start = text.find(label.surface, at) if label.nth is None else _nth(text, label.surface, label.nth)
        if start < 0:
            raise UsageError(f"{paper.name}：文中找不到标注“{label.surface}”", "请核对标注的文字、次序和 nth")
        at = start + len(label.surface)
        found.append(((start, at), label))
    return found


def trap_spans(paper: GoldPaper, text: str) -> list[tuple[Span, Trap]]:
    """Each trap with its span.

    Raises:
        UsageError: the text does not hold a trap.
    """
    found = []
    for trap in paper.traps:
        start = _nth(text, trap.surface, trap.nth)
        if start < 0:
            raise UsageError(f"{paper.name}：文中找不到陷阱“{trap.surface}”", "请核对标注的文字和 nth")
        found.append(((start, start + len(trap.surface)), trap))
    return found


def hull(spans: Sequence[Span], text: str) -> Span:
    """From the beginning of the first span's line to the end of the last one's."""
    if not spans:
        return 0, len(text)
    start = text.rfind("\n", 0, min(span[0] for span in spans)) + 1
    end = text.find("\n", max(span[1] for span in spans))
    return start, end if end >= 0 else len(text)


def _nth(text: str, surface: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(surface, at + 1)
        if at < 0:
            return -1
    return at
