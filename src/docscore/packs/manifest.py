"""The manifest of a submission (材料清单): what each paper was taken for, written for a person who may change it."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator
from ruamel.yaml import YAML

from ..errors import PackError
from ..model import PART_NAMES, Part, Submission
from .source import Source, Strict

#: Under this name it lies in the folder itself.
MANIFEST = "材料清单.yaml"

_PARTS = {name: part for part, name in PART_NAMES.items()}
_ABOUT = """材料清单：{folder}
程序把每份材料当作什么（part），依据是什么（reason）。不对的，改 part 后再运行一次，以改后的为准。
part 可以是：{names}。自评报告只能有一份；删去一条，就由程序重新判断那一份。
"""
_WIDTH = 10_000


class EntrySchema(Strict):
    """One paper; ``reason`` and ``title`` are for the reader and decide nothing."""

    path: Annotated[str, Field(min_length=1)]
    part: str
    title: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _knows_the_part(self) -> EntrySchema:
        if self.part not in _PARTS:
            close = difflib.get_close_matches(self.part, list(_PARTS), n=1, cutoff=0.3)
            hint = f"，是否想写“{close[0]}”？" if close else f"，可用：{'、'.join(_PARTS)}"
            raise ValueError(f"没有“{self.part}”这种 part{hint}")
        return self


class ManifestSchema(Strict):
    """A file of entries."""

    papers: tuple[EntrySchema, ...]


class Manifest:
    """A manifest as a person left it.

    Args:
        path: the YAML file.

    Raises:
        InputError: it cannot be read.
        PackError: it does not fit the schema, names a paper twice or two main reports.
    """

    def __init__(self, path: Path) -> None:
        self._source = Source(path)
        self._entries = self._source.parse(ManifestSchema).papers
        problems, seen, report = [], dict[str, int](), None
        for position, entry in enumerate(self._entries):
            at = ("papers", position)
            line = self._source.problem(at, "").line
            if entry.path in seen:
                message = f"“{entry.path}”在第 {seen[entry.path]} 行已经写过，请删去一条"
                problems.append(self._source.problem((*at, "path"), message))
            seen.setdefault(entry.path, line)
            if _PARTS[entry.part] is Part.REPORT:
                if report is not None:
                    message = f"自评报告只能有一份，第 {report} 行已经写了一份"
                    problems.append(self._source.problem((*at, "part"), message))
                report = report or line
        if problems:
            raise PackError(problems)

    @property
    def paths(self) -> frozenset[str]:
        """The papers that it lists."""
        return frozenset(entry.path for entry in self._entries)

    @property
    def parts(self) -> dict[str, Part]:
        """What each paper was said to be, by path; what was unread is not said to be anything."""
        return {
            entry.path: _PARTS[entry.part] for entry in self._entries if entry.part != PART_NAMES[Part.UNREAD]
        }

    def verify(self, paths: Iterable[str]) -> None:
        """Holds the entries against the papers that there are.

        Args:
            paths: the papers of the submission.

        Raises:
            PackError: entries whose paper is not there; each with the name that comes nearest.
        """
        there = list(paths)
        problems = []
        for position, entry in enumerate(self._entries):
            if entry.path not in there:
                close = difflib.get_close_matches(entry.path, there, n=1)
                hint = f"是否想写“{close[0]}”？" if close else "请删去这一条，或改成现有文件的路径"
                where = ("papers", position, "path")
                problems.append(self._source.problem(where, f"材料里没有“{entry.path}”，{hint}"))
        if problems:
            raise PackError(problems)


def manifest_yaml(submission: Submission) -> str:
    """A submission's manifest as :class:`Manifest` reads it.

    Args:
        submission: as read and sorted.
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    entries: list[dict[str, Any]] = [
        {"path": paper.path, "part": PART_NAMES[paper.part], "title": paper.title, "reason": paper.reason}
        for paper in submission.papers
    ]
    out = io.StringIO()
    yaml.dump({"papers": entries}, out)
    about = _ABOUT.format(folder=submission.folder, names="、".join(PART_NAMES.values()))
    return "".join(f"# {line}\n" for line in about.splitlines()) + out.getvalue()
