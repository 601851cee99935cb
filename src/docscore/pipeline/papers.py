"""The files of a unit's folder as papers: each read once, in a process of its own, none lost; what they are is decided later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..ingest import Filed, open_folder, read_guarded
from ..model import Document, Lexicon, Paper, Part
from ..personal import mask_text
from ..submission import title_of
from .journey import Reader, shown

Ruling = Callable[[Sequence[str]], Mapping[str, Part]]
"""The papers of a folder, by path → what a person said that some of them are."""


@dataclass(frozen=True, slots=True)
class Papers:
    """A folder's papers as read.

    Attributes:
        papers: every file, in order of path; what each is, is not decided yet, but for what could not be read.
        ruled: what a person said that papers are, by path.
        documents: what was read, by path, with the personal data that counting people needs.
    """

    papers: tuple[Paper, ...]
    ruled: Mapping[str, Part]
    documents: Mapping[str, Document]


def read_papers(
    path: Path,
    lexicon: Lexicon,
    *,
    missing: str,
    ruling: Ruling,
    without: Path | None = None,
    jobs: int = 1,
    told: Callable[[str], None] = lambda _: None,
    reader: Reader = read_guarded,
    masked: bool = True,
) -> Papers:
    """Each file of a folder or ZIP; what cannot be read is named and the rest goes on.

    Args:
        path: the folder or ZIP.
        lexicon: how lists of people are headed.
        missing: what to put into an empty folder, in Chinese.
        ruling: is asked, before anything is read, what a person said that papers are.
        without: a file in the folder that is no paper: the manifest.
        jobs: how many files are read at the same time.
        told: is told the path of each file before it is read.
        reader: how a file is read.
        masked: whether personal data is masked.

    Raises:
        InputError: no such folder, nothing in it, or what a person named as the report cannot be read.
    """

    def read_one(filed: Filed) -> Paper:
        told(filed.path)
        return _paper(filed, str(path), reader)

    with open_folder(path, without) as files:
        if not files:
            raise InputError(path, "里面没有文件", f"请放入{missing}后再试。")
        files = _named(files) if masked else tuple(files)
        ruled = ruling([filed.path for filed in files])
        with ThreadPoolExecutor(jobs) as pool:
            papers = list(pool.map(read_one, files))
    for paper in papers:
        if ruled.get(paper.path) is Part.REPORT and paper.document is None:
            raise InputError(f"{path}/{paper.path}", f"指定为自评报告，但是{paper.trouble}")
    documents = {paper.path: paper.document for paper in papers if paper.document is not None}
    return Papers(tuple(_shown_paper(paper, lexicon, masked) for paper in papers), ruled, documents)


def _paper(filed: Filed, folder: str, reader: Reader) -> Paper:
    """A file of a submission as read; what it is, is not decided yet."""
    name = Path(filed.path).stem
    if filed.trouble:
        part = Part.EVIDENCE if filed.kind else Part.UNREAD
        return Paper(filed.path, "", filed.size, part, "", name, trouble=filed.trouble, kind=filed.kind)
    try:
        document = reader(filed.file)
    except InputError as error:
        told = str(error).removeprefix(f"{error.path}：")
        return Paper(filed.path, "", filed.size, Part.UNREAD, "", name, trouble=told)
    document = replace(document, path=f"{folder}/{filed.path}")
    title = title_of(document, filed.path)
    return Paper(
        filed.path, document.sha256, filed.size, Part.EVIDENCE, "", title, document, kind=document.kind
    )


def _named(files: Sequence[Filed]) -> tuple[Filed, ...]:
    """The files by names without ID numbers and telephones, no two alike."""
    named: dict[str, Filed] = {}
    for filed in files:
        path, again = mask_text(filed.path), 1
        while path in named:
            again += 1
            path = f"{mask_text(filed.path)}（{again}）"
        named[path] = replace(filed, path=path)
    return tuple(named.values())


def _shown_paper(paper: Paper, lexicon: Lexicon, masked: bool) -> Paper:
    if paper.document is None:
        return paper
    title = mask_text(paper.title) if masked else paper.title
    return replace(paper, title=title, document=shown(paper.document, lexicon, masked))
