"""Files addressed by their content: originals, readings, page images. Written once, never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from .atomic import replace_file


@dataclass(frozen=True, slots=True)
class Objects:
    """A folder of objects, two levels deep.

    Attributes:
        folder: where they lie.
    """

    folder: Path

    def path(self, kind: str, key: str) -> Path:
        """Where the object of that kind and key lies, or would.

        Args:
            kind: ``originals``, ``readings`` or ``pages``.
            key: a hash in hexadecimal, with a suffix perhaps; anything else has no path.

        Raises:
            ValueError: *key* is none.
        """
        digest = key.partition(".")[0].partition("-")[0]
        if (
            len(digest) < 8
            or not all(letter in "0123456789abcdef" for letter in digest)
            or "/" in key
            or ".." in key
        ):
            raise ValueError(f"no such object: {key!r}")
        return self.folder / kind / key[:2] / key

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep *data*; whoever reads sees all of it or nothing, whenever the machine stops.

        Raises:
            NoRoomError: it cannot be written.
        """
        path = self.path(kind, key)
        if path.exists():
            return
        replace_file(path, data)

    def get(self, kind: str, key: str) -> bytes | None:
        """The object, or ``None`` if there is none."""
        try:
            return self.path(kind, key).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, kind: str, data: bytes, suffix: str = "") -> str:
        """Keep *data* under its own SHA-256 and return that key."""
        key = hashlib.sha256(data).hexdigest() + suffix
        self.put(kind, key, data)
        return key
