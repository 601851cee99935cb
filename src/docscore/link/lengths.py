"""How long a chapter is (摘要不超过 3500 字), counted as word processors count 字数."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model import BlockKind, ChapterLength, Document, Metric

#: One character of Chinese text or punctuation, or a run of letters and digits: each counts one, blanks count nothing.
_COUNTED = re.compile(r"[A-Za-z0-9.,%‰'’_/:+-]*[A-Za-z0-9%‰]|[^\sA-Za-z0-9]")


def lengths(document: Document, metrics: Mapping[str, Metric]) -> dict[str, ChapterLength]:
    """The length of each chapter that a metric asks for and the document has.

    Args:
        document: the document; headings themselves are not counted.
        metrics: the metrics, by id.
    """
    found = {}
    for metric in metrics.values():
        asked = metric.length_of
        if asked is None:
            continue
        heading = next(
            (b for b in document.blocks if b.kind is BlockKind.HEADING and asked.search(b.text)), None
        )
        if heading is None:
            continue
        name = " ".join(heading.text.split()).lstrip("# ")
        texts = [b.text for b in document.blocks if b.kind is not BlockKind.HEADING and name in b.section]
        characters = sum(len(_COUNTED.findall(text)) for text in texts)
        place = document.place(heading.index, 0, len(heading.text))
        found[metric.id] = ChapterLength(characters, name, place)
    return found
