"""Bytes → Document. The only package that knows document formats and their parsers."""

from .archive import is_submission, unpack
from .folder import Filed, open_folder
from .guard import read_guarded
from .read import read

__all__ = ["Filed", "is_submission", "open_folder", "read", "read_guarded", "unpack"]
