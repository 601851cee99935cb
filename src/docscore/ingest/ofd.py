"""OFD (GB/T 33190) → passages: a ZIP of XML in which each stretch of text says where it stands.

Text and lines are brought to the same form as a PDF page's, and paragraphs and ruled tables are told the same way.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from docscore.errors import InputError

from .ofdpage import POINTS, Canvas, box_of
from .pagefile import PageInk
from .passages import Passage, Sizes
from .pdf import page_passages

_REMEDY = "请用 OFD 阅读器打开并另存为 PDF，或向报送单位索取原件。"
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError,
    etree.XMLSyntaxError,
)  # fmt: skip
_A4 = (0.0, 0.0, 210.0, 297.0)
_MOST_PAGES = 5_000
_FEWEST_CHARACTERS = 30
_SCAN_COVERAGE = 0.3
_DEEPEST = 40


def read_ofd(path: Path, data: bytes) -> tuple[list[Passage], Sizes, list[str]]:
    """The passages of an OFD, the sizes of its pages, and what was not read of it.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.

    Raises:
        InputError: the package or its XML is damaged, or holds no page.
    """
    warnings: list[str] = []
    pages: list[PageInk] = []
    sizes: list[tuple[float, float]] = []
    try:
        package = _Package(data)
        for document in package.documents():
            for content, area, templates in document.pages():
                sizes.append((area[2] * POINTS, area[3] * POINTS))
                count = len(sizes)
                if count > _MOST_PAGES:
                    continue
                page = _page(count, content, area, templates) if content is not None else None
                if page is None:
                    warnings.append(f"第{count}页已损坏，未读取")
                    continue
                if page.scanned:
                    warnings.append(f"第{count}页为扫描件，未识别")
                pages.append(page)
            warnings.extend(document.left_out())
    except _DAMAGE as error:
        raise InputError(path, "OFD 已损坏或不完整，无法打开", _REMEDY) from error
    if not pages:
        raise InputError(path, "OFD 没有可读的页面，文件已损坏", _REMEDY)
    if len(sizes) > _MOST_PAGES:
        warnings.append(f"第{_MOST_PAGES + 1}-{len(sizes)}页超出页数上限，未读取")
    return page_passages(pages), tuple(sizes), warnings


class _Package:
    """The parts of an OFD."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))

    def documents(self) -> Iterator[_Document]:
        """The documents of the package; nearly always one."""
        for root in self.xml("OFD.xml").iterfind("{*}DocBody/{*}DocRoot"):
            yield _Document(self, _joined("", root.text or ""))

    def xml(self, name: str) -> Any:
        """Root element of a part."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(self._archive.read(name), parser)
        if root.getroottree().docinfo.doctype:
            raise ValueError(f"{name} declares entities")
        return root


class _Document:
    """One document of a package."""

    def __init__(self, package: _Package, name: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(name)
        self._root = package.xml(name)
        self._area = _area(self._root.find("{*}CommonData/{*}PageArea")) or _A4

    def pages(self) -> Iterator[tuple[Any, tuple[float, float, float, float], list[Any]]]:
        """Content of each page, ``None`` if it is damaged; its area in millimetres; the templates under it."""
        templates = {
            element.get("ID"): element.get("BaseLoc") or ""
            for element in self._root.iterfind("{*}CommonData/{*}TemplatePage")
        }
        read: dict[str, Any] = {}
        for page in self._root.iterfind("{*}Pages/{*}Page"):
            content = self._part(page.get("BaseLoc") or "")
            if content is None:
                yield None, self._area, []
                continue
            under = []
            for used in content.iterfind("{*}Template"):
                place = templates.get(used.get("TemplateID"), "")
                if place and place not in read:
                    read[place] = self._part(place)
                if read.get(place) is not None:
                    under.append(read[place])
            yield content, _area(content.find("{*}Area")) or self._area, under

    def left_out(self) -> list[str]:
        """Warnings on annotations and attachments, which are not read."""
        found = []
        if self._root.find("{*}Attachments") is not None:
            found.append("文档的附件未读取")
        if self._root.find("{*}Annotations") is not None:
            found.append("文档的批注未读取")
        return found

    def _part(self, place: str) -> Any:
        try:
            return self._package.xml(_joined(self._folder, place))
        except _DAMAGE:
            return None


def _page(
    number: int, content: Any, area: tuple[float, float, float, float], templates: list[Any]
) -> PageInk:
    canvas = Canvas(area)
    for root in [*templates, content]:
        for layer in root.iterfind("{*}Content/{*}Layer"):
            _draw(layer, canvas, 0)
    text, boxes = canvas.text()
    few = sum(1 for character in text if not character.isspace()) < _FEWEST_CHARACTERS
    return PageInk(
        number, canvas.width, canvas.height, text, boxes, tuple(canvas.horizontal), tuple(canvas.vertical),
        scanned=few and canvas.covered > _SCAN_COVERAGE * canvas.width * canvas.height, incomplete=False,
    )  # fmt: skip


def _draw(container: Any, canvas: Canvas, depth: int) -> None:
    for element in container:
        if not isinstance(element.tag, str) or element.get("Visible") == "false":
            continue
        name = etree.QName(element).localname
        if name == "TextObject":
            canvas.write(element)
        elif name == "PathObject":
            canvas.stroke(element)
        elif name == "ImageObject":
            canvas.cover(element)
        elif name == "PageBlock" and depth < _DEEPEST:
            _draw(element, canvas, depth + 1)


def _area(element: Any) -> tuple[float, float, float, float] | None:
    for name in ("{*}PhysicalBox", "{*}ApplicationBox", "{*}ContentBox"):
        found = element.find(name) if element is not None else None
        if found is not None and (box := box_of(found.text)) is not None:
            return box
    return None


def _joined(folder: str, place: str) -> str:
    """A part's name from a place, which counts from *folder* unless it begins with a slash."""
    return place.lstrip("/") if place.startswith("/") else posixpath.normpath(posixpath.join(folder, place))
