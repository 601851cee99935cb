"""DOC and WPS → DOCX → passages: by the extra ``legacy`` where it is installed, else by LibreOffice, else not.

The extra comes first although LibreOffice knows more: it was seen to lose a table at the very end of a DOC, and to run the
words and numbers of its cells together.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from docscore.errors import InputError

from .docx import read_docx
from .heartbeat import beat
from .passages import Passage

_SECONDS = 90
_WINDOWS = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
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
            if not _soffice() and not _has_package():
                raise InputError(
                    path, "需要转换：内容是旧版 Word 文档（DOC/WPS），本机没有可用的转换程序", _REMEDY
                )
            raise InputError(
                path, "需要转换：旧版 Word 文档（DOC/WPS）未能自动转换，可能已损坏或加了密码", _REMEDY
            )
        passages, warnings = read_docx(path, converted)
    return passages, [*warnings, "旧版 Word 文档经转换后读取，版面位置以原件为准"]


def _soffice() -> str | None:
    """LibreOffice's program, ``None`` where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _WINDOWS if Path(place).exists()), None)


def _by_office(source: Path) -> bytes | None:
    """The DOCX that LibreOffice makes; ``None`` if it makes none, which its exit code does not tell."""
    program = _soffice()
    if program is None:
        return None
    beat()  # its time counts from here
    profile = source.parent / "profile"
    out = source.parent / "out"
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "docx",
        "--outdir", str(out), str(source),
    ]  # fmt: skip
    if os.name == "posix":  # the limit on this process's address space is not meant for LibreOffice's
        command = ["/bin/sh", "-c", 'ulimit -S -v "$(ulimit -H -v)"; exec "$@"', "sh", *command]
    try:
        subprocess.run(  # noqa: S603 - a fixed program, no name of the user's in its arguments
            command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    finally:
        beat()
    result = out / "in.docx"
    return result.read_bytes() if result.exists() and result.stat().st_size else None


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
