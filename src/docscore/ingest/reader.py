"""The inside of the reading process: sets its own limits, reads or draws one file, says how it went, ends."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NoReturn

from docscore.errors import InputError

from .frames import BEAT, DEEP, MADE, MEMORY, REFUSED, write_frame
from .heartbeat import listen
from .read import read

#: Module that reads files so named. A name may lie: then another one is imported when the content is known.
_PARSERS = {".pdf": "pdf", ".docx": "docx", ".xlsx": "spreadsheet"}


def load_parser(request: dict[str, Any]) -> None:
    """Imports ahead what a request is likely to need, so that a server does so once for all its forks."""
    module = _PARSERS.get(Path(request["path"]).suffix.lower())
    if request["task"] == "read" and module:
        with contextlib.suppress(Exception):  # whoever reads the file meets it again and says so
            import_module(f".{module}", __package__)


def main(request: dict[str, Any]) -> NoReturn:
    """Does ``request["task"]`` to ``request["path"]`` within ``request["megabytes"]``, answers on stdout and ends.

    An error that no reader expected is not caught: its traceback goes to stderr, where the parent finds it.
    """
    # Parsers and their C libraries print; what they print must not get between the frames.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    megabytes = int(request["megabytes"])
    _limit(megabytes)
    gc.set_threshold(100_000, 20, 20)  # blocks and cells are many and form no cycles
    listen(lambda: write_frame(answer, BEAT))
    _answer(answer, request, megabytes)
    # Past all destructors: they can crash on what a damaged file left behind.
    os._exit(0)


def carried_out(task: str, path: Path, arguments: Sequence[int] = ()) -> Any:
    """What a task makes of a file: ``read``, ``draw`` (first and last page) or ``print``.

    Raises:
        InputError: as the task does.
    """
    if task == "draw":
        from .pageimage import draw

        return draw(path, *arguments)
    if task == "print":
        from .pageimage import print_word

        return print_word(path)
    return read(path)


def _answer(answer: IO[bytes], request: dict[str, Any], megabytes: int) -> None:
    try:
        made = carried_out(request["task"], Path(request["path"]), request["arguments"])
        payload = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
    except InputError as error:
        told = {"what": error.what.removeprefix(f"{error.path}："), "remedy": error.remedy}
        write_frame(answer, REFUSED, json.dumps(told).encode())
    except MemoryError:
        write_frame(answer, MEMORY, str(megabytes).encode())
    except RecursionError:
        write_frame(answer, DEEP)
    else:
        write_frame(answer, MADE, payload)


def _end_with_parent() -> None:
    """Waits for the parent's end of stdin to close, which it does however the parent ends."""
    while os.read(0, 64):
        pass
    os._exit(1)


def _limit(megabytes: int) -> None:
    """Caps this process's memory where the system can; elsewhere the parent watches."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = megabytes * 1024 * 1024
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
