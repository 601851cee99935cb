"""Bytes → Document. The only package that knows document formats and their parsers."""

from .guard import read_guarded
from .read import read

__all__ = ["read", "read_guarded"]
