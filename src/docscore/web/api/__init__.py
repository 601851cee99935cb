"""The same as the pages, for programs: JSON under ``/api/v1``, described by ``/api/openapi.json``.

A program sends the token of a person (``docscore user token``) and may do what that person may; a page of ours sends the
session's cookie with its CSRF token. Errors are ``{"error": 说明, …}``.
"""

from __future__ import annotations

from .reading import router as reading
from .writing import router as writing

__all__ = ["reading", "writing"]
