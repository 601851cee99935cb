"""Bytes → Document. The only package that knows document formats and their parsers."""

from .archive import is_submission, unpack
from .folder import Filed, open_folder
from .guard import draw_guarded, print_guarded, read_guarded
from .office import soffice
from .read import read

__all__ = [
    "Filed",
    "draw_guarded",
    "is_submission",
    "open_folder",
    "print_guarded",
    "read",
    "read_guarded",
    "soffice",
    "unpack",
]
