"""Pages of which pdfium loses characters, read with pdfplumber.

Old Chinese PDFs name fonts that they do not carry. Where the font that stands in has no glyph for a digit, pdfium leaves
out the whole text object: a lone score. pdfminer reads the codes and needs no glyphs, but takes ten times as long.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .pagefile import PageInk

#: Damage that pdfminer meets in the objects of a page.
_DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    OSError,
    RecursionError,
)


def read_again(data: bytes, pages: Sequence[PageInk]) -> list[PageInk]:
    """The same pages, those that are incomplete with the characters that pdfplumber finds, if it finds more.

    Args:
        data: the PDF.
        pages: the pages as pdfium read them.
    """
    if not any(page.incomplete for page in pages):
        return list(pages)
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    read: list[PageInk] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in pages:
                read.append(
                    _with_characters(page, document.pages[page.number - 1].chars) if page.incomplete else page
                )
                document.pages[page.number - 1].close()
    except (PSException, PDFException, PdfminerException, *_DAMAGE):
        return [*read, *pages[len(read) :]]
    return read


def _with_characters(page: PageInk, characters: Sequence[dict[str, Any]]) -> PageInk:
    if len(characters) <= sum(1 for character in page.text if not character.isspace()):
        return page
    text: list[str] = []
    boxes = array("f")
    before: dict[str, Any] | None = None
    for character in characters:
        if before is not None and not _follows(before, character):
            text.append("\r\n")
            boxes.extend((before["x1"], before["bottom"]) * 4)
        for letter in character["text"]:
            text.append(letter)
            boxes.extend((character["x0"], character["top"], character["x1"], character["bottom"]))
        before = character
    return replace(page, text="".join(text), boxes=boxes)


def _follows(before: dict[str, Any], character: dict[str, Any]) -> bool:
    size = max(before["bottom"] - before["top"], 1.0)
    return bool(
        abs(character["bottom"] - before["bottom"]) < 0.5 * size
        and -0.5 * size < character["x0"] - before["x1"] < size
    )
