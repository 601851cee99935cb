"""Footnotes and endnotes of a Word document: its own parts, told apart from the lines that Word draws above them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .wordml import W, attribute

#: (reference in the body, element in the part)
KINDS = (("footnoteReference", "footnotes", "footnote"), ("endnoteReference", "endnotes", "endnote"))


def noted(body: Any, parts: dict[str, Any]) -> Iterator[Any]:
    """The notes to which the body refers, in the order in which it does: footnotes, then endnotes.

    Args:
        body: the element of the body.
        parts: roots of the parts ``footnotes`` and ``endnotes``; ``None`` where the document has none.
    """
    for reference, part, name in KINDS:
        root = parts.get(part)
        if root is None:
            continue
        notes = {attribute(note, "id"): note for note in root.iter(W + name)}
        seen: set[str] = set()
        for mark in body.iter(W + reference):
            identifier = attribute(mark, "id")
            if identifier in notes and identifier not in seen:
                seen.add(identifier)
                yield notes[identifier]
