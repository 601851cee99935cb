"""A unit's folder or ZIP → the files in it, listed without opening what need not be opened.

No link is followed, nothing outside the folder is touched; videos and photos are registered by name, a file too large
for a document is named and left.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docscore.errors import InputError

from .archive import MOST_FILES, Budget, is_leftover, is_submission, unpack_one

#: Bytes of one document at most; a scan of five hundred pages has less.
MOST_BYTES = 300 * 1024 * 1024
_DEEPEST = 12
_MEDIA = {
    "video": (
        "mp4",
        "mov",
        "avi",
        "wmv",
        "mkv",
        "flv",
        "mpg",
        "mpeg",
        "m4v",
        "3gp",
        "rmvb",
        "rm",
        "ts",
        "vob",
    ),
    "audio": ("mp3", "wav", "m4a", "wma", "aac", "amr", "ogg", "flac"),
}
_KIND = {f".{suffix}": kind for kind, suffixes in _MEDIA.items() for suffix in suffixes}
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic")
#: Names that cameras and people give to pictures of things; a picture of a paper is named after the paper.
_PHOTO_WORDS = ("照片", "图片", "相片", "现场", "IMG_", "DSC", "mmexport")
_REGISTERED = {
    "video": "视频，只登记文件名，没有打开",
    "audio": "录音，只登记文件名，没有打开",
    "photo": "照片，只登记文件名，没有识别其中的文字",
}


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of a folder, not opened yet.

    Attributes:
        path: relative to the folder, with ``/``, as a person reads it.
        file: where its bytes lie, maybe unpacked; gone once the folder is closed.
        size: bytes.
        kind: ``video``, ``audio``, ``photo`` for what is only registered; else empty.
        trouble: why it must not be read, in Chinese; empty if it may.
    """

    path: str
    file: Path
    size: int
    kind: str = ""
    trouble: str = ""


@contextlib.contextmanager
def open_folder(path: Path, without: Path | None = None) -> Iterator[tuple[Filed, ...]]:
    """The files of a folder or ZIP, in order of path; what was unpacked is deleted in the end.

    Args:
        path: a folder, or a ZIP archive. Archives inside it are unpacked too, two levels deep.
        without: a file that is no paper: the manifest, where it lies in the folder itself.

    Raises:
        InputError: there is no such folder; it is no folder and no ZIP; the ZIP cannot be unpacked; too many files.
    """
    with tempfile.TemporaryDirectory(prefix="docscore-") as scratch:
        listing = _Listing(
            path,
            Path(scratch),
            path / without.resolve().relative_to(path.resolve())
            if without and without.resolve().is_relative_to(path.resolve())
            else None,
        )
        if path.is_dir():
            listing.walk(path, "", 0)
        elif is_submission(path):
            listing.walk(listing.unpacked(path, str(path)), "", 0)
        elif path.exists():
            raise InputError(
                path, "不是文件夹，也不是 ZIP 压缩包", "请指定放材料的文件夹，或把材料压缩成 ZIP。"
            )
        else:
            raise InputError(path, "文件夹不存在", "请检查路径。")
        yield tuple(sorted(listing.found, key=lambda filed: filed.path))


class _Listing:
    """Walks a folder and the archives in it; counts what it has found."""

    def __init__(self, root: Path, scratch: Path, without: Path | None) -> None:
        self.root = root
        self._without = without
        self.found: list[Filed] = []
        self._names: set[str] = set()
        self._scratch = scratch
        self._budget = Budget(root)
        self._archives = 0

    def unpacked(self, archive: Path, shown: str) -> Path:
        """A fresh folder with the files of an archive.

        Raises:
            InputError: it cannot be unpacked.
        """
        self._archives += 1
        into = self._scratch / str(self._archives)
        into.mkdir()
        unpack_one(shown, archive, into, self._budget)
        return into

    def walk(self, folder: Path, prefix: str, nested: int, depth: int = 0) -> None:
        """Lists *folder*; *nested* counts the archives around it, *depth* the folders."""
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self._file(prefix.rstrip("/") or ".", folder, 0, trouble=f"文件夹打不开（{error.strerror}）")
            return
        for entry in listed:
            hidden = entry.name.startswith(".") or is_leftover(entry.name)
            if not hidden and Path(entry.path) != self._without:
                self._entry(entry, f"{prefix}{_shown(entry.name)}", nested, depth)

    def _entry(self, entry: os.DirEntry[str], shown: str, nested: int, depth: int) -> None:
        file = Path(entry.path)
        is_junction = getattr(entry, "is_junction", lambda: False)  # Windows, Python 3.12
        if entry.is_symlink() or is_junction():
            self._file(shown, file, 0, trouble="是链接，没有打开，请放入文件本身")
        elif entry.is_dir():
            if depth < _DEEPEST:
                self.walk(file, f"{shown}/", nested, depth + 1)
            else:
                self._file(shown, file, 0, trouble=f"文件夹超过 {_DEEPEST} 层，里面的没有打开")
        elif not entry.is_file():
            self._file(shown, file, 0, trouble="不是普通文件，没有打开")
        else:
            self._regular(file, shown, entry.stat().st_size, nested)

    def _regular(self, file: Path, shown: str, size: int, nested: int) -> None:
        kind = registered_kind(shown)
        if kind:
            self._file(shown, file, size, kind, _REGISTERED[kind])
        elif size > MOST_BYTES:
            over = f"有 {size // 1024 // 1024} MB，超过 {MOST_BYTES // 1024 // 1024} MB，没有打开"
            self._file(shown, file, size, trouble=over)
        elif is_submission(file):
            if nested > 1:
                self._file(shown, file, size, trouble="压缩包套了三层以上，没有解压")
                return
            try:
                inside = self.unpacked(file, shown)
            except InputError as error:
                told = str(error).removeprefix(f"{error.path}：").rstrip("。")
                self._file(shown, file, size, trouble=told)
            else:
                self.walk(inside, f"{shown}/", nested + 1)
        else:
            self._file(shown, file, size)

    def _file(self, shown: str, file: Path, size: int, kind: str = "", trouble: str = "") -> None:
        if len(self.found) >= MOST_FILES:
            raise InputError(
                self.root, f"里面的文件超过 {MOST_FILES} 个", "请指定一个单位的材料文件夹，或分批报送。"
            )
        name, number = shown, 2
        while name in self._names:  # two names that differ only in bytes that no one can read
            name, number = f"{shown}({number})", number + 1
        self._names.add(name)
        self.found.append(Filed(name, file, size, kind, trouble))


def registered_kind(shown: str) -> str:
    """What a file is only registered as, told by its name alone; a photo by its folder's name too."""
    suffix = PurePosixPath(shown).suffix.lower()
    if suffix in _PICTURES:
        return "photo" if any(word in shown for word in _PHOTO_WORDS) else ""
    return _KIND.get(suffix, "")


def _shown(name: str) -> str:
    """A file's name as a person reads it: bytes in UTF-8 or GB 18030, without control characters."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = raw.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "_" for letter in text)
