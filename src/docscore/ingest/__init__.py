"""Bytes → Document. The only package that knows document formats and their parsers."""

from .read import read

__all__ = ["read"]
