"""How kinds of evidence papers are written in a pack."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..model import PaperKind
from .source import Strict

Words = tuple[Annotated[str, Field(min_length=1)], ...]


class PaperKindSchema(Strict):
    """One entry under ``paper_kinds:``; the fields are those of :class:`docscore.model.PaperKind`."""

    name: Annotated[str, Field(min_length=1)]
    asked: Annotated[Words, Field(min_length=1)]
    titles: Words = ()
    headers: tuple[Words, ...] = ()
    unless: Words = ()
    files: tuple[Literal["photo", "image", "video"], ...] = ()
    loose: bool = False

    def build(self, identifier: str) -> PaperKind:
        """As the model has it."""
        return PaperKind(
            identifier, self.name, self.asked, self.titles, self.headers, self.unless, self.files, self.loose
        )
