"""YAML files once parsed, kept as JSON in the user's cache folder under the hash of their text.

Parsing YAML with positions takes half a second for the shipped packs, reading JSON a few milliseconds. The folder may be
deleted at any time; JSON, unlike a pickle, cannot run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

#: Part of each key: raise it when the form of what is kept changes.
_FORM = "2"
_DECIMAL, _DATE = "$decimal", "$date"


def cache_folder() -> Path | None:
    """A folder that only this user writes to; ``None`` where none can be made."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "docscore"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # RuntimeError: a user without a home
        return None
    return folder


def recall(text: str) -> dict[str, Any] | None:
    """What *text* was parsed to before; ``None`` if it was not, or what was kept cannot be read."""
    path = _path(text)
    if path is None:
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"), object_hook=_value)
    except (OSError, ValueError, TypeError, ArithmeticError):
        return None
    return data if isinstance(data, dict) else None


def keep(text: str, data: dict[str, Any]) -> None:
    """Keep what *text* was parsed to, if JSON can hold it exactly; a full or read-only disk is no error."""
    path = _path(text)
    if path is None or not _is_plain(data):
        return
    fresh = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps(data, ensure_ascii=False, default=_object), encoding="utf-8")
        fresh.replace(path)


def _path(text: str) -> Path | None:
    folder = cache_folder()
    digest = hashlib.sha256(f"{_FORM}\n{text}".encode()).hexdigest()
    return folder / f"yaml-{digest[:32]}.json" if folder else None


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) for key in value) and all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    # A moment is a date too, but comes with ruamel's own type and time zone.
    return value is None or isinstance(value, (str, bool, int, Decimal)) or type(value) is date


def _object(value: Decimal | date) -> dict[str, str]:
    return {_DATE: value.isoformat()} if isinstance(value, date) else {_DECIMAL: str(value)}


def _value(found: dict[str, Any]) -> Any:
    if found.keys() == {_DECIMAL}:
        return Decimal(found[_DECIMAL])
    return date.fromisoformat(found[_DATE]) if found.keys() == {_DATE} else found
