"""A sign of life from slow work: a page that takes seconds to recognise must not look like a file that hangs."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def beat() -> None:
    """Says that the reader got on: call it after each page that takes seconds. Costs nothing where nobody listens."""
    for listener in _listeners:
        listener()


def listen(listener: Callable[[], None]) -> None:
    """Has *listener* called on each beat, for as long as the process lives."""
    _listeners.append(listener)
