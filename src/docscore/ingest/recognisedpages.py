"""Recognised pages kept in the user's cache folder: a page of a scan takes seconds, and is read again and again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from array import array
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from .pagefile import PageInk
from .recognition import Image, version
from .shapes import Rule

#: Set to 0 to keep nothing on disk.
SWITCH = "DOCSCORE_OCR_CACHE"
#: Goes up when the same picture would be read otherwise than before.
_EDITION = 1
_MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RecognisedPages:
    """A folder of recognised pages, one file each, named by the hash of the picture and of what read it.

    Attributes:
        folder: where they are; ``None`` to keep none.
    """

    folder: Path | None

    @classmethod
    def of_user(cls) -> RecognisedPages:
        """The user's own; none if ``DOCSCORE_OCR_CACHE`` is 0."""
        if os.environ.get(SWITCH) == "0":
            return cls(None)
        from platformdirs import user_cache_path

        return cls(user_cache_path("docscore", appauthor=False) / "pages")

    def find(self, number: int, image: Image, scale: float) -> PageInk | None:
        """The page as it was recognised before, as page *number*; ``None`` if it was not, or the file is damaged."""
        if self.folder is None:
            return None
        try:
            path = self._path(image, scale)
            if path.stat().st_size > _MOST_BYTES:
                return None
            return _page(number, json.loads(path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, page: PageInk, image: Image, scale: float) -> None:
        """Keeps a page; where the folder cannot be written it is not kept."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Written aside and moved: another process may be reading or writing the same page.
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(_fields(page), file, ensure_ascii=False)
            Path(name).replace(self._path(image, scale))

    def _path(self, image: Image, scale: float) -> Path:
        told = f"{_EDITION} {version()} {image.shape} {scale:.4f}".encode()
        digest = hashlib.sha256(told + image.tobytes()).hexdigest()
        assert self.folder is not None
        return self.folder / f"{digest}.json"


def _fields(page: PageInk) -> dict[str, object]:
    return {
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "boxes": [round(edge, 2) for edge in page.boxes],
        "certainty": list(page.certainty),
        "horizontal": [(rule.at, rule.start, rule.end) for rule in page.horizontal],
        "vertical": [(rule.at, rule.start, rule.end) for rule in page.vertical],
        "skew": page.skew,
    }


def _page(number: int, fields: dict[str, object]) -> PageInk:
    def rules(name: str) -> tuple[Rule, ...]:
        found = fields[name]
        if not isinstance(found, list):
            raise TypeError(name)
        return tuple(Rule(*map(float, rule)) for rule in found)

    text, boxes, certainty = fields["text"], fields["boxes"], fields["certainty"]
    if not (isinstance(text, str) and isinstance(boxes, list) and isinstance(certainty, list)):
        raise TypeError("text")
    if not len(text) == len(certainty) == len(boxes) // 4:
        raise ValueError("text")
    page = PageInk(
        number,
        float(str(fields["width"])),
        float(str(fields["height"])),
        text,
        array("f", boxes),
        rules("horizontal"),
        rules("vertical"),
        scanned=True,
        incomplete=False,
    )
    return replace(page, certainty=bytes(certainty), skew=float(str(fields["skew"])))
