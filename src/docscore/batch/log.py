"""The log of runs: one JSON object a line, without personal data, beside the database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..personal import mask_text
from ..store import NoRoomError

_FILE = "screen.jsonl"


@dataclass(frozen=True, slots=True)
class Log:
    """Appends to the log of a workspace.

    Attributes:
        folder: of the workspace.
    """

    folder: Path

    def write(self, event: str, **told: object) -> None:
        """One line: when, what happened, and what about.

        Raises:
            NoRoomError: it cannot be written.
        """
        masked = {key: mask_text(value) if isinstance(value, str) else value for key, value in told.items()}
        entry = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **masked}
        path = self.folder / _FILE
        try:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as error:
            raise NoRoomError(path, error) from error
