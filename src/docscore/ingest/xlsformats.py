"""Number formats of an XLS or ET workbook, out of its BIFF records; calamine gives the numbers without them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from .numberformat import BUILT_IN, is_plain

_BOF, _EOF, _SHEET, _FORMAT, _XF, _PASSWORD = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x002F
_NUMBER, _RK, _FORMULA, _RKS = 0x0203, 0x027E, 0x0006, 0x00BD
_BIFF8 = 0x0600

Formats = dict[tuple[int, int], str]
"""0-based row and column → format of the number there."""


def workbook_stream(data: bytes) -> bytes:
    """The stream of a compound file that holds the workbook; empty if there is none.

    Raises:
        OSError: the compound file is damaged.
    """
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        for name in ("Workbook", "Book"):
            if container.exists(name):
                with container.openstream(name) as stream:
                    return bytes(stream.read())
    return b""


def is_encrypted(stream: bytes) -> bool:
    """Whether a workbook asks for a password."""
    return any(kind == _PASSWORD for kind, _ in _records(stream, 0))


def sheet_formats(stream: bytes) -> list[Formats]:
    """For each sheet, in the order of the workbook, the formats that do not show a number just as stored.

    Args:
        stream: the workbook.
    """
    codes = dict(BUILT_IN)
    styles: list[int] = []
    starts: list[int] = []
    wide = True
    for kind, body in _records(stream, 0):
        if kind == _BOF and len(body) >= 2:
            wide = struct.unpack_from("<H", body)[0] == _BIFF8
        elif kind == _FORMAT and len(body) > 2:
            codes[struct.unpack_from("<H", body)[0]] = _text(body[2:], wide)
        elif kind == _XF and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
    shown = {
        number: code
        for number, style in enumerate(styles)
        if (code := codes.get(style, "")) and not is_plain(code)
    }
    return [_of_sheet(stream, start, shown) for start in starts]


def _of_sheet(stream: bytes, start: int, codes: dict[int, str]) -> Formats:
    found: Formats = {}
    for kind, body in _records(stream, start):
        if kind in (_NUMBER, _RK, _FORMULA) and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            if style in codes:
                found[row, column] = codes[style]
        elif kind == _RKS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            for place in range(4, len(body) - 5, 6):
                style = struct.unpack_from("<H", body, place)[0]
                if style in codes:
                    found[row, column + (place - 4) // 6] = codes[style]
    return found


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from *start* to the end of its part; charts inside a sheet are passed over."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        body = stream[start + 4 : start + 4 + length]
        start += 4 + length
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth <= 1:
            yield kind, body


def _text(body: bytes, wide: bool) -> str:
    if not wide:
        return body[1 : 1 + body[0]].decode("gb18030", "replace")
    if len(body) < 3:
        return ""
    count, flags = struct.unpack_from("<HB", body)
    return body[3 : 3 + 2 * count].decode("utf-16-le", "replace") if flags & 1 else body[3 : 3 + count].decode("latin-1")
