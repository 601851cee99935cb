"""HTML → passages: headings, paragraphs and tables, as a browser would lay them out.

A table around another table only places things on the page; what stands in it is read as running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

from docscore.errors import InputError

from .grid import GridCell, compact, to_table
from .headings import heading_level, styled_level
from .passages import Passage
from .text import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_SILENT = frozenset(
    {"script", "style", "head", "noscript", "template", "svg", "select", "textarea", "iframe"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q",
     "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "o:p", "img", "input"}
)  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_SPAN = 1_000
_MOST_CELLS = 1_000_000


def read_webpage(path: Path, data: bytes) -> tuple[list[Passage], list[str]]:
    """The passages of a web page and what was not read of it.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.

    Raises:
        InputError: the encoding is unknown, or nothing can be made of the page.
    """
    declared = _DECLARED.search(data[:4096])
    text = decode(path, data, declared.group(1).decode("ascii") if declared else None)
    # lxml refuses a declaration of an encoding in text that is decoded already
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).replace("\x00", "")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError(path, "网页里没有可读的内容", "请用浏览器打开核对，或另存为 PDF。") from error
    warnings = []
    if any(
        "Excessive depth" in entry.message or "depth" in entry.message.lower() for entry in parser.error_log
    ):
        warnings.append("文档嵌套过深，最深处以后的内容未读取")
    reader = _Reader()
    reader.walk(root)
    reader.close()
    return reader.passages, warnings


@dataclass(slots=True)
class _Reader:
    """Walks the tree with a stack of its own, so that depth costs no recursion."""

    passages: list[Passage] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _level: int | None = None

    def walk(self, root: Any) -> None:
        """Reads everything under *root*."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            name = element.tag if isinstance(element.tag, str) else ""
            if leaving:
                self._leave(name)
                self._add(element.tail, "")
                continue
            if name in _SILENT or not name or _HIDDEN.search(element.get("style") or ""):
                self._add(element.tail, "")
                continue
            if name == "table" and next(element.iterdescendants("table"), None) is None:
                self.close()
                self._table(element)
                self._add(element.tail, "")
                continue
            self._enter(name)
            self._add(element.text, name)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def close(self) -> None:
        """Ends the open paragraph."""
        text = _tidy("".join(self._parts))
        self._parts.clear()
        if text:
            level = heading_level(text) if self._level is None else styled_level(text, self._level)
            self.passages.append(Passage(text, level=level))

    def _enter(self, name: str) -> None:
        if name == "br":
            self._parts.append("\n")
        elif name not in _INLINE:
            self.close()
            if match := _HEADING.match(name):
                self._level = int(match.group(1))

    def _leave(self, name: str) -> None:
        if name not in _INLINE and name != "br":
            self.close()
            if _HEADING.match(name):
                self._level = None

    def _add(self, text: str | None, name: str) -> None:
        if text:
            flat = _SPACES.sub(" ", text)
            self._parts.append(flat.translate(_SUPERSCRIPT) if name == "sup" else flat)

    def _table(self, element: Any) -> None:
        caption = element.find("caption")
        if caption is not None and (words := _words(caption)):
            self.passages.append(Passage(words, level=heading_level(words)))
        cells, heads = _cells(element)
        if len(cells) == 1:
            self.passages.append(Passage(cells[0].text, level=heading_level(cells[0].text)))
        elif cells:
            text, table = to_table(compact(cells), heads)
            if text.strip():
                self.passages.append(Passage(text, table=table))


def _cells(table: Any) -> tuple[list[GridCell], int]:
    """The cells of a table where HTML's rules put them, and how many leading rows are heads."""
    cells: list[GridCell] = []
    taken: dict[int, int] = {}  # column → first row that is free again
    heads = 0
    rows = list(table.iter("tr"))
    for row, line in enumerate(rows):
        column = 0
        kinds = set()
        for cell in line.iterchildren("td", "th"):
            if len(cells) >= _MOST_CELLS:
                break
            while taken.get(column, 0) > row:
                column += 1
            height = min(_span(cell.get("rowspan")) or len(rows) - row, len(rows) - row)
            width = max(_span(cell.get("colspan")), 1)
            while width > 1 and any(taken.get(column + extra, 0) > row for extra in range(1, width)):
                width -= 1
            for covered in range(column, column + width):
                taken[covered] = row + height
            text = _words(cell)
            cells.append(GridCell(row, column, height, width, text))
            kinds.add(cell.tag)
            column += width
        in_head = line.getparent() is not None and line.getparent().tag == "thead"
        if row == heads and (in_head or kinds == {"th"}):
            heads += 1
    return [cell for cell in cells if cell.text or cell.row_span == 1], heads


def _span(text: str | None) -> int:
    """Rows or columns that a cell covers; 0 stands for all that are left."""
    digits = (text or "1").strip()
    return min(int(digits), _MOST_SPAN) if digits.isdecimal() and len(digits) < 7 else 1


def _words(cell: Any) -> str:
    return _tidy("".join(_pieces(cell))).replace("\t", " ")


def _pieces(element: Any) -> Iterator[str]:
    """Text of a cell, a line break around its paragraphs."""
    silent = 0  # how many elements around this one show nothing
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        name = inner.tag
        own = name != "br" and name not in _INLINE and inner is not element
        if event == "start":
            silent += name in _SILENT
            if own or name == "br":
                yield "\n"
            if inner.text and not silent:
                flat = _SPACES.sub(" ", inner.text)
                yield flat.translate(_SUPERSCRIPT) if name == "sup" else flat
            continue
        silent -= name in _SILENT
        if own:
            yield "\n"
        if inner.tail and inner is not element and not silent:
            yield _SPACES.sub(" ", inner.tail)


def _tidy(text: str) -> str:
    """Lines without blanks at their ends, blank lines left out."""
    lines = (line.strip(" \xa0\u3000\t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
