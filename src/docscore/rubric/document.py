"""A rule document → rubrics: its forms found, each clause read into a rule, what was not read named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import BlockKind, CleanDocument, Lexicon
from .awards import cut
from .document_assembly import Assembly, RubricDraft
from .document_form import Form, Line, with_marks
from .document_rows import tab_grids
from .document_table import BlockGrid, Grid, TableReader
from .document_text import text_forms, titles


def draft_rubrics(document: CleanDocument, lexicon: Lexicon, identifier: str) -> tuple[RubricDraft, ...]:
    """The rubrics that a rule document holds, one a form, in order; none if no clause states points.

    Args:
        document: the rule document.
        lexicon: for units.
        identifier: id of the rubric; of several the second is called ``…-2``.
    """
    forms = [*_table_forms(document)] or [*text_forms(document)]
    text = _running_text(document)
    drafts: list[RubricDraft] = []
    for form in forms:
        number = len(drafts) + 1
        name = identifier if number == 1 else f"{identifier}-{number}"
        draft = Assembly(form, lexicon).draft(name, document, text if len(forms) == 1 else form.title)
        if draft is not None:
            drafts.append(draft)
    return tuple(drafts)


def _table_forms(document: CleanDocument) -> Iterator[Form]:
    reader = TableReader(document.document)
    named = titles(document)
    grids: dict[int, Grid] = dict(tab_grids(document))
    grids |= {
        clean.block.index: BlockGrid(clean)
        for clean in document.blocks
        if clean.block.kind is BlockKind.TABLE
    }
    title, place, since = "", "", ""
    lines: list[Line] = []
    for clean in document.blocks:
        since = named.get(clean.block.index, since)
        grid = grids.get(clean.block.index)
        found, fresh = reader.read(grid) if grid is not None else ((), False)
        if not _has_points(found):
            continue
        if lines and fresh and since != title:
            yield Form(title, tuple(lines), place)
            lines = []
        if not lines:
            title, place = since, document.document.place(clean.block.index, 0, 1).label
        lines += found
    if lines:
        yield Form(title, tuple(lines), place)


def _has_points(lines: Iterable[Line]) -> bool:
    return any(
        line.points is not None or cut(with_marks(line.clause)).awards or any(h.points for h in line.headings)
        for line in lines
    )


def _running_text(document: CleanDocument) -> str:
    return "\n".join(clean.text for clean in document.blocks if clean.block.kind is not BlockKind.TABLE)
