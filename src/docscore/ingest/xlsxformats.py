"""What calamine does not tell of an XLSX sheet: number formats, formulas without a stored result, cells in error."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from lxml import etree

from .numberformat import BUILT_IN, is_plain

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_CHUNK = 256 * 1024
#: The tag of a formula, the type of a cell in error, a list of entities; a zero byte is of UTF-16.
_TELLING = re.compile(rb"<(?:[A-Za-z]+:)?f[\s/>]|\bt\s*=\s*[\"']e[\"']|<!|\0")
_LONGEST_TELLING = 40
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class RowFormats:
    """One row of a sheet.

    Attributes:
        row: 0-based row.
        codes: format of each 0-based column whose number is not shown just as stored.
        empty: columns with a formula whose result the file does not hold.
        failed: columns with a formula in error, and the error.
    """

    row: int
    codes: dict[int, str] = field(default_factory=dict)
    empty: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)


class XlsxFormats:
    """The formats of a workbook.

    Args:
        archive: the open XLSX.

    Raises:
        lxml.etree.XMLSyntaxError: a part is damaged.
        KeyError: a part is missing.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._codes = self._cell_formats()
        self._parts = self._sheet_parts()

    def rows(self, sheet: str) -> Iterator[RowFormats]:
        """The rows of a sheet that have anything to tell, from the top.

        Args:
            sheet: name of the sheet.

        Raises:
            ValueError: the XML of the sheet is damaged.
        """
        part = self._parts.get(sheet)
        if part is None or part not in self._archive.NameToInfo:
            return
        if not self._codes and not self._tells_anything(part):
            return
        with self._archive.open(part) as stream:
            walk = _SheetWalk(self._codes)
            while chunk := stream.read(_CHUNK):
                yield from walk.feed(chunk)
            yield from walk.feed(b"", last=True)

    def _tells_anything(self, part: str) -> bool:
        """Whether a sheet may hold formulas or errors: a plain list need not be walked cell by cell."""
        with self._archive.open(part) as stream:
            before = b""
            while chunk := stream.read(_CHUNK):
                if _TELLING.search(before + chunk):
                    return True
                before = chunk[-_LONGEST_TELLING:]
        return False

    def _cell_formats(self) -> dict[str, str]:
        """Style number of a cell → its format, formats that change nothing left out."""
        if "xl/styles.xml" not in self._archive.NameToInfo:
            return {}
        root = _root(self._archive, "xl/styles.xml")
        own = {
            element.get("numFmtId"): element.get("formatCode") or ""
            for element in root.iterfind("{*}numFmts/{*}numFmt")
        }
        codes: dict[str, str] = {}
        for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            identity = style.get("numFmtId") or "0"
            code = own.get(identity) or BUILT_IN.get(_number(identity, 0), "")
            if not is_plain(code):
                codes[str(number)] = code
        return codes

    def _sheet_parts(self) -> dict[str, str]:
        """Name of each sheet → its part in the archive."""
        relations = {
            element.get("Id"): element.get("Target") or ""
            for element in _root(self._archive, "xl/_rels/workbook.xml.rels")
        }
        parts: dict[str, str] = {}
        for element in _root(self._archive, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
            target = relations.get(element.get(_RELATION) or element.get(_STRICT_RELATION)) or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath("xl/" + target)
            parts[element.get("name") or ""] = path
        return parts


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


class _SheetWalk:
    """Reads the XML of a sheet as it comes; expat is three times as fast here as lxml's events.

    Args:
        codes: style number of a cell → its format.
    """

    def __init__(self, codes: dict[str, str]) -> None:
        self._codes = codes
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._done: list[RowFormats] = []
        self._open = RowFormats(-1)
        self._row = self._place = -1
        self._reference = ""
        self._formula = self._listening = self._checked = self._value = False

    def feed(self, chunk: bytes, *, last: bool = False) -> list[RowFormats]:
        """The rows that end in the next part of the file and have anything to tell.

        Raises:
            ValueError: the XML is damaged or declares entities.
        """
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error
        if last:
            self._end_row()
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._end_cell()
            self._place += 1
            self._reference = attributes.get("r", "")
            self._checked = attributes.get("t") != "str"  # the result of a formula may be an empty text
            if code := self._codes.get(attributes.get("s", "0")):
                self._open.codes[self._column()] = code
            if attributes.get("t") == "e":
                self._open.failed[self._column()] = ""
                self._listen()
        elif name == "f":
            if self._checked:
                self._formula = True
                self._listen()
        elif name == "row":
            self._end_row()
            self._row = max(_number(attributes.get("r"), self._row + 2) - 1, self._row)
            self._open = RowFormats(self._row)
            self._place = -1
        elif name == "v":
            self._value = True

    def _column(self) -> int:
        address = _ADDRESS.match(self._reference)
        return _column(address.group(1)) if address else self._place

    def _listen(self) -> None:
        self._listening = True
        self._value = False
        self._parser.CharacterDataHandler = self._characters

    def _characters(self, text: str) -> None:
        if self._value and text.strip():
            self._formula = False
            if self._column() in self._open.failed:
                self._open.failed[self._column()] = text

    def _end_cell(self) -> None:
        if not self._listening:
            return
        if self._formula and self._column() not in self._open.failed:
            self._open.empty.append(self._column())
        self._formula = self._listening = False
        self._parser.CharacterDataHandler = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._open.codes or self._open.empty or self._open.failed:
            self._done.append(self._open)
        self._open = RowFormats(self._row)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a sheet declares entities")


@lru_cache(maxsize=512)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default
