"""What was read, kept under its content and the packs it was read with, so that nothing is read twice."""

from __future__ import annotations

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter

from ..model import Document, Glyphs, Submission, Table
from .objects import Objects

#: Raised whenever reading or the model changes, so that an older reading is not mistaken for today's.
FORMAT = 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Readings:
    """Documents and whole submissions, compressed JSON by key.

    A document is kept as it was read, so that its evidence can be counted again; it may hold personal data, as the
    originals beside it do. A submission is kept as it may be shown.

    Attributes:
        objects: where they are kept.
        packs: hash of the extractor packs in use.
    """

    objects: Objects
    packs: str

    def document(self, sha256: str) -> Document | None:
        """What was read of the file with that hash; ``None`` if it was not."""
        return self._get("readings", f"{sha256}-{FORMAT}", Document)

    def keep_document(self, document: Document) -> None:
        """Keep what was read of a file."""
        self._put("readings", f"{document.sha256}-{FORMAT}", document)

    def submission(self, content: str) -> Submission | None:
        """The submission of that content, its figures included; ``None`` if it was not read with these packs."""
        return self._get("submissions", self._key(content), Submission)

    def keep_submission(self, content: str, submission: Submission) -> None:
        """Keep a submission as it was read, sorted and counted."""
        self._put("submissions", self._key(content), submission)

    def _key(self, content: str) -> str:
        return f"{content}-{self.packs[:16]}-{FORMAT}"

    def _get(self, kind: str, key: str, cls: type[T]) -> T | None:
        data = self.objects.get(kind, key)
        return None if data is None else _converter().structure(json.loads(zlib.decompress(data)), cls)

    def _put(self, kind: str, key: str, value: object) -> None:
        text = json.dumps(_converter().unstructure(value), ensure_ascii=False, separators=(",", ":"))
        self.objects.put(kind, key, zlib.compress(text.encode(), 6))


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
