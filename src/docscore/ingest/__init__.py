"""Bytes → Document. The only package that knows document formats and their parsers."""

from .archive import is_submission, unpack
from .guard import read_guarded
from .read import read

__all__ = ["is_submission", "read", "read_guarded", "unpack"]
