"""Which files and folders below a folder are submissions, told by names alone; nothing is opened, no link is followed.

Directly below the folder everything is a submission: each folder, each ZIP, each lone file; except a folder that only
gathers others (a city's with its counties, a province's with its cities), which is gone into.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..ingest import is_leftover, registered_kind
from ..personal import mask_text
from ..store import is_workspace

_DEEPEST = 6
_LONGEST_NAME = 200
_NUMBER = re.compile(r"^[\d\s.、_\-—（()）【】\[\]]+")
_UNIT = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}?(?:省|市|自治州|盟|地区|自治区))?"
    r"(?!示范|试点|贫困|国家|省级|重点|创建)[\u4e00-\u9fff]{1,8}?(?:自治州|[县市区旗]{1,2})"
)
_NO_UNIT = re.compile(r"(?:城|超|全|本|我|各|该|门|股|乡|地)市$|(?:全|本|我|各|该|外|邻)县$|(?:园|社|景|小|山|城|库|片|全|本|我|各|校|牧|林)区$|国家|综合|电子商务")  # fmt: skip
_REPORT = re.compile(r"自评|自查|自我评价|绩效评价|绩效报告")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Source:
    """A submission where it lies.

    Attributes:
        path: absolute path of a folder, a ZIP or one file.
        name: name of the unit, unlike that of any other of the batch; without personal data.
        trouble: why it must not be opened, in Chinese; empty if it may.
    """

    path: Path
    name: str
    trouble: str = ""


def find_sources(root: Path) -> tuple[Source, ...]:
    """The submissions below a folder, in order of path.

    Args:
        root: the folder.

    Raises:
        InputError: there is no such folder, or it cannot be listed.
    """
    if not root.exists():
        raise InputError(root, "文件夹不存在", "请检查路径。")
    if not root.is_dir():
        raise InputError(root, "不是文件夹", "请指定放各单位材料的文件夹；只有一份时用 docscore score。")
    top = root.resolve()
    try:
        found = sorted(_gathered(top, 0), key=lambda source: os.fsencode(source.path))
    except OSError as error:
        raise InputError(root, f"文件夹打不开（{error.strerror}）", "请检查权限。") from error
    return tuple(_named(top, found))


def _gathered(folder: Path, depth: int) -> Iterator[Source]:
    for entry in _visible(folder):
        path = Path(entry.path)
        if _is_link(entry):
            yield Source(path, _called(path), "是链接，没有打开，请放入文件本身")
        elif entry.is_dir():
            if depth < _DEEPEST and _gathers(path):
                yield from _gathered(path, depth + 1)
            else:
                yield Source(path, _called(path))
        elif not entry.is_file():
            yield Source(path, _called(path), "不是普通文件，没有打开")
        elif not registered_kind(entry.name):
            yield Source(path, _called(path))


def _gathers(folder: Path) -> bool:
    """Whether a folder holds several units' submissions and is none itself."""
    try:
        inside = [entry for entry in _visible(folder) if not _is_link(entry)]
    except OSError:
        return False  # its own reading will say why
    folders = [entry for entry in inside if entry.is_dir()]
    files = [entry for entry in inside if not entry.is_dir() and not registered_kind(entry.name)]
    packed = [entry for entry in files if entry.name.lower().endswith(".zip")]
    papers = [entry for entry in files if entry not in packed]
    own = unit_in(folder.name)
    reports = [entry for entry in papers if _is_report(entry.name)]
    units = _units((entry.name for entry in (*folders, *packed, *reports)), own)
    if reports:
        return len(units) > 1
    if len(units) > 1 or (units and len(units) == len(inside)):
        return True
    homes = [entry for entry in folders if not _YEAR.search(entry.name) and _holds_report(Path(entry.path))]
    return not files and len(homes) > 1


def _units(names: Iterable[str], own: str) -> set[str]:
    return {unit for unit in map(unit_in, names) if unit and unit != own and not own.endswith(unit)}


def _is_report(name: str) -> bool:
    """Whether a file is a report by its name: it says so, or is called as its unit and nothing else."""
    stem = Path(name).stem
    return bool(_REPORT.search(stem)) or _NUMBER.sub("", stem) == unit_in(stem) != ""


def _holds_report(folder: Path) -> bool:
    try:
        return any(entry.is_file() and _is_report(entry.name) for entry in _visible(folder))
    except OSError:
        return False


def unit_in(name: str) -> str:
    """The unit that a file or folder is named after at its beginning; empty if none is."""
    match = _UNIT.match(_NUMBER.sub("", name))
    return match.group() if match and not _NO_UNIT.search(match.group()) else ""


def _visible(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(
            (
                entry
                for entry in entries
                if not entry.name.startswith(".")
                and not is_leftover(entry.name)
                and not is_workspace(Path(entry.path))
            ),
            key=lambda entry: os.fsencode(entry.name),
        )


def _is_link(entry: os.DirEntry[str]) -> bool:
    is_junction = getattr(entry, "is_junction", lambda: False)  # Windows, Python 3.12
    return entry.is_symlink() or is_junction()


def _called(path: Path) -> str:
    stem = path.name if path.is_dir() else path.stem
    return unit_in(stem) or stem


def _named(root: Path, found: list[Source]) -> Iterator[Source]:
    """Names told apart: what two submissions are called gives way to where each lies."""
    counted = Counter(source.name for source in found)
    for source in found:
        name = source.name if counted[source.name] == 1 else source.path.relative_to(root).as_posix()
        shown = "".join(letter if letter.isprintable() else "_" for letter in _readable(name))
        yield replace(source, name=mask_text(shown)[-_LONGEST_NAME:])


def _readable(name: str) -> str:
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
