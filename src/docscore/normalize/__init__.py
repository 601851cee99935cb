"""Document → clean text with the way back to the text as read."""

from .clean import normalize

__all__ = ["normalize"]
