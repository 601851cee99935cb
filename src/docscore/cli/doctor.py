"""``docscore doctor``: what this machine can do, and what to install for the rest."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .. import __version__
from .output import say

HELP = "检查这台电脑能做什么：扫描件识别、旧版 Word、字体、工作台、数据库；缺的写明装什么。"
EXAMPLE = "docscore doctor"

#: Where Windows and macOS keep a Chinese font; elsewhere fontconfig is asked.
_FONTS = (
    Path(r"C:\Windows\Fonts\msyh.ttc"),
    Path(r"C:\Windows\Fonts\simsun.ttc"),
    Path("/System/Library/Fonts/PingFang.ttc"),
    Path("/System/Library/Fonts/STHeiti Light.ttc"),
)


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing that a machine may be able to do.

    Attributes:
        name: what.
        there: whether it is.
        detail: which version, or where.
        remedy: what to install or to do where it is not.
        needed: whether nothing works without it.
    """

    name: str
    there: bool
    detail: str = ""
    remedy: str = ""
    needed: bool = False


def doctor() -> int:
    """Print what is there and what is not; returns 1 where something that is needed is not."""
    found = list(abilities())
    say(f"docscore {__version__}，{platform.system()} {platform.machine()}\n\n")
    for ability in found:
        told = ability.detail if ability.there else ability.remedy
        say(f"{'有  ' if ability.there else '没有'}  {ability.name}{f'：{told}' if told else ''}\n")
    return int(any(ability.needed and not ability.there for ability in found))


def abilities() -> Iterator[Ability]:
    """What this machine can do, what is needed first."""
    wanted = "请安装 Python 3.11 或更新的版本"
    yield Ability("Python 3.11 以上", sys.version_info >= (3, 11), platform.python_version(), wanted, True)
    yield _rules()
    yield _folder(
        "缓存文件夹", _cache(), "可以没有，只是每次都要重新读取；请检查用户目录能否写入", needed=False
    )
    yield _folder("当前文件夹能写", Path.cwd(), "请换一个可写的文件夹再运行", needed=False)
    yield _package(
        "识别扫描件（OCR）",
        ("rapidocr", "onnxruntime"),
        "pip install 'docscore[ocr]'；没有时扫描的页不读，并在结果里写明",
    )
    yield from _word()
    yield _font()
    yield _package("复核工作台", ("fastapi", "uvicorn", "argon2-cffi"), "pip install 'docscore[web]'")
    yield _package("PostgreSQL 驱动", ("psycopg",), "pip install 'docscore[postgres]'；一个人用不需要")
    yield _package("集群", ("distributed", "fsspec"), "pip install 'docscore[cluster]'；一台机器用不需要")


def _rules() -> Ability:
    from ..errors import DocscoreError
    from ..packs.lexicon import load_lexicon
    from ..packs.rubric import list_rubrics

    try:
        load_lexicon()
        count = len(list(list_rubrics()))
    except DocscoreError as error:
        return Ability("词典和评分细则", False, "", str(error), True)
    return Ability("词典和评分细则", count > 0, f"{count} 份细则", "请重新安装 docscore", True)


def _cache() -> Path | None:
    from ..packs.cache import cache_folder

    return cache_folder()


def _folder(name: str, folder: Path | None, remedy: str, *, needed: bool) -> Ability:
    try:
        if folder is None:
            raise FileNotFoundError
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return Ability(name, False, "", remedy, needed)
    return Ability(name, True, str(folder), "", needed)


def _package(name: str, packages: tuple[str, ...], remedy: str) -> Ability:
    from importlib.metadata import PackageNotFoundError, version  # a sixth of what --help takes

    try:
        return Ability(name, True, "，".join(f"{package} {version(package)}" for package in packages))
    except PackageNotFoundError:
        return Ability(name, False, "", remedy)


def _word() -> Iterator[Ability]:
    from ..ingest import soffice

    office = soffice()
    yield Ability(
        "LibreOffice",
        office is not None,
        office or "",
        "从 libreoffice.org 安装；没有时 Word 文件显示文字，不显示原样的页面",
    )
    package = find_spec("doc2docx") is not None
    ways = "、".join(way for way, there in (("msdoc2docx", package), ("LibreOffice", office)) if there)
    yield Ability(
        "旧版 Word（.doc、.wps）", bool(ways), ways, "pip install 'docscore[legacy]'，或安装 LibreOffice"
    )


def _font() -> Ability:
    name = "中文字体"
    remedy = (
        "安装一种，如思源黑体（Debian、Ubuntu：apt install fonts-noto-cjk）；没有时页面图里的汉字可能是方框"
    )
    known = next((font for font in _FONTS if font.exists()), None)
    if known is not None:
        return Ability(name, True, known.stem)
    asked = shutil.which("fc-list")
    if asked is None:
        return Ability(name, False, "", remedy)
    listed = subprocess.run(  # noqa: S603 - a program of the system, with fixed words
        [asked, ":lang=zh-cn", "family"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    families = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    more = f" 等 {len(families)} 种" if len(families) > 1 else ""
    return Ability(name, bool(families), f"{families[0]}{more}" if families else "", remedy)
