"""Where the words go: results to stdout or a file, progress and errors to stderr."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..errors import UsageError
from ..personal import mask_text

USAGE, UNREADABLE, INTERRUPTED = 2, 3, 130
"""Exit codes for wrong usage or a faulty YAML file, for an unreadable input, and for a run stopped by Ctrl-C."""

_PLAIN_WIDTH = 100


def say(text: str) -> None:
    """Write *text* to stdout; a reader that has gone away (``| head``) is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes stdout once more at exit; give that flush somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_error(message: str) -> None:
    """Write *message* to stderr."""
    sys.stderr.write(f"{mask_text(message)}\n")


def progress(message: str) -> None:
    """Tell a person at a terminal what is being done; a message replaces the last, an empty one clears it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{mask_text(message)}")
        sys.stderr.flush()


def save(content: bytes, path: Path) -> None:
    """Write *content* to *path*, making its folder.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        remedy = "请关闭正在打开它的程序，或换一个位置"
        raise UsageError(f"{path}：无法写入（{error.strerror}）", remedy) from error


def screen() -> tuple[int, bool]:
    """Columns of the terminal and whether it shows colour; 100 and False where stdout is no terminal."""
    if not sys.stdout.isatty():
        return _PLAIN_WIDTH, False
    width = os.get_terminal_size(sys.stdout.fileno()).columns
    return max(width, 80), "NO_COLOR" not in os.environ
