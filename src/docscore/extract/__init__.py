"""Clean text and tables → figures with role, subject and period, and the sentences they stand in."""

from .figures import extract

__all__ = ["extract"]
