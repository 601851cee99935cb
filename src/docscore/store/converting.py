"""Model ↔ JSON: decimals as text, the many small numbers of glyphs and cells packed."""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Set
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from cattrs import Converter

from ..model import Glyphs, Table


@cache
def converter() -> Converter:
    """Model ↔ JSON: decimals as text, the many small numbers of glyphs and cells packed."""
    converter = Converter(detailed_validation=False, unstruct_collection_overrides={Set: sorted})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(bytes, bytes.hex)
    converter.register_structure_hook(bytes, lambda text, _: bytes.fromhex(text))
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
