"""What a paragraph inherits from Word's styles: outline level, list, being a line of a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .wordml import W, attribute, child

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d$", re.IGNORECASE)
#: Word's outline level 9 is body text.
_BODY = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs, inherited things included.

    Attributes:
        heading: 1-based outline level of its headings; ``None`` for body text.
        contents: it is for lines of a table of contents.
        list_id: id of its list, empty if it has none.
        list_level: 0-based level in the list.
    """

    heading: int | None = None
    contents: bool = False
    list_id: str = ""
    list_level: int = 0


PLAIN = Style()


def read_styles(root: Any) -> dict[str, Style]:
    """The paragraph styles of a document by id.

    Args:
        root: root element of ``styles.xml``, ``None`` where there is none.
    """
    if root is None:
        return {}
    elements = {attribute(element, "styleId"): element for element in root.findall(W + "style")}
    return {style_id: _resolve(style_id, elements) for style_id in elements}


def _resolve(style_id: str, elements: dict[str, Any]) -> Style:
    heading: int | None = None
    contents = False
    list_id = list_level = ""
    seen: set[str] = set()
    current = style_id
    while current in elements and current not in seen:
        seen.add(current)
        element = elements[current]
        name = attribute(child(element, "name"), "val")
        contents = contents or bool(_CONTENTS.match(name))
        if heading is None:
            outline = attribute(child(element, "pPr", "outlineLvl"), "val")
            named = _HEADING.match(name)
            if outline.isdecimal():
                heading = int(outline) + 1
            elif named:
                heading = int(named.group(1))
        list_id = list_id or attribute(child(element, "pPr", "numPr", "numId"), "val")
        list_level = list_level or attribute(child(element, "pPr", "numPr", "ilvl"), "val")
        current = attribute(child(element, "basedOn"), "val")
    return Style(
        heading=heading if heading is not None and heading <= _BODY else None,
        contents=contents,
        list_id=list_id,
        list_level=int(list_level) if list_level.isdecimal() else 0,
    )
