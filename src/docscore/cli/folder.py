"""What ``docscore score`` does with a folder or ZIP: who says what each paper is, and what was not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..errors import UsageError
from .output import progress, save, say_error

if TYPE_CHECKING:
    from ..model import Part, Submission


def is_folder(path: Path) -> bool:
    """Whether *path* is a unit's folder or ZIP, and not a report alone."""
    from ..ingest import is_submission

    return path.is_dir() or (path.is_file() and is_submission(path))


def read_folder(
    path: Path,
    read: Callable[..., Submission],
    *,
    report: str | None,
    manifest: Path | None,
    jobs: int,
    masked: bool = True,
) -> Submission:
    """A submission as read and sorted; writes the manifest where there is none yet.

    Args:
        path: the folder or ZIP.
        read: the pipeline's way to read it, by a rubric or as forms.
        report: the main report as the person named it; ``None`` to find it.
        manifest: the file that says what each paper is; read if it exists, else written. Where none is named, one
            that lies in the folder itself is read.
        jobs: how many files are read at the same time.
        masked: whether personal data is masked.

    Raises:
        InputError: the folder cannot be read, or holds nothing to score.
        UsageError: no such report, or a faulty manifest.
    """
    from ..packs.manifest import MANIFEST, Manifest, manifest_yaml

    beside = path / MANIFEST
    if manifest is None and beside.is_file():
        manifest = beside
        say_error(f"按 {beside} 认定各份材料")
    given = Manifest(manifest) if manifest is not None and manifest.exists() else None

    def ruling(there: Sequence[str]) -> dict[str, Part]:
        from ..model import Part

        if given is not None:
            given.verify(there)
            for name in sorted(set(there) - given.paths):
                say_error(f"{manifest} 没有列出 {name}，由程序判断它是什么")
        said = dict(given.parts) if given is not None else {}
        if report is not None:
            said = {name: part for name, part in said.items() if part is not Part.REPORT}
            said[_named(path, report, there)] = Part.REPORT
        return said

    try:
        submission = read(
            path,
            ruling=ruling,
            without=manifest,
            jobs=jobs,
            masked=masked,
            told=lambda name: progress(f"正在读 {name}"),
        )
    finally:
        progress("")
    if manifest is not None and given is None:
        save(manifest_yaml(submission).encode(), manifest)
    return submission


def tell(submission: Submission) -> bool:
    """Says on stderr what a person must know of the papers; whether some could not be read."""
    from ..model import Part

    for notice in (*submission.rivals, *submission.notices):
        say_error(f"{submission.folder}：{notice}")
    unread = submission.of(Part.UNREAD)
    for paper in unread:
        say_error(f"{submission.folder}/{paper.path}：{paper.trouble}")
    return bool(unread)


def _named(folder: Path, report: str, there: Sequence[str]) -> str:
    """The paper that a person calls *report*: by its path in the folder, its path from here, or its name alone."""
    asked = PurePosixPath(report.replace("\\", "/")).as_posix()
    inside = asked.removeprefix(f"{folder.as_posix().rstrip('/')}/")
    if inside in there:
        return inside
    alike = [name for name in there if PurePosixPath(name).name == inside]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise UsageError(
            f"{folder} 里有 {len(alike)} 份叫“{report}”：{'、'.join(alike)}", "请写出文件夹和文件名"
        )
    raise UsageError(
        f"{folder} 里没有“{report}”", f"有的是：{'、'.join(there[:10])}{'等' if len(there) > 10 else ''}"
    )
