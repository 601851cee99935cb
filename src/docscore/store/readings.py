"""What was read of a file, kept under its content and the packs it was read with, so that nothing is read twice."""

from __future__ import annotations

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from cattrs import Converter

from ..model import Document, Extraction, Glyphs, Table
from .objects import Objects

#: Raised whenever reading or the model changes, so that an older reading is not mistaken for today's.
FORMAT = 1
_KIND = "readings"


@dataclass(frozen=True, slots=True)
class Readings:
    """Documents and their figures, compressed JSON by key.

    Attributes:
        objects: where they are kept.
        packs: hash of the extractor packs in use.
    """

    objects: Objects
    packs: str

    def get(self, sha256: str) -> tuple[Document, Extraction | None] | None:
        """What was read of the file with that hash; ``None`` if it was not read with these packs."""
        data = self.objects.get(_KIND, self._key(sha256))
        if data is None:
            return None
        read: tuple[dict[str, Any], dict[str, Any] | None] = json.loads(zlib.decompress(data))
        document, extraction = read
        converter = _converter()
        return (
            converter.structure(document, Document),
            None if extraction is None else converter.structure(extraction, Extraction),
        )

    def put(self, document: Document, extraction: Extraction | None) -> None:
        """Keep what was read of a file."""
        converter = _converter()
        read = [
            converter.unstructure(document),
            None if extraction is None else converter.unstructure(extraction),
        ]
        text = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
        self.objects.put(_KIND, self._key(document.sha256), zlib.compress(text.encode(), 6))

    def _key(self, sha256: str) -> str:
        return f"{sha256}-{self.packs[:16]}-{FORMAT}"


@cache
def _converter() -> Converter:
    """Model ↔ JSON: decimals as text, the many small numbers of glyphs and cells packed."""
    converter = Converter(detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    converter.register_unstructure_hook(Glyphs, _packed_glyphs)
    converter.register_structure_hook(Glyphs, lambda packed, _: _glyphs(packed))
    converter.register_unstructure_hook(Table, _packed_table)
    converter.register_structure_hook(Table, lambda packed, _: _table(packed))
    return converter


def _packed(numbers: array[Any]) -> list[str]:
    return [numbers.typecode, b64encode(numbers.tobytes()).decode()]


def _array(packed: list[str]) -> array[Any]:
    numbers = array(packed[0])
    numbers.frombytes(b64decode(packed[1]))
    return numbers


def _packed_glyphs(glyphs: Glyphs) -> list[Any]:
    return [_packed(glyphs.pages), _packed(glyphs.boxes), b64encode(glyphs.certainty).decode()]


def _glyphs(packed: list[Any]) -> Glyphs:
    return Glyphs(_array(packed[0]), _array(packed[1]), b64decode(packed[2]))


def _packed_table(table: Table) -> list[Any]:
    return [table.rows, table.cols, _packed(table.packed()), table.header_rows]


def _table(packed: list[Any]) -> Table:
    rows, cols, numbers, header_rows = packed
    return Table.unpacked(rows, cols, _array(numbers), header_rows)
