"""The visible text of one Word paragraph: runs, tabs, insertions, fields, formulas; what was deleted is only counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .wordml import MATH, MC, W, attribute, child, is_on

#: Elements in which runs stand as if they stood in the paragraph itself.
TRANSPARENT = {
    W + name
    for name in (
        "ins",
        "moveTo",
        "customXml",
        "smartTag",
        "sdt",
        "sdtContent",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
}
REMOVED = {W + "del", W + "moveFrom"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DRAWN = {W + "drawing", W + "pict", W + "object"}
_QUOTED = 20
_MOST_QUOTES = 5


@dataclass(slots=True)
class Unread:
    """What of a Word document was not read.

    Attributes:
        deleted: texts of tracked deletions.
        hidden: number of hidden runs.
        pictures: number of pictures large enough to hold a table or a scanned page.
    """

    deleted: list[str] = field(default_factory=list)
    hidden: int = 0
    pictures: int = 0

    def warnings(self) -> list[str]:
        """The same in Chinese, one sentence a kind."""
        found = []
        if self.deleted:
            quotes = "、".join(f"“{text[:_QUOTED]}”" for text in self.deleted[:_MOST_QUOTES])
            more = "等" if len(self.deleted) > _MOST_QUOTES else ""
            found.append(f"文档有 {len(self.deleted)} 处修订删除的内容未读取：{quotes}{more}")
        if self.hidden:
            found.append(f"文档有 {self.hidden} 处隐藏文字未读取")
        if self.pictures:
            found.append(f"文中有 {self.pictures} 幅较大的图片，其中如有文字或表格，没有读取，请对照原件")
        return found


_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
#: In EMU, 360,000 to the centimetre: smaller pictures are signs and seals.
_WIDE, _HIGH = 8 * 360_000, 4 * 360_000


@dataclass(slots=True)
class Line:
    """Visible text of a paragraph, and the text boxes anchored in it.

    Attributes:
        parts: pieces of the text.
        boxes: the ``w:txbxContent`` elements, each once.
    """

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text."""
        return "".join(self.parts)


def large_pictures(body: Any) -> int:
    """How many pictures of a body are large enough to hold a table or a scanned page; photos count too."""
    sizes = (
        drawing.find(f".//{_EXTENT}")
        for drawing in body.iter(W + "drawing")
        if any(str(part.tag).endswith("}pic") for part in drawing.iter())
    )
    drawn = sum(
        size is not None and int(size.get("cx", 0)) >= _WIDE and int(size.get("cy", 0)) >= _HIGH
        for size in sizes
    )
    return drawn + sum(1 for part in body.iter() if str(part.tag).endswith("}imagedata"))


def visible(paragraph: Any, unread: Unread) -> Line:
    """What a paragraph (``w:p``) shows.

    Args:
        paragraph: the element.
        unread: where deletions and hidden runs are noted.
    """
    line = Line()
    _walk(paragraph, line, unread)
    return line


def _walk(parent: Any, line: Line, unread: Unread) -> None:
    for element in parent:
        tag = element.tag
        if tag == W + "r":
            _run(element, line, unread)
        elif tag in TRANSPARENT:
            _walk(element, line, unread)
        elif tag in REMOVED:
            text = "".join(piece.text or "" for piece in element.iter(W + "delText", W + "t"))
            if text.strip():
                unread.deleted.append(text)
        elif tag == MC + "AlternateContent":
            _walk_choice(element, line, unread)
        elif isinstance(tag, str) and tag.startswith(MATH):
            line.parts.extend(piece.text or "" for piece in element.iter(MATH + "t"))


def _walk_choice(element: Any, line: Line, unread: Unread) -> None:
    """Of two forms of the same thing the first; the other is there for older programs."""
    choice = element.find(MC + "Choice")
    if choice is None:
        choice = element.find(MC + "Fallback")
    if choice is not None:
        line.boxes.extend(_boxes(choice))
        _walk(choice, line, unread)


def _run(run: Any, line: Line, unread: Unread) -> None:
    properties = child(run, "rPr")
    if is_on(child(properties, "vanish")):
        unread.hidden += bool("".join(piece.text or "" for piece in run.iter(W + "t")).strip())
        return
    raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
    for element in run:
        tag = element.tag
        if tag == W + "t":
            text = element.text or ""
            line.parts.append(text.translate(_SUPERSCRIPT) if raised else text)
        elif tag in _SIGNS:
            line.parts.append(_SIGNS[tag])
        elif tag == W + "br":
            if attribute(element, "type") in ("", "textWrapping"):
                line.parts.append("\n")
        elif tag == W + "ruby":
            for base in element.findall(W + "rubyBase"):
                _walk(base, line, unread)
        elif tag in _DRAWN:
            line.boxes.extend(_boxes(element))
        elif tag == MC + "AlternateContent":
            choice = element.find(MC + "Choice")
            chosen = choice if choice is not None else element.find(MC + "Fallback")
            if chosen is not None:
                line.boxes.extend(_boxes(chosen))


def _boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes under *element*, without the second forms kept for older programs."""
    for inner in element:
        if inner.tag == W + "txbxContent":
            yield inner
        elif inner.tag != MC + "Fallback":
            yield from _boxes(inner)
