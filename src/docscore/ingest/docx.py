"""DOCX → passages, by walking the XML of the body: what Word shows, in the order in which it stands.

python-docx's own paragraphs leave out tracked insertions, content controls, text boxes and automatic numbers; it only
opens the package here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx  # noqa: F401 - registers the parts that OpcPackage makes
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.oxml.parser import parse_xml
from lxml import etree

from docscore.errors import InputError

from .grid import compact, to_table
from .headings import heading_level, styled_level
from .numbering import Numbering, read_numbering
from .passages import Passage
from .runs import REMOVED, TRANSPARENT, Unread, large_pictures, visible
from .strictword import with_usual_names
from .styles import PLAIN, Style, read_styles
from .wordml import MC, W, attribute, child
from .wordnotes import noted
from .wordtable import WordTable, read_word_table

_REMEDY = "请用 Word 或 WPS 打开并另存一份，或向报送单位索取原件。"
_DAMAGE = (
    OpcError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    KeyError,  # a part that the package names is missing
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,  # an unknown way of compression
    RuntimeError,  # a part with a password
)


def read_docx(path: Path, data: bytes) -> tuple[list[Passage], list[str]]:
    """The passages of a Word document and what was not read of it; footnotes and endnotes stand at the end.

    Args:
        path: the file as it was named, for messages.
        data: its bytes, known to be a ZIP archive with a Word body.

    Raises:
        InputError: the package or its XML is damaged.
    """
    try:
        main = OpcPackage.open(io.BytesIO(with_usual_names(data))).main_document_part
        body = _root(main).find(W + "body")
        numbering = read_numbering(_related(main, "numbering"))
        styles = read_styles(_related(main, "styles"))
        notes = {part: _related(main, part) for part in ("footnotes", "endnotes")}
    except etree.XMLSyntaxError as error:
        raise InputError(path, "DOCX 内部的 XML 已损坏", _REMEDY) from error
    except _DAMAGE as error:
        raise InputError(path, "DOCX 结构不完整，文件已损坏", _REMEDY) from error
    if body is None:
        raise InputError(path, "DOCX 里没有可读的正文", _REMEDY)
    reader = _Reader(numbering, styles, Unread(pictures=large_pictures(body)))
    passages = list(reader.passages(body))
    for note in noted(body, notes):
        passages.extend(reader.passages(note))
    return passages, reader.unread.warnings()


def _root(part: Any) -> Any:
    root = part.element if hasattr(part, "element") else parse_xml(part.blob)
    if root.getroottree().docinfo.doctype:  # Word never writes one; entities would be lost in silence
        raise ValueError("a part declares entities")
    return root


def _related(main: Any, kind: str) -> Any:
    """Root element of the part of a kind, ``None`` where the document has none."""
    for relation in main.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external:
            return _root(relation.target_part)
    return None


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    styles: dict[str, Style]
    unread: Unread

    def passages(self, container: Any) -> Iterator[Passage]:
        """The passages of a body, content control or text box."""
        for element in container:
            tag = element.tag
            if tag == W + "p":
                yield from self.paragraph(element)
            elif tag == W + "tbl":
                yield from self.table(element)
            elif tag in TRANSPARENT:
                yield from self.passages(element)
            elif tag in REMOVED:
                text = "".join(piece.text or "" for piece in element.iter(W + "delText", W + "t"))
                self.unread.deleted.extend([text] if text.strip() else [])
            elif tag == MC + "AlternateContent":
                choice = element.find(MC + "Choice")
                if choice is not None:
                    yield from self.passages(choice)

    def paragraph(self, element: Any) -> Iterator[Passage]:
        """A paragraph, then the text boxes anchored in it."""
        line = visible(element, self.unread)
        text = line.text
        if text.strip():
            style = self.style(element)
            text = (self.label(element, style) + text).strip(" \n\u3000\xa0")
            yield Passage(text, level=self.level(element, style, text))
        for box in line.boxes:
            yield from self.passages(box)

    def style(self, paragraph: Any) -> Style:
        """What the paragraph's style says."""
        return self.styles.get(attribute(child(paragraph, "pPr", "pStyle"), "val"), PLAIN)

    def label(self, paragraph: Any, style: Style) -> str:
        """The paragraph's automatic number, empty if it has none."""
        list_id = attribute(child(paragraph, "pPr", "numPr", "numId"), "val") or style.list_id
        level = attribute(child(paragraph, "pPr", "numPr", "ilvl"), "val")
        return self.numbering.label(list_id, int(level) if level.isdecimal() else style.list_level)

    def level(self, paragraph: Any, style: Style, text: str) -> int | None:
        """Outline level by the paragraph's words, else by Word's own marks."""
        if style.contents:
            return None
        outline = attribute(child(paragraph, "pPr", "outlineLvl"), "val")
        marked = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else style.heading
        return styled_level(text, marked) if marked is not None else heading_level(text)

    def table(self, element: Any) -> Iterator[Passage]:
        """A table; one of a single cell is a frame around paragraphs."""
        found: WordTable = read_word_table(element, self.cell_text)
        cells = compact(found.cells)
        if len(cells) <= 1:
            for cell in element.iter(W + "tc"):
                yield from self.passages(cell)
                break
            return
        text, table = to_table(cells, found.marked_header_rows)
        if text.strip():
            yield Passage(text, table=table)

    def cell_text(self, cell: Any) -> str:
        """Text of a cell, a line break between its paragraphs; tables and boxes inside it included."""
        return "\n".join(passage.text.replace("\t", " ") for passage in self.passages(cell))
