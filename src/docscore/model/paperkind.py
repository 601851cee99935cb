"""Kinds of papers that rubrics ask for as evidence: how they are asked for, and what one looks like."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of evidence (佐证材料的种类).

    Attributes:
        id: what the packs call it.
        name: what people call it: 会议纪要.
        asked: words by which a rubric asks for it.
        titles: words in the title, file name or folder of one.
        headers: alternatives; words that the column headings of a table in one have, all of them.
        unless: words in a title that make it another kind.
        files: kinds of files that are one by themselves, looked at and not read: ``photo``, ``image``, ``video``.
        loose: any paper on the subject may be one (证明, 文件, 材料); it is doubtful if ``titles`` are given and none fits.
    """

    id: str
    name: str
    asked: tuple[str, ...]
    titles: tuple[str, ...] = ()
    headers: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    loose: bool = False
