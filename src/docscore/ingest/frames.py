"""How the reading process and the one that started it speak: a letter, a length, a payload."""

from __future__ import annotations

import struct
from typing import IO

BEAT, MADE, REFUSED, MEMORY, DEEP = b".", b"D", b"E", b"M", b"R"
"""Of the reading process: a sign of life; what was asked for, pickled; an InputError; out of memory; nested too deep."""

TASK, PID, CODE = b"T", b"P", b"C"
"""To it: what to do, as JSON. Of the server that forked it: its process id; its exit code."""

_HEAD = struct.Struct(">cQ")


def write_frame(stream: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """Writes one frame.

    Args:
        stream: where to.
        kind: one of the letters above.
        payload: its content.
    """
    stream.write(_HEAD.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Letter and payload of the next frame; ``None`` at the end, also if it comes in the middle of a frame."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    payload = stream.read(length)
    return (kind, payload) if len(payload) == length else None
