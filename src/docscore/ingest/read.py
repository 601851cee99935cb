"""The door of the package: a path → a Document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from docscore.errors import InputError
from docscore.model import Document

from .coverage import unread_parts
from .kind import Kind, kind_of
from .passages import Passage, Sizes, to_blocks


def read(path: Path) -> Document:
    """Reads a report.

    Args:
        path: a DOCX, DOC, WPS, PDF, OFD, XLSX, XLS, ET, HTML, TXT, MD, PNG, JPG or TIFF file; its kind is told by its content.

    Returns:
        the document; what was not read stands in its ``warnings``.

    Raises:
        InputError: the file is missing, no file, empty, encrypted, damaged or of a kind that cannot be read.
    """
    data = file_bytes(path)
    kind = kind_of(path, data)
    passages, sizes, warnings = _read(path, data, kind)
    if not passages and not warnings:
        warnings.append("文件里没有读到文字")
    return Document(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        kind=kind,
        pages=None if sizes is None else len(sizes),
        blocks=to_blocks(passages),
        warnings=tuple(warnings),
        unread=unread_parts(warnings),
        sizes=sizes or (),
    )


def _read(path: Path, data: bytes, kind: Kind) -> tuple[list[Passage], Sizes | None, list[str]]:
    """Passages, sizes of the pages, warnings; the parsers cost a third of a second to import, so each comes when used."""
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf(path, data)
    if kind == "ofd":
        from .ofd import read_ofd

        return read_ofd(path, data)
    if kind == "image":
        from .imagefile import read_image

        return read_image(path, data)
    if kind == "docx":
        from .docx import read_docx

        passages, warnings = read_docx(path, data)
    elif kind == "doc":
        from .legacyword import read_legacy_word

        passages, warnings = read_legacy_word(path, data)
    elif kind in ("xlsx", "xls"):
        from .spreadsheet import read_spreadsheet

        passages, warnings = read_spreadsheet(path, data, old=kind == "xls")
    elif kind == "html":
        from .webpage import read_webpage

        passages, warnings = read_webpage(path, data)
    else:
        from .text import decode, read_text

        passages, warnings = read_text(decode(path, data)), []
    return passages, None, warnings


def file_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: there is none, or it cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, "文件不存在", "请检查路径。") from error
    except IsADirectoryError as error:
        raise InputError(path, "是文件夹，不是文件", "请指定其中的文件。") from error
    except PermissionError as error:
        if path.is_dir():  # Windows reports a folder as a denied file
            raise InputError(path, "是文件夹，不是文件", "请指定其中的文件。") from error
        raise InputError(path, "没有读取权限", "请检查权限，或先关闭正打开它的程序。") from error
    except (OSError, ValueError) as error:
        raise InputError(path, f"无法读取（{error}）", "请检查路径和磁盘。") from error
