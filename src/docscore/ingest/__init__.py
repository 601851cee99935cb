"""Bytes → Document. The only package that knows document formats and their parsers."""

from .archive import is_leftover, is_submission, unpack
from .folder import MOST_BYTES, Filed, open_folder, registered_kind
from .guard import draw_guarded, print_guarded, read_guarded
from .office import soffice
from .read import read

__all__ = [
    "MOST_BYTES",
    "Filed",
    "draw_guarded",
    "is_leftover",
    "is_submission",
    "open_folder",
    "print_guarded",
    "read",
    "read_guarded",
    "registered_kind",
    "soffice",
    "unpack",
]
