"""A ZIP of a submission → files in a folder: Chinese names in GBK, and nothing written outside that folder."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from docscore.errors import InputError

#: Bytes that a submission may unpack to, bytes unpacked for one packed, and files.
MOST_UNPACKED = 2 * 1024 * 1024 * 1024
MOST_RATIO = 200
MOST_FILES = 5_000
#: Small files may be packed tighter than the ratio: a form of blanks.
_SMALL = 10 * 1024 * 1024
_MOST_NAME = 120
_DEEPEST = 12
_UTF8_NAME = 0x800
_UNICODE_NAME = 0x7075
_ENCRYPTED = 0x1
_SYMLINK = 0o120000
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_SYSTEM = re.compile(r"__MACOSX$|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._", re.IGNORECASE)
_OPEN_PACKAGES = ("[Content_Types].xml", "OFD.xml", "mimetype")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def is_submission(path: Path) -> bool:
    """Whether a file is a ZIP archive of files, and not a document that is one inside (DOCX, XLSX, OFD)."""
    try:
        with path.open("rb") as stream:
            if not stream.read(4).startswith((b"PK\x03\x04", b"PK\x05\x06")):
                return False
        with zipfile.ZipFile(path) as archive:
            return not any(name in archive.NameToInfo for name in _OPEN_PACKAGES)
    except _DAMAGE:
        return False


def unpack(path: Path, into: Path) -> list[Path]:
    """Unpacks a submission; archives inside it too, one level deep, each into a folder of its own.

    Args:
        path: the ZIP.
        into: an existing folder; files are written in it and nowhere else.

    Returns:
        the files, in the order of their names.

    Raises:
        InputError: the archive is damaged, encrypted, or unpacks to more than a submission has.
    """
    budget = Budget(path)
    files: list[Path] = []
    for file in unpack_one(str(path), path, into, budget):
        if is_submission(file):
            inner = file.with_name(file.name + "_解压")
            inner.mkdir()
            files += unpack_one(f"{path}（{file.name}）", file, inner, budget)
            file.unlink()
        else:
            files.append(file)
    return sorted(files)


class Budget:
    """How much more may be unpacked; inner archives draw on the same."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = MOST_UNPACKED
        self._files = MOST_FILES

    def take(self, size: int) -> None:
        """Takes *size* bytes for writing.

        Raises:
            InputError: no more is left.
        """
        self._bytes -= size
        if self._bytes < 0:
            raise InputError(
                self._path,
                f"解压后超过 {MOST_UNPACKED // 1024 // 1024} MB，疑似压缩炸弹，没有解压",
                "请核实文件来源。",
            )

    def take_file(self) -> None:
        """Takes one file.

        Raises:
            InputError: no more is left.
        """
        self._files -= 1
        if self._files < 0:
            raise InputError(self._path, f"压缩包里的文件超过 {MOST_FILES} 个，没有解压", "请分批报送。")


def is_leftover(name: str) -> bool:
    """Whether a file or folder of this name is what systems and open programs leave behind."""
    return _SYSTEM.match(name) is not None


def unpack_one(shown: str, path: Path, into: Path, budget: Budget) -> list[Path]:
    """Unpacks one archive, not those inside it.

    Args:
        shown: the archive as messages name it.
        path: where it lies.
        into: an existing folder.
        budget: how much more may be unpacked.

    Raises:
        InputError: as for :func:`unpack`.
    """
    files: list[Path] = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            packed = sum(info.compress_size for info in members)
            unpacked = sum(info.file_size for info in members)
            if unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1):
                raise InputError(
                    shown,
                    f"解压后有 {unpacked // 1024 // 1024} MB，与文件大小不相称，疑似压缩炸弹，没有解压",
                    "请核实文件来源。",
                )
            for info in members:
                parts = _safe_parts(_name(info))
                if not parts or _is_link(info):
                    continue
                if info.flag_bits & _ENCRYPTED:
                    raise InputError(shown, "压缩包加了密码，无法解压", "请取消密码后重新压缩。")
                budget.take_file()
                files.append(_write(archive, info, _free(into.joinpath(*parts)), budget))
    except InputError:
        raise
    except (*_DAMAGE, RuntimeError) as error:
        raise InputError(shown, "压缩包已损坏或不完整", "请重新压缩或向报送单位索取原件。") from error
    return files


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, budget: Budget) -> Path:
    """Writes a member, counting what really comes out and not what the archive says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as source, target.open("xb") as out:
        while chunk := source.read(1024 * 1024):
            budget.take(len(chunk))
            out.write(chunk)
    return target


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: as marked, by its Unicode field, else as the bytes read in UTF-8 or GB 18030."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    extra = info.extra
    while len(extra) >= 4:
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_NAME and length > 5:
            return extra[9 : 4 + length].decode("utf-8", "replace")
        extra = extra[4 + length :]
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _safe_parts(name: str) -> list[str]:
    """Folders and file of a name, without anything that leads out of the folder or that Windows cannot write.

    Returns:
        nothing for files that systems leave behind.
    """
    parts = []
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        clean = _UNSAFE.sub("_", part).strip(" .") if part not in ("/", "..", ".") else ""
        if not clean:
            continue
        if _SYSTEM.match(clean):
            return []
        parts.append(("_" + clean if _RESERVED.match(clean) else clean)[-_MOST_NAME:])
    return parts[-_DEEPEST:]


def _is_link(info: zipfile.ZipInfo) -> bool:
    return (info.external_attr >> 16) & 0o170000 == _SYMLINK


def _free(target: Path) -> Path:
    """*target*, or a name beside it that is not taken."""
    number = 2
    found = target
    while found.exists():
        found = target.with_name(f"{target.stem}({number}){target.suffix}")
        number += 1
    return found
