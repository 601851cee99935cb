"""DOC and WPS → DOCX → passages: by the extra ``legacy`` where it is installed, else by LibreOffice, else not.

The extra comes first although LibreOffice knows more: it was seen to lose a table at the very end of a DOC, and to run the
words and numbers of its cells together.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from docscore.errors import InputError

from .docx import read_docx
from .office import converted, soffice
from .passages import Passage

_REMEDY = "请用 Word 或 WPS 打开，另存为 DOCX 后再试。"


def read_legacy_word(path: Path, data: bytes) -> tuple[list[Passage], list[str]]:
    """The passages of a Word 97–2003 or WPS document and what was not read of it.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.

    Raises:
        InputError: no converter is installed, or none can read the file.
    """
    with tempfile.TemporaryDirectory(prefix="docscore-") as folder:
        source = Path(folder) / "in.doc"
        source.write_bytes(data)
        converted = _by_package(source) or _by_office(source)
        if converted is None:
            if not soffice() and not _has_package():
                raise InputError(
                    path, "需要转换：内容是旧版 Word 文档（DOC/WPS），本机没有可用的转换程序", _REMEDY
                )
            raise InputError(
                path, "需要转换：旧版 Word 文档（DOC/WPS）未能自动转换，可能已损坏或加了密码", _REMEDY
            )
        passages, warnings = read_docx(path, converted)
    return passages, [*warnings, "旧版 Word 文档经转换后读取，版面位置以原件为准"]


def _by_office(source: Path) -> bytes | None:
    """The DOCX that LibreOffice makes; ``None`` if it makes none."""
    return converted(source, "docx")


def _has_package() -> bool:
    try:
        import doc2docx  # noqa: F401 - asked for, not used
    except ImportError:
        return False
    return True


def _by_package(source: Path) -> bytes | None:
    """The DOCX that the package ``msdoc2docx`` of the extra ``legacy`` makes; ``None`` if it is missing or fails."""
    try:
        from doc2docx import convert
        from doc2docx.errors import Doc2DocxError
    except ImportError:
        return None
    target = source.with_name("pip.docx")
    try:
        convert(source, target)
    except (Doc2DocxError, ValueError, KeyError, IndexError, OSError):
        return None
    return target.read_bytes() if target.exists() else None
