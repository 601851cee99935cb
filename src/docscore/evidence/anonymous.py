"""A document without its people: ID numbers, telephones and account numbers masked, and the names in its lists.

The masks are as long as what they hide, so every place still leads where it did; all that is made from the document,
figures, sentences, exports and messages, is masked with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from docscore.model import PERSONAL_COLUMNS, Block, Column, Document, EvidenceWords
from docscore.personal import mask_account, mask_id_number, mask_name, mask_phone, mask_text

from .headings import Group, Headings, headings_of
from .rows import headed

#: A cell may hold two names; a longer one is text.
_LONGEST_NAMES = 12
_BATCH = 100_000
_MASKS: Mapping[Column, Callable[[str], str]] = {
    Column.PERSON: mask_name,
    Column.KEEPER: mask_name,
    Column.ID_NUMBER: mask_id_number,
    Column.PHONE: mask_phone,
    Column.ACCOUNT: mask_account,
}


def anonymous(document: Document, words: EvidenceWords) -> Document:
    """The document with its personal data masked; the document itself where it holds none.

    Args:
        document: as read.
        words: how the columns of lists are headed.
    """
    headings = headings_of(words)
    blocks = tuple(_masked(block, headings) for block in document.blocks)
    path, warnings = mask_text(document.path), tuple(map(mask_text, document.warnings))
    unread = tuple(
        replace(part, place=mask_text(part.place), reason=mask_text(part.reason)) for part in document.unread
    )
    masked = replace(document, path=path, blocks=blocks, warnings=warnings, unread=unread)
    same = all(new is old for new, old in zip(blocks, document.blocks, strict=True))
    told = (path, warnings, unread) == (document.path, document.warnings, document.unread)
    return document if same and told else masked


def _masked(block: Block, headings: Headings) -> Block:
    text = block.text
    if block.table is not None:
        text = _joined(_pieces(block, headings))
    text = mask_text(text)
    section = tuple(map(mask_text, block.section))
    return (
        block
        if (text, section) == (block.text, block.section)
        else replace(block, text=text, section=section)
    )


def _joined(pieces: Iterator[str]) -> str:
    """The pieces as one text, joined by the hundred thousand: a list of a million people has millions of them."""
    batches = []
    while batch := list(islice(pieces, _BATCH)):
        batches.append("".join(batch))
    return "".join(batches)


def _pieces(block: Block, headings: Headings) -> Iterator[str]:
    """The text of a table, the cells of personal columns masked."""
    assert block.table is not None
    head = headed(block, headings)
    columns = _personal(head[1]) if head else {}
    if head is None or not columns:
        yield block.text
        return
    text, at, first = block.text, 0, head[0]
    for cell in block.table.cells:
        mask = columns.get(cell.col) if cell.row > first else None
        if mask is mask_name and not _may_be_name(text[cell.start : cell.end]):
            mask = None
        if mask is not None and text[cell.start : cell.end] not in headings.by_word:
            yield text[at : cell.start]
            yield mask(text[cell.start : cell.end])
            at = cell.end
    yield text[at:]


def _may_be_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_NAMES and not any(character.isdecimal() for character in cell)


def _personal(groups: tuple[Group, ...]) -> dict[int, Callable[[str], str]]:
    """The mask of each personal column."""
    return {
        column: _MASKS[held]
        for group in groups
        for held, column in group.columns.items()
        if held in PERSONAL_COLUMNS
    }
