"""Names and small look-ups of WordprocessingML."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def child(element: Any, *names: str) -> Any:
    """The first child along a path of names in Word's name space; ``None`` if there is none or *element* is ``None``."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def attribute(element: Any, name: str) -> str:
    """An attribute in Word's name space; empty if it or the element is missing."""
    return (element.get(W + name) or "") if element is not None else ""


def is_on(element: Any) -> bool:
    """Whether a switch such as ``w:tblHeader`` is there and not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")
