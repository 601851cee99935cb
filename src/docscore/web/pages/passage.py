"""The passage of an exhibit with its words marked, for pages that show a place without its page."""

from __future__ import annotations

from dataclasses import dataclass

from ...desk import Opened, papers_of, path_of
from ...model import Block, BlockKind, Place

#: So many characters are shown before and after the words, where the sentence goes on.
_REACH = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with what stands around them in their sentence, or in the row of their table.

    Attributes:
        before: what stands before, cut at its beginning with an ellipsis if it is long.
        words: the words.
        after: what stands after.
    """

    before: str
    words: str
    after: str


def passage_of(opened: Opened, place: Place) -> Passage:
    """The passage of a place in one of the submission's papers."""
    block = _block(opened, place)
    ends = "\n" if block.kind is BlockKind.TABLE else "。；！？\n"
    start = max(block.text.rfind(stop, 0, place.start) + 1 for stop in ends)
    stops = [at + 1 for stop in ends if (at := block.text.find(stop, max(place.end - 1, 0))) >= 0]
    end = max(min(stops, default=len(block.text)), place.end)
    before, after = block.text[start : place.start], block.text[place.end : end]
    return Passage(
        _flat(f"…{before[-_REACH:]}" if len(before) > _REACH else before),
        _flat(block.text[place.start : place.end]),
        _flat(f"{after[:_REACH]}…" if len(after) > _REACH else after),
    )


def _block(opened: Opened, place: Place) -> Block:
    for paper in papers_of(opened):
        if path_of(opened, paper) == place.paper and paper.document is not None:
            return paper.document.blocks[place.block]
    return opened.assessment.document.blocks[place.block]


def _flat(text: str) -> str:
    """On one line; the cells of a row apart."""
    return text.replace("\t", "　").replace("\n", " ")
