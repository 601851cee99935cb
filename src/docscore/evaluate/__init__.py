"""Extracted figures against labelled ones: what agrees, what is missed, what is invented."""

from .compare import compare, subjects_agree

__all__ = ["compare", "subjects_agree"]
