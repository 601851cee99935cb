"""A Word document × its printed form → the document with a place for every letter that was found on the pages.

The two are read by different parsers, so their letters are set against each other: first whole paragraphs and cells that
occur once in both (the anchors of patience diff, B. Cohen), then letter by letter between them (longest common
subsequence). Masks, numbering, headers and lost text boxes make a difference only where they stand.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import Indel

from ..model import Block, Document, Glyphs

#: Letters that a paragraph must have to be an anchor.
_ANCHOR = 12
#: Letters in a row that must agree between anchors; fewer agree by chance.
_RUN = 3
#: Cells of the table of comparison at most, one bit each; a larger gap stays unplaced.
_MOST_COMPARED = 400_000_000

#: Quotation marks come out of one parser curled and of another straight.
_QUOTES = dict.fromkeys(map(ord, "“”„‘’‚＂＇'"), '"')


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a document without blanks.

    Attributes:
        text: the letters in their narrow form.
        blocks: index of the block of each letter.
        offsets: offset of each letter in its block.
    """

    text: str
    blocks: array[int]
    offsets: array[int]


def as_printed(document: Document, printed: Document) -> Document:
    """The document with its letters where its printed form has them, and with the pages of that.

    Args:
        document: the Word document as read.
        printed: the PDF made of it, as read.
    """
    ours, theirs = _letters(document), _letters(printed)
    glyphs = [
        (array("i", [0]) * len(block.text), array("f", [0.0]) * (4 * len(block.text)))
        for block in document.blocks
    ]
    for here, there, length in _agreeing(document, ours, theirs):
        for step in range(length):
            pages, boxes = glyphs[ours.blocks[here + step]]
            offset = ours.offsets[here + step]
            source = printed.blocks[theirs.blocks[there + step]].glyphs
            at = theirs.offsets[there + step]
            if source is not None:
                pages[offset] = source.pages[at]
                boxes[4 * offset : 4 * offset + 4] = source.boxes[4 * at : 4 * at + 4]
    blocks = tuple(_placed(block, *found) for block, found in zip(document.blocks, glyphs, strict=True))
    return replace(document, blocks=blocks, pages=printed.pages, sizes=printed.sizes)


def _placed(block: Block, pages: array[int], boxes: array[float]) -> Block:
    """The block with its letters' places; those without one stand, without ink, on the page of the one before."""
    known = next((page for page in pages if page), 0)
    for at, page in enumerate(pages):
        known = page or known
        pages[at] = known
    return replace(block, page=pages[0], glyphs=Glyphs(pages, boxes)) if known else block


def _letters(document: Document) -> _Letters:
    text, blocks, offsets = [], array("i"), array("i")
    for block in document.blocks:
        for offset, character in enumerate(block.text):
            if not character.isspace():
                narrow = unicodedata.normalize("NFKC", character).translate(_QUOTES)
                text.append(narrow if len(narrow) == 1 else character)
                blocks.append(block.index)
                offsets.append(offset)
    return _Letters("".join(text), blocks, offsets)


def _agreeing(document: Document, ours: _Letters, theirs: _Letters) -> list[tuple[int, int, int]]:
    """Stretches that agree: where they begin in ours and in theirs, and their length; in order of both."""
    found: list[tuple[int, int, int]] = []
    edges = [(0, 0, 0), *_anchors(document, ours, theirs.text), (len(ours.text), len(theirs.text), 0)]
    for (here, there, length), (next_here, next_there, _) in pairwise(edges):
        if length:
            found.append((here, there, length))
        left = ours.text[here + length : next_here]
        right = theirs.text[there + length : next_there]
        if left and right and len(left) * len(right) <= _MOST_COMPARED:
            found += [
                (here + length + step.src_start, there + length + step.dest_start, same)
                for step in Indel.opcodes(left, right)
                if step.tag == "equal" and (same := step.src_end - step.src_start) >= min(_RUN, len(left))
            ]
    return found


def _anchors(document: Document, ours: _Letters, theirs: str) -> list[tuple[int, int, int]]:
    """Paragraphs and cells that occur once in both, in an order that both have: the most that there are."""
    pieces = _pieces(document, ours)
    counted = Counter(ours.text[start:end] for start, end in pieces)
    unique = []
    for start, end in pieces:
        piece = ours.text[start:end]
        at = theirs.find(piece) if counted[piece] == 1 else -1
        if at >= 0 and theirs.find(piece, at + 1) < 0:
            unique.append((start, at, end - start))
    return _rising(unique)


def _pieces(document: Document, ours: _Letters) -> list[tuple[int, int]]:
    """Start and end, among the letters, of each paragraph and cell that is long enough."""
    edges = [0]
    for at in range(1, len(ours.text)):
        block = document.blocks[ours.blocks[at]]
        other = ours.blocks[at - 1] != block.index
        if other or (
            block.table and block.table.cell_at(ours.offsets[at]) != block.table.cell_at(ours.offsets[at - 1])
        ):
            edges.append(at)
    return [(start, end) for start, end in pairwise([*edges, len(ours.text)]) if end - start >= _ANCHOR]


def _rising(pairs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The longest part of *pairs*, sorted by the first number, in which the second rises too."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, there, _) in enumerate(pairs):
        rank = bisect_left(tails, there)
        before.append(last[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [there]
        last[rank : rank + 1] = [index]
    chosen, at = [], last[-1] if last else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]
