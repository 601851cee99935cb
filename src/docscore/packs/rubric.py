"""Rubrics: found by id or path, read from YAML, every reference checked, returned as frozen data."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import NamedTuple

from ..errors import PackError, UsageError
from ..model import Lexicon, Rubric
from .form_rules import is_form
from .locate import data_folder
from .rubric_build import RubricBuilder
from .rubric_schema import RubricSchema
from .source import Source


class RubricEntry(NamedTuple):
    """One line of ``docscore rubric list``."""

    id: str
    title: str
    path: Path


def list_rubrics(folder: Path | None = None) -> tuple[RubricEntry, ...]:
    """All rubrics of a folder, by id.

    Args:
        folder: the folder; the shipped one if not given.

    Raises:
        PackError: one of the files is not YAML.
    """
    files = sorted(data_folder("rubrics", folder).glob("*.yaml"))
    return tuple(RubricEntry(path.stem, str(Source(path).data.get("title", "")), path) for path in files)


def load_rubric(ref: str, lexicon: Lexicon, folder: Path | None = None) -> Rubric:
    """A rubric by id or by file.

    Args:
        ref: id of a shipped rubric (``guangdong-2019``) or path of a YAML file.
        lexicon: the extractor packs, whose metrics and facts a rubric may use by id.
        folder: where to look for ids; the shipped folder if not given.

    Raises:
        UsageError: there is no such rubric.
        PackError: the file has problems; carries all of them.
        InputError: the file cannot be read.
    """
    source = rubric_source(ref, folder)
    schema = source.parse(RubricSchema)
    builder = RubricBuilder(source, schema, lexicon)
    rubric = builder.rubric()
    if builder.names.problems:
        raise PackError(sorted(builder.names.problems))
    return rubric


def rubric_source(ref: str, folder: Path | None = None) -> Source:
    """The file of a rubric with the places of its parts; arguments and errors as for :func:`load_rubric`."""
    path = _find(ref, data_folder("rubrics", folder))
    return Source(
        path, shown_as=ref if "/" in ref or ref.endswith((".yaml", ".yml")) else f"rubrics/{path.name}"
    )


def _find(ref: str, folder: Path) -> Path:
    path = Path(ref)
    if path.suffix in {".yaml", ".yml"}:
        if not path.is_file():
            raise UsageError(f"没有评分细则文件“{ref}”", "请检查路径")
        return path
    known = sorted(file.stem for file in folder.glob("*.yaml"))
    if ref not in known:
        if is_form(ref):
            raise UsageError(
                f"“{ref}”是自评表的算法，条款和分值在各自的自评表里",
                f"给自评表打分请用 docscore score 自评表 --rubric {ref}，看算法请用 docscore rubric show {ref}",
            )
        close = difflib.get_close_matches(ref, known, n=1)
        hint = f"是否想用“{close[0]}”？" if close else f"可用的有：{'、'.join(known) or '（无）'}。"
        raise UsageError(f"没有编号为“{ref}”的评分细则", f"{hint}也可以写 YAML 文件的路径")
    return folder / f"{ref}.yaml"
