"""What was read, kept under its content and the packs it was read with, so that nothing is read twice."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ..model import Document, Screened, Submission
from .converting import converter
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

    def document(self, sha256: str, path: Path) -> Document | None:
        """What was read of the file with that hash, which now lies at a path; ``None`` if it was not."""
        kept = self._get("readings", f"{sha256}-{FORMAT}", Document)
        return None if kept is None else replace(kept, path=str(path))

    def keep_document(self, document: Document) -> None:
        """Keep what was read of a file, wherever it lay: in a ZIP that is another place each time."""
        self._put("readings", f"{document.sha256}-{FORMAT}", replace(document, path=""))

    def submission(self, content: str) -> Submission | None:
        """The submission of that content, its figures included; ``None`` if it was not read with these packs."""
        return self._get("submissions", self._key(content), Submission)

    def keep_submission(self, content: str, submission: Submission) -> None:
        """Keep a submission as it was read, sorted and counted."""
        self._put("submissions", self._key(content), submission)

    def screened(self, content: str, assessment: str) -> Screened | None:
        """What the batch keeps of a submission; ``None`` if it was not screened in that state."""
        return self._get("screened", self._key(f"{content}-{assessment[:16]}"), Screened)

    def keep_screened(self, content: str, assessment: str, screened: Screened) -> None:
        """Keep what summing up the batch needs of a submission.

        Args:
            content: hash of its papers.
            assessment: hash of its assessment, which corrections change.
            screened: what is kept.
        """
        self._put("screened", self._key(f"{content}-{assessment[:16]}"), screened)

    def _key(self, content: str) -> str:
        return f"{content}-{self.packs[:16]}-{FORMAT}"

    def _get(self, kind: str, key: str, cls: type[T]) -> T | None:
        data = self.objects.get(kind, key)
        return None if data is None else converter().structure(json.loads(zlib.decompress(data)), cls)

    def _put(self, kind: str, key: str, value: object) -> None:
        text = json.dumps(converter().unstructure(value), ensure_ascii=False, separators=(",", ":"))
        self.objects.put(kind, key, zlib.compress(text.encode(), 6))
